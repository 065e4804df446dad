"""The main job: a notebook that ships is a live app, in JupyterLab, Notebook 7 and published by Voilà."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import browsing
import pytest
from hosts import Host
from playwright.sync_api import Locator, expect
from servers import REPOSITORY

NOTEBOOKS = REPOSITORY / "notebooks"
CELL = 1
"""The place of the app's cell in the notebooks that ship."""

MARK = """app => {
    for (const node of app.querySelectorAll('[data-testid=stElementContainer], svg, canvas')) node.marked = true;
}"""
NEW = """app => [...app.querySelectorAll('[data-testid=stElementContainer]')]
    .filter(node => !node.marked).map(node => node.innerText)"""
DRAWN = """app => ['stVegaLiteChart', 'stDeckGlJsonChart'].map(
    name => [...app.querySelectorAll(`[data-testid=${name}] :is(svg.marks, canvas.st-map-points, canvas)`)]
        .every(node => node.marked))"""


@pytest.fixture(scope="module")
def hours(data: Path) -> Counter[int]:
    """How many of the first 10,000 pickups belong to each hour, counted by other means than the app's."""
    with (data / "uber-raw-data-sep14.csv").open() as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(10_000), strict=False)]
    assert len(rows) == 10_000
    return Counter(int(row["Date/Time"].split()[1].split(":")[0]) for row in rows)


@pytest.fixture(scope="module")
def uber(host: Host) -> Host:
    return opened(host)


def opened(host: Host) -> Host:
    shutil.copy(NOTEBOOKS / "uber_pickups.ipynb", host.server.root)
    host.open("uber_pickups.ipynb")
    host.settle()
    return host


def shows(app: Locator, hour: int, count: int) -> None:
    expect(app.get_by_role("heading", name=f"Map of {count} pickups at {hour}:00")).to_be_visible()
    expect(app.get_by_test_id("stDeckGlJsonChart")).to_have_attribute("data-points", str(count))


def test_the_slider_filters_and_the_map_follows(uber: Host, hours: Counter[int]) -> None:
    app = uber.app
    assert hours[17] == 747
    shows(app, 17, 747)
    expect(app.locator("[data-testid=stVegaLiteChart] svg .mark-rect path")).to_have_count(24)
    slider = app.get_by_role("slider", name="hour")
    app.evaluate(MARK)
    for key, hour in (("ArrowRight", 18), ("ArrowLeft", 17), ("ArrowLeft", 16)):
        slider.press(key)
        shows(app, hour, hours[hour])
    uber.settle()
    assert app.evaluate(NEW) == [], "elements were replaced that are the same"
    assert app.evaluate(DRAWN) == [True, True], "a chart was drawn anew"


def test_the_check_box_shows_the_table(uber: Host) -> None:
    app = uber.app
    app.evaluate(MARK)
    app.get_by_role("checkbox", name="Show raw data").check(force=True)
    expect(app.get_by_role("heading", name="Raw data")).to_be_visible()
    expect(app.get_by_test_id("stDataFrame")).to_be_visible()
    uber.settle()
    assert len(app.evaluate(NEW)) == 2, "the heading and the table are new, and nothing else"
    assert app.evaluate(DRAWN) == [True, True]
    app.get_by_role("checkbox", name="Show raw data").uncheck(force=True)
    expect(app.get_by_test_id("stDataFrame")).to_have_count(0)


def test_the_edited_cell_changes_the_app_in_place(notebook: Host, hours: Counter[int]) -> None:
    app, page = opened(notebook).app, notebook.page
    slider = app.get_by_role("slider", name="hour")
    slider.press("Home")
    shows(app, 0, hours[0])
    source = page.evaluate(f"() => {browsing.PANEL}.content.widgets[{CELL}].model.sharedModel.getSource()")
    browsing.set_source(page, CELL, source.replace('st.title("Uber pickups in NYC")', 'st.title("Taxis")'))
    browsing.run_cell(page, CELL)
    expect(app.get_by_role("heading", name="Taxis")).to_be_visible()
    expect(slider).to_have_attribute("aria-valuenow", "0")
    shows(app, 0, hours[0])
    expect(app).to_have_count(1)
