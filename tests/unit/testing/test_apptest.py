"""The tester of apps, used as its users do."""

from __future__ import annotations

import datetime as dt
import gc
import json
import threading
import time
from pathlib import Path

import pytest

from jupyter_streamkit.testing.v1 import CLASSES, AppTest, AppTestError

HEAD = "import streamlit as st\nimport datetime as dt\n"


def opened(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source, default_timeout=20).run()


@pytest.mark.parametrize(
    ("command", "kind", "value"),
    [
        ("checkbox('x')", "checkbox", True),
        ("toggle('x')", "toggle", True),
        ("radio('x', [1, 2])", "radio", 2),
        ("selectbox('x', [1, 2])", "selectbox", 2),
        ("multiselect('x', [1, 2, 3])", "multiselect", [1, 3]),
        ("slider('x')", "slider", 7),
        ("slider('x', 0, 9, (1, 2))", "slider", (3, 4)),
        ("slider('x', dt.date(2020, 1, 1), dt.date(2020, 2, 1))", "slider", dt.date(2020, 1, 9)),
        ("select_slider('x', ['a', 'b'])", "select_slider", "b"),
        ("number_input('x', 0, 10)", "number_input", 4),
        ("text_input('x')", "text_input", "Ada"),
        ("text_area('x')", "text_area", "Ada"),
        ("date_input('x', dt.date(2020, 1, 1))", "date_input", dt.date(2020, 1, 2)),
        ("time_input('x', dt.time(7, 0))", "time_input", dt.time(8, 30)),
        ("color_picker('x')", "color_picker", "#00ff00"),
    ],
)
def test_a_value_that_is_put_in_counts_with_the_next_run(command: str, kind: str, value: object) -> None:
    app = opened(f"st.session_state.seen = st.{command}")
    (widget,) = getattr(app, kind)
    assert widget.label == "x"
    before = app.session_state.seen
    assert widget.set_value(value).value == value
    assert app.session_state.seen == before
    app.run()
    assert app.session_state.seen == value
    assert getattr(app, kind)[0].value == value


def test_a_press_counts_once() -> None:
    app = opened("st.text(st.button('Go', key='go'))")
    assert app.button(key="go").click().run().text.values == ["True"]
    assert app.run().text.values == ["False"]


def test_several_values_come_together() -> None:
    app = opened(
        "a, b = st.text_input('a'), st.text_input('b')\nst.session_state.setdefault('l', []).append((a, b))"
    )
    app.text_input[0].input("A")
    app.text_input[1].input("B").run()
    assert app.session_state.l == [("", ""), ("A", "B")]


def test_what_no_viewer_could_do_is_an_error() -> None:
    app = opened("st.slider('x', 0, 10)\nst.checkbox('off', disabled=True)\nst.selectbox('one', ['a'])")
    with pytest.raises(AppTestError, match=r"no option 'b', but \['a'\]"):
        app.selectbox[0].select("b")
    with pytest.raises(AppTestError):
        app.slider[0].set_value(11)
    with pytest.raises(AppTestError, match="disabled"):
        app.checkbox[0].check()
    with pytest.raises(KeyError):
        app.button("nobody")
    with pytest.raises(IndexError, match="the page has 0"):
        app.button[0]


def test_the_tree() -> None:
    app = opened(
        "a, b = st.columns([1, 2])\na.text('left')\nb.button('right', key='r')\n"
        "st.sidebar.header('side')\nst.tabs(['one', 'two'])[1].text('in two')\nst.expander('more').text('folded')\n"
    )
    assert [column.weight for column in app.columns] == [1 / 3, 2 / 3]
    assert app.columns[0].text.values == ["left"]
    assert [tab.label for tab in app.tabs] == ["one", "two"]
    assert app.expander[0].text[0].value == "folded"
    assert app.sidebar.header[0].value == "side"
    assert not app.main.header
    assert app.get_by_key("r").label == "right"
    assert [each.value for each in app.get("text")] == ["left", "in two", "folded"]


def test_texts_and_messages() -> None:
    app = opened("st.title('T')\nst.markdown('**m**')\nst.info('i', icon='🔥')\nst.metric('m', 3, 1)\n1 / 0")
    assert (app.title[0].tag, app.title[0].value) == ("h1", "T")
    assert app.markdown[0].value == "**m**"
    assert (app.info[0].value, app.info[0].icon) == ("i", "🔥")
    assert (app.metric[0].value, app.metric[0].delta) == ("3", "1")
    assert app.exception[0].value == "division by zero"


def test_state_secrets_and_query_before_the_run() -> None:
    app = AppTest.from_string(HEAD + "st.text((st.session_state.a, st.secrets['b'], st.query_params['c']))")
    app.session_state.a = 1
    app.secrets["b"] = 2
    app.query_params["c"] = 3
    assert app.run().text[0].value == "(1, 2, '3')"


def test_a_function() -> None:
    def page(name: str, times: int = 1) -> None:
        import streamlit as st

        st.text(name * times)

    assert AppTest.from_function(page, args=("a",), kwargs={"times": 3}).run().text[0].value == "aaa"


def test_a_file_beside_the_app_and_its_edits(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(HEAD + "st.text(__file__)")
    app = AppTest.from_file(script).run()
    assert app.text[0].value == str(script)
    script.write_text(HEAD + "st.text('edited')")
    assert app.run().text[0].value == "edited"
    with pytest.raises(FileNotFoundError):
        AppTest.from_file("nothing_like_this.py")


def test_a_notebook(tmp_path: Path) -> None:
    def cell(source: str) -> dict[str, object]:
        return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}

    cells = [
        cell("%matplotlib inline\nword = 'above'\ndisplay(word)"),
        cell("%%streamapp first --page 'A title'\nimport streamlit as st\nst.text(word)"),
        cell("%%streamapp second\nimport streamlit as st\nst.text('second')"),
    ]
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert AppTest.from_notebook(path).run().text[0].value == "above"
    assert AppTest.from_notebook(path, "second").run().text[0].value == "second"
    with pytest.raises(AppTestError, match="third"):
        AppTest.from_notebook(path, "third")


