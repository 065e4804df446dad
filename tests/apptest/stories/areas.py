"""Forms, fragments and dialogs: what they do in a full run, and what they refuse."""

from __future__ import annotations

from apptest.telling import Step, Story

from .steps import again, press


def type_and_press(text: str, number: int) -> Step:
    return lambda app: app.text_input[0].input(text).root.button[number].click().run()


STORIES = {
    "a form hands in all values": Story(
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
    "two submit buttons": Story(
        """
with st.form("f"):
    x = st.text_input("x", "0")
    a, b = st.form_submit_button("a"), st.form_submit_button("b")
st.text(f"{x} {a} {b}")
""",
        [type_and_press("1", 1), type_and_press("2", 0), again],
    ),
    "the callback of a form": Story(
        """
def note(word): st.session_state.seen = f"{word} {st.session_state.x}"
with st.form("f"):
    st.text_input("x", key="x")
    st.form_submit_button("Go", on_click=note, args=("hand",))
st.text(st.session_state.get("seen"))
""",
        [type_and_press("1", 0), again],
    ),
    "what a form holds": Story(
        """
with st.form("f"):
    st.form_submit_button("Go")
st.text(sorted(st.session_state))
""",
        [press(0)],
    ),
    "a button in a form": Story('with st.form("f"):\n    st.button("b")\nst.text("after")', []),
    "a download in a form": Story('with st.form("f"):\n    st.download_button("b", "text")', []),
    "a callback in a form": Story('with st.form("f"):\n    st.slider("x", on_change=print)', []),
    "a form in a form": Story('with st.form("f"):\n    st.columns(2)[0].form("g")', []),
    "a form twice": Story('st.form("f")\nst.form("f")', []),
    "a submit button alone": Story("st.form_submit_button()", []),
    "a form with the key of an input": Story('st.slider("x", key="f")\nst.form("f")\nst.text("end")', []),
    "a fragment in a full run": Story(
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
    "an exception in a fragment": Story(
        "@st.fragment\ndef part():\n    st.text('in')\n    1 / 0\npart()\nst.text('after')",
        [again],
    ),
    "an exception of a fragment, caught": Story(
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
    "stop in a fragment": Story(
        "@st.fragment\ndef part():\n    st.text('in')\n    st.stop()\npart()\nst.text('after')",
        [],
    ),
    "rerun of a fragment in a full run": Story(
        "@st.fragment\ndef part():\n    st.text('in')\n    st.rerun(scope='fragment')\npart()\nst.text('after')",
        [],
    ),
    "rerun of a fragment outside": Story("st.rerun(scope='fragment')", []),
    "rerun by key outside callbacks": Story("st.text('a')\nst.rerun('key')", []),
    "rerun of nothing": Story("st.rerun('')", []),
    "rerun of an empty list": Story("st.rerun([])", []),
    "rerun of a reserved name": Story("st.rerun(['app'])", []),
    "rerun of None": Story("st.rerun(None)", []),
    "rerun from a fragment": Story(
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
    "equal inputs in two calls": Story("@st.fragment\ndef part():\n    st.slider('x')\npart()\npart()", []),
    "a reserved key": Story("@st.fragment(key='fragment')\ndef part(): ...\npart()", []),
    "a key of two functions": Story(
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
    "an interval that cannot be read": Story("@st.fragment(run_every='soon')\ndef part(): ...\npart()", []),
    "rerun by key in a callback": Story(
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
    "a dialog": Story(
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
    "an exception in a dialog": Story("@st.dialog('D')\ndef ask():\n    1 / 0\nask()\nst.text('after')", []),
    "a second dialog": Story(
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
    "a dialog without a title": Story("@st.dialog('')\ndef ask(): ...\nask()", []),
    "a wrong width": Story("@st.dialog('D', width='huge')\ndef ask(): ...\nask()", []),
    "a wrong position": Story("@st.dialog('D', position='top')\ndef ask(): ...\nask()", []),
    "a wrong answer to dismissing": Story("@st.dialog('D', on_dismiss='x')\ndef ask(): ...\nask()", []),
    "a dialog in a fragment": Story(
        "@st.dialog('D')\ndef ask(): st.text('in')\n@st.fragment\ndef part(): ask()\npart()\nst.text('after')",
        [again],
    ),
}
