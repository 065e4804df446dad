"""Widgets: what makes one the same, what it gives, and what changes of its arguments do."""

from __future__ import annotations

import datetime as dt

from apptest.telling import Story

from .steps import again, both, choose, press, put, put_only

MORE = """
n = st.session_state.setdefault('n', 0)
if st.button('more'):
    n = st.session_state.n = n + 1
"""

STORIES = {
    "a label that changes makes a new widget": Story(
        MORE + "st.text(st.text_input(f'x{n}', 'd'))", [put("text_input", "a"), press(0)]
    ),
    "a label that changes, with a key": Story(
        MORE + "st.text(st.text_input(f'x{n}', 'd', key='k'))", [put("text_input", "a"), press(0)]
    ),
    "a widget that moves stays the same": Story(
        MORE
        + """
if n % 2:
    st.text('above')
st.text(st.slider('x', 0, 9))
""",
        [put("slider", 4), press(0), press(0)],
    ),
    "widgets that change places": Story(
        MORE + "for name in ('ab' if n % 2 else 'ba'):\n    st.text_input(name, key=name)",
        [put("text_input", "first"), press(0), put("text_input", "second")],
    ),
    "a default that changes": Story(
        MORE + "st.text(st.number_input('x', value=n, key='k'))", [press(0), put("number_input", 7), press(0)]
    ),
    "options that go": Story(
        MORE + "st.text(st.selectbox('x', ['a', 'b', 'c'][n:], key='k'))",
        [choose("selectbox", "b"), press(0), press(0)],
    ),
    "options that come": Story(
        MORE + "st.text(st.radio('x', ['new', 'a', 'b'][1 - min(n, 1):], key='k'))",
        [put("radio", "b"), press(0)],
    ),
    "choices of which one goes": Story(
        MORE + "st.text(st.multiselect('x', ['a', 'b', 'c'][n:], key='k'))",
        [both(lambda app: app.multiselect[0].select("a").select("c").run()), press(0), press(0)],
    ),
    "bounds of a number that change": Story(
        MORE + "st.text(st.number_input('x', 0, 10 - 3 * n, 2, key='k'))",
        [put("number_input", 8), press(0), press(0)],
    ),
    "bounds of a slider that change": Story(
        MORE + "st.text(st.slider('x', 0, 10 + n, 5, key='k'))", [put("slider", 8), press(0)]
    ),
    "a widget that is disabled now and then": Story(
        MORE + "st.text(st.text_input('x', key='k', disabled=bool(n % 2)))",
        [put("text_input", "a"), press(0), press(0)],
    ),
    "words made by a function": Story(
        "x = st.selectbox('x', [1, 2, 3], format_func=lambda i: f'n{i}')\nst.text(repr(x))",
        [choose("selectbox", 3)],
    ),
    "no option at first": Story(
        """
st.text(st.selectbox('x', ['a', 'b'], index=None, placeholder='?'))
st.text(st.radio('y', ['a', 'b'], index=None))
""",
        [choose("selectbox", "b"), put("radio", "a"), lambda app: app.selectbox[0].select_index(0).run()],
    ),
    "members of an Enum": Story(
        """
import enum
class Size(enum.Enum):
    S = 1
    L = 2
x = st.selectbox('x', Size, key='k')
st.text(x == Size.L)
""",
        [lambda app: app.selectbox[0].select_index(1).run(), again],
    ),
    "a selection of several": Story(
        "st.text(st.multiselect('x', ['a', 'b', 'c'], ['b'], max_selections=2))",
        [
            choose("multiselect", "a"),
            lambda app: app.multiselect[0].unselect("b").run(),
            put("multiselect", []),
        ],
    ),
    "more defaults than can be selected": Story(
        "st.multiselect('x', ['a', 'b'], ['a', 'b'], max_selections=1)"
    ),
    "a default that is no option": Story("st.multiselect('x', ['a'], ['z'])\nst.text('after')"),
    "an index that is no place": Story("st.selectbox('x', ['a'], index=3)"),
    "ranges": Story(
        "st.text(st.slider('x', 0, 10, (2, 4)))\nst.text(st.select_slider('y', list('abcd'), value=('a', 'c')))",
        [
            lambda app: app.slider[0].set_range(3, 9).run(),
            lambda app: app.select_slider[0].set_range("b", "d").run(),
        ],
    ),
    "types of numbers": Story(
        """
for x in (st.number_input('i', 1), st.number_input('f', 1.0), st.slider('s', 0.0, 1.0)):
    st.text(type(x).__name__)
""",
        [
            lambda app: app.number_input[0].increment().run(),
            lambda app: app.number_input[1].decrement().run(),
            put("slider", 0.5),
        ],
    ),
    "mixed types of numbers": Story("st.slider('x', 0, 10.0)"),
    "texts and nothing": Story(
        """
st.text(repr(st.text_input('x', None)))
st.text(repr(st.number_input('y', value=None)))
st.text(repr(st.text_area('z', 'a')))
""",
        [put("text_input", "a"), put("number_input", 3), put("text_area", "b\nc"), put("text_input", "")],
    ),
    "dates": Story(
        """
import datetime as dt
st.text(st.date_input('x', dt.date(2024, 5, 1), max_value=dt.date(2024, 12, 31)))
st.text(st.time_input('y', dt.time(9, 30)))
""",
        [
            put("date_input", dt.date(2024, 6, 1)),
            put("time_input", dt.time(10, 45)),
            lambda app: app.time_input[0].increment().run(),
        ],
    ),
    "two dates": Story(
        "import datetime as dt\nst.text(st.date_input('x', (dt.date(2024, 5, 1), dt.date(2024, 5, 3))))",
        [put("date_input", (dt.date(2024, 5, 2), dt.date(2024, 5, 9)))],
    ),
    "equal widgets": Story("""
st.slider('x')
st.text('between')
st.slider('x')
st.text('after')
"""),
    "equal widgets in two columns": Story("for column in st.columns(2):\n    column.checkbox('x')"),
    "equal widgets in page and sidebar": Story(
        "st.text(st.checkbox('x'))\nst.text(st.sidebar.checkbox('x'))", [put("checkbox", True, 1)]
    ),
    "equal keys": Story("st.slider('x', key='k')\nst.checkbox('y', key='k')"),
    "equal keys of a widget and a container": Story(
        """
st.slider('x', key='k')
st.container(key='k')
st.text('after')
"""
    ),
    "equal buttons": Story("st.button('b')\nst.button('b')"),
    "a button in a button": Story(
        """
if st.button('outer'):
    st.text('open')
    if st.button('inner'):
        st.text('never')
""",
        [press(0), lambda app: app.button[1].click().run()],
    ),
    "a button and another input": Story(
        "st.text(st.button('b'))\nst.text(st.text_input('x'))", [press(0), put("text_input", "a"), press(0)]
    ),
    "a press and a value together": Story(
        "st.text(st.text_input('x'))\nst.text(st.button('b'))",
        [both(put_only("text_input", "a"), press(0)), again],
    ),
    "ticks": Story(
        "st.text(st.checkbox('a', True))\nst.text(st.toggle('b'))",
        [lambda app: app.checkbox[0].uncheck().run(), put("toggle", True)],
    ),
    "a colour": Story(
        "st.text(st.color_picker('x', '#112233'))", [lambda app: app.color_picker[0].pick("#445566").run()]
    ),
    "a file to save": Story(
        "st.text(st.download_button('x', 'content', 'a.txt'))",
        [lambda app: app.download_button[0].click().run(), again],
    ),
    "pills": Story(
        """
st.text(st.pills('x', ['a', 'b']))
st.text(st.pills('y', [1, 2, 3], selection_mode='multi', default=[2], format_func=lambda i: f'n{i}'))
""",
        [
            choose("pills", "a"),
            choose("pills", 3, 1),
            lambda app: app.pills[1].unselect(2).run(),
            lambda app: app.pills[0].unselect("a").run(),
        ],
    ),
    "pills whose options change": Story(
        MORE + "st.text(st.pills('x', ['a', 'b', 'c'][n:], selection_mode='multi', key='k'))",
        [put("pills", ["a", "c"]), press(0), press(0)],
    ),
    "segments": Story(
        """
st.text(st.segmented_control('x', ['a', 'b'], default='a', required=True, key='k'))
st.text(st.session_state.k)
""",
        [choose("segmented_control", "b"), again],
    ),
    "segments of which several are a default, and one may be": Story(
        "st.segmented_control('x', ['a', 'b'], default=['a', 'b'])"
    ),
    "segments that change their mode": Story(
        MORE
        + "st.text(st.segmented_control('x', ['a', 'b'], selection_mode='multi' if n else 'single', key='k'))",
        [choose("segmented_control", "a"), press(0)],
    ),
    "ratings": Story(
        """
st.text(st.feedback('stars', key='s'))
st.text(st.feedback('thumbs', default=1, on_change=st.session_state.update, kwargs={'seen': 1}))
""",
        [put("feedback", 4), put("feedback", None), put("feedback", 0, 1)],
    ),
    "a rating that is none": Story("st.feedback('faces', default=5)"),
    "pages of results": Story(
        """
page = st.pagination(5, default=2, key='p')
st.text(page)
st.text(st.session_state.p)
""",
        [choose("pagination", 5), put("pagination", 1), again],
    ),
    "fewer pages of results": Story(
        MORE + "st.text(st.pagination(5 - 2 * n, key='p'))", [choose("pagination", 4), press(0)]
    ),
    "no pages of results": Story("st.pagination(0)"),
    "a menu": Story(
        """
def note(): st.session_state.seen = st.session_state.m
st.text(st.menu_button('m', [1, 2], key='m', format_func=lambda i: f'n{i}', on_click=note))
st.text(st.session_state.get('seen'))
""",
        [
            lambda app: app.menu_button[0].click(2).run(),
            lambda app: app.menu_button[0].click_index(0).run(),
            again,
        ],
    ),
    "a menu of nothing": Story("st.menu_button('m', [])"),
    "a menu in a form": Story("""
with st.form('f'):
    st.menu_button('m', [1])
st.text('after')
"""),
    "choices in a form": Story(
        """
with st.form('f'):
    x = st.pills('x', ['a', 'b'])
    y = st.feedback()
    z = st.pagination(3)
    st.form_submit_button('Go')
st.text((x, y, z))
""",
        [both(put_only("pills", "b"), put_only("feedback", 1), put_only("pagination", 3), press(0)), again],
    ),
}
