"""The session state: keys of widgets, of the script, and what becomes of them."""

from __future__ import annotations

from apptest.telling import Story

from .steps import again, forget, keep, press, press_key, put

STORIES = {
    "a value of the script's own": Story(
        """
st.session_state.setdefault('n', 0)
if st.button('+'):
    st.session_state.n += 1
st.text(st.session_state.n)
""",
        [press(0), press(0), again],
    ),
    "a widget's value stands under its key": Story(
        """
st.slider('x', 0, 10, 3, key='x')
st.text(st.session_state.x)
st.text(st.session_state['x'])
""",
        [put("slider", 7), again],
    ),
    "state set above a widget": Story(
        """
if 'x' not in st.session_state:
    st.session_state.x = 8
st.slider('x', 0, 10, key='x')
""",
        [put("slider", 2), again],
    ),
    "state set on every run above a widget": Story(
        "st.session_state.x = 8\nst.text(st.slider('x', 0, 10, key='x'))", [put("slider", 2), again]
    ),
    "state set below a widget": Story(
        """
st.text_input('x', key='x')
st.session_state.x = 'new'
st.text('end')
""",
        [again],
    ),
    "state set of a button": Story("st.session_state.b = True\nst.button('b', key='b')"),
    "state set of a form's button": Story(
        """
st.session_state.b = True
with st.form('f'):
    st.form_submit_button('b', key='b')
"""
    ),
    "a widget that comes and goes": Story(
        """
if st.checkbox('show', True, key='show'):
    st.text_input('x', 'old', key='x')
st.text('x' in st.session_state)
""",
        [put("text_input", "new"), put("checkbox", False), put("checkbox", True)],
    ),
    "a widget without a key that comes and goes": Story(
        "if st.checkbox('show', True):\n    st.text(st.text_input('x', 'old'))",
        [put("text_input", "new"), put("checkbox", False), put("checkbox", True)],
    ),
    "a value saved from a widget that goes": Story(
        """
if st.checkbox("show", True):
    st.session_state._x = st.session_state.get("saved", "old")
    def save(): st.session_state.saved = st.session_state._x
    st.text_input("x", key="_x", on_change=save)
st.text(st.session_state.get("saved"))
""",
        [put("text_input", "new"), put("checkbox", False), put("checkbox", True)],
    ),
    "state that is written to itself stays": Story(
        """
if 'x' in st.session_state:
    st.session_state.x = st.session_state.x
if st.checkbox('show', True):
    st.text_input('x', key='x')
st.text(st.session_state.get('x'))
""",
        [put("text_input", "new"), put("checkbox", False), put("checkbox", True)],
    ),
    "a value that persists": Story(
        """
if st.checkbox('show', True):
    st.text_input('x', key='x', persist_state='session')
st.text(st.session_state.get('x'))
""",
        [put("text_input", "new"), put("checkbox", False), put("checkbox", True)],
    ),
    "a widget's key is deleted": Story(
        """
st.text_input('x', 'old', key='x')
if st.button('forget'):
    del st.session_state.x
st.text('x' in st.session_state)
""",
        [put("text_input", "new"), press(0)],
    ),
    "a widget's key is deleted in a callback": Story(
        """
def forget(): del st.session_state['x']
st.text_input('x', 'old', key='x')
st.button('forget', on_click=forget)
""",
        [put("text_input", "new"), press(0), again],
    ),
    "all state is cleared in a callback": Story(
        """
st.session_state.setdefault('n', 1)
st.text_input('x', key='x')
st.button('clear', on_click=st.session_state.clear)
""",
        [put("text_input", "new"), press(0)],
    ),
    "a key that is missing": Story("""
st.text('before')
st.text(st.session_state.nothing)
st.text('after')
"""),
    "an item that is missing": Story("st.session_state['nothing']"),
    "an attribute deleted that is missing": Story("del st.session_state.nothing"),
    "the state as a mapping": Story(
        """
st.session_state["a"] = 1
st.session_state.update(b=2)
st.text(sorted(st.session_state.items()))
st.text((len(st.session_state), "a" in st.session_state, st.session_state.pop("a"), st.session_state.get("a", 0)))
st.text(sorted(st.session_state.to_dict()))
"""
    ),
    "numbers as keys": Story(
        """
st.session_state[1] = 'one'
st.text(st.session_state['1'])
st.checkbox('c', key=5)
st.text(st.session_state['5'])
""",
        [put("checkbox", True)],
    ),
    "a callback with arguments": Story(
        """
def note(*args, **kwargs): st.session_state.seen = [*args, *sorted(kwargs.items()), st.session_state.x]
st.number_input("x", 0, 9, key="x", on_change=note, args=(1, 2), kwargs={"a": 3})
st.text(st.session_state.get("seen"))
""",
        [put("number_input", 4), again, put("number_input", 4)],
    ),
    "a callback is that of the run before": Story(
        """
n = st.session_state.get("n", 0)
def note(): st.session_state.n = n + 1
st.button("b", on_click=note)
st.text(n)
""",
        [press(0), press(0), again],
    ),
    "a callback sets another widget": Story(
        """
def copy(): st.session_state.b = st.session_state.a
st.text_input('a', key='a', on_change=copy)
st.text_input('b', key='b')
""",
        [put("text_input", "new"), put("text_input", "own", 1), put("text_input", "newer")],
    ),
    "a callback sets its own widget": Story(
        "def upper(): st.session_state.a = st.session_state.a.upper()\nst.text_input('a', key='a', on_change=upper)",
        [put("text_input", "new"), again],
    ),
    "a callback draws": Story(
        """
def draw(): st.text('from the callback')
st.button('b', on_click=draw)
st.text('page')
""",
        [press(0), again],
    ),
    "a callback fails": Story(
        """
def fail(): raise ValueError('no')
st.text('page')
st.button('b', on_click=fail)
st.text('end')
""",
        [press(0), again],
    ),
    "two callbacks in one run": Story(
        """
def note(name): st.session_state.setdefault("order", []).append(name)
st.text_input("b", key="b", on_change=note, args=("b",))
st.text_input("a", key="a", on_change=note, args=("a",))
st.text(sorted(st.session_state.get("order", [])))
""",
        [lambda app: app.text_input[1].input("x").root and app.text_input[0].input("y").run(), again],
    ),
    "the test writes the state": Story(
        "st.text(st.session_state.get('own'))\nst.slider('x', 0, 10, key='x')",
        [keep("own", [1, 2]), keep("x", 6), again, forget("own")],
    ),
    "the state says more than the default": Story(
        "st.session_state.setdefault('x', 5)\nst.text(st.slider('x', 0, 10, 2, key='x'))", [put("slider", 3)]
    ),
    "several reruns keep what was put in": Story(
        """
st.text_input('x', key='x')
if st.session_state.setdefault('n', 0) < 3:
    st.session_state.n += 1
    st.rerun()
st.text(st.session_state.n)
""",
        [put("text_input", "kept"), again],
    ),
    "a counter under a key and a button": Story(
        """
st.button('a', key='a')
st.button('b', key='b')
st.text((st.session_state.a, st.session_state.b))
""",
        [press_key("b"), press_key("a"), again],
    ),
}
