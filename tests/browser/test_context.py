"""What an app knows of its viewer, and the address of its page: both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from browsing import open_published, write_notebook
from hosts import Host
from playwright.sync_api import Browser, Page, expect
from servers import Server

BOUND = """%%streamapp
import streamlit as st
def reset(): st.session_state.size = 7
size = st.slider("Size", 0, 10, 2, key="size", bind="query-params")
colours = st.multiselect("Colours", ["red", "green"], key="colours", bind="query-params")
with st.form("form"):
    word = st.text_input("Word", key="word", bind="query-params")
    st.form_submit_button("Hand in")
st.checkbox("Quiet", key="quiet", bind="query-params", on_change="ignore")
st.button("Seven", on_click=reset)
if st.button("Write"): st.query_params.note = "a b"
st.text(f"{size} {colours} {word!r} {st.query_params.to_dict()}")
"""
CONTEXT = """%%streamapp
import json
import streamlit as st
c = st.context
st.session_state.runs = st.session_state.get("runs", 0) + 1
facts = {name: c[name] for name in ("url", "locale", "timezone", "timezone_offset", "is_embedded", "ip_address")}
st.text(json.dumps({**facts, "theme": c.theme.type, "team": c.headers.get_all("x-team"), "told": list(c.headers),
                    "cookies": c.cookies.to_dict(), "runs": st.session_state.runs, "again": st.button("Again")}))
"""


@pytest.fixture
def viewer(browser: Browser, voila: Server) -> Iterator[Page]:
    """Somebody in Berlin who speaks German and likes it dark."""
    secrets = {"Authorization": "token for the server", "X-Team": "blue"}
    context = browser.new_context(
        color_scheme="dark", locale="de-DE", timezone_id="Europe/Berlin", extra_http_headers=secrets
    )
    cookies = {"taste": "tea", "username-127-0-0-1-8888": "the server's"}
    context.add_cookies([{"name": name, "value": value, "url": voila.url} for name, value in cookies.items()])
    yield context.new_page()
    context.close()


def ends(page: Page, query: str) -> None:
    """The address ends with a query string."""
    expect(page).to_have_url(re.compile(re.escape(f".ipynb{query}") + "$"))


def test_a_bound_widget_and_the_address_follow_each_other(page: Page, voila: Server) -> None:
    notebook = write_notebook(voila.root / "bound.ipynb", BOUND)
    open_published(page, voila, notebook.name, "?size=5&colours=red&colours=blue&other=1&word=" + "%20")
    text = page.get_by_test_id("stText")
    expect(text).to_have_text("5 ['red'] ' ' {'size': '5', 'colours': 'red', 'other': '1', 'word': ' '}")
    ends(page, "?size=5&colours=red&other=1&word=+")
    page.get_by_role("slider").press("ArrowRight")
    ends(page, "?size=6&colours=red&other=1&word=+")
    page.get_by_label("Word").fill("new")
    page.get_by_label("Word").press("Tab")
    ends(page, "?size=6&colours=red&other=1&word=new")
    expect(text).to_contain_text("6 ['red'] ' '")
    page.get_by_text("Quiet").click()
    ends(page, "?size=6&colours=red&other=1&word=new&quiet=true")
    page.get_by_role("button", name="Hand in").click()
    expect(text).to_contain_text(
        "6 ['red'] 'new' {'size': '6', 'colours': 'red', 'other': '1', 'word': 'new', 'quiet'"
    )
    for _ in range(4):
        page.get_by_role("slider").press("ArrowLeft")
    ends(page, "?colours=red&other=1&word=new&quiet=true")


def test_back_and_forward_take_bound_widgets_along(page: Page, voila: Server) -> None:
    notebook = write_notebook(voila.root / "back.ipynb", BOUND)
    open_published(page, voila, notebook.name, "?size=5")
    text = page.get_by_test_id("stText")
    page.get_by_role("button", name="Seven").click()
    ends(page, "?size=7")
    page.get_by_role("button", name="Write").click()
    ends(page, "?size=7&note=a+b")
    expect(text).to_have_text("7 [] '' {'size': '7', 'note': 'a b'}")
    page.go_back()
    expect(text).to_have_text("7 [] '' {'size': '7'}")
    page.go_back()
    expect(text).to_have_text("5 [] '' {'size': '5'}")
    expect(page.get_by_test_id("stSliderThumbValue")).to_have_text("5")
    page.go_forward()
    expect(text).to_have_text("7 [] '' {'size': '7'}")


def test_a_published_app_knows_its_viewer(viewer: Page, voila: Server) -> None:
    notebook = write_notebook(voila.root / "context.ipynb", CONTEXT)
    open_published(viewer, voila, notebook.name, "?embed=true#part")
    text = viewer.get_by_test_id("stText")
    expect(text).to_contain_text('"timezone": "Europe/Berlin"')
    facts = json.loads(text.inner_text())
    assert facts["url"] == f"{voila.url}voila/render/{notebook.name}"
    assert (facts["locale"], facts["theme"], facts["is_embedded"]) == ("de-DE", "dark", True)
    assert facts["timezone_offset"] in (-60, -120)
    assert (facts["ip_address"], facts["cookies"]) == (None, {"taste": "tea"})
    assert facts["team"] == ["blue"]
    assert {"Host", "User-Agent"} <= set(facts["told"])
    assert "Authorization" not in facts["told"]
    viewer.emulate_media(color_scheme="light")
    viewer.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    viewer.get_by_role("button", name="Again").click()
    expect(text).to_contain_text('"theme": "light"')


def test_in_a_notebook_only_the_browser_is_known(notebook: Host) -> None:
    notebook.show(CONTEXT.removeprefix("%%streamapp\n"))
    text = notebook.app.get_by_test_id("stText")
    expect(text).to_contain_text('"theme": "light"')
    facts = json.loads(text.inner_text())
    assert (facts["url"], facts["told"], facts["cookies"], facts["is_embedded"]) == (None, [], {}, False)
    assert facts["timezone"]
    assert facts["locale"]
