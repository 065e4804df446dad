"""Where runs end and begin: stop, rerun, fragments, dialogs, forms, query parameters."""

from __future__ import annotations

from apptest.telling import Story

from .steps import again, both, press, press_key, put, put_only

COUNT = "st.session_state.n = st.session_state.get('n', 0) + 1\n"

STORIES = {
    "stop": Story(
        """
st.text('a')
st.stop()
st.text('b')
""",
        [again],
    ),
    "stop inside try": Story(
        """
try:
    st.text('a')
    st.stop()
except Exception:
    st.text('caught')
st.text('b')
"""
    ),
    "stop with finally": Story("""
try:
    st.stop()
finally:
    st.text('finally')
"""),
    "stop deep inside": Story(
        """
def f():
    with st.sidebar:
        with st.expander('e'):
            st.text('in')
            st.stop()
f()
st.text('after')
"""
    ),
    "stop in a callback": Story("st.button('b', on_click=st.stop)\nst.text('page')", [press(0), again]),
    "stop until an input is filled": Story(
        """
x = st.text_input('x')
if not x:
    st.stop()
st.text(f'hello {x}')
st.slider('y')
""",
        [put("text_input", "a"), put("slider", 4), put("text_input", "")],
    ),
    "rerun": Story(
        COUNT
        + """
st.text(st.session_state.n)
if st.session_state.n < 3:
    st.rerun()
st.text('end')
""",
        [again],
    ),
    "rerun inside try": Story(
        COUNT
        + """
try:
    if st.session_state.n < 3:
        st.rerun()
except Exception:
    st.text('caught')
st.text(st.session_state.n)
"""
    ),
    "rerun in a block": Story(
        COUNT
        + """
with st.columns(2)[1]:
    st.text('in')
    if st.session_state.n == 1:
        st.rerun()
st.text(st.session_state.n)
"""
    ),
    "rerun after a press": Story(
        COUNT
        + """
if st.button('b'):
    st.rerun()
st.text(st.session_state.n)
""",
        [press(0), again],
    ),
    "an exception, and then none": Story(
        """
if st.checkbox('fail'):
    raise ValueError('no')
st.text(st.text_input('x'))
""",
        [put("text_input", "a"), put("checkbox", True), put("checkbox", False)],
    ),
    "an exception of one's own": Story("class Mine(Exception): ...\nraise Mine('what')"),
    "an exception with a cause": Story(
        """
try:
    1 / 0
except ZeroDivisionError as error:
    raise ValueError('v') from error
"""
    ),
    "fragments in blocks": Story(
        """
@st.fragment
def part(name):
    st.text(f"{name} {st.checkbox('c', key=name)}")
part("page")
with st.container():
    part("container")
with st.columns(2)[1]:
    part("column")
with st.tabs(["a", "b"])[1]:
    part("tab")
with st.sidebar:
    part("sidebar")
with st.expander("e"):
    part("expander")
""",
        [put("checkbox", True, number) for number in range(6)],
    ),
    "fragments in fragments": Story(
        """
@st.fragment
def inner(i): st.text(f"inner {i} {st.toggle('t', key=f't{i}')}")
@st.fragment
def outer(i):
    st.text(f"outer {i} {st.checkbox('c', key=f'c{i}')}")
    inner(i)
for i in range(3):
    outer(i)
""",
        [put("toggle", True, 1), put("checkbox", True, 2), again],
    ),
    "a fragment in a loop": Story(
        """
@st.fragment
def part(i):
    if st.button('b', key=f'b{i}'):
        st.text(f'pressed {i}')
for i in range(3):
    part(i)
""",
        [press(1)],
    ),
    "what a fragment captured": Story(
        """
for word in ('a', 'b'):
    @st.fragment
    def part(word=word):
        st.text(f"{word} {st.checkbox(word)}")
    part()
""",
        [put("checkbox", True, 1)],
    ),
    "a fragment writes the state": Story(
        """
@st.fragment
def part():
    st.number_input('x', 0, 9, key='x')
part()
st.text(st.session_state.x)
""",
        [both(put("number_input", 4), again)],
    ),
    "what a fragment returns": Story(
        """
@st.fragment
def part():
    return st.slider('x', 0, 9, 3)
st.text(part())
""",
        [both(put("slider", 5), again)],
    ),
    "a method as a fragment": Story(
        """
class App:
    def __init__(self, word): self.word = word
    @st.fragment
    def part(self): st.text(self.word)
App('a').part()
App('b').part()
"""
    ),
    "a fragment with a form": Story(
        """
@st.fragment
def part():
    with st.form('f'):
        x = st.text_input('x')
        st.form_submit_button('Go')
    st.text(x)
part()
""",
        [both(put_only("text_input", "a"), press(0))],
    ),
    "fragments of which one fails": Story(
        """
@st.fragment
def part(i):
    st.text(i)
    if i == 1: raise ValueError('v')
for i in range(3):
    part(i)
st.text('after')
"""
    ),
    "fragments three deep run by themselves": Story(
        """
def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]
def part(name, *inner):
    st.text(f"{name} {count(name)}")
    st.button(name, key=f"press {name}")
    for each in inner:
        each()
inner = st.fragment(lambda: part("inner"))
middle = st.fragment(lambda: part("middle", inner))
with st.sidebar, st.tabs(["a", "b"])[1], st.columns(2)[0]:
    st.fragment(lambda: part("outer", middle))()
st.text(f"page {count('page')}")
""",
        [press_key(f"press {name}") for name in ("inner", "middle", "outer", "inner")] + [again],
    ),
    "a fragment asks for a run of the app, and of itself": Story(
        """
state = st.session_state
state.page = state.get("page", 0) + 1
@st.fragment
def part():
    state.runs = state.get("runs", 0) + 1
    try:
        if st.button("app"):
            st.rerun()
        if st.button("itself") or 0 < state.get("left", 0) < 3:
            state.left = state.get("left", 0) + 1
            st.rerun(scope="fragment")
    except Exception:
        st.text("caught")
    st.text(f"{state.page} {state.runs} {state.get('left')}")
part()
""",
        [press(0), press(1), again],
    ),
    "inputs of a fragment whose keys change": Story(
        """
state = st.session_state
@st.fragment
def part():
    state.runs = state.get("runs", 0) + 1
    st.text(st.text_input("x", key=f"x{state.runs % 2}"))
    st.button("b")
part()
""",
        [put("text_input", "new"), press(0), press(0), again],
    ),
    "a fragment that is stopped": Story(
        """
@st.fragment
def part():
    st.text('in')
    st.stop()
    st.text('never')
with st.container():
    part()
    st.text('behind')
st.text('after')
"""
    ),
    "a form": Story(
        """
with st.form("f", border=False):
    a, b = st.columns(2)
    name = a.text_input("name", key="name")
    with b:
        age = st.number_input("age", 0, 99)
    with st.expander("more"):
        ok = st.checkbox("ok")
    sent = st.form_submit_button("Send")
st.text((name, age, ok, sent))
""",
        [
            both(
                put_only("text_input", "Ada"),
                put_only("number_input", 36),
                put_only("checkbox", True),
                press(0),
            ),
            again,
        ],
    ),
    "a form of several kinds of inputs": Story(
        """
with st.form("f", clear_on_submit=False):
    x = st.text_input("x", "begin", key="x")
    y = st.multiselect("y", [1, 2, 3], [1])
    st.form_submit_button("Send")
st.text((x, y))
""",
        [both(put_only("text_input", "a"), put_only("multiselect", [2, 3]), press(0))],
    ),
    "a form's callback": Story(
        """
def save(more): st.session_state.saved = (st.session_state.x, more)
with st.form('f'):
    st.slider('x', 0, 9, key='x')
    st.form_submit_button('Go', on_click=save, kwargs={'more': 1})
st.text(st.session_state.get('saved'))
""",
        [both(put_only("slider", 4), press(0)), both(put_only("slider", 5), press(0))],
    ),
    "two forms": Story(
        """
for name in 'ab':
    with st.form(name):
        st.text_input(name, key=f'x{name}')
        st.form_submit_button(f'Go {name}')
st.text((st.session_state.xa, st.session_state.xb))
""",
        [both(put_only("text_input", "1"), press(0)), both(put_only("text_input", "2", 1), press(1))],
    ),
    "a form in the sidebar": Story(
        """
with st.sidebar.form('f'):
    x = st.toggle('x')
    st.form_submit_button('Go')
st.text(x)
""",
        [both(put_only("toggle", True), press(0))],
    ),
    "a form filled from outside": Story(
        """
form = st.form('f')
x = form.text_input('x')
y = st.text_input('outside')
form.form_submit_button('Go')
st.text((x, y))
""",
        [both(put_only("text_input", "a"), press(0)), put("text_input", "b", 1)],
    ),
    "a form whose state is set": Story(
        """
st.session_state.setdefault('x', 'set')
with st.form('f'):
    st.text_input('x', key='x')
    st.form_submit_button('Go')
st.text(st.session_state.x)
""",
        [both(put_only("text_input", "a"), press(0))],
    ),
    "a submit button with a key": Story(
        """
with st.form('f'):
    x = st.form_submit_button('Go', key='go')
    y = st.form_submit_button('Stop', disabled=True)
st.text((x, y))
""",
        [press_key("go")],
    ),
    "equal submit buttons": Story(
        """
with st.form('f'):
    st.form_submit_button('Go')
    st.form_submit_button('Go')
"""
    ),
    "a dialog with a form": Story(
        """
@st.dialog("D")
def ask():
    with st.form("f"):
        name = st.text_input("name")
        if st.form_submit_button("Go"):
            st.session_state.name = name
            st.rerun()
if "name" not in st.session_state:
    ask()
else:
    st.text(st.session_state.name)
""",
        [both(put_only("text_input", "Ada"), press(0))],
    ),
    "a dialog in a block": Story(
        """
@st.dialog('D')
def ask(a, b=2): st.text((a, b))
with st.sidebar:
    with st.container():
        ask(1)
st.text('page')
"""
    ),
    "a dialog in a dialog": Story(
        """
@st.dialog('E')
def other(): st.text('other')
@st.dialog('D')
def ask(): other()
ask()
"""
    ),
    "query parameters": Story(
        """
st.query_params["a"] = 1
st.query_params.b = ["x", "y"]
st.text((st.query_params.a, st.query_params["b"], st.query_params.get_all("b"), len(st.query_params)))
st.text(sorted(st.query_params.items()))
st.text("c" in st.query_params)
""",
        [again],
    ),
    "query parameters that go": Story(
        """
st.query_params.from_dict({'a': '1', 'b': ['2', '3']})
if st.button('one'):
    del st.query_params['a']
if st.button('all'):
    st.query_params.clear()
st.text(st.query_params.to_dict())
""",
        [press(0), press(1)],
    ),
    "query parameters of the address": Story(
        "st.text(st.query_params.to_dict())\nst.text(st.query_params.get_all('x'))",
        [lambda app: (app.query_params.update(x=["1", "2"], y="z"), app.run())],
    ),
    "query parameters in a callback": Story(
        """
def note(): st.query_params.x = st.session_state.x
st.text_input('x', key='x', on_change=note)
st.text(st.query_params.get('x'))
""",
        [put("text_input", "a b&c")],
    ),
    "a query parameter that is missing": Story("st.query_params['nothing']"),
    "a query parameter that is a mapping": Story("st.query_params['x'] = {'a': 1}"),
    "a cached function that reruns": Story(
        """
@st.cache_data
def f():
    st.rerun()
st.text('a')
if st.checkbox('x'):
    f()
"""
    ),
    "an input in a cached function": Story(
        """
@st.cache_data(show_spinner=False)
def f():
    st.text('in')
    v = st.slider('S', 0, 10, 3)
    st.text(f'after {v}')
    return v
st.text(f'got {f()}')
"""
    ),
    "the user": Story(
        """
st.text(st.user.email)
st.text(st.user.get('name'))
st.text(dict(st.user.items()))
st.user['x'] = 1
"""
    ),
}
