"""Any value finds its element; texts are joined; streams grow."""

from __future__ import annotations

import pytest
from pages import drawn

VALUES = """
import collections, datetime, enum, pathlib
import numpy as np, pandas as pd
class Color(enum.Enum): RED = 1
Point = collections.namedtuple("Point", "x y")
class Opaque: pass
class Lines:
    def __str__(self): return "a\\nb"
values = [
    "x", 1, 1.5, True, None, (1, 2), {1}, b"ab", range(3), 1j, Color.RED, datetime.date(2020, 1, 1),
    Lines(), pathlib.Path("/x"), np.float64(2.5), pd.Timestamp("2020"), collections.deque([1]), "a`b",
    [1, 2], {"a": 1}, Point(1, 2), {"a": 1}.keys(), collections.Counter("aab"), st.session_state,
    map(str, [1, 2]), [{"a": 1}], np.array([1, 2]), pd.Index([1]), pd.Series([1]), pd.DataFrame({"a": [1]}),
    ValueError("v"), (c for c in "ab"), Opaque(),
]
for number, value in enumerate(values):
    with st.container(key=f"v{number}"):
        st.write(value)
"""


def test_values_go_where_streamlit_puts_them() -> None:
    apptest = pytest.importorskip("streamlit.testing.v1")
    theirs = apptest.AppTest.from_string("import streamlit as st\n" + VALUES, default_timeout=60).run()
    expected = [
        [element.type for element in block.children.values()] for block in theirs.main.children.values()
    ]
    with drawn(VALUES) as page:
        blocks = [shown for shown in page.all("block") if "key" in shown.props]
        ours = [page.below(block) for block in blocks]
    assert ours == [["help" if type == "help_info" else type for type in types] for types in expected]


def test_texts_beside_each_other_are_one() -> None:
    with drawn("st.write('a', 1, 'b', [1], 'c', 2.5)") as page:
        first, second = (shown.props["html"] for shown in page.all("markdown"))
        assert first == "<p>a <code>1</code> b</p>"
        assert second == "<p>c <code>2.5</code></p>"
        assert page.all("json")


def test_figures_become_charts() -> None:
    with drawn("""
        import altair, matplotlib.pyplot as plt, pandas as pd
        fig, ax = plt.subplots()
        ax.plot([1, 2])
        st.write(fig)
        plt.close(fig)
        st.write(altair.Chart(pd.DataFrame({"a": [1]})).mark_bar().encode(x="a"))
        from PIL import Image
        st.write(Image.new("RGB", (2, 2)))
    """) as page:
        types = page.below(page.browser.shown["main"])
    assert "exception" not in types
    assert len(types) == 3


def test_ipywidgets_are_shown_as_they_are() -> None:
    with drawn("""
        import ipywidgets
        slider = ipywidgets.IntSlider()
        st.write(slider)
    """) as page:
        shown = page.one("widget")
        assert type(page.browser.nodes[shown.id].foreign).__name__ == "IntSlider"


def test_representations_of_objects() -> None:
    with drawn("""
        class Marked:
            def _repr_markdown_(self): return "*m*"
        class Bundle:
            def _repr_mimebundle_(self, include=None, exclude=None): return {"text/latex": "$x$"}, {}
        class Scripted:
            def _repr_html_(self): return "<script>1</script>"
        class Anything:
            def __getattr__(self, name): return lambda *args: "x"
        st.write(Marked())
        st.write(Bundle())
        st.write(Scripted())
        st.write(Anything)
    """) as page:
        assert page.below(page.browser.shown["main"]) == ["markdown", "latex", "html", "help"]
        assert page.one("html").props == {"frame": "<script>1</script>"}


def test_functions_classes_and_modules_are_explained() -> None:
    with drawn("import json\nst.write(json)\nst.write(len)\nst.write(int)\nst.write(st.text('x'))") as page:
        assert [shown.props["type"] for shown in page.all("help")] == [
            "module",
            "builtin function",
            "class",
            "DeltaGenerator",
        ]


def test_bare_values_are_written() -> None:
    with drawn("'*a*'\nx = 5\nx\n[x]") as page:
        assert [shown.props["html"] for shown in page.all("markdown")] == [
            "<p><em>a</em></p>",
            "<p><code>5</code></p>",
        ]
        assert page.all("json")


def test_streams_return_their_text() -> None:
    with drawn("""
        def words():
            yield "one "
            yield "two"
        async def letters():
            yield "a"
            yield "b"
        def mixed():
            yield "text"
            yield {"a": 1}
            yield "more"
        st.text(repr(st.write_stream(words)))
        st.text(repr(st.write_stream(letters(), cursor="|")))
        st.text(repr(st.write_stream(mixed())))
        st.text(repr(st.write_stream([])))
    """) as page:
        assert page.texts == ["'one two'", "'ab'", "['text', {'a': 1}, 'more']", "''"]
        written = [shown.props["html"] for shown in page.all("markdown")]
    assert written == ["<p>one two</p>", "<p>ab</p>", "<p>text</p>", "<p>more</p>"]


def test_streams_of_language_models() -> None:
    with drawn("""
        from types import SimpleNamespace as N
        class ChatCompletionChunk:
            def __init__(self, text): self.choices = [N(delta=N(content=text))]
        class AIMessageChunk:
            def __init__(self, content): self.content = content
        st.text(st.write_stream(ChatCompletionChunk(t) for t in ("Hel", None, "lo")))
        st.text(st.write_stream(AIMessageChunk(t) for t in ("a", [{"text": "b"}])))
    """) as page:
        assert page.texts == ["Hello", "ab"]


def test_what_is_no_stream_is_told() -> None:
    for value in ("'text'", "5"):
        with drawn(f"st.write_stream({value})") as page:
            assert "st.write_stream" in page.one("exception").props["message_html"]


def test_a_stream_shows_itself_while_it_grows() -> None:
    with drawn("""
        import time
        def slow():
            for _ in range(4):
                yield "x"
                time.sleep(0.06)
        st.write_stream(slow(), cursor="|")
    """) as page:
        seen = [
            shown["html"]
            for patch in page.browser.patches
            for shown in (*patch.set.values(), *(node.props for node in patch.put.values()))
            if "html" in shown
        ]
    assert len(seen) > 1
    assert seen[-1] == "<p>xxxx</p>"
    assert any(html.endswith("|</p>") for html in seen)
