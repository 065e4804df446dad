"""Forms, fragments and dialogs, as users have them; what Streamlit's tester can tell of them stands in `stories`."""

from __future__ import annotations

from jupyter_streamkit.testing.v1 import AppTest


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


def test_an_input_in_a_cached_function_is_named_and_the_script_goes_on() -> None:
    app = AppTest.from_string(
        "import streamlit as st\n@st.cache_data\ndef f():\n    return st.slider('S', 0, 9, 3)\nst.text(f())"
    ).run()
    app.slider[0].set_value(5).run()
    assert "inside the cached function `f`" in app.exception[0].message
    # The result is the cached one, and the input has gone with the call that made it.
    assert (app.text[0].value, list(app.slider)) == ("3", [])
