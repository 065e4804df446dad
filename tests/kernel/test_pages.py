"""Cells that are pages of one app, in a real kernel."""

from __future__ import annotations

import json
from typing import Any

import pytest
from kernels import Kernel

HEAD = "import streamlit as st\n"


def page(title: str, script: str, options: str = "") -> str:
    return f"%%streamapp --page {title!r} {options}\n{HEAD}{script}"


def apps(kernel: Kernel) -> dict[str, Any]:
    """The menu, the page and the texts of each app that the kernel shows."""
    kernel.run(
        "import json\n"
        "apps = get_ipython().magics_manager.registry['StreamappMagics'].apps.by_name\n"
        "for app in apps.values(): assert app.session.wait(20)\n"
        "told = {name: [\n"
        "    [page['title_html'] for part in app.session.props['navigation']['sections'] for page in part['pages']],\n"
        "    app.session.pages.current,\n"
        "    [node.props['body'] for node in app.session.page.root.walk() if node.type == 'text']]\n"
        "    for name, app in apps.items()}"
    )
    told: dict[str, Any] = json.loads(kernel.evaluate("json.dumps(told)").strip("'"))
    return told


def test_each_cell_shows_the_app_on_its_page(kernel: Kernel) -> None:
    kernel.app(page("One", "st.text('one')", "--icon 🎈"), cell="a")
    kernel.app(page("Two", "st.text('two')"), cell="b")
    assert apps(kernel) == {
        "page one": [["One", "Two"], "one", ["one"]],
        "page two": [["One", "Two"], "two", ["two"]],
    }


def test_a_page_that_is_run_again_is_new_everywhere(kernel: Kernel) -> None:
    kernel.app(page("One", "st.text('one')"), cell="a")
    kernel.app(page("Two", "st.text('two')"), cell="b")
    kernel.app(page("Renamed", "st.text('other')"), cell="a")
    told = apps(kernel)
    assert told["page two"] == [["Two", "Renamed"], "two", ["two"]]
    assert told["page renamed"] == [["Two", "Renamed"], "renamed", ["other"]]
    assert len(told) == 2


def test_a_deleted_cell_is_no_page(kernel: Kernel) -> None:
    kernel.app(page("One", "st.text('one')"), cell="a")
    kernel.app(page("Two", "st.text('two')"), cell="b")
    kernel.run("1", cell="c", deleted=("b",))
    assert apps(kernel) == {"page one": [["One"], "one", ["one"]]}


def test_a_link_waits_for_the_cell_of_its_page(kernel: Kernel) -> None:
    kernel.app(page("One", "st.page_link('Two')\nst.text('one')"), cell="a")
    assert apps(kernel)["page one"][2] == []
    kernel.app(page("Two", "st.text('two')"), cell="b")
    assert apps(kernel)["page one"][2] == ["one"]


def test_apps_of_two_names_have_their_own_pages(kernel: Kernel) -> None:
    kernel.app(f"%%streamapp shop --page Cart\n{HEAD}st.text('cart')", cell="a")
    kernel.app(f"%%streamapp bank --page Cart\n{HEAD}st.text('other')", cell="b")
    assert apps(kernel) == {
        "shop cart": [["Cart"], "cart", ["cart"]],
        "bank cart": [["Cart"], "cart", ["other"]],
    }


@pytest.mark.parametrize(
    ("options", "error"),
    [("--icon 🎈", "write --page TITLE as well"), ("--page A --icon home", "is not an icon")],
)
def test_what_is_wrong_with_the_line_is_said(kernel: Kernel, options: str, error: str) -> None:
    told = kernel.run(f"%%streamapp {options}\n{HEAD}", cell="a")
    assert error in str([each["content"] for each in told if each["msg_type"] in ("stream", "error")])
