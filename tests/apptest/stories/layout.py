"""Blocks, places that are filled later, chats, and what the script shows meanwhile."""

from __future__ import annotations

from apptest.telling import Story

from .steps import again, choose, press, put

STORIES = {
    "a place for one element": Story(
        """
place = st.empty()
place.text('first')
st.text('below')
place.markdown('second')
if st.button('clear'):
    place.empty()
""",
        [press(0), again],
    ),
    "a place whose block draws twice": Story("""
with st.empty():
    st.text('first')
    st.text('last')
"""),
    "a place for a block": Story(
        """
place = st.empty()
with place.container():
    st.text('a')
    st.text('b')
if st.checkbox('other'):
    place.text('c')
""",
        [put("checkbox", True), put("checkbox", False)],
    ),
    "a place for an input": Story(
        """
place = st.empty()
if not st.session_state.get('done'):
    place.text_input('x', key='x')
if st.session_state.get('x'):
    st.session_state.done = True
    place.text('thanks')
""",
        [put("text_input", "a"), again],
    ),
    "an element that is replaced": Story(
        """
line = st.text('first')
st.text('below')
line.text('second')
line.markdown('third')
"""
    ),
    "a container filled later": Story(
        """
above = st.container()
st.text('below')
above.text('above')
with above:
    st.text('in with')
    st.columns(2)[1].text('deep')
"""
    ),
    "columns": Story(
        """
a, b, c = st.columns([1, 2, 1])
a.text('a')
with b:
    st.text('b')
    d, e = st.columns(2)
    d.text('d')
    st.text('b2')
c.button('c')
"""
    ),
    "columns of no width": Story("st.columns([1, 0])"),
    "no columns": Story("st.columns(0)\nst.text('after')"),
    "tabs": Story(
        """
one, two = st.tabs(['one', 'two'])
one.text(1)
with two:
    st.checkbox('x')
""",
        [put("checkbox", True)],
    ),
    "no tabs": Story("st.tabs([])"),
    "folded": Story(
        """
with st.expander('more', expanded=True):
    st.text('in')
    with st.popover('over'):
        st.slider('x')
""",
        [put("slider", 3)],
    ),
    "the sidebar": Story(
        """
st.sidebar.title('T')
with st.sidebar:
    st.text('a')
    with st.container():
        st.selectbox('x', [1, 2])
st.text('page')
""",
        [choose("selectbox", 2)],
    ),
    "main inside the sidebar's block": Story(
        """
box = st.container()
with st.sidebar:
    box.text('main')
    st.text('side')
"""
    ),
    "a grid": Story(
        """
grid = st.grid(3, gap='large')
for i in range(4):
    grid.text(i)
with grid.cell(column_span=2):
    st.text('wide')
    st.button('b')
""",
        [press(0)],
    ),
    "a grid that is too wide": Story("st.grid(25)"),
    "a cell that is too wide": Story("st.grid(2).cell(column_span=3)"),
    "a status": Story(
        """
with st.status('Working') as status:
    st.text('step')
st.status('Open')
st.status('Bad', state='error')
if st.checkbox('x'):
    status.update(label='Changed', state='error')
""",
        [put("checkbox", True)],
    ),
    "a status that fails": Story("""
with st.status('Working'):
    st.text('step')
    1 / 0
"""),
    "progress": Story(
        """
bar = st.progress(0, 'begin')
for i in range(3):
    bar.progress(i * 50, f'{i}')
st.progress(0.5)
"""
    ),
    "progress that is too much": Story("st.progress(101)"),
    "a spinner": Story("""
with st.spinner('Wait'):
    st.text('in')
st.text('after')
"""),
    "messages": Story(
        """
st.error('e', icon='🚨')
st.warning('w')
st.info('i')
st.success('s')
st.toast('t', icon='🎉')
"""
    ),
    "an icon that is none": Story("st.error('e', icon='xx')"),
    "texts": Story(
        """
st.title('t')
st.header('h', divider=True)
st.subheader('s')
st.caption('c')
st.code('x = 1', language=None)
st.markdown('*m*')
st.metric('m', 3, -1)
"""
    ),
    "magic": Story("""
'a text'
x = 1
x + 1
[x]
None
if x:
    'inside'
"""),
    "writing": Story("""
st.write('a', 1, 'b')
st.write(None)
st.write({'a': 1})
st.write(ValueError('v'))
"""),
    "a stream": Story(
        """
def words():
    yield 'a '
    yield 'b'
st.text(st.write_stream(words()))
st.text(st.write_stream(['x', 'y']))
"""
    ),
    "a cached function that draws": Story(
        """
@st.cache_data(show_spinner=False)
def f(x):
    st.text(f'in {x}')
    return x
st.text(f(1))
st.text(f(1))
st.text(f(2))
""",
        [again],
    ),
    "what fails in a block": Story(
        """
with st.container():
    with st.columns(2)[0]:
        st.text('a')
        1 / 0
st.text('after')
"""
    ),
    "exceptions shown": Story(
        """
st.exception(ValueError('v'))
st.exception(RuntimeWarning('w'))
try:
    {}['k']
except KeyError as e:
    st.exception(e)
"""
    ),
    "a chat": Story(
        """
history = st.session_state.setdefault("history", [])
for who, said in history:
    st.chat_message(who).write(said)
if prompt := st.chat_input("Say"):
    history += [("user", prompt), ("assistant", prompt[::-1])]
    with st.chat_message("user"):
        st.write(prompt)
    with st.chat_message("assistant", avatar="🤖"):
        st.write_stream(iter(prompt[::-1]))
""",
        [put("chat_input", "abc"), put("chat_input", "def"), again],
    ),
    "a chat's callback": Story(
        """
def note(word): st.session_state.seen = (word, st.session_state.c)
x = st.chat_input('c', key='c', on_submit=note, args=('w',))
st.text((x, st.session_state.c))
""",
        [put("chat_input", "a"), put("chat_input", "a"), again],
    ),
    "chat inputs in their places": Story(
        """
st.chat_input('page')
with st.container():
    st.chat_input('box')
with st.sidebar:
    st.chat_input('side')
st.columns(2)[0].chat_input('column')
""",
        [put("chat_input", "x", 1), put("chat_input", "y", 2)],
    ),
    "a chat input in a form": Story(
        """
with st.form('f'):
    st.chat_input('x')
    st.form_submit_button()
"""
    ),
    "a chat input and a button": Story(
        "st.text(st.chat_input('c'))\nst.text(st.button('b'))", [put("chat_input", "a"), press(0)]
    ),
    "chat inputs that are equal": Story("st.chat_input('c')\nst.chat_input('c')"),
    "who says it": Story(
        """
for name in ('user', 'human', 'ai', 'assistant', 'Bob'):
    st.chat_message(name).text(name)
st.chat_message('x', avatar='user')
st.chat_message('y', avatar=':material/add:')
"""
    ),
    "nobody says it": Story("st.chat_message(None)"),
    "an avatar that is none": Story("st.chat_message('x', avatar='zap')"),
    "below the page": Story(
        """
with st.bottom:
    st.text('below')
    st.button('b')
st.bottom.columns(2)[0].text('left')
st.text('page')
""",
        [press(0)],
    ),
    "the bottom in the sidebar": Story("with st.sidebar:\n    st.bottom.text('x')"),
    "the bottom in a dialog": Story("""
@st.dialog('D')
def ask():
    st.bottom.text('x')
ask()
"""),
}
