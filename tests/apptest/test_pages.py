"""Pages: told by `st.navigation`, by a folder, by cells; and the ways from one to the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_streamkit.runtime.pages import Visit
from jupyter_streamkit.testing.v1 import AppTest, AppTestError
from jupyter_streamkit.tree.diff import ROOT

HEAD = "import streamlit as st\n"


def write(folder: Path, **files: str) -> Path:
    for name, source in files.items():
        file = folder / (name.replace("__", "/") + ".py")
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + source)
    return folder


def opened(folder: Path, source: str) -> AppTest:
    return AppTest.from_file(write(folder, app=source) / "app.py", default_timeout=20).run()


def texts(app: AppTest) -> list[Any]:
    return list(app.text.values)


def props(app: AppTest) -> dict[str, Any]:
    """What the browser knows of the page as a whole."""
    return app._browser.shown[ROOT].props


def menu(app: AppTest) -> list[tuple[str, list[tuple[str, str | None, str | None]]]]:
    sections = props(app)["navigation"]["sections"]
    return [
        (
            section.get("heading_html", ""),
            [(page["title_html"], page.get("icon"), page.get("path")) for page in section["pages"]],
        )
        for section in sections
    ]


def visit(app: AppTest, path: str, search: str = "") -> AppTest:
    """The viewer follows a link."""
    app.session.visit(Visit(path, search))
    assert app.session.wait(20)
    return app


def cell(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}


def notebook(path: Path, *cells: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        json.dumps(
            {"cells": [cell(each) for each in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        )
    )
    return path


# Telling the pages.


def test_the_menu_tells_sections_icons_and_addresses(tmp_path: Path) -> None:
    write(tmp_path, **{"1_🎈_first_page": "st.text('first')"})
    app = opened(
        tmp_path,
        "def second(): pass\n"
        "pages = {'Main *part*': ['1_🎈_first_page.py', second], 'More': [\n"
        "    st.Page(lambda: None, title='Third', url_path='3', icon=':material/home:', help='**Why**'),\n"
        "    st.Page(lambda: None, title='Never seen', url_path='4', visibility='hidden'),\n"
        "    st.Page('https://jupyter.org', title='Outside')]}\n"
        "st.navigation(pages, expanded=4).run()",
    )
    assert menu(app) == [
        ("Main <em>part</em>", [("first page", "🎈", ""), ("second", None, "second")]),
        ("More", [("Third", ":material/home:", "3"), ("Outside", None, None)]),
    ]
    assert props(app)["navigation"]["expanded"] == 4
    assert props(app)["navigation"]["sections"][1]["pages"][1]["url"] == "https://jupyter.org"
    assert props(app)["page_title"] == "first page"
    assert props(app)["page_icon"] == "🎈"
    assert texts(app) == ["first"]


def test_a_hidden_page_can_be_opened(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "def start(): st.text('start')\ndef there(): st.text('there')\n"
        "st.navigation([start, st.Page(there, visibility='hidden')], position='hidden').run()",
    )
    assert texts(visit(app, "there")) == ["there"]
    assert props(app)["page"] == "there"
    assert props(app)["navigation"]["position"] == "hidden"


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("st.navigation([])", "needs a page"),
        ("st.navigation([st.Page('https://x.org', title='X')])", "outside"),
        ("st.navigation([st.Page(a, default=True), st.Page(b, default=True)])", "Only one page"),
        ("st.navigation([a, st.Page(b, url_path='a')])", "same address"),
        ("st.navigation([a], position='left')", "position"),
        ("st.navigation([a], expanded='yes')", "expanded"),
        ("st.navigation([a], expanded=-1)", "expanded"),
        ("st.Page('nowhere.py')", "no page 'nowhere.py'"),
        ("st.Page('https://x.org')", "title"),
        ("st.Page('https://x.org', title='X', default=True)", "default"),
        ("st.Page(a, url_path='x/y')", "one word"),
        ("st.Page(a, url_path=' ')", "needs a name in the address"),
        ("st.Page(a, title=' ')", "needs a title"),
        ("st.Page(a, icon='home')", "icon"),
        ("st.Page(a, visibility='no')", "visibility"),
        ("st.Page(a).run()", "not the current one"),
        ("page = st.navigation([a]); page.run(); page.run()", "run already"),
        ("st.navigation([a, b]); st.switch_page('nowhere.py')", "no page 'nowhere.py'"),
        ("st.switch_page(st.Page('https://x.org', title='X'))", "outside"),
        ("st.page_link('https://x.org')", "label"),
        ("st.page_link('nowhere.py')", "no page 'nowhere.py'"),
        ("st.logo('🚕', size='huge')", "size"),
        ("st.logo('🚕', link='x.org')", "https://"),
        ("st.logo('nowhere.png')", "nowhere.png"),
    ],
)
def test_errors_say_what_to_write(tmp_path: Path, source: str, error: str) -> None:
    app = opened(tmp_path, "def a(): pass\ndef b(): pass\n" + source)
    assert error in app.exception[0].message


def test_a_folder_of_pages(tmp_path: Path) -> None:
    write(
        tmp_path,
        **{
            "pages__10_Last": "st.text('last')",
            "pages__2_🌍_Mapping_Demo": "st.text('map')",
            "pages__About us": "st.text('about')",
        },
    )
    (tmp_path / "pages" / "__init__.py").touch()
    notebook(tmp_path / "pages" / "3_Plots.ipynb", "x = 5", "%%streamapp\nimport streamlit as st\nst.text(x)")
    app = opened(tmp_path, "st.text('start')")
    assert menu(app) == [
        (
            "",
            [
                ("app", None, ""),
                ("Mapping Demo", "🌍", "Mapping_Demo"),
                ("Plots", None, "Plots"),
                ("Last", None, "Last"),
                ("About us", None, "About_us"),
            ],
        )
    ]
    assert texts(app) == ["start"]
    assert texts(app.switch_page("pages/2_🌍_Mapping_Demo.py").run()) == ["map"]
    assert texts(app.switch_page("pages/3_Plots.ipynb").run()) == ["5"]
    assert texts(app.switch_page("app.py").run()) == ["start"]


def test_navigation_does_without_the_folder(tmp_path: Path) -> None:
    write(tmp_path, pages__other="st.text('other')")
    app = opened(tmp_path, "def a(): st.text('a')\ndef b(): pass\nst.navigation([a, b]).run()")
    assert [title for title, _, _ in menu(app)[0][1]] == ["a", "b"]


def test_a_page_can_be_opened_before_the_first_run(tmp_path: Path) -> None:
    write(tmp_path, pages__other="st.text('other')", app="st.text('start')")
    app = AppTest.from_file(tmp_path / "app.py", default_timeout=20)
    assert texts(app.switch_page("pages/other.py").run()) == ["other"]
    with pytest.raises(AppTestError):
        app.switch_page("pages/none.py")


def test_a_notebook_without_an_app_is_a_script(tmp_path: Path) -> None:
    notebook(
        tmp_path / "plain.ipynb",
        "%matplotlib inline\nimport streamlit as st",
        "!ls\nst.text('cells')\n'magic'",
    )
    app = opened(tmp_path, "st.navigation(['plain.ipynb']).run()")
    assert texts(app) == ["cells"]
    assert app.markdown.values == ["magic"]


def test_a_page_is_read_anew(tmp_path: Path) -> None:
    write(tmp_path, page="st.text('old')")
    app = opened(tmp_path, "st.navigation(['page.py']).run()")
    write(tmp_path, page="st.text('new')")
    assert texts(app.run()) == ["new"]


def test_cells_are_pages(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "book.ipynb",
        "word = 'above'",
        "%%streamapp --page 'Start here' --icon 👋\n" + HEAD + "st.text(word)\n"
        "if st.button('go'): st.switch_page('The map')",
        "%%streamapp other\n" + HEAD + "st.text('another app')",
        "word = 'later'",
        "%%streamapp --page 'The map'\n" + HEAD + "st.text('map ' + word)",
    )
    app = AppTest.from_notebook(path, default_timeout=20).run()
    assert menu(app) == [("", [("Start here", "👋", ""), ("The map", None, "the_map")])]
    assert texts(app) == ["later"]
    assert texts(app.button[0].click().run()) == ["map later"]
    assert texts(app.switch_page("Start here").run()) == ["later"]
    assert texts(AppTest.from_notebook(path, "other").run()) == ["another app"]


def test_what_is_no_page_any_more_has_no_menu(tmp_path: Path) -> None:
    app = opened(tmp_path, "def a(): pass\ndef b(): pass\nst.navigation([a, b]).run()")
    write(tmp_path, app="st.text('alone')")
    assert texts(app.run()) == ["alone"]
    assert "navigation" not in props(app)


# Going from one to the other.

TWO = """
def a():
    st.text(f"a {dict(st.query_params)}")
    st.text_input("Name", key="name")
    st.text_input("Name")
    if st.button("go"):
        try:
            st.switch_page(there, query_params={"x": [1, 2]})
        except Exception:
            st.text("caught")
