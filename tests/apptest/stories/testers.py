"""What a test reads and does, in the words that both testers have for it."""

from __future__ import annotations

import datetime as dt

from apptest.telling import Story

from .steps import again, both, keep, look, put

BLOCKS = """
with st.container(key='c'):
    with st.expander('E', icon='🚀'):
        st.text('in')
st.columns([1, 3])[1].text('column')
st.tabs(['a', 'b'])[1].text('tab')
with st.form('f'):
    st.form_submit_button('go')
st.button('b')
"""

STORIES = {
    "elements by the name of their type": Story(
        BLOCKS + "st.datetime_input('d', None)",
        [
            look(
                *(
                    lambda app, name=name: len(app.get(name))
                    for name in (
                        *("button", "form_submit_button", "columns", "column", "tabs", "tab", "form"),
                        *("expander", "container", "datetime_input", "date_time_input", "nothing"),
                    )
                ),
                lambda app: [button.type for button in app.button],
                lambda app: [button.label for button in app.get("button")],
            )
        ],
    ),
    "elements in blocks": Story(
        BLOCKS,
        [
            look(
                lambda app: app.get_by_key("c").text.values,
                lambda app: app.main[0][0][0].value,
                lambda app: app.expander[0].icon,
                lambda app: [column.weight for column in app.columns],
                lambda app: (app.columns[1].text[0].value, app.tabs[1].text[0].value),
                lambda app: len(app.sidebar),
            )
        ],
    ),
    "what elements say": Story(
        """
import numpy as np
st.json({'a': [1, None]})
st.json('[1,  2]')
st.link_button('link', 'https://jupyter.org', disabled=True)
st.page_link('https://jupyter.org', label='page')
st.image([np.zeros((1, 1, 3), 'uint8')] * 2, caption=['*one*', 'two'])
st.exception(ValueError('no trace'))
st.help(int)
x = [1]
st.help(x)
""",
        [
            look(
                lambda app: app.json.values,
                lambda app: [(link.value, link.label, link.url, link.disabled) for link in app.link_button],
                lambda app: [(link.value, link.label, link.page) for link in app.page_link],
                lambda app: app.image[0].captions,
                lambda app: app.exception[0].stack_trace,
                lambda app: [(each.type, each.name, each.value) for each in app.help],
            )
        ],
    ),
    "texts that are too long": Story(
        "st.text_input('x', 'a', max_chars=3, key='x')\nst.text_area('y', 'a', max_chars=3, key='y')",
        [
            both(lambda app: app.text_input[0].input("long").run(), again),
            both(lambda app: app.text_area[0].input("long").run(), again),
            put("text_input", "long"),
            put("text_area", "long"),
        ],
    ),
    "a time that is not there, later": Story(
        "st.time_input('x', None, key='x')",
        [lambda app: app.time_input[0].increment().run(), put("time_input", dt.time(1, 2))],
    ),
    "functions that make words": Story(
        "for kind in (st.selectbox, st.radio, st.multiselect, st.select_slider):\n"
        "    kind('x', [1, 2], format_func=lambda option: f'#{option}')",
        [
            look(
                *(
                    lambda app, kind=kind: getattr(app, kind)[0].format_func(1)
                    for kind in ("selectbox", "radio", "multiselect", "select_slider")
                )
            )
        ],
    ),
    "a value that the test writes into the state": Story(
        "st.text_input('x', key='x')",
        [
            both(
                lambda app: app.session_state.__setitem__("x", "written"),
                look(lambda app: app.text_input[0].value),
            ),
            again,
            keep("x", "again"),
        ],
    ),
    "facts of the browser": Story(
        "context = st.context\nst.text([context.timezone, context.locale, context.url, context.theme.type])",
        [
            lambda app: setattr(app, "context", {"timezone": "Europe/Oslo", "theme": "dark"}) or app.run(),
            lambda app: setattr(app, "context", {"locale": "no", "url": "https://a.b/"}) or app.run(),
            lambda app: setattr(app, "context", {"locale": None}) or app.run(),
        ],
    ),
}
