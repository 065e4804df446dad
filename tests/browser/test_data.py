"""Tables, metrics and JSON in a real page: what a reader sees, and what they can do there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import open_notebook, open_published, run_all, write_notebook
from playwright.sync_api import Locator, Page, expect
from servers import Server

HEAD = """%%streamapp
import numpy as np
import pandas as pd
import streamlit as st
n = st.session_state.setdefault("n", 0)
"""
AGAIN = """
def more():
    st.session_state.n += 1
st.button("again", on_click=more)
st.text(f"run {n}")
"""
MILLION = """
frame = pd.DataFrame({"a": np.arange(1_000_000), "b": [f"row {i}" for i in range(1_000_000)]})
st.dataframe(frame)
"""
HEADER = 18
ROW = 35


@pytest.fixture
def app(page: Page, voila: Server):
    """Publishes a script and opens it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def publish(script: str) -> Page:
        write_notebook(voila.root / "data.ipynb", HEAD + script)
        open_published(page, voila, "data.ipynb")
        return page

    yield publish
    assert errors == []


def cell(page: Page, column: int, row: int) -> Locator:
    """A cell by its place, in the table that the grid keeps for screen readers."""
    return page.get_by_test_id(f"glide-cell-{column}-{row}")


def click(page: Page, x: float, y: float, clicks: int = 1) -> None:
    """Click in the grid, at pixels from its corner."""
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y, click_count=clicks)


def tool(page: Page, label: str) -> None:
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_test_id("stElementToolbar").first.get_by_role("button", name=label).click()


def search(page: Page, text: str) -> None:
    tool(page, "Search")
    page.get_by_test_id("stDataFrameSearch").fill(text)


def test_a_million_rows_are_scrolled_sorted_and_searched(app):
    page = app(MILLION)
    expect(cell(page, 1, 0)).to_have_text("0")
    page.get_by_test_id("stDataFrame").hover()
    page.mouse.wheel(0, 500_000 * ROW)
    page.wait_for_function(
        """() => [...document.querySelectorAll('[data-testid=stDataFrame] td')]
            .some(cell => /^row [1-9]\\d{4,}/.test(cell.textContent))"""
    )
    page.mouse.wheel(0, -1_000_000 * ROW)
    expect(cell(page, 1, 0)).to_have_text("0")
    click(page, 200, HEADER)
    expect(cell(page, 2, 0)).to_have_text("row 0")
    click(page, 200, HEADER)
    expect(cell(page, 1, 0)).to_have_text("999999")
    search(page, "row 77777")
    expect(page.locator("[data-testid=stDataFrame] [role=grid]")).to_have_attribute("aria-rowcount", "12")
    expect(cell(page, 2, 0)).to_have_text("row 777779")


def test_rows_are_found_and_all_come_back(app):
    page = app('st.dataframe({"city": ["Oslo", "Rome", "Paris"]}, key="towns")')
    expect(cell(page, 0, 2)).to_have_text("Paris")
    search(page, "ro")
    expect(cell(page, 0, 0)).to_have_text("Rome")
    page.get_by_test_id("stDataFrameSearch").press("Escape")
    expect(cell(page, 0, 0)).to_have_text("Oslo")


def test_the_download_holds_what_is_shown(app):
    page = app('st.dataframe(pd.DataFrame({"a": [2, 1]}), hide_index=True)')
    expect(cell(page, 0, 0)).to_have_text("2")
    click(page, 40, HEADER)
    expect(cell(page, 0, 0)).to_have_text("1")
    with page.expect_download() as download:
        tool(page, "Download as CSV")
    assert Path(download.value.path()).read_text("utf-8-sig").split() == ["a", "1", "2"]


def test_a_column_is_hidden_and_shown_again(app):
    page = app('st.dataframe(pd.DataFrame({"a": [1], "b": [2]}), hide_index=True)')
    expect(cell(page, 1, 0)).to_have_text("2")
    tool(page, "Show/hide columns")
    menu = page.get_by_test_id("stDataFrameColumnVisibilityMenu")
    menu.get_by_role("checkbox", name="a").uncheck()
    expect(cell(page, 0, 0)).to_have_text("2")
    menu.get_by_role("checkbox", name="a").check()
    expect(cell(page, 0, 0)).to_have_text("1")


def test_selected_rows_are_those_of_the_frame_in_whatever_order(app):
    page = app(
        'state = st.dataframe(pd.DataFrame({"a": [3, 1, 2]}), on_select="rerun")\nst.text(state.selection.rows)'
    )
    expect(page.get_by_text("[]")).to_be_visible()
    click(page, 15, ROW * 1.5)
    expect(page.get_by_text("[0]")).to_be_visible()
    click(page, 100, HEADER)
    expect(cell(page, 1, 0)).to_have_text("1")
    click(page, 15, ROW * 1.5)
    expect(page.get_by_text("[0, 1]")).to_be_visible()


