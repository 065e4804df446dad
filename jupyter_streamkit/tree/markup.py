"""Markdown, code and HTML as HTML that is safe to show.

Invariants
- What leaves this module has passed the sanitiser, or is escaped text.
- Equal text gives equal HTML: an unchanged element stays unchanged.
- Formulas leave as LaTeX source in elements of class `math`; the browser typesets them.
"""

from __future__ import annotations

import html as stdlib_html
import re
import textwrap
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

COLORS = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "rainbow", "primary")

# Text without any character that means something in Markdown: most labels, most sentences.
# No digits with a dot or bracket at the start (lists), no `www.` (links).
_PLAIN = re.compile(r"(?!\d+[.)])(?!.*www\.)[^\W_][^\n*_`~<>&\[\]{}\\:$@#|+=\-^]*", re.IGNORECASE)


def markdown(text: str, inline: bool = False, unsafe: bool = False, anchors: bool = True) -> str:
    """Markdown as sanitised HTML.

    Parameters
    ----------
    text
        GitHub's Markdown with formulas, emoji and icon short codes, arrows, and `:red[coloured]` text.
    inline
        A run of text for a label: no paragraphs, headings or lists.
    unsafe
        HTML in the text is kept, without what runs scripts; else it is shown as text.
    anchors
        Headings get an id and a link to it.
    """
    text = textwrap.dedent(text).strip()
    if _PLAIN.fullmatch(text):
        escaped = stdlib_html.escape(text)
        return escaped if inline else f"<p>{escaped}</p>"
    return _markdown(text, inline, unsafe, anchors)


def sanitize(html: str) -> str:
    """HTML without what runs scripts or loads frames; styles stay."""
    return _cleaner().clean(html)


@lru_cache(512)
def highlight(source: str, language: str | None, line_numbers: bool = False) -> str:
    """Source text as HTML, its words in classes `tok-...`; `line_numbers` puts each line in an element."""
    lexer = _lexer(language)
    if lexer is None:
        text = stdlib_html.escape(source)
    else:
        from pygments import highlight as colour
        from pygments.formatters import HtmlFormatter

        text = colour(source, lexer, HtmlFormatter(nowrap=True, classprefix="tok-")).removesuffix("\n")
    if not line_numbers:
        return text
    return "".join(f'<span class="st-line">{line}\n</span>' for line in text.split("\n"))


def code_block(source: str, language: str | None) -> str:
    """A code block inside Markdown, with a button that copies it."""
    name = stdlib_html.escape(language or "text")
    return (
        '<div class="stCode" data-testid="stCode"><pre class="stMarkdownPre" data-testid="stMarkdownPre">'
        f'<code class="language-{name}">{highlight(source, language)}</code></pre>'
        '<button type="button" class="st-copy" data-testid="stCodeCopyButton" aria-label="Copy to clipboard">'
        '<span class="st-icon st-symbol" aria-hidden="true">content_copy</span></button></div>'
    )


