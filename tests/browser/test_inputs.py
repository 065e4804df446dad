"""The inputs under a reader's hands: mouse and keyboard, on a published page, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import open_notebook, open_published, run_cell, write_notebook
from playwright.sync_api import Locator, Page, expect
from servers import Server

HEAD = "%%streamapp\nimport datetime as d\nimport time\nimport streamlit as st\n"
Publish = Callable[[str], Page]


@pytest.fixture
def app(page: Page, voila: Server) -> Iterator[Publish]:
    """Publishes a script and opens it; the page must not throw."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def publish(script: str) -> Page:
        write_notebook(voila.root / "inputs.ipynb", HEAD + script)
        open_published(page, voila, "inputs.ipynb")
        return page

    yield publish
    assert errors == []


def says(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stText").filter(has_text=re.compile(f"^{re.escape(text)}$"))).to_be_visible()


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


# Buttons.


def test_a_press_counts_once(app: Publish) -> None:
    page = app(
        "if st.button('Go', shortcut='Ctrl+K'):\n    st.session_state.n = st.session_state.get('n', 0) + 1\n"
        "st.text(f\"n {st.session_state.get('n', 0)}\")"
    )
    button = page.get_by_role("button", name="Go")
    button.click()
    says(page, "n 1")
    button.focus()
    page.keyboard.press("Enter")
    says(page, "n 2")
    page.keyboard.press("Control+k")
    says(page, "n 3")


def test_a_disabled_button_does_nothing(app: Publish) -> None:
    page = app("st.button('Go', disabled=True)\nst.text('there')")
    says(page, "there")
    expect(page.get_by_role("button", name="Go")).to_be_disabled()


def test_a_download_saves_the_file(app: Publish, tmp_path: Path) -> None:
    page = app(
        "a = st.download_button('Text', 'one', 'one.txt')\n"
        "st.download_button('Late', lambda: b'two', 'two.bin', on_click='ignore')\nst.text(f'pressed {a}')"
    )
    with page.expect_download() as text:
        page.get_by_role("button", name="Text").click()
    assert text.value.suggested_filename == "one.txt"
    assert Path(text.value.path()).read_text() == "one"
    says(page, "pressed True")
    with page.expect_download() as late:
        page.get_by_role("button", name="Late").click()
    assert Path(late.value.path()).read_bytes() == b"two"


def test_a_link_opens_elsewhere(app: Publish) -> None:
    page = app("st.text(st.link_button('Out', 'https://example.invalid/', on_click='rerun'))")
    link = page.get_by_role("link", name="Out")
    expect(link).to_have_attribute("href", "https://example.invalid/")
    expect(link).to_have_attribute("target", "_blank")


# Ticks and radios.


def test_ticks_and_radios(app: Publish) -> None:
    page = app(
        "a = st.checkbox('Tick')\nb = st.toggle('Switch', True)\n"
        "c = st.radio('One of', ['x', 'y', 'z'])\nst.text(f'{a} {b} {c}')"
    )
    says(page, "False True x")
    page.get_by_test_id("stCheckbox").filter(has_text="Tick").locator("label").click()
    says(page, "True True x")
    field(page, "Switch").focus()
    page.keyboard.press("Space")
    says(page, "True False x")
    page.get_by_role("radio", name="y").check(force=True)
    says(page, "True False y")
    page.keyboard.press("ArrowDown")
    says(page, "True False z")


# Sliders.


def test_a_slider_by_keyboard(app: Publish) -> None:
    page = app("st.text(f\"at {st.slider('Hour', 0, 23, 17)!r}\")")
    thumb = page.get_by_role("slider", name="Hour")
    thumb.focus()
    for key, value in (("ArrowRight", 18), ("ArrowLeft", 17), ("PageDown", 7), ("End", 23), ("Home", 0)):
        page.keyboard.press(key)
        says(page, f"at {value}")
        expect(page.get_by_test_id("stSliderThumbValue")).to_have_text(str(value))
    expect(thumb).to_be_focused()


def test_a_slider_by_mouse_ends_where_the_hand_lets_go(app: Publish) -> None:
    page = app("v = st.slider('Much', 0, 1000, 0)\ntime.sleep(0.05)\nst.text(f'at {v}')")
    says(page, "at 0")
    box = page.locator(".st-rail").bounding_box()
    assert box is not None
    page.mouse.move(box["x"], box["y"] + 2)
    page.mouse.down()
    for share in range(1, 11):
        page.mouse.move(box["x"] + box["width"] * share / 10, box["y"] + 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 2)
    page.mouse.up()
    says(page, "at 500")


def test_a_range_and_dates(app: Publish) -> None:
    page = app(
        "a = st.slider('Range', 0.0, 10.0, (2.5, 7.5), format='%.1f km')\n"
        "b = st.slider('Day', d.date(2020, 1, 1), d.date(2020, 2, 1), format='D MMM YYYY')\n"
        "c = st.select_slider('Size', ['S', 'M', 'L'], value=('S', 'M'))\nst.text(f'{a} {b} {c}')"
    )
    says(page, "(2.5, 7.5) 2020-01-01 ('S', 'M')")
    values = page.get_by_test_id("stSliderThumbValue")
    expect(values).to_have_text(["2.5 km", "7.5 km", "1 Jan 2020", "S", "M"])
    page.get_by_role("slider", name="Range").first.focus()
    page.keyboard.press("ArrowRight")
    says(page, "(2.51, 7.5) 2020-01-01 ('S', 'M')")
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("ArrowRight")
    says(page, "(2.51, 7.5) 2020-01-02 ('S', 'M')")
    page.get_by_role("slider", name="Size").last.focus()
    page.keyboard.press("End")
    says(page, "(2.51, 7.5) 2020-01-02 ('S', 'L')")


# Fields.


def test_text_waits_for_enter_and_survives_a_rerun(app: Publish) -> None:
    page = app(
        "a = st.text_input('Name', max_chars=10, key='a')\nst.button('Run')\n"
        "if st.button('Set'):\n    pass\nst.text(f'name {a!r}')"
    )
    line = field(page, "Name")
    line.press_sequentially("Ada")
    expect(page.get_by_test_id("InputInstructions")).to_have_text("Press Enter to apply · 3/10")
    says(page, "name ''")
    page.keyboard.press("Enter")
    says(page, "name 'Ada'")
    expect(line).to_be_focused()
    line.press_sequentially("!")
    page.get_by_role("button", name="Run").click()
    says(page, "name 'Ada!'")


def test_what_is_being_typed_outlives_other_reruns(app: Publish) -> None:
    page = app(
        "a = st.text_input('Name')\nb = st.slider('Much', 0, 9, key='b')\nst.text(f'much {b} name {a!r}')\n"
        "time.sleep(0.3)"
    )
    page.get_by_role("slider", name="Much").focus()
    page.keyboard.press("ArrowRight")
    line = field(page, "Name")
    line.focus()
    line.press_sequentially("being typed", delay=30)
    says(page, "much 1 name ''")
    expect(line).to_have_value("being typed")
    expect(line).to_be_focused()


def test_the_script_sets_text(app: Publish) -> None:
    page = app(
        "def empty():\n    st.session_state.a = 'new'\na = st.text_input('Name', 'old', key='a')\n"
        "st.button('Reset', on_click=empty)\nst.text(f'name {a!r}')"
    )
    line = field(page, "Name")
    line.fill("mine")
    page.get_by_role("button", name="Reset").click()
    says(page, "name 'new'")
    expect(line).to_have_value("new")


def test_what_a_field_asks_for(app: Publish) -> None:
    page = app(
        "a = st.text_input('Mail', 'a@b.c', type='email', required=True)\nst.text(f'mail {a!r}')\n"
        "b = st.text_input('Live', live='100ms')\nst.text(f'live {b!r}')\n"
        "c = st.text_area('Area')\nst.text(f'area {c!r}')"
    )
    mail = field(page, "Mail")
    mail.fill("nonsense")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Please enter an email address.")
    mail.fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This field is required.")
    mail.fill("x@y.z")
    page.keyboard.press("Enter")
    says(page, "mail 'x@y.z'")
    field(page, "Live").press_sequentially("now")
    says(page, "live 'now'")
    area = field(page, "Area")
    area.fill("one\ntwo")
    page.keyboard.press("Control+Enter")
    says(page, "area 'one\\ntwo'")


def test_numbers(app: Publish) -> None:
    page = app(
        "a = st.number_input('Whole', 0, 10, 5)\nb = st.number_input('Real', value=None, step=0.1)\n"
        "st.text(f'{a!r} {b!r}')"
    )
    says(page, "5 None")
    whole = field(page, "Whole")
    page.get_by_test_id("stNumberInputStepUp").first.click()
    says(page, "6 None")
    whole.focus()
    page.keyboard.press("ArrowDown")
    says(page, "5 None")
    whole.fill("99")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The largest number is 10.")
    page.keyboard.press("Escape")
    expect(whole).to_have_value("5")
    whole.fill("10")
    page.keyboard.press("Enter")
    says(page, "10 None")
    expect(page.get_by_test_id("stNumberInputStepUp").first).to_be_disabled()
    real = field(page, "Real")
    real.fill("0.2")
    page.keyboard.press("ArrowUp")
    says(page, "10 0.3")
    expect(real).to_have_value("0.30")


# Lists that drop down.


def test_a_selectbox_by_mouse_and_keyboard(app: Publish) -> None:
    page = app(
        "a = st.selectbox('City', [f'City {i}' for i in range(2000)], index=None)\nst.text(f'in {a}')\n"
        "b = st.selectbox('Other', ['x', 'y'], accept_new_options=True)\nst.text(f'other {b}')"
    )
    city = field(page, "City")
    city.click()
    page.get_by_role("option", name="City 3", exact=True).click()
    says(page, "in City 3")
    city.fill("1999")
    page.keyboard.press("Enter")
    says(page, "in City 1999")
    expect(city).to_have_value("City 1999")
    page.get_by_role("button", name="Clear value").click()
    says(page, "in None")
    other = field(page, "Other")
    other.fill("Z")
    page.get_by_role("option", name="Add: Z").click()
    says(page, "other Z")
    other.fill("nothing of it")
    page.keyboard.press("Escape")
    expect(other).to_have_value("Z")


def test_a_multiselect(app: Publish) -> None:
    page = app(
        "a = st.multiselect('Colours', ['red', 'green', 'blue', 'grey'], ['red'], max_selections=3)\nst.text(f'{a}')\n"
        "b = st.multiselect('All', list('abc'))\nst.text(f'{b}')"
    )
    colours = field(page, "Colours")
    colours.click()
    page.get_by_role("option", name="blue").click()
    says(page, "['red', 'blue']")
    colours.press_sequentially("gre")
    page.get_by_role("option", name="grey").click()
    says(page, "['red', 'blue', 'grey']")
    expect(page.get_by_test_id("stMultiSelectDropdown")).to_contain_text("up to 3 options")
    page.keyboard.press("Backspace")
    says(page, "['red', 'blue']")
    page.get_by_role("button", name="Remove red").click()
    says(page, "['blue']")
    page.keyboard.press("Escape")
    field(page, "All").click()
    page.get_by_role("option", name="Select all").click()
    says(page, "['a', 'b', 'c']")


# Dates, times, colours.


def test_dates(app: Publish) -> None:
    page = app(
        "a = st.date_input('Day', d.date(2020, 5, 17))\nst.text(f'day {a}')\n"
        "b = st.date_input('Days', (d.date(2020, 5, 1), d.date(2020, 5, 3)), format='DD.MM.YYYY')\n"
        "st.text('days ' + ' '.join(map(str, b)))"
    )
    day = field(page, "Day")
    expect(day).to_have_value("2020/05/17")
    day.click()
    page.get_by_role("button", name="May 20th, 2020").click()
    says(page, "day 2020-05-20")
    expect(page.get_by_test_id("stDateInputCalendar")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="May 20th, 2020")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    says(page, "day 2020-05-21")
    day.fill("2021/01/02")
    page.keyboard.press("Enter")
    says(page, "day 2021-01-02")
    day.fill("2021/13/02")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.keyboard.press("Escape")
    expect(day).to_have_value("2021/01/02")
    days = field(page, "Days")
    expect(days).to_have_value("01.05.2020 \N{EN DASH} 03.05.2020")
    days.click()
    page.get_by_role("button", name="May 12th, 2020").click()
    says(page, "days 2020-05-12")
    page.get_by_role("button", name="May 10th, 2020").click()
    says(page, "days 2020-05-10 2020-05-12")


def test_times_and_colours(app: Publish) -> None:
    page = app(
        "a = st.time_input('Time', d.time(8, 45))\nst.text(f'time {a}')\n"
        "b = st.datetime_input('Both', d.datetime(2020, 5, 17, 8, 45))\nst.text(f'both {b}')\n"
        "c = st.color_picker('Colour', '#ff0000')\nst.text(f'colour {c}')"
    )
    time = field(page, "Time")
    time.click()
    page.get_by_role("option", name="09:00").click()
    says(page, "time 09:00:00")
    time.fill("7:07")
    page.keyboard.press("Enter")
    says(page, "time 07:07:00")
    field(page, "Both").fill("2020/05/18")
    page.keyboard.press("Enter")
    says(page, "both 2020-05-18 08:45:00")
    page.get_by_test_id("stColorPickerBlock").click()
    page.get_by_label("Hexadecimal colour").fill("#00ff00")
    says(page, "colour #00ff00")


# What the kernel does with it.


def test_a_quiet_input_waits_for_the_next_run(app: Publish) -> None:
    page = app(
        "a = st.checkbox('Quiet', on_change='ignore')\nst.button('Run')\n"
        "st.session_state.n = st.session_state.get('n', 0) + 1\nst.text(f'{a} run {st.session_state.n}')"
    )
    says(page, "False run 1")
    field(page, "Quiet").check(force=True)
    page.wait_for_timeout(300)
    says(page, "False run 1")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_test_id("stText").filter(has_text="True run")).to_be_visible()


