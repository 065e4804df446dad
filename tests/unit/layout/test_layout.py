"""Containers of every kind."""

from __future__ import annotations

import pytest
from pages import drawn


def test_a_container_has_its_looks() -> None:
    with drawn("""
        st.container(
            border=True, key="k", width=300, height=200, horizontal=True, wrap=False, gap=None,
            horizontal_alignment="right", vertical_alignment="center", autoscroll=False,
        ).text("in")
        st.container(height=100)
        st.container()
    """) as page:
        told, fixed, plain = (shown.props for shown in page.all("block")[1:4])
    assert told == {
        "border": True,
        "key": "k",
        "width": 300,
        "height": 200,
        "horizontal": True,
        "wrap": False,
        "gap": "none",
        "horizontal_alignment": "right",
        "vertical_alignment": "center",
        "autoscroll": False,
    }
    assert fixed == {"border": True, "height": 100}
    assert plain == {}


def test_containers_are_filled_out_of_order() -> None:
    with drawn("first = st.container()\nst.text('second')\nfirst.text('first')") as page:
        assert page.texts == ["first", "second"]


def test_columns() -> None:
    with drawn("""
        for column in st.columns([1, 2.5], gap="large", border=True, vertical_alignment="bottom"):
            column.text("x")
        a, b, c = st.columns(3, wrap=False)
        with b:
            st.columns(2)
    """) as page:
        rows = page.all("columns")
        assert rows[0].props == {"gap": "large"}
        assert rows[1].props == {"wrap": False}
        weights = [shown.props["weight"] for shown in page.all("column")]
    assert weights == [1, 2.5, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("spec", ["0", "-1", "[]", "[1, 0]", "[1, float('nan')]", "'ab'", "True"])
def test_column_widths_are_checked(spec: str) -> None:
    with drawn(f"st.columns({spec})") as page:
        assert page.one("exception").props["name"] == "StreamlitInvalidColumnSpecError"


def test_tabs() -> None:
    with drawn("""
        one, two = st.tabs(["*One*", "Two"], default="Two", height=200)
        one.text("1")
        two.text("2")
        st.text(one.open)
    """) as page:
        assert page.one("tabs").props == {"default": "Two", "height": 200}
        assert [shown.props["label_html"] for shown in page.all("tab")] == ["<em>One</em>", "Two"]
        assert page.texts == ["1", "2", "None"]


@pytest.mark.parametrize(
    "call",
    [
        "st.tabs([])",
        "st.tabs('ab')",
        "st.tabs([1])",
        "st.tabs(['a'], default='b')",
        "st.expander(1)",
        "st.expander('x', type='big')",
        "st.expander('x', bind='query-params')",
        "st.popover('x', type='big')",
        "st.popover('x', on_change='never')",
        "st.container(wrap=False)",
        "st.container(gap='huge')",
        "st.container(horizontal_alignment='up')",
        "with st.text('x'): pass",
    ],
)
def test_wrong_arguments_are_told(call: str) -> None:
    with drawn(call) as page:
        assert page.one("exception").props["message_html"]


def test_tracked_containers_tell_whether_they_are_open() -> None:
    with drawn("""
        def changed(word):
            st.session_state.word = word
        with st.expander("E", key="e", on_change="rerun") as e:
            st.text(e.open)
        one, two = st.tabs(["a", "b"], key="t", on_change=changed, args=("tabs",))
        st.text((one.open, two.open))
        p = st.popover("P", on_change="rerun")
        st.text(p.open)
        st.text(st.session_state.get("word"))
        st.text((st.session_state.e, st.session_state.t))
    """) as page:
        assert page.texts == ["False", "(True, False)", "False", "None", "(False, 'a')"]
        page.send(page.one("expander").id, True)
        page.send(page.one("tabs").id, "b")
        page.send(page.one("popover").id, True)
        assert page.texts == ["True", "(False, True)", "True", "tabs", "(True, 'b')"]
        with pytest.raises(ValueError, match="none of the tabs"):
            page.send(page.one("tabs").id, "c")


def test_the_script_may_open_a_tracked_expander() -> None:
    with drawn("""
        st.session_state.e = True
        st.text(st.expander("E", key="e", on_change="rerun").open)
    """) as page:
        assert page.texts == ["True"]


def test_empty_holds_one_element() -> None:
    with drawn("""
        place = st.empty()
        place.text("one")
        place.text("two")
        cleared = st.empty()
        cleared.text("gone")
        cleared.empty()
        with st.empty():
            st.text("first")
            st.text("last")
        box = st.empty().container()
        box.text("a")
        box.text("b")
        text = st.text("t")
        text.empty()
    """) as page:
        assert page.texts == ["two", "last", "a", "b"]


def test_the_sidebar_is_a_container() -> None:
    with drawn("""
        st.sidebar.expander("E").text("a")
        with st.sidebar: st.columns(2)[1].text("b")
        st.text("main")
    """) as page:
        below = page.below(page.browser.shown["sidebar"])
    assert below == ["expander", "text", "columns", "column", "column", "text"]


def test_an_unchanged_page_is_an_empty_patch() -> None:
    with drawn("""
        with st.expander("E"): st.text("x")
        a, b = st.columns(2)
        a.write("*a*")
        st.tabs(["a"])[0].metric("m", 1)
        with st.status("S") as s: s.update(label="T")
    """) as page:
        page.rerun()
        patch = page.browser.patches[-1]
    assert [patch.put, patch.set, patch.splice, patch.drop] == [{}, {}, [], []]
