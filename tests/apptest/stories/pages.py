"""Apps of several pages."""

from __future__ import annotations

from apptest.telling import Step, Story

from .steps import again, press, put


def switch(path: str) -> Step:
    return lambda app: app.switch_page(path).run()


HEAD = "import streamlit as st\n"
TWO = {
    "one.py": HEAD
    + """
st.header('One')
st.text(st.text_input('x'))
if st.button('go'):
    st.switch_page('two.py')
""",
    "two.py": HEAD
    + """
st.header('Two')
st.text_input('y')
""",
}
FOLDER = {
    "pages/1_📈_first_page.py": HEAD + "st.title('First')\nst.slider('x', key='x')",
    "pages/2_second.py": HEAD
    + """
st.title('Second')
if st.button('home'):
    st.switch_page('app.py')
""",
}

STORIES = {
    "callables": Story(
        """
def one():
    st.text('one')
    st.slider('x', 0, 9, key='x')
def two():
    st.text('two')
page = st.navigation([st.Page(one, title='One'), st.Page(two)])
st.text(page.title)
page.run()
st.text('below')
""",
        [put("slider", 4), again],
    ),
    "a callable that is switched to": Story(
        """
def one():
    if st.button('go'):
        st.switch_page(second)
def two():
    st.text('two')
    if st.button('back'):
        st.switch_page(first)
first, second = st.Page(one), st.Page(two)
st.navigation([first, second]).run()
""",
        [press(0), again, press(0)],
    ),
    "files": Story(
        "st.navigation(['one.py', 'two.py']).run()",
        [put("text_input", "a"), switch("two.py"), switch("one.py")],
        TWO,
    ),
    "files in sections": Story(
        """
one = st.Page('one.py', title='1', icon='🔥')
page = st.navigation({'A': [one], 'B': [st.Page('two.py', default=True, url_path='zwei')]})
st.text((page.title, page.icon, page.url_path))
page.run()
""",
        [switch("one.py"), press(0)],
        TWO,
    ),
    "a page that is hidden": Story(
        "page = st.navigation(['one.py', 'two.py'], position='hidden')\npage.run()", [press(0)], TWO
    ),
    "the entry's inputs stay": Story(
        """
word = st.sidebar.text_input('word', key='word')
st.navigation(['one.py', 'two.py']).run()
st.text(word)
""",
        [lambda app: app.sidebar.text_input[0].input("kept").run(), switch("two.py"), switch("one.py")],
        TWO,
    ),
    "a page that fails": Story(
        """
st.text('above')
st.navigation(['one.py', 'bad.py']).run()
st.text('below')
""",
        [switch("bad.py"), switch("one.py")],
        {**TWO, "bad.py": "1 / 0"},
    ),
    "a page that stops": Story(
        """
def one():
    st.text('one')
    st.stop()
st.navigation([one]).run()
st.text('below')
"""
    ),
    "a page that is not there": Story("st.navigation(['one.py', 'nothing.py']).run()", [], TWO),
    "two pages of one address": Story(
        """
def one(): ...
def two(): ...
st.navigation([st.Page(one, url_path='a'), st.Page(two, url_path='a')]).run()
"""
    ),
    "two default pages": Story(
        """
def one(): ...
def two(): ...
st.navigation([st.Page(one, default=True), st.Page(two, default=True)])
"""
    ),
    "no pages": Story("st.navigation([])"),
    "a page run by hand": Story("""
def one(): st.text('one')
page = st.Page(one)
page.run()
"""),
    "switching to what is no page": Story("st.text('a')\nst.switch_page('nothing.py')", [], TWO),
    "switching with parameters that are none": Story(
        """
page = st.navigation(['one.py', 'two.py'])
if st.button('wrong'):
    st.switch_page('two.py', query_params={'a': {'b': 1}})
page.run()
""",
        [press(0), again],
        TWO,
    ),
    "switching inside try": Story(
        """
def one():
    try:
        if st.button('go'):
            st.switch_page(second)
    except Exception:
        st.text('caught')
def two(): st.text('two')
first, second = st.Page(one), st.Page(two)
st.navigation([first, second]).run()
st.text('below')
""",
        [press(0)],
    ),
    "switching with query parameters": Story(
        """
def one():
    if st.button('go'):
        st.switch_page(second, query_params={'a': '1'})
def two(): st.text(st.query_params.to_dict())
first, second = st.Page(one), st.Page(two)
st.navigation([first, second]).run()
""",
        [press(0), again],
    ),
    "a folder of pages": Story(
        "st.title('Home')\nst.session_state.n = st.session_state.get('n', 0) + 1",
        [switch("pages/1_📈_first_page.py"), put("slider", 5), switch("pages/2_second.py"), press(0)],
        FOLDER,
    ),
    "a folder of pages, and a link": Story(
        """
if st.button('go'):
    st.switch_page('pages/2_second.py')
st.text('home')
""",
        [press(0), press(0)],
        FOLDER,
    ),
    "a menu that depends": Story(
        """
def login():
    if st.button('in'):
        st.session_state.user = 'Ada'
        st.rerun()
def home(): st.text(f'hello {st.session_state.user}')
st.navigation([home] if 'user' in st.session_state else [login]).run()
""",
        [press(0), again],
    ),
    "the settings of the page": Story(
        """
st.set_page_config(page_title='T', layout='wide')
st.text('a')
st.set_page_config(page_title='U')
st.text('b')
"""
    ),
    "a layout that is none": Story("st.set_page_config(layout='huge')"),
}
