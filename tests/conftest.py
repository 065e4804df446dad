"""The servers and the browser that tests share: each starts once, when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browsing
import hosts
import pytest
import servers
from hosts import Host
from playwright.sync_api import Browser, Page, expect
from servers import Server

# Kernels and browsers share few cores; a test that passes waits no longer than it must.
expect.set_options(timeout=20_000)

REAL = {Path(__file__).parent / name for name in ("browser", "kernel", "publish")}
"""Where tests go through servers, kernels and browsers."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Quick files first; and Playwright's event loop would be in the way of tests that run one of their own."""
    files = {item.path for item in items if _in_browser(item)}
    items.sort(key=lambda item: (item.path in files, _in_browser(item)))
    asked = config.getoption("reruns")
    for item in items:
        if asked is None and item.path.parent in REAL:
            # Servers, kernels and browsers on few cores: once in a thousand times one is out of breath. The summary
            # lists such a test as rerun, and that is to be looked into, with `--reruns 0`.
            item.add_marker(pytest.mark.flaky(reruns=2))


def _in_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the seeds; a test that reads them is skipped where there is none."""
    if not servers.SHARED.is_dir():
        pytest.skip(f"no folder {servers.SHARED}: set STREAMKIT_SHARED to the folder with the seeds")
    return servers.SHARED


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the data sets; a test that reads them is skipped where there is none."""
    if not servers.DATA.is_dir():
        pytest.skip(f"no folder {servers.DATA}: set STREAMKIT_DATA to the folder with the data sets")
    return servers.DATA


@pytest.fixture(scope="session")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Voilà with our template, soon done with viewers who left; write notebooks into its `root`."""
    patience = "--VoilaConfiguration.resources={'streamkit': {'return_seconds': 3.0, 'keep_seconds': 20.0}}"
    with servers.voila(tmp_path_factory.mktemp("voila"), tmp_path_factory.mktemp("home"), patience) as server:
        yield server


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab; write notebooks into its `root`."""
    with servers.jupyterlab(tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture(scope="session")
def collaboration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab in which several people work in one notebook; write notebooks into its `root`."""
    if not servers.COLLABORATION.is_dir():
        pytest.skip(f"no folder {servers.COLLABORATION}: `make test` makes it")
    make = tmp_path_factory.mktemp
    with servers.collaboration(make("together"), make("home")) as server:
        yield server


@pytest.fixture(scope="session")
def notebook7(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Notebook 7; write notebooks into its `root`."""
    with servers.notebook7(tmp_path_factory.mktemp("notebook"), tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with a profile of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=hosts.NAMES)
def host(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Host]:
    """A tab in JupyterLab, in Notebook 7 and in Voilà, that the tests of a module share."""
    with hosts.hosted(browser, request.param, request.getfixturevalue(request.param)) as host:
        yield host


@pytest.fixture(scope="module", params=hosts.NOTEBOOKS)
def notebook(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Host]:
    """As `host`, but only where cells can be edited."""
    with hosts.hosted(browser, request.param, request.getfixturevalue(request.param)) as host:
        yield host


@pytest.fixture(scope="module")
def published(browser: Browser, voila: Server) -> Iterator[Host]:
    """As `host`, in Voilà only."""
    with hosts.hosted(browser, "voila", voila) as host:
        yield host
