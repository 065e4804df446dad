"""A viewer's kernel ends with the viewer's page."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browsing
import pytest
import servers
from playwright.sync_api import Browser, Page, expect
from servers import Server, wait_for

SLIDER = "import ipywidgets, os\nipywidgets.IntSlider(description=f'kernel {os.getpid()}')"


@pytest.fixture
def slider(voila: Server) -> str:
    wait_for(lambda: not voila.kernels(), what="the kernels of the tests before to end")
    browsing.write_notebook(voila.root / "slider.ipynb", SLIDER)
    return "slider.ipynb"


def test_closing_the_tab(page: Page, voila: Server, slider: str) -> None:
    browsing.open_published(page, voila, slider)
    page.wait_for_selector(".widget-slider")
    assert len(voila.kernels()) == 1
    page.close()
    wait_for(lambda: not voila.kernels(), 5, "the kernel to end")


def test_closing_the_tab_before_the_page_is_complete(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "long.ipynb", "import time; time.sleep(600)")
    page.goto(f"{voila.url}voila/render/long.ipynb", wait_until="commit")
    page.wait_for_selector("#jupyter-config-data", state="attached")
    page.close()
    # A kernel that runs a cell does not hear of its end; the server gives it some seconds, then kills it.
    wait_for(lambda: not voila.kernels(), 15, "the kernel to end")


def test_loading_the_page_again_gives_a_new_kernel(page: Page, voila: Server, slider: str) -> None:
    browsing.open_published(page, voila, slider)
    first = page.inner_text(".widget-label")
    page.reload()
    page.wait_for_selector(".widget-slider")
    assert page.inner_text(".widget-label") != first
    wait_for(lambda: len(voila.kernels()) == 1, 5, "the first kernel to end")


def test_leaving_for_another_page_and_coming_back(page: Page, voila: Server, slider: str) -> None:
    browsing.open_published(page, voila, slider)
    page.wait_for_selector(".widget-slider")
    page.goto("about:blank")
    wait_for(lambda: not voila.kernels(), 5, "the kernel to end")
    page.go_back()
    expect(page.locator(".widget-slider")).to_be_visible()
    assert len(voila.kernels()) == 1


def test_a_link_that_leaves_the_page_open_keeps_the_kernel(page: Page, voila: Server, slider: str) -> None:
    browsing.open_published(page, voila, slider)
    page.wait_for_selector(".widget-slider")
    page.evaluate("() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.wait_for_timeout(1000)
    assert len(voila.kernels()) == 1


@contextmanager
def serving(folder: Path, **seconds: float) -> Iterator[Server]:
    """A server of its own, that waits so long for viewers."""
    root, home = folder / "root", folder / "home"
    root.mkdir()
    home.mkdir()
    browsing.write_notebook(root / "slider.ipynb", SLIDER)
    with servers.voila(root, home, f"--VoilaConfiguration.resources={ {'streamkit': seconds} }") as server:
        yield server


def test_a_browser_that_dies(tmp_path: Path, browser: Browser) -> None:
    # Voilà's own front end, which the slider needs, may take seconds to connect on a busy machine.
    with serving(tmp_path, keep_seconds=4.0) as server:
        page = browser.new_page()
        browsing.open_published(page, server, "slider.ipynb")
        page.wait_for_selector(".widget-slider")
        page.wait_for_timeout(5000)
        assert len(server.kernels()) == 1, "a connected viewer keeps the kernel, however long"
        page.evaluate("() => { navigator.sendBeacon = () => false; }")
        page.close()
        wait_for(lambda: not server.kernels(), 20, "the kernel to end")


def test_a_robot_that_takes_the_page_and_never_connects(tmp_path: Path) -> None:
    with serving(tmp_path, come_seconds=2.0) as server:
        with urllib.request.urlopen(f"{server.url}voila/render/slider.ipynb") as page:
            page.read()
        assert len(server.kernels()) == 1
        wait_for(lambda: not server.kernels(), 10, "the kernel to end")