def test_columns_and_cells_are_selected(app):
    page = app(
        'state = st.dataframe(pd.DataFrame({"a": [1, 2], "b": [3, 4]}), hide_index=True, on_select="rerun",\n'
        '    selection_mode=["multi-column", "single-cell"])\n'
        "st.text(str(state.selection.columns) + str(state.selection.cells))"
    )
    expect(cell(page, 0, 0)).to_have_text("1")
    click(page, 60, HEADER)
    expect(page.get_by_text("['a'][]")).to_be_visible()
    click(page, 60, ROW * 2.5)
    expect(page.get_by_text("[][(1, 'a')]")).to_be_visible()


def test_a_rerun_keeps_the_grid_and_its_place(app):
    page = app(
        'st.dataframe(pd.DataFrame({"a": np.arange(1000), "b": np.arange(1000) * (n + 1)}), hide_index=True)'
        + AGAIN
    )
    expect(cell(page, 1, 1)).to_have_text("1")
    page.get_by_test_id("stDataFrame").hover()
    page.mouse.wheel(0, 500 * ROW)
    expect(cell(page, 1, 505)).to_have_text("505")
    page.evaluate("() => { window.kept = document.querySelector('[data-testid=stDataFrame] canvas'); }")
    page.get_by_role("button", name="again").click()
    expect(page.get_by_text("run 1")).to_be_visible()
    expect(cell(page, 1, 505)).to_have_text("1010")
    assert page.evaluate("() => window.kept === document.querySelector('[data-testid=stDataFrame] canvas')")


def test_added_rows_appear(app):
    page = app(
        'grid = st.dataframe(pd.DataFrame({"a": [1]}))\ngrid.add_rows(pd.DataFrame({"a": [7]}))\n'
        'table = st.table(pd.DataFrame({"a": [1]}))\ntable.add_rows({"a": [8]})'
    )
    expect(cell(page, 1, 1)).to_have_text("7")
    expect(page.get_by_test_id("stTable").locator("td")).to_have_text(["1", "8"])


def test_a_cell_opens_in_full(app):
    page = app('st.dataframe(pd.DataFrame({"a": [{"deep": {"er": 1}}]}), hide_index=True)')
    expect(cell(page, 0, 0)).to_be_attached()
    click(page, 60, ROW * 1.5, clicks=2)
    details = page.get_by_test_id("stDataFrameCellDetails")
    expect(details).to_contain_text('"er":1')
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()


def test_cells_are_copied(app):
    page = app('st.dataframe(pd.DataFrame({"a": [1, 2], "b": ["x", None]}), hide_index=True)')
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(cell(page, 1, 0)).to_have_text("x")
    click(page, 60, ROW * 1.5)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('x')")
    assert page.evaluate("() => navigator.clipboard.readText()").split() == ["1", "x", "2"]


def test_a_table_shows_markdown_colours_and_no_script(app):
    page = app(
        'st.table({"a": ["**bold** <img src=x onerror=alert(1)>"]})\n'
        'st.table(pd.DataFrame({"a": [1, 2]}).style.highlight_max())'
    )
    tables = page.get_by_test_id("stTable")
    first, second = tables.nth(0), tables.nth(1)
    expect(first.locator("strong")).to_have_text("bold")
    expect(first.locator("img")).to_have_count(0)
    expect(second.locator("td").nth(1)).to_have_css("background-color", "rgb(255, 255, 0)")


def test_a_metric(app):
    page = app('st.metric("Wind", 1234.5, -8, format="dollar", chart_data=[1, 3, 2], help="of today")')
    metric = page.get_by_test_id("stMetric")
    expect(metric.get_by_test_id("stMetricLabel")).to_contain_text("Wind")
    expect(metric.get_by_test_id("stMetricValue")).to_have_text("$1,234.50")
    expect(metric.get_by_test_id("stMetricDelta")).to_contain_text("8")
    expect(metric.get_by_test_id("stMetricDeltaIcon-Down")).to_be_visible()
    expect(metric.get_by_test_id("stMetricChart").locator("path")).to_have_attribute(
        "d", re.compile("^M0 40L50 0")
    )


def test_json_folds(app):
    page = app('st.json({"a": {"b": [1, None]}}, expanded=1)')
    tree = page.get_by_test_id("stJson")
    expect(tree).not_to_contain_text('"b"')
    tree.get_by_role("button", name='"a"').click()
    tree.get_by_role("button", name='"b"').click()
    expect(tree).to_contain_text("null")


