"""Forms, fragments, dialogs and reruns: as Streamlit's own tester sees them, and as users do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from jupyter_streamkit.testing.v1 import AppTest

Step = Callable[[Any], Any]


def press(number: int) -> Step:
    return lambda app: app.button[number].click().run()


def type_and_press(text: str, number: int) -> Step:
    return lambda app: app.text_input[0].input(text).root.button[number].click().run()


def again(app: Any) -> Any:
    return app.run()


SCRIPTS: dict[str, tuple[str, list[Step]]] = {
    "a form hands in all values": (
        """
with st.form("f"):
    x = st.text_input("x", "old")
    y = st.checkbox("y")
    pressed = st.form_submit_button("Go")
st.text(f"{x} {y} {pressed}")
st.button("other")
""",
        [
            lambda app: app.text_input[0].input("new").run(),
            lambda app: app.checkbox[0].check().run(),
            type_and_press("newer", 0),
            press(1),
            again,
        ],
    ),
    "two submit buttons": (
        """
with st.form("f"):
    x = st.text_input("x", "0")
    a, b = st.form_submit_button("a"), st.form_submit_button("b")
st.text(f"{x} {a} {b}")
""",
        [type_and_press("1", 1), type_and_press("2", 0), again],
    ),
    "the callback of a form": (
        """
def note(word): st.session_state.seen = f"{word} {st.session_state.x}"
with st.form("f"):
    st.text_input("x", key="x")
    st.form_submit_button("Go", on_click=note, args=("hand",))
st.text(st.session_state.get("seen"))
""",
        [type_and_press("1", 0), again],
    ),
    "what a form holds": (
        """
with st.form("f"):
    st.form_submit_button("Go")
st.text(sorted(st.session_state))
""",
        [press(0)],
    ),
    "a button in a form": ('with st.form("f"):\n    st.button("b")\nst.text("after")', []),
    "a download in a form": ('with st.form("f"):\n    st.download_button("b", "text")', []),
    "a callback in a form": ('with st.form("f"):\n    st.slider("x", on_change=print)', []),
    "a form in a form": ('with st.form("f"):\n    st.columns(2)[0].form("g")', []),
    "a form twice": ('st.form("f")\nst.form("f")', []),
    "a submit button alone": ("st.form_submit_button()", []),
    "a form with the key of an input": ('st.slider("x", key="f")\nst.form("f")\nst.text("end")', []),
    "a fragment in a full run": (
        """
@st.fragment
def part(word):
    st.text(f"in {word}")
    return 5
st.text(part("a"))
with st.sidebar:
    part("b")
""",
        [again],
    ),
    "an exception in a fragment": (
        "@st.fragment\ndef part():\n    st.text('in')\n    1 / 0\npart()\nst.text('after')",
        [again],
    ),
    "an exception of a fragment, caught": (
        """
@st.fragment
def part():
    1 / 0
try:
    part()
except Exception as error:
    st.text(f"{type(error).__name__} {error.args[0]!r}")
st.text("after")
""",
        [],
    ),
    "stop in a fragment": (
        "@st.fragment\ndef part():\n    st.text('in')\n    st.stop()\npart()\nst.text('after')",
        [],
    ),
    "rerun of a fragment in a full run": (
        "@st.fragment\ndef part():\n    st.text('in')\n    st.rerun(scope='fragment')\npart()\nst.text('after')",
        [],
    ),
    "rerun of a fragment outside": ("st.rerun(scope='fragment')", []),
    "rerun by key outside callbacks": ("st.text('a')\nst.rerun('key')", []),
    "rerun of nothing": ("st.rerun('')", []),
    "rerun of an empty list": ("st.rerun([])", []),
    "rerun of a reserved name": ("st.rerun(['app'])", []),
    "rerun of None": ("st.rerun(None)", []),
    "rerun from a fragment": (
        """
st.session_state.n = st.session_state.get("n", 0) + 1
@st.fragment
def part():
    if st.session_state.n < 3:
        st.rerun()
part()
st.text(st.session_state.n)
""",
        [],
    ),
    "equal inputs in two calls": ("@st.fragment\ndef part():\n    st.slider('x')\npart()\npart()", []),
    "a reserved key": ("@st.fragment(key='fragment')\ndef part(): ...\npart()", []),
    "a key of two functions": (
        """
@st.fragment(key="a")
def part(): st.text("part")
@st.fragment(key="a")
def other(): st.text("other")
part()
part()
other()
""",
        [],
    ),
    "an interval that cannot be read": ("@st.fragment(run_every='soon')\ndef part(): ...\npart()", []),
    "rerun by key in a callback": (
        """