def b():
    st.text(f"b {dict(st.query_params)} {st.session_state.get('name')}")
    st.text_input("Name", key="name")
    st.text_input("Name")
    def back(): st.switch_page(here)
    st.button("back", on_click=back)
    with st.container():
        for each in range(2):
            if st.button(f"deep {each}"):
                st.switch_page(here)
here, there = st.Page(a), st.Page(b)
st.text_input("Shared", key="shared")
st.session_state.setdefault("kept", 0)
st.session_state.kept += 1
st.navigation([here, there]).run()
"""


def test_widgets_of_another_page_lose_their_state(tmp_path: Path) -> None:
    app = opened(tmp_path, TWO)
    app.text_input(key="shared").set_value("S")
    app.text_input(key="name").set_value("N")
    app.text_input[2].set_value("M").run()
    assert [field.value for field in app.text_input] == ["S", "N", "M"]
    visit(app, "b")
    assert texts(app) == ["b {} None"]
    assert [field.value for field in app.text_input] == ["S", "", ""]
    visit(app, "")
    assert [field.value for field in app.text_input] == ["S", "", ""]
    assert app.session_state.kept == 4


def test_a_line_of_the_script_leads_to_a_page(tmp_path: Path) -> None:
    app = opened(tmp_path, TWO)
    app.query_params["old"] = "1"
    app.button[0].click().run()
    assert texts(app) == ["b {'x': '2'} None"]
    assert app.query_params["x"] == ["1", "2"]
    assert (props(app)["page"], props(app)["query"]) == ("b", "?x=1&x=2")
    assert texts(app.button[0].click().run()) == ["a {}"]
    visit(app, "b")
    assert texts(app.button[2].click().run()) == ["a {}"]


def test_a_link_brings_its_parameters(tmp_path: Path) -> None:
    app = opened(tmp_path, TWO)
    assert texts(visit(app, "b", "?y=5")) == ["b {'y': '5'} None"]
    assert texts(visit(app, "")) == ["a {}"]


def test_an_event_of_the_page_before_comes_first(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "def a(): st.text_input('Name', key='n', on_change=note)\n"
        "def note(): st.session_state.noted = st.session_state.n\n"
        "def b(): st.text(st.session_state.noted)\n"
        "st.navigation([a, b]).run()",
    )
    node = next(iter(app.text_input)).node
    app.session.post_together([(node.input.widget_id, "typed", False)], Visit("b"))
    assert app.session.wait(20)
    assert texts(app) == ["typed"]


def test_a_visit_ends_a_long_run(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "import time\n"
        "def a():\n"
        "    while st.session_state.get('busy'):\n"
        "        st.text('busy'); time.sleep(0.001)\n"
        "    st.checkbox('Busy', key='busy')\n"
        "def b(): st.text('b')\n"
        "st.navigation([a, b]).run()",
    )
    node = next(iter(app.checkbox)).node
    app.session.post(node.input.widget_id, True)
    assert texts(visit(app, "b")) == ["b"]


def test_the_page_before_goes_at_once_and_what_is_shared_stays(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "import time\n"
        "def a(): st.text('of a'); st.sidebar.text('beside a')\n"
        "def b(): time.sleep(0.4); st.text('of b')\n"
        "st.text('shared'); st.sidebar.text('beside')\n"
        "st.navigation([a, b]).run()\n"
        "st.text('below')",
    )
    before = {shown.props["body"]: shown.id for shown in app._browser.walk() if shown.type == "text"}
    app._browser.patches.clear()
    visit(app, "b")
    first, *_ = app._browser.patches
    assert {before["of a"], before["beside a"]} <= set(first.drop)
    now = {shown.props["body"]: shown.id for shown in app._browser.walk() if shown.type == "text"}
    assert [now[each] for each in ("shared", "beside", "below")] == [
        before[each] for each in ("shared", "beside", "below")
    ]
    assert "of b" in now


def test_equal_elements_of_two_pages_are_two(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "def show(): st.expander('More').text('same')\n"
        "def a(): show()\ndef b(): show()\n"
        "st.navigation([a, b]).run()",
    )
    before = {shown.id for shown in app._browser.walk() if shown.type in ("expander", "text")}
    visit(app, "b")
    assert before.isdisjoint(shown.id for shown in app._browser.walk())


def test_fragments_of_the_page_before_stop(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "@st.fragment\ndef part():\n    st.text_input('In', key='in')\n"
        "def a(): part()\ndef b(): st.text('b')\n"
        "st.navigation([a, b]).run()",
    )
    (fragment,) = app.session.fragments.inside(list(app.session.fragments._by_area.values()))
    assert fragment.page == "a"
    app.text_input(key="in").set_value("kept").run()
    assert app.text_input(key="in").value == "kept"
    visit(app, "b")
    assert not app.session.fragments.knows(fragment)


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "def start(): st.text('start')\ndef more(): st.text('more')\n"
        "pages = [start, more] if st.checkbox('More') else [start]\n"
        "st.navigation(pages).run()",
    )
    visit(app, "more")
    (missing,) = app.get("page_not_found")
    assert missing.props == {"path": "more", "title_html": "start"}
    assert texts(app) == ["start"]
    assert props(app)["page"] == "more"
    app.checkbox[0].check().run()
    assert texts(app) == ["more"]
    assert not app.get("page_not_found")
    app.checkbox[0].uncheck().run()
    assert texts(app) == ["start"]


def test_a_page_that_goes_leads_to_the_first_one_without_a_word(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "def start():\n    st.text('start')\n    if st.button('in'):\n"
        "        st.session_state.more = True\n        st.rerun()\n"
        "def more():\n    st.text('more')\n    if st.button('out'):\n"
        "        st.session_state.more = False\n        st.rerun()\n"
        "pages = [start, more] if st.session_state.get('more') else [start]\n"
        "page = st.navigation(pages)\n"
        "if st.session_state.get('more') and page == start: pass\n"
        "page.run()",
    )
    app.button[0].click().run()
    visit(app, "more")
    app.button[0].click().run()
    assert texts(app) == ["start"]
    assert props(app)["page"] == ""
    assert not app.get("page_not_found")


# Links and the logo.


def test_links(tmp_path: Path) -> None:
    write(tmp_path, other="")
    app = opened(
        tmp_path,
        "def a():\n"
        "    st.page_link(there)\n"
        "    st.page_link('other.py', label='*Say*', icon='🎈', icon_position='right', disabled=True, help='Why')\n"
        "    st.page_link(there, query_params=[('x', 1)], use_container_width=True)\n"
        "    st.page_link('https://x.org', label='Outside', width=200)\n"
        "    st.sidebar.page_link(there)\n"
        "def b(): pass\n"
        "there = st.Page(b, title='B **b**', icon=':material/map:', help='Helps')\n"
        "st.navigation([a, there, 'other.py']).run()",
    )
    links = [link.shown.props for link in app.get("page_link")]
    usual = {
        "label_html": "B <strong>b</strong>",
        "icon": ":material/map:",
        "help_html": "<p>Helps</p>",
        "path": "b",
        "width": "content",
    }
    assert props(visit(app, "b"))["page_title"] == "B b"
    assert links == [
        usual,
        {
            "label_html": "<em>Say</em>",
            "icon": "🎈",
            "icon_position": "right",
            "disabled": True,
            "help_html": "<p>Why</p>",
            "path": "other",
            "width": "content",
        },
        {**usual, "width": "stretch", "query": "?x=1"},
        {"label_html": "Outside", "url": "https://x.org", "width": 200},
        {**usual, "width": "stretch"},
    ]


def test_the_logo(tmp_path: Path) -> None:
    app = opened(
        tmp_path,
        "import numpy as np\n"
        "st.logo(np.zeros((4, 9, 3), 'uint8'), size='large', link='https://x.org', icon_image=':material/home:')",
    )
    logo = props(app)["logo"]
    assert logo.pop("image").startswith("data:image/")
    assert logo == {"size": "large", "link": "https://x.org", "icon_symbol": ":material/home:"}
    write(tmp_path, app="st.text('none')")
    assert "logo" not in props(app.run())


def test_switch_page_ends_what_a_script_awaits() -> None:
    app = AppTest.from_string(
        """
import asyncio
import streamlit as st
def there(): st.title("There")
async def leave(): st.switch_page(page)
async def here():
    if st.button("Go"):
        task = asyncio.create_task(leave())
        await asyncio.sleep(30)
page = st.Page(there)
await st.navigation([st.Page(here, default=True), page]).run()
""",
        default_timeout=20,
    ).run()
    app.button[0].click().run()
    assert [title.value for title in app.title] == ["There"]