def test_a_run_that_takes_too_long_is_stopped() -> None:
    app = AppTest.from_string("while True: pass")
    with pytest.raises(RuntimeError, match=r"0\.1 seconds"):
        app.run(timeout=0.1)


def test_pages(tmp_path: Path) -> None:
    (tmp_path / "1_🎈_first_page.py").write_text(HEAD + "st.text('first')")
    (tmp_path / "broken.py").write_text("1 / 0")
    (tmp_path / "app.py").write_text(
        HEAD + "def third(): st.text('third')\n"
        "pages = {'Main': ['1_🎈_first_page.py', 'broken.py'], 'More': [third]}\n"
        "st.navigation(pages).run()\nst.text('below')"
    )
    app = AppTest.from_file(tmp_path / "app.py", default_timeout=20).run()
    assert app.text.values == ["first", "below"]
    app.switch_page("broken.py").run()
    assert app.exception[0].message == "division by zero"
    with pytest.raises(AppTestError):
        app.switch_page("nowhere.py")


def test_a_tester_that_is_gone_leaves_no_thread() -> None:
    app = opened("st.text('x')")
    name = f"streamkit-{app.session.script.name}"
    del app
    deadline = time.monotonic() + 10
    while any(thread.name == name for thread in threading.enumerate()) and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.01)
    assert name not in [thread.name for thread in threading.enumerate()]


def test_the_names_of_streamlits_tester() -> None:
    """Every element list and method of its tester and of its elements; protobuf messages are its own."""
    theirs = pytest.importorskip(
        "streamlit.testing.v1.element_tree", reason="Streamlit is what we compare with"
    )
    testing = pytest.importorskip("streamlit.testing.v1")
    ours = {each.__name__: each for each in CLASSES.values()} | {"AppTest": AppTest}
    classes = {name: getattr(theirs, name) for name in ours if hasattr(theirs, name)} | {
        "AppTest": testing.AppTest
    }
    assert {
        f"{name}.{member}"
        for name, each in classes.items()
        for member in dir(each)
        if not member.startswith("_") and not hasattr(ours[name], member)
    } == set()


def test_what_stands_at_the_bottom_and_in_chats() -> None:
    app = opened(
        "st.session_state.seen = st.chat_input('say', key='c', max_chars=9)\n"
        "with st.chat_message('ai', avatar='🔥'): st.text('in')\n"
        "st.bottom.caption('below')\nst.grid(3, border=True).cell().text('cell')"
    )
    assert [each.type for each in app][-2:] == ["chat_input", "caption"]
    assert not app.main.chat_input
    assert (app.chat_message[0].name, app.chat_message[0].avatar) == ("ai", "🔥")
    assert (app.grid[0].column_count, app.grid[0].border, app.grid[0].width) == (3, True, "stretch")
    app.chat_input(key="c").set_value("hello").run()
    assert (app.session_state.seen, app.chat_input[0].value) == ("hello", "hello")
    assert app.run().session_state.seen is None
    with pytest.raises(AppTestError, match="9 characters"):
        app.chat_input[0].set_value("much too long")
    with pytest.raises(AppTestError, match="no files"):
        app.chat_input[0].upload("a.txt", b"")


def test_the_script_writes_into_the_chat_input() -> None:
    app = opened("if st.button('draft'): st.session_state.c = 'Dear all'\nst.text(st.chat_input(key='c'))")
    app.button[0].click().run()
    assert app.text.values == ["None"]
    assert app.chat_input[0].shown.props["written"][0] == "Dear all"
    assert "written" not in app.run().chat_input[0].shown.props


def test_exceptions_and_the_tester_itself_can_be_read() -> None:
    app = opened("def fail(): 1 / 0\nst.text('a')\nfail()")
    assert [line.splitlines()[1].strip() for line in app.exception[0].stack_trace][:2] == [
        "fail()",
        "def fail(): 1 / 0",
    ]
    assert repr(app) == "AppTest(main=Block([Text('a'), Exception('division by zero')]))"
    assert app.session_state.to_dict() == {}
    with pytest.raises(AttributeError, match="nothing"):
        app.session_state.nothing  # noqa: B018 the attribute is the test


def test_the_user() -> None:
    app = AppTest.from_string(
        HEAD + "st.text((st.user.get('name'), st.user.is_logged_in, dict(st.user.tokens)))"
    )
    assert app.run().text[0].value == "(None, False, {})"
    app.user = {"name": "Ada", "is_logged_in": True, "tokens": {"id": "x"}}
    assert app.run().text[0].value == "('Ada', True, {'id': 'x'})"


def test_signing_in_and_out_leads_nowhere() -> None:
    app = AppTest.from_string(
        f"{HEAD}st.button('In', on_click=st.login)\nst.button('Out', on_click=st.logout)", default_timeout=20
    )
    (error,) = app.run().button[0].click().run().exception
    assert "`[auth]`" in error.message, "as without a test"
    provider = {
        "client_id": "a",
        "client_secret": "b",
        "server_metadata_url": "https://example.com/.well-known",
    }
    server = {"redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": "x" * 40}
    app.secrets["auth"] = provider | server
    assert not app.run().button[0].click().run().exception
    assert not app.button[1].click().run().exception
    assert not app.user.get("is_logged_in")
