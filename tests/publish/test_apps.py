"""What scripts and notebooks say of themselves before they run."""

from __future__ import annotations

import textwrap
from pathlib import Path

import browsing
import pytest

from jupyter_streamkit.publish import apps


def script(folder: Path, text: str, name: str = "my_app.py") -> apps.App | None:
    file = folder / name
    file.write_text(textwrap.dedent(text).lstrip())
    return apps.read(file)


@pytest.mark.parametrize(
    ("text", "is_app"),
    [
        ("import streamlit as st\nst.title('x')", True),
        ("import jupyter_streamkit as st\nwith st.sidebar:\n    pass", True),
        ("from streamlit import title\ndef main(): title('x')\nif __name__ == '__main__':\n    main()", True),
        ("import streamlit as st\nx = 1\nx", True),
        ('"""About."""\nimport streamlit as st\n"shown"\n', False),
        ("import streamlit as st\n@st.cache_data\ndef f(): st.title('x')\n", False),
        ("import pandas as pd\nprint(pd)", False),
        ("import streamlit as st\nst.title('x'", True),
        ("print('x'", False),
        ("import streamlitish\nprint(1)", False),
    ],
)
def test_a_script_is_an_app_if_it_draws_by_itself(tmp_path: Path, text: str, is_app: bool) -> None:
    assert (script(tmp_path, text) is not None) == is_app


def test_what_a_script_says(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("2_🗺️_Map of it.py", "1_first.ipynb", "__init__.py", "notes.txt"):
        (tmp_path / "pages" / name).touch()
    app = script(
        tmp_path,
        '''
        """Taxis of [New York](http://x), by *hour*.

        More of it.
        """
        import streamlit as st
        st.set_page_config(page_title="Taxi demo", page_icon="🚕")
        st.title("Another")
        ''',
    )
    assert app is not None
    card = app.card()
    assert card["pages"] == [
        {"title": "first", "icon": "", "address": "/first"},
        {"title": "Map of it", "icon": "🗺️", "address": "/Map_of_it"},
    ]
    assert (card["title"], card["icon"]) == ("Taxi demo", "🚕")
    assert card["description"] == "Taxis of New York, by hour."


@pytest.mark.parametrize(
    ("text", "name", "title", "icon"),
    [
        ("st.title('A **map** of :red[things] :material/map:')", "a.py", "A map of things", ""),
        ("st.set_page_config('T', ':material/home:')\nst.text('x')", "a.py", "T", ":material/home:"),
        (
            "st.set_page_config(page_title=title, page_icon=icon)\nst.text('x')",
            "1_🎈_my_app.py",
            "My app",
            "🎈",
        ),
        ("st.set_page_config(page_icon='logo.png')\nst.text('x')", "uber.py", "Uber", ""),
    ],
)
def test_title_and_icon(tmp_path: Path, text: str, name: str, title: str, icon: str) -> None:
    app = script(tmp_path, f"import streamlit as st\n{text}", name)
    assert app is not None
    assert (app.title, app.icon) == (title, icon)


def test_notebooks(tmp_path: Path) -> None:
    cells = [
        "# markdown\n# The heading\n\nWhat it is *about*.",
        "!pip list",
        "%%streamapp\nimport streamlit as st\n%magic\nst.text(1)",
    ]
    with_app = apps.read(browsing.write_notebook(tmp_path / "a.ipynb", *cells))
    without = apps.read(browsing.write_notebook(tmp_path / "b.ipynb", "1"))
    titled = apps.read(browsing.write_notebook(tmp_path / "c.ipynb", *cells, title="Its own"))
    assert with_app
    assert without
    assert titled
    assert (with_app.title, with_app.description, with_app.runs) == ("The heading", "What it is about.", True)
    assert (without.title, without.description, without.runs) == ("B", "", False)
    assert titled.title == "Its own"


def test_what_is_no_notebook_is_none(tmp_path: Path) -> None:
    for number, text in enumerate(("", "[]", "{}", '{"cells": [{}]}', "\0", '{"cells": 3}')):
        file = tmp_path / f"{number}.ipynb"
        file.write_text(text)
        assert apps.read(file) is None
    assert apps.read(tmp_path / "absent.py") is None
