"""Notebooks as scripts, scripts as notebooks, and what serves them."""

from __future__ import annotations

import pytest

from jupyter_streamkit.publish import convert
from jupyter_streamkit.runtime.notebook import app_cells
from jupyter_streamkit.testing.v1 import AppTest


def notebook(*sources: str) -> dict:
    return {"cells": [{"cell_type": "code", "source": source} for source in sources]}


def test_cells_above_run_once_as_a_module():
    files = convert.to_scripts(notebook("%matplotlib inline\nx = 2", "%%streamapp\nst.text(x)"), "my app")
    assert files == {"my app.py": "from my_app_cells import *\n\nst.text(x)\n", "my_app_cells.py": "x = 2\n"}


def test_the_script_of_a_notebook_runs(tmp_path, monkeypatch):
    cells = (
        "def _load():\n    _local = 'hello'\n    return _local",
        "text = _load()",
        "%%streamapp\nimport streamlit as st\nst.text(text)\nst.text(_load())",
    )
    for path, text in convert.to_scripts(notebook(*cells), "app").items():
        (tmp_path / path).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)  # as whoever runs scripts does
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert [each.value for each in at.text] == ["hello", "hello"]


def test_pages_become_files_and_a_menu(tmp_path, monkeypatch):
    cells = (
        '%%streamapp --page "First one" --icon :material/home:\nimport streamlit as st\nst.text("1")',
        '%%streamapp --page Second\nimport streamlit as st\nst.text("2")',
    )
    files = convert.to_scripts(notebook(*cells), "app")
    assert list(files) == ["app.py", "app_pages/first_one.py", "app_pages/second.py"]
    (tmp_path / "app_pages").mkdir()
    for path, text in files.items():
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert [each.value for each in at.text] == ["1"]
    assert not at.exception


def test_a_notebook_without_an_app_is_no_script():
    with pytest.raises(ValueError, match="begins with %%streamapp"):
        convert.to_scripts(notebook("x = 1"), "app")


def test_a_script_with_pages_becomes_a_notebook_and_a_script_again():
    files = {
        "Home.py": "print('home')",
        "pages/2_Second_page.py": "print(2)",
        "pages/1_🎈_First.py": "print(1)",
    }
    made = convert.to_notebook(files)
    cells = app_cells(made)
    assert [(cell.title, cell.icon) for cell in cells] == [
        ("Home", None),
        ("First", "🎈"),
        ("Second page", None),
    ]
    again = convert.to_scripts(made, "app")
    assert [text for path, text in again.items() if "pages/" in path] == [
        "print('home')\n",
        "print(1)\n",
        "print(2)\n",
    ]


def test_what_serves_a_notebook():
    files = convert.to_serve(
        notebook("import numpy as np, json", "%%streamapp\nimport streamlit as st"), "a.ipynb"
    )
    names = [line.split("==")[0] for line in files["requirements.txt"].split()]
    assert names == ["jupyter-streamkit", "numpy"]
    assert '"template": "streamkit"' in files["voila.json"]
    assert '"a.ipynb"' in files["Dockerfile"]
