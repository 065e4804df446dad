"""Text: headings, Markdown, code, formulas, HTML."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from pathlib import Path
from typing import Literal, Self

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitIncompatibleParametersError
from jupyter_streamkit.tree.diff import EVENT
from jupyter_streamkit.tree.markup import formula, highlight, markdown, plain_text, sanitize, slug
from jupyter_streamkit.tree.node import Json

from .commands import Commands, choice, height_prop, unless, width_prop
from .icon import icon_prop

Anchor = str | Literal[False] | None
Width = int | Literal["stretch", "content"]
TextAlignment = Literal["left", "center", "right", "justify"]
SpaceSize = int | Literal["stretch", "xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"]
BadgeColor = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"]

DIVIDERS = ("blue", "green", "orange", "red", "violet", "yellow")
"""The colours that `divider=True` goes through, one after the other."""
SPACES = ("stretch", "xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge")
BADGES = ("red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary")


class TextCommands(Commands):
    def text(
        self,
        body: object,
        *,
        help: str | None = None,
        width: Width = "content",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Self:
        """Show text as it is: no Markdown, no HTML.

        Parameters
        ----------
        body
            The text; anything else is made one with `str`.
        help
            Markdown that shows beside the text, on hover.
        width
            `"content"`, `"stretch"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        wrap
            False: one line, its end cut off where there is no room.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.text("2 * 3 = 6")
        """
        props = {"body": _clean(str(body)), "help_html": _help(help), "width": width_prop(width)}
        return self._add("text", props | _flow(text_alignment, wrap=wrap))

    def markdown(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Width | Literal["auto"] = "auto",
        text_alignment: TextAlignment = "left",
        anchors: bool = True,
        wrap: bool = True,
    ) -> Self:
        """Show Markdown.

        GitHub's Markdown, and: formulas between `$` or, on lines of their own, `$$`; emoji (`:tulip:`) and
        symbols (`:material/home:`); `:red[text]`, `:red-background[text]`, `:red-badge[text]` in red, orange,
        yellow, green, blue, violet, gray, rainbow and primary; `:color[text]{foreground="#c00"
        background="yellow"}`; `:small[text]`; arrows such as `->`.

        Parameters
        ----------
        body
            The text; anything else is made one with `str`. Common indentation is taken away.
        unsafe_allow_html
            Keep HTML, which else is shown as text. Scripts are never run.
        help
            Markdown that shows beside the text, on hover.
        width
            `"auto"` (as the container has it), `"stretch"`, `"content"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        anchors
            Give headings an address, `#its-words`, and a link to it.
        wrap
            False: one line, its end cut off where there is no room.

        Raises
        ------
        StreamlitIncompatibleParametersError
            `unsafe_allow_html=True` together with `wrap=False`.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.markdown("*Streamlit* in a :blue[notebook] :tulip:")
        """
        if unsafe_allow_html and not wrap:
            raise StreamlitIncompatibleParametersError(
                "`unsafe_allow_html=True` and `wrap=False` exclude each other: leave one of them out."
            )
        text = str(body)
        html = markdown(text, unsafe=unsafe_allow_html, anchors=anchors)
        props = {
            "html": html,
            "help_html": _help(help),
            "width": width_prop(width, ("auto", "stretch", "content")),
        }
        raw = {"body": _clean(text), "allow_html": unsafe_allow_html}
        return self._add("markdown", props | _flow(text_alignment, wrap=wrap), raw=raw)

    def caption(
        self,
        body: object,
        unsafe_allow_html: bool = False,
        *,
        help: str | None = None,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Self:
        """Show Markdown small and muted: for captions, notes, sources.

        Parameters
        ----------
        body
            Markdown.
        unsafe_allow_html
            Keep HTML, which else is shown as text. Scripts are never run.
        help
            Markdown that shows beside the text, on hover.
        width
            `"stretch"`, `"content"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        wrap
            False: one line, its end cut off where there is no room.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.caption("Source: the *city's* open data")
        """
        text = str(body)
        html = markdown(text, unsafe=unsafe_allow_html)
        props = {"html": html, "help_html": _help(help), "width": width_prop(width)}
        raw = {"body": _clean(text), "allow_html": unsafe_allow_html}
        return self._add("caption", props | _flow(text_alignment, wrap=wrap), raw=raw)

    def title(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Self:
        """Show the title of the app; one per page is enough.

        Parameters
        ----------
        body
            Markdown of one line; lines below it follow as a paragraph.
        anchor
            The heading's address (`#anchor`); None makes one of its words, False gives it none.
        help
            Markdown that shows beside the heading, on hover.
        icon
            An emoji, `:material/name:` or `"spinner"` before the heading.
        width
            `"stretch"`, `"content"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        wrap
            False: one line, its end cut off where there is no room.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.title("Pickups in *New York*")
        """
        look = _flow(text_alignment, wrap=wrap) | {"icon": icon_prop(icon), "width": width_prop(width)}
        return self._heading(1, body, anchor, help, look)

    def header(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: bool | str = False,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Self:
        """Show a heading of the second level.

        Parameters
        ----------
        body
            Markdown of one line; lines below it follow as a paragraph.
        anchor
            The heading's address (`#anchor`); None makes one of its words, False gives it none.
        help
            Markdown that shows beside the heading, on hover.
        icon
            An emoji, `:material/name:` or `"spinner"` before the heading.
        divider
            A line below it: a colour (`"blue"`, `"green"`, `"orange"`, `"red"`, `"violet"`, `"yellow"`,
            `"gray"`, `"rainbow"`), or True for the next of them.
        width
            `"stretch"`, `"content"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        wrap
            False: one line, its end cut off where there is no room.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.header("By the hour", divider=True)
        """
        look = _flow(text_alignment, wrap=wrap) | {"icon": icon_prop(icon), "width": width_prop(width)}
        return self._heading(2, body, anchor, help, look, divider)

    def subheader(
        self,
        body: object,
        anchor: Anchor = None,
        *,
        help: str | None = None,
        icon: str | None = None,
        divider: bool | str = False,
        width: Width = "stretch",
        text_alignment: TextAlignment = "left",
        wrap: bool = True,
    ) -> Self:
        """Show a heading of the third level.

        Parameters
        ----------
        body
            Markdown of one line; lines below it follow as a paragraph.
        anchor
            The heading's address (`#anchor`); None makes one of its words, False gives it none.
        help
            Markdown that shows beside the heading, on hover.
        icon
            An emoji, `:material/name:` or `"spinner"` before the heading.
        divider
            A line below it: a colour as in `st.header`, or True for the next of them.
        width
            `"stretch"`, `"content"` or pixels.
        text_alignment
            `"left"`, `"center"`, `"right"` or `"justify"`.
        wrap
            False: one line, its end cut off where there is no room.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.subheader("Raw data", divider="gray")
        """
        look = _flow(text_alignment, wrap=wrap) | {"icon": icon_prop(icon), "width": width_prop(width)}
        return self._heading(3, body, anchor, help, look, divider)

    def _heading(
        self,
        level: int,
        body: object,
        anchor: Anchor,
        help: str | None,
        look: dict[str, Json],
        divider: bool | str = False,
    ) -> Self:
        if not isinstance(anchor, str):
            choice("anchor", anchor, (None, False))
        text = _clean(str(body))
        first, _, rest = text.partition("\n")
        props: dict[str, Json] = {
            "level": level,
            "html": markdown(first, inline=True),
            "rest_html": markdown(rest) if rest.strip() else None,
            "anchor": None if anchor is False else anchor or slug(plain_text(first)) or None,
            "help_html": _help(help),
            "divider": self._divider(divider) if divider else None,
        }
        raw = {"body": text, "anchor": anchor or "", "hide_anchor": anchor is False}
        return self._add("heading", props | look, raw=raw)

    def _divider(self, divider: bool | str) -> str:
        if divider is True:
            counts = self._context("header").counts
            counts["divider"] += 1
            return DIVIDERS[(counts["divider"] - 1) % len(DIVIDERS)]
        choice("divider", divider, (True, False, *DIVIDERS, "gray", "grey", "rainbow"))
        return "gray" if divider == "grey" else str(divider)

    def code(
        self,
        body: object,
        language: str | None = "python",
        *,
        line_numbers: bool = False,
        wrap_lines: bool = False,
        height: int | Literal["stretch", "content"] = "content",
        width: Width = "stretch",
    ) -> Self:
        r"""Show code, with a button that copies it.

        Parameters
        ----------
        body
            The code.
        language
            The name of its language as Pygments knows it; None for plain text.
        line_numbers
            Number the lines.
        wrap_lines
            Break long lines; else the block scrolls sideways.
        height
            `"content"`, `"stretch"` or pixels, inside which it scrolls.
        width
            `"stretch"`, `"content"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.code("for i in range(3):\n    print(i)", line_numbers=True)
        """
        text = str(body).removeprefix("\n").removesuffix("\n")
        props = {
            "html": highlight(text, language, line_numbers),
            "language": language,
            "line_numbers": line_numbers or None,
            "wrap_lines": wrap_lines or None,
            "height": unless("content", height_prop(height)),
            "width": unless("stretch", width_prop(width)),
        }
        return self._add("code", props, raw={"body": text})

    def latex(self, body: object, *, help: str | None = None, width: Width = "stretch") -> Self:
        r"""Show a formula.

        Parameters
        ----------
        body
            LaTeX without dollar signs, as far as KaTeX knows it, or a SymPy expression.
        help
            Markdown that shows beside the formula, on hover.
        width
            `"stretch"`, `"content"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.latex(r"a + ar + ar^2 = \sum_{k=0}^{2} ar^k")
        """
        text = _clean(_latex(body))
        props = {
            "html": formula(text),
            "help_html": _help(help),
            "width": unless("stretch", width_prop(width)),
        }
        return self._add("latex", props, raw={"body": f"$$\n{text}\n$$", "allow_html": False})

    def divider(self, *, width: int | Literal["stretch"] = "stretch") -> Self:
        """Show a line across.

        Parameters
        ----------
        width
            `"stretch"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.divider()
        """
        props = {"html": "<hr>", "width": unless("stretch", width_prop(width, ("stretch",)))}
        return self._add("divider", props, raw={"body": "---", "allow_html": False})

    def badge(
        self,
        label: str,
        *,
        icon: str | None = None,
        color: BadgeColor = "blue",
        width: Width = "content",
        help: str | None = None,
    ) -> Self:
        """Show a small coloured label.

        Parameters
        ----------
        label
            Inline Markdown; square brackets are text.
        icon
            An emoji or `:material/name:` before the label.
        color
            `"red"`, `"orange"`, `"yellow"`, `"blue"`, `"green"`, `"violet"`, `"gray"` or `"primary"`.
        width
            `"content"`, `"stretch"` or pixels.
        help
            Markdown that shows on hover.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.badge("New", icon=":material/star:", color="green")
        """
        choice("color", color, BADGES)
        words = [icon_prop(icon), label.replace("[", r"\[").replace("]", r"\]")]
        text = f":{color}-badge[{' '.join(word for word in words if word)}]"
        props = {"html": markdown(text), "help_html": _help(help), "width": width_prop(width)}
        return self._add("markdown", props, raw={"body": text, "allow_html": False})

    def space(self, size: SpaceSize = "small") -> Self:
        """Leave some room, in the direction of the container.

        Parameters
        ----------
        size
            `"xxsmall"` (0.25 rem), `"xsmall"` (0.5), `"small"` (0.75, a label), `"medium"` (2.5, a button),
            `"large"` (4.25, a labelled input), `"xlarge"` (6), `"xxlarge"` (8), `"stretch"` (what is left),
            or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.space("medium")
        """
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            choice("size", size, SPACES)
        return self._add("space", {"size": size})

    def html(self, body: object, *, width: Width = "stretch", unsafe_allow_javascript: bool = False) -> Self:
        """Insert HTML.

        Parameters
        ----------
        body
            HTML; a `Path` of a file with HTML or CSS; or any object, whose `_repr_html_` or `str` is taken.
            What holds styles only takes no room on the page.
        width
            `"stretch"`, `"content"` or pixels.
        unsafe_allow_javascript
            Run the scripts in it, which else are taken out. Never hand a viewer's input to it.

        Raises
        ------
        StreamlitAPIException
            There is no HTML in it.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.html("<p style='color: teal'>Teal</p>")
        """
        text = _html(body)
        if not text.strip():
            raise StreamlitAPIException(
                "`st.html` was given nothing to show: hand it HTML or the `Path` of a file."
            )
        html = text if unsafe_allow_javascript else sanitize(text)
        props = {
            "html": html,
            "scripts": True if unsafe_allow_javascript else None,
            "width": unless("stretch", width_prop(width)),
        }
        place = type(self)(EVENT) if _only_styles(text) else self
        return place._add("html", props, raw={"body": text})


def _help(help: str | None) -> str | None:
    return None if help is None else markdown(help)


def _clean(text: str) -> str:
    return textwrap.dedent(text).strip()


def _flow(text_alignment: TextAlignment, *, wrap: bool) -> dict[str, Json]:
    choice("text_alignment", text_alignment, ("left", "center", "right", "justify"))
    return {"text_alignment": unless("left", text_alignment), "nowrap": None if wrap else True}


def _latex(body: object) -> str:
    if type(body).__module__.startswith("sympy."):
        return str(sys.modules["sympy"].latex(body))
    return str(body)


def _html(body: object) -> str:
    if isinstance(body, os.PathLike):
        path = Path(body)
        text = path.read_text(encoding="utf-8")
        return f"<style>{text}</style>" if path.suffix.lower() == ".css" else text
    represent = getattr(body, "_repr_html_", None)
    if not isinstance(body, (str, type)) and callable(represent):
        return str(represent())
    return str(body)


def _only_styles(html: str) -> bool:
    rest = re.sub(r"<style\b.*?</style\s*>|<!--.*?-->", "", html, flags=re.DOTALL | re.IGNORECASE)
    return not rest.strip() and "<style" in html.lower()