NOTEBOOK = (
    "v = st.slider('Hour', 0, 23, 17)\nb = st.selectbox('City', ['Berlin', 'Paris', 'Rome'])\n"
    "t = st.text_input('Name')\nst.text(f'{v} {b} {t!r}')"
)


@pytest.mark.parametrize("host", ["jupyterlab", "notebook7"])
def test_the_keyboard_belongs_to_the_app_in_a_notebook(
    page: Page, host: str, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(host)
    write_notebook(server.root / "inputs.ipynb", HEAD + NOTEBOOK, "after = 1")
    open_notebook(page, server, "inputs.ipynb", classic=host == "notebook7")
    run_cell(page, 0)
    says(page, "17 Berlin ''")
    thumb = page.get_by_role("slider", name="Hour")
    thumb.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    says(page, "19 Berlin ''")
    expect(thumb).to_be_focused()
    field(page, "City").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    says(page, "19 Paris ''")
    field(page, "Name").press_sequentially("abc dd")
    page.keyboard.press("Enter")
    says(page, "19 Paris 'abc dd'")
    field(page, "City").click()
    listed = page.get_by_test_id("stSelectboxVirtualDropdown").bounding_box()
    anchor = field(page, "City").bounding_box()
    assert listed is not None
    assert anchor is not None
    assert abs(listed["y"] - anchor["y"]) < 200
