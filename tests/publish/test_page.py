"""The page that Voilà makes with our template."""

from __future__ import annotations

import socket

import browsing
import pytest
from playwright.sync_api import Page, Response, expect
from servers import Server

APP = "%%streamapp\nimport streamlit as st\nst.sidebar.write('beside')\nst.write('the app')"


def test_only_the_app_is_shown(page: Page, voila: Server) -> None:
    cells = ["# markdown\n# Notes", "print('noise')\n'more noise'", APP, "print('after')"]
    browsing.write_notebook(voila.root / "only.ipynb", *cells)
    browsing.open_published(page, voila, "only.ipynb")
    expect(page.get_by_test_id("stApp")).to_contain_text("the app")
    expect(page.get_by_test_id("stApp")).to_be_visible()
    text = page.inner_text("body")
    assert [noise for noise in ("Notes", "noise", "after", "streamlit") if noise in text] == []
    expect(page.locator(".streamkit-shell")).to_be_hidden()


def test_a_slow_cell_after_the_app_holds_nothing_up(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "slow.ipynb", APP, "import time; time.sleep(600)")
    browsing.open_published(page, voila, "slow.ipynb")
    expect(page.get_by_test_id("stApp")).to_contain_text("the app")


def test_elements_appear_while_the_script_runs(page: Page, voila: Server) -> None:
    script = "%%streamapp\nimport streamlit as st, time\nst.write('first')\ntime.sleep(600)\nst.write('last')"
    browsing.write_notebook(voila.root / "running.ipynb", script)
    browsing.open_published(page, voila, "running.ipynb")
    expect(page.get_by_test_id("stApp")).to_contain_text("first")


def test_the_shell_is_there_before_the_kernel_has_run_anything(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "shell.ipynb", "import time; time.sleep(3)", APP)
    page.goto(f"{voila.url}voila/render/shell.ipynb", wait_until="commit")
    expect(page.locator(".streamkit-shell-sidebar")).to_be_visible(timeout=2000)
    expect(page.get_by_test_id("stApp")).to_be_visible()
    expect(page.locator(".streamkit-shell")).to_be_hidden()


def first_bytes(server: Server, path: str, ends: bytes) -> bytes:
    """What the server sends of a page, up to a text."""
    with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":")[-1].strip("/"))), 20) as wire:
        wire.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n".encode())
        got = b""
        while ends not in got:
            more = wire.recv(65536)
            assert more, got
            got += more
    return got


def test_the_first_sight_waits_for_no_kernel(voila: Server) -> None:
    """The processes that start kernels are stopped; the page's first part comes all the same."""
    browsing.write_notebook(voila.root / "first.ipynb", f"{APP}\nst.title('Not yet')")
    zygotes = [each for each in voila.process.children() if "zygote" in " ".join(each.cmdline())]
    for zygote in zygotes:
        zygote.suspend()
    try:
        got = first_bytes(voila, "voila/render/first.ipynb", b"data-widgets")
    finally:
        for zygote in zygotes:
            zygote.resume()
    assert b"streamkit-shell-sidebar" in got
    assert b'id="streamkit-page"' not in got


def test_a_kernel_that_cannot_start_is_said(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "dead.ipynb", "import os; os._exit(1)", APP)
    browsing.open_published(page, voila, "dead.ipynb")
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator(".streamkit-shell")).to_be_hidden()


def test_without_an_app_all_outputs_and_a_hint(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "plain.ipynb", "# markdown\n# Notes", "print('loud')", "'value'")
    browsing.open_published(page, voila, "plain.ipynb")
    expect(page.get_by_role("note")).to_contain_text("no %%streamapp cell")
    for text in ("Notes", "loud", "value"):
        expect(page.locator("main")).to_contain_text(text)


def test_an_error_before_the_app_is_said(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "error.ipynb", "1 / 0", APP)
    browsing.open_published(page, voila, "error.ipynb")
    expect(page.get_by_role("alert")).to_contain_text("stopped here")
    expect(page.locator(".streamkit-shell")).to_be_hidden()


def test_a_cell_that_makes_no_app_is_said(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "none.ipynb", "%%streamapp --no-such-option\n1")
    browsing.open_published(page, voila, "none.ipynb")
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_page_asks_for_little_and_keeps_it(page: Page, voila: Server) -> None:
    asked: list[Response] = []

    def note(response: Response) -> None:
        asked.append(response)

    page.on("response", note)
    browsing.write_notebook(voila.root / "little.ipynb", APP)
    browsing.open_published(page, voila, "little.ipynb")
    expect(page.get_by_test_id("stApp")).to_contain_text("the app")
    assert len(asked) <= 20, [response.url for response in asked]
    ours = [response for response in asked if "/labextensions/jupyter_streamkit/" in response.url]
    assert len(ours) > 3
    assert {response.headers["cache-control"] for response in ours} == {"public, max-age=31536000, immutable"}
    text = [
        response for response in asked if response.url.partition("?")[0].endswith((".ipynb", ".js", ".css"))
    ]
    assert {response.headers.get("content-encoding") for response in text} == {"gzip"}
    assert [response.url for response in asked if "voila.js" in response.url] == []


def test_an_embedded_page_has_no_menu(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "embedded.ipynb", APP)
    browsing.open_published(page, voila, "embedded.ipynb", "?embed=true")
    expect(page.get_by_test_id("stApp")).to_contain_text("the app")
    expect(page.get_by_test_id("stMainMenu")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_address_chooses_the_theme(page: Page, voila: Server, theme: str) -> None:
    browsing.write_notebook(voila.root / "theme.ipynb", "1")
    browsing.open_published(page, voila, "theme.ipynb", f"?theme={theme}")
    expect(page.locator("body")).to_have_attribute("data-streamkit-theme", theme)
    assert background_is_dark(page) == (theme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_else_the_system_chooses_the_theme(page: Page, voila: Server, scheme: str) -> None:
    browsing.write_notebook(voila.root / "theme.ipynb", "1")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    browsing.open_published(page, voila, "theme.ipynb")
    assert page.locator("body").get_attribute("data-streamkit-theme") is None
    assert background_is_dark(page) == (scheme == "dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(scheme == "light").lower())


def test_the_list_leads_to_the_notebooks(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "a b#1.ipynb", "print('found')")
    page.goto(voila.url)
    page.get_by_role("link", name="a b#1").click()
    expect(page.locator("main")).to_contain_text("found")


def background_is_dark(page: Page) -> bool:
    red = page.evaluate("() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
    return bool(red < 128)
