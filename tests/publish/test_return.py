"""Who loads a published page again, or loses the connection, finds the session again; nobody else does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import browsing
import pytest
import servers
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect
from servers import Server, wait_for

APP = """%%streamapp
import os
import streamlit as st

if st.button("die"):
    os._exit(1)
name = st.text_input("Name")
level = st.slider("level", 0, 9, 4)
st.text(f"{name or 'nobody'} at {level} in {os.getpid()}")
if level > 5:
    st.text_input("Why so high?", key="why")
for number in range(60):
    st.text(f"line {number}")
"""


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these tests alone: they count its kernels."""
    patience = "--VoilaConfiguration.resources={'streamkit': {'return_seconds': 3.0}}"
    with servers.voila(tmp_path_factory.mktemp("voila"), tmp_path_factory.mktemp("home"), patience) as server:
        yield server


@pytest.fixture
def notebook(voila: Server) -> str:
    wait_for(lambda: not voila.kernels(), what="the kernels of the tests before to end")
    return browsing.write_notebook(voila.root / "return.ipynb", APP).name


def enter(page: Page, name: str = "Ada") -> str:
    """Fill in the app; returns the process that answered."""
    page.get_by_role("slider", name="level").press("End")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Name").press("Enter")
    page.get_by_role("textbox", name="Why so high?").fill("the air")
    page.get_by_role("textbox", name="Why so high?").press("Enter")
    return process(page, name)


def process(page: Page, name: str = "Ada") -> str:
    answer = page.get_by_text(re.compile(rf"{name} at 9 in \d+"))
    expect(answer).to_be_visible()
    return answer.inner_text().split()[-1]


def test_a_page_loaded_again_has_its_session(page: Page, voila: Server, notebook: str) -> None:
    browsing.open_published(page, voila, notebook)
    first = enter(page)
    page.get_by_text("line 40").scroll_into_view_if_needed()
    top = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    page.reload()
    assert process(page) == first
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Ada")
    expect(page.get_by_role("textbox", name="Why so high?")).to_have_value("the air")
    page.wait_for_function("top => Math.abs(document.querySelector('.stMain').scrollTop - top) < 2", arg=top)
    assert len(voila.kernels()) == 1
    assert page.context.cookies() == [
        cookie for cookie in page.context.cookies() if cookie["name"] != "streamkit-return"
    ]
    page.get_by_role("slider", name="level").press("Home")
    expect(page.get_by_text(f"Ada at 0 in {first}")).to_be_visible()


def test_another_tab_or_address_begins_anew(page: Page, voila: Server, notebook: str) -> None:
    browsing.open_published(page, voila, notebook)
    first = enter(page)
    other = page.context.new_page()
    browsing.open_published(other, voila, notebook)
    expect(other.get_by_text("nobody at 4")).to_be_visible()
    browsing.open_published(page, voila, notebook, "?of=another")
    expect(page.get_by_text("nobody at 4")).to_be_visible()
    wait_for(lambda: first not in [str(kernel.pid) for kernel in voila.kernels()], what="the first to end")


def test_a_guess_finds_nothing(page: Page, voila: Server, notebook: str) -> None:
    browsing.open_published(page, voila, notebook)
    enter(page)
    context: BrowserContext = page.context
    stranger = context.browser.new_context()  # type: ignore[union-attr]
    for key in ("x" * 32, "", "../.."):
        value = f"{key}%3A%2Fvoila%2Frender%2F{notebook}"
        stranger.add_cookies([{"name": "streamkit-return", "value": value, "url": voila.url}])
        tab = stranger.new_page()
        browsing.open_published(tab, voila, notebook)
        expect(tab.get_by_text("nobody at 4")).to_be_visible()
        tab.close()
    stranger.close()


def test_a_lost_connection_comes_back(page: Page, voila: Server, notebook: str) -> None:
    page.add_init_script(
        """const Real = WebSocket;
        window.sockets = [];
        window.away = false;
        window.WebSocket = class extends Real {
            constructor(url, protocols) {
                super(window.away ? url.replace('/channels', '/nowhere') : url, protocols);
                window.sockets.push(this);
            }
        };"""
    )
    browsing.open_published(page, voila, notebook)
    first = enter(page)
    page.evaluate("() => { window.away = true; window.sockets.forEach(socket => socket.close()); }")
    banner = page.get_by_test_id("stKernelBanner")
    expect(banner).to_contain_text("Reconnecting")
    page.get_by_role("textbox", name="Name").fill("Bob")
    page.get_by_role("textbox", name="Name").press("Enter")
    page.evaluate("() => { window.away = false; }")
    expect(banner).to_have_count(0)
    assert process(page, "Bob") == first


def test_a_connection_on_which_nothing_is_heard_is_given_up(page: Page, voila: Server, notebook: str) -> None:
    """At first, and later: what was said has reached the app."""
    sockets: list[WebSocketRoute] = []
    deaf = 1

    def open_one(socket: WebSocketRoute) -> None:
        server, number = socket.connect_to_server(), len(sockets)
        sockets.append(socket)
        server.on_message(lambda message: None if number < deaf else socket.send(message))

    page.route_web_socket("**/channels*", open_one)
    browsing.open_published(page, voila, notebook)
    expect(page.get_by_text("nobody at 4")).to_be_visible()
    assert len(sockets) == 2
    deaf = 2
    page.get_by_role("slider", name="level").press("End")
    expect(page.get_by_text("nobody at 9")).to_be_visible()
    assert len(sockets) == 3


def test_a_kernel_that_dies_is_replaced(page: Page, voila: Server, notebook: str) -> None:
    browsing.open_published(page, voila, notebook)
    first = enter(page)
    page.get_by_role("button", name="die").click()
    expect(page.get_by_test_id("stSessionNote")).to_contain_text("in place again")
    assert process(page) != first
    expect(page.get_by_role("textbox", name="Why so high?")).to_have_value("the air")
    wait_for(lambda: len(voila.kernels()) == 1, what="the dead kernel's follower to end")


def test_the_session_of_a_closed_tab_ends(page: Page, voila: Server, notebook: str) -> None:
    browsing.open_published(page, voila, notebook)
    enter(page)
    page.close()
    wait_for(lambda: not voila.kernels(), 15, "the kernel to end")
