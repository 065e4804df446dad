"""Markdown and HTML as what the browser is sent."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest

from jupyter_streamkit.tree.markup import highlight, markdown, plain_text, sanitize, slug


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain text, 5 rows.", "<p>plain text, 5 rows.</p>"),
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>"),
        (":red[a **b**]", '<p><span class="st-color-red">a <strong>b</strong></span></p>'),
        (":grey[a]", '<p><span class="st-color-gray">a</span></p>'),
        (":blue[a [b] c]", '<p><span class="st-color-blue">a [b] c</span></p>'),
        (":small[s]", '<p><span class="st-small">s</span></p>'),
        (':color[a]{foreground="#c00"}', '<p><span style="color:#c00">a</span></p>'),
        (":red-ish[a]", "<p>:red-ish[a]</p>"),
        (":tulip: at 10:30:20", "<p>🌷 at 10:30:20</p>"),
        (":no_such_emoji:", "<p>:no_such_emoji:</p>"),
        ("`:tulip:` :+1:", "<p><code>:tulip:</code> 👍</p>"),
        ("<- -> <-> -- >= <= ~=", "<p>← → ↔ — ≥ ≤ ≈</p>"),
        ("x->y and `->`", "<p>x-&gt;y and <code>-&gt;</code></p>"),
        ("$x^2$", '<p><span class="math inline">x^2</span></p>'),
        ("$5 and $10", "<p>$5 and $10</p>"),
        ("see $$y$$ here", '<p>see <span class="math inline">y</span> here</p>'),
        ("$$\ny < z\n$$", '<div class="math block">\ny &lt; z\n</div>'),
        ("    indented\n    text", "<p>indented\ntext</p>"),
    ],
)
def test_markdown(text: str, html: str) -> None:
    assert markdown(text) == html


def test_labels_hold_no_blocks() -> None:
    assert markdown("1. *one* # two", inline=True) == "1. <em>one</em> # two"
    assert markdown("plain", inline=True) == "plain"


def test_badges_backgrounds_and_symbols_have_their_classes() -> None:
    html = markdown(":green-badge[:material/check: ok] :red-background[no]")
    assert 'class="stMarkdownBadge st-badge st-badge-green"' in html
    assert "st-background-red" in html
    assert 'data-testid="stIconMaterial" translate="no">check</span>' in html


def test_headings_have_anchors_unless_told() -> None:
    assert '<h2 id="hello-world">' in markdown("## Hello, *World*!")
    assert 'href="#hello-world"' in markdown("## Hello, *World*!")
    assert markdown("# A", anchors=False) == "<h1>A</h1>"


def test_tables_tasks_links_and_footnotes() -> None:
    assert "<table>" in markdown("|a|b|\n|-|-|\n|1|2|")
    assert 'type="checkbox"' in markdown("- [x] done")
    assert 'href="http://www.example.org"' in markdown("www.example.org")
    assert "footnote" in markdown("a[^1]\n\n[^1]: b")
    assert 'target="_blank"' in markdown("[a](https://example.org)")


def test_fences_are_highlighted() -> None:
    html = markdown("```python\nx = 1\n```")
    assert 'class="language-python"' in html
    assert '<span class="tok-mi">1</span>' in html
    assert "<script" not in markdown("```html\n<script>alert(1)</script>\n```")


def test_html_is_text_unless_told() -> None:
    assert markdown("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
    assert markdown("<b style='color:red'>x</b>", unsafe=True) == '<p><b style="color:red">x</b></p>'


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a title='<a onclick=alert(1) '>a</a>",
    ],
)
def test_nothing_that_runs_scripts_passes(html: str) -> None:
    for clean in (sanitize(html), markdown(html, unsafe=True), markdown(html)):
        assert dangers(clean) == []


def dangers(html: str) -> list[str]:
    """What a browser would run."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            if tag in ("script", "iframe", "object", "embed"):
                found.append(tag)
            for name, value in attributes:
                if name.startswith("on") or "javascript:" in str(value) or "data:text" in str(value):
                    found.append(f"{name}={value}")

    Reader().feed(html)
    return found


def test_markdown_links_run_no_scripts() -> None:
    assert "href" not in markdown("[a](javascript:alert(1)) [b](data:text/html,x)")
    assert 'style="color:' not in markdown(':color[a]{foreground="red;background:url(x)"}')


def test_styles_and_drawings_pass() -> None:
    drawing = '<svg viewBox="0 0 1 1"><linearGradient></linearGradient></svg>'
    assert sanitize(drawing) == drawing
    assert sanitize("<style>.a{color:red}</style>") == "<style>.a{color:red}</style>"


def test_code_by_lines() -> None:
    assert highlight("a < b", None) == "a &lt; b"
    assert highlight("'''x\ny'''", "python", line_numbers=True).count("st-line") == 2
    assert highlight("x", "no such language") == "x"


def test_slugs() -> None:
    assert slug("Hello, World!") == "hello-world"
    assert slug("Über uns") == "über-uns"
    assert plain_text("a **b** `c` :tulip:") == "a b c 🌷"


def test_a_thousand_short_texts_are_quick() -> None:
    markdown("*warm*")
    start = time.perf_counter()
    for number in range(1000):
        markdown(f"The value of number {number} is *{number}*")
    # 0.05 s on two cores; ten times that on a machine under load.
    assert time.perf_counter() - start < 0.5