st.session_state.n = st.session_state.get("n", 0) + 1
@st.fragment(key="k")
def part():
    st.session_state.m = st.session_state.get("m", 0) + 1
    st.text(f"in {st.session_state.m}")
part()
st.text(f"out {st.session_state.n}")
st.button("b", on_click=lambda: st.rerun("k"))
""",
        [],
    ),
    "a dialog": (
        """
@st.dialog("D")
def ask(word):
    st.text(f"in {word}")
    if st.button("close"):
        st.rerun()
if st.button("open"):
    ask("a")
st.text("page")
""",
        [press(0), again],
    ),
    "an exception in a dialog": ("@st.dialog('D')\ndef ask():\n    1 / 0\nask()\nst.text('after')", []),
    "a second dialog": (
        """
@st.dialog("D")
def ask(): st.text("in")
@st.dialog("E")
def other(): st.text("other")
ask()
other()
""",
        [],
    ),
    "a dialog without a title": ("@st.dialog('')\ndef ask(): ...\nask()", []),
    "a wrong width": ("@st.dialog('D', width='huge')\ndef ask(): ...\nask()", []),
    "a wrong position": ("@st.dialog('D', position='top')\ndef ask(): ...\nask()", []),
    "a wrong answer to dismissing": ("@st.dialog('D', on_dismiss='x')\ndef ask(): ...\nask()", []),
    "a dialog in a fragment": (
        "@st.dialog('D')\ndef ask(): st.text('in')\n@st.fragment\ndef part(): ask()\npart()\nst.text('after')",
        [again],
    ),
}


def seen(app: Any) -> tuple[Any, ...]:
    """What both testers can tell of a page."""
    return (
        [text.value for text in app.text],
        len(app.exception),
        [(input.label, input.value, input.form_id) for input in app.text_input],
        [(button.label, button.value, button.form_id) for button in app.button],
        [button.label for button in app.form_submit_button],
        [form.key for form in app.form if not app.exception],
    )


def story(app: Any, steps: list[Step]) -> list[Any]:
    told = [seen(app.run())]
    for step in steps:
        step(app)
        told.append(seen(app))
    return told


@pytest.mark.parametrize("name", SCRIPTS)
def test_as_streamlit_does(name: str) -> None:
    streamlit = pytest.importorskip("streamlit.testing.v1", reason="Streamlit is what we compare with")
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)
    body, steps = SCRIPTS[name]
    source = f"import streamlit as st\n{body}"
    assert story(AppTest.from_string(source), steps) == story(streamlit.AppTest.from_string(source), steps)


def test_the_values_of_a_form_that_is_not_submitted_are_forgotten() -> None:
    app = AppTest.from_string("""
import streamlit as st
with st.form("f"):
    x = st.text_input("x")
    st.form_submit_button()
st.text(x)
""").run()
    app.text_input[0].input("new").run()
    app.button[0].click().run()
    assert app.text[0].value == ""


def test_an_input_in_a_fragment_runs_the_fragment_only() -> None:
    app = AppTest.from_string("""
import streamlit as st
st.session_state.n = st.session_state.get("n", 0) + 1
@st.fragment
def part():
    st.text(f"in {st.slider('x')} {st.session_state.n}")
part()
st.text(f"out {st.session_state.n}")
""").run()
    app.slider[0].set_value(7).run()
    assert app.text.values == ["in 7 1", "out 1"]
    app.run()
    assert app.text.values == ["in 7 2", "out 2"]


def test_an_exception_stays_in_the_area_of_its_fragment() -> None:
    app = AppTest.from_string("""
import streamlit as st
@st.fragment
def part():
    if st.checkbox("fail"):
        raise ValueError("no")
with st.container(key="here"):
    part()
st.text("after")
""").run()
    app.checkbox[0].check().run()
    assert app.text.values == ["after"]
    assert [error.message for error in app.get_by_key("here").exception] == ["no"]
    app.checkbox[0].uncheck().run()
    assert not app.exception


def test_a_dialog_is_a_block_with_its_elements() -> None:
    app = AppTest.from_string("""
import streamlit as st
@st.dialog("D")
def ask():
    name = st.text_input("name")
    st.text(f"hello {name}")
ask()
""").run()
    app.text_input[0].input("Ada").run()
    (dialog,) = app.get("dialog")
    assert dialog.children[1].value == "hello Ada"
    assert len(app.main.children) == 0