def slug(text: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def plain_text(text: str) -> str:
    """Inline Markdown without its markup."""
    return "".join(_words(_parser(unsafe=False).parseInline(text)))


@lru_cache(2048)
def _markdown(text: str, inline: bool, unsafe: bool, anchors: bool) -> str:
    parser = _parser(unsafe)
    html = parser.renderInline(text) if inline else parser.render(text, {"anchors": anchors})
    return _cleaner().clean(html).strip()


@cache
def _parser(unsafe: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": unsafe}).enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin).use(tasklists_plugin).use(footnote_plugin)
    parser.use(
        dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False, double_inline=True
    )
    parser.inline.ruler.before("link", "short_code", _short_code)
    parser.inline.ruler.before("link", "directive", _directive)
    parser.core.ruler.push("arrows", _arrows)
    parser.core.ruler.push("anchors", _anchors)
    # Inside a line of text there is no room for a formula of its own line.
    parser.add_render_rule("math_inline_double", _inline_formula)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_block", _fence)
    return parser


# Coloured and small text, badges: :red[...] :blue-background[...] :green-badge[...] :small[...] :shimmer[...]
_OPENING = re.compile(
    rf":(?:(?P<color>{'|'.join(COLORS)})(?P<kind>-background|-badge)?|(?P<word>small|shimmer|color))\["
)
_CSS_COLOR = r"(?:[a-zA-Z]+|#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([\d\s.,%]+\))"
_CUSTOM = re.compile(
    rf'\{{(?=[^}}]*=)\s*(?:foreground="(?P<color>{_CSS_COLOR})")?\s*(?:background="(?P<background>{_CSS_COLOR})")?\s*\}}'
)


def _directive(state: StateInline, silent: bool) -> bool:
    opening = _OPENING.match(state.src, state.pos)
    if opening is None:
        return False
    start = opening.end()
    end = state.md.helpers.parseLinkLabel(state, start - 1)
    if end < 0:
        return False
    custom = _CUSTOM.match(state.src, end + 1) if opening["word"] == "color" else None
    if opening["word"] == "color" and custom is None:
        return False
    if not silent:
        token = state.push("directive_open", "span", 1)
        token.attrs = {"style": _style(custom)} if custom else {"class": _class(opening)}
        state.pos, rest, state.posMax = start, state.posMax, end
        state.md.inline.tokenize(state)
        state.posMax = rest
        state.push("directive_close", "span", -1)
    state.pos = custom.end() if custom else end + 1
    return True


def _class(opening: re.Match[str]) -> str:
    color = "gray" if opening["color"] == "grey" else opening["color"]
    if opening["kind"] == "-badge":
        return f"stMarkdownBadge st-badge st-badge-{color}"
    if opening["kind"] == "-background":
        return f"stMarkdownColoredBackground st-colored-background st-background-{color}"
    return f"st-color-{color}" if color else f"st-{opening['word']}"


def _style(custom: re.Match[str]) -> str:
    told = (("color", custom["color"]), ("background-color", custom["background"]))
    return ";".join(f"{name}:{value}" for name, value in told if value)


_SHORT_CODE = re.compile(r":(?:material/(?P<icon>[a-z0-9_]+)|(?P<emoji>[a-zA-Z0-9_+-]+)):")


def _short_code(state: StateInline, silent: bool) -> bool:
    """:material/home: and :tulip:."""
    code = _SHORT_CODE.match(state.src, state.pos)
    if code is None:
        return False
    text = code["icon"] or _emoji(code[0])
    if text is None:
        return False
    if not silent:
        if code["icon"]:
            _symbol(state, text)
        else:
            state.push("text", "", 0).content = text
    state.pos = code.end()
    return True


def _symbol(state: StateInline, name: str) -> None:
    token = state.push("symbol_open", "span", 1)
    token.attrs = {"class": "st-icon st-symbol", "data-testid": "stIconMaterial", "translate": "no"}
    state.push("text", "", 0).content = name
    state.push("symbol_close", "span", -1)


def _emoji(code: str) -> str | None:
    # Its table takes a while to load: only where a short code stands.
    import emoji

    text = emoji.emojize(code, language="alias")
    return None if text == code else text


def emoji_of(code: str) -> str | None:
    """The emoji of a short code such as `:shark:`, or None."""
    return _emoji(code) if _SHORT_CODE.fullmatch(code) else None


_ARROWS = {"<->": "↔", "<-": "←", "->": "→", "--": "—", ">=": "≥", "<=": "≤", "~=": "≈"}
_ARROW = re.compile(rf"(?<!\S)(?:{'|'.join(_ARROWS)})(?!\S)")


def _arrows(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _ARROW.sub(lambda arrow: _ARROWS[arrow[0]], child.content)


def _anchors(state: StateCore) -> None:
    """Give headings an id and a link to it, which shows when the heading is hovered."""
    if not state.env.get("anchors"):
        return
    for opening, content in zip(state.tokens, state.tokens[1:], strict=False):
        anchor = slug("".join(_words([content]))) if opening.type == "heading_open" else ""
        if anchor and content.children is not None:
            opening.attrSet("id", anchor)
            content.children.append(Token("html_inline", "", 0, content=anchor_link(anchor)))


def anchor_link(anchor: str) -> str:
    """The link of a heading to itself."""
    return (
        '<span class="stHeaderActionElements" data-testid="stHeaderActionElements">'
        f'<a href="#{stdlib_html.escape(anchor)}" aria-label="Link to heading">'
        '<span class="st-icon st-symbol" aria-hidden="true">link</span></a></span>'
    )


def _words(tokens: Sequence[Token]) -> list[str]:
    words = []
    for token in tokens:
        if token.children is not None:
            words += _words(token.children)
        elif token.type in ("text", "code_inline", "math_inline"):
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
    return words


def formula(source: str) -> str:
    """A formula on a line of its own."""
    return f'<div class="math block">{stdlib_html.escape(source)}</div>'


def _inline_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<span class="math inline">{stdlib_html.escape(tokens[index].content)}</span>'


def _fence(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    token = tokens[index]
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else None
    return code_block(token.content.removesuffix("\n"), language)


@lru_cache(64)
def _lexer(language: str | None) -> Any:
    """The lexer of a language; None for plain text and for what nobody knows."""
    if not language or language in ("text", "plaintext", "none"):
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _names(text: str) -> set[str]:
    return set(text.split())


_TAGS = _names(
    """
    a abbr address area article aside audio b bdi bdo big blockquote br button caption center cite code
    col colgroup data dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark marquee menu
    meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select
    small source span strike strong style sub summary sup table tbody td template textarea tfoot th
    thead time tr track tt u ul var video wbr svg g path rect circle ellipse line polyline polygon text
    tspan textPath defs clipPath mask pattern marker symbol use linearGradient radialGradient stop title
    desc filter feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge feMergeNode feOffset
    image
    """
)
_ATTRIBUTES = _names(
    """
    class id style title lang dir role hidden tabindex translate align valign width height alt name
    value type href src srcset sizes target download media loading decoding colspan rowspan scope
    headers span start reversed open checked disabled readonly selected multiple placeholder for min max
    step low high optimum pattern maxlength minlength size rows cols wrap label datetime cite controls
    autoplay loop muted poster preload playsinline kind srclang default usemap coords shape color face
    bgcolor border cellpadding cellspacing nowrap summary itemprop itemscope itemtype xmlns viewBox
    preserveAspectRatio d x y x1 x2 y1 y2 cx cy r rx ry dx dy fx fy points transform fill fill-opacity
    fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
    stroke-dashoffset stroke-miterlimit opacity clip-path clip-rule clipPathUnits mask marker-start
    marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient gradientUnits
    gradientTransform spreadMethod offset stop-color stop-opacity patternUnits patternTransform
    font-family font-size font-weight font-style text-anchor dominant-baseline alignment-baseline
    letter-spacing textLength lengthAdjust startOffset rotate in in2 result stdDeviation mode operator
    values flood-color flood-opacity filterUnits vector-effect shape-rendering text-rendering
    paint-order display visibility overflow version
    """
)
_SCHEMES = {"http", "https", "mailto", "tel", "sms", "ftp", "data", "blob"}


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"*": _ATTRIBUTES},
        clean_content_tags={"script", "iframe", "noscript", "object"},
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes=_SCHEMES,
        attribute_filter=_attribute,
        # A link must not take the notebook away from under the reader.
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """`data:` is for pictures and sounds: as the address of a link it could hold a page."""
    if value.lstrip().lower().startswith("data:") and (name not in ("src", "poster", "href") or tag == "a"):
        return None
    return value