@pytest.mark.parametrize("classic", [False, True], ids=["lab", "notebook"])
def test_the_grid_works_in_a_notebook(page, request, classic):
    server = request.getfixturevalue("notebook7" if classic else "jupyterlab")
    write_notebook(
        server.root / "data.ipynb",
        HEAD + 'frame = pd.DataFrame({"a": [2, 1], "t": ["two", "one"]})\n'
        'config = {"a": st.column_config.NumberColumn(width=100, disabled=True)}\n'
        'st.text(st.data_editor(frame, hide_index=True, column_config=config)["t"].tolist())',
    )
    open_notebook(page, server, "data.ipynb", classic=classic)
    run_all(page)
    expect(cell(page, 0, 0)).to_have_text("2", timeout=30_000)
    click(page, 40, HEADER)
    expect(cell(page, 0, 0)).to_have_text("1")
    click(page, 60, ROW * 1.5, clicks=2)
    expect(page.get_by_test_id("stDataFrameCellDetails")).to_have_text("1")
    page.keyboard.press("Escape")
    # In command mode these keys would cut and delete the notebook's cell.
    click(page, 120, ROW * 1.5)
    page.keyboard.type("xdd")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type("0")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stText")).to_have_text("['two', 'xdd0']")


EDITOR = """
frame = pd.DataFrame({
    "name": ["Ada", "Bob", "Cy"], "n": [1, 2, 3], "ok": [True, False, True],
    "kind": pd.Categorical(["a", "b", "a"]), "day": pd.to_datetime(["2020-01-01"] * 3).date, "tags": [["x"], [], []],
})
config = {
    "name": st.column_config.TextColumn(required=True, width=100), "n": st.column_config.NumberColumn(max_value=50),
    "tags": st.column_config.MultiselectColumn(options=["x", "y"]),
}
edited = st.data_editor(frame, key="e", num_rows="dynamic", column_config=config)
st.text(" ".join(":".join(map(str, row)) for row in edited.itertuples(index=False)))
"""
# Behind the boxes of the rows, which a reader selects to delete them.
MARKERS = 33


def test_a_table_is_edited(app):
    page = app(EDITOR)
    told = page.get_by_test_id("stText")
    field = page.get_by_test_id("stDataFrameCellEditor")
    expect(told).to_contain_text("Ada:1:True:a:2020-01-01:['x'] Bob:2:False:b")
    click(page, MARKERS + 20, ROW * 1.5)
    # A key begins a text, Tab goes on to the right, a number that is too large stays to be mended.
    page.keyboard.type("Eve")
    expect(field).to_have_value("Eve")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("Eve:1:")
    page.keyboard.type("99")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("Eve:9:True")
    page.keyboard.press("Space")
    expect(told).to_contain_text("Eve:9:False")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    field.select_option("b")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("Eve:9:False:b")
    page.keyboard.press("Enter")
    field.fill("2021-02-03")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("Eve:9:False:b:2021-02-03:['x']")
    page.keyboard.press("Enter")
    page.get_by_test_id("stDataFrameCellEditing").get_by_label("y").check()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.get_by_test_id("stDataFrameCellEditing").get_by_label("y").check()
    page.keyboard.press("Enter")
    expect(told).to_contain_text("2021-02-03:['x', 'y'] Bob")
    # One below the other; Escape leaves all as it was.
    page.keyboard.press("Delete")
    expect(told).to_contain_text("Bob:2:False:b:2020-01-01:None")
    page.keyboard.press("Home")
    page.keyboard.type("no")
    page.keyboard.press("Escape")
    expect(cell(page, 1, 1)).to_have_text("Bob")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert "Eve,9,False,b,2021-02-03" in download.value.path().read_text("utf-8-sig")


def test_rows_are_added_and_deleted(app):
    page = app(EDITOR)
    told = page.get_by_test_id("stText")
    click(page, MARKERS + 20, ROW * 4.5)
    expect(page.get_by_test_id("stDataFrameCellEditor")).to_be_focused()
    page.keyboard.type("Dan")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Dan:nan:None")
    # Enter at the end adds another; one without its name is not the script's yet.
    expect(page.get_by_test_id("stDataFrameCellEditor")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    expect(cell(page, 2, 4)).to_have_text("7")
    expect(told).not_to_contain_text("7")
    click(page, MARKERS + 20, ROW * 5.5)
    page.keyboard.type("Flo")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("Flo:7")
    click(page, MARKERS / 2, ROW * 1.5)
    page.keyboard.press("Delete")
    expect(told).not_to_contain_text("Ada")
    expect(cell(page, 1, 0)).to_have_text("Bob")
    expect(told).to_contain_text("Flo:7")


def test_cells_are_pasted_and_filled(app):
    page = app(EDITOR)
    told = page.get_by_test_id("stText")
    click(page, MARKERS + 20, ROW * 2.5)
    page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', 'Pa\\t44\\tTRUE\\nPb\\t60\\tfalse\\nbeyond');
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
        }"""
    )
    expect(told).to_contain_text("Pa:44:True:b:2020-01-01:[] Pb:3:False:a:2020-01-01:[]")
    # The corner of the cell, drawn down over two.
    click(page, MARKERS + 20, ROW * 1.5)
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.move(grid["x"] + MARKERS + 98, grid["y"] + ROW * 2 - 2)
    page.mouse.down()
    page.mouse.move(grid["x"] + MARKERS + 60, grid["y"] + ROW * 3.5, steps=4)
    page.mouse.up()
    expect(told).to_contain_text("Ada:44:True:b:2020-01-01:[] Ada:3")
