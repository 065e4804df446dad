"""The viewers of a published app share what `cache_data` keeps."""

from __future__ import annotations

import os
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import browsing
import pytest
import servers
from servers import wait_for

from jupyter_streamkit.publish.kernels.shared_cache import PREFIX, YOUNG, SharedCache

APP = """%%streamapp
import streamlit as st
from pathlib import Path
import os, time

@st.cache_data
def load():
    with Path("computed").open("a") as file:
        print(os.getpid(), file=file)
    time.sleep(0.3)
    return 42

load()
with Path("shown").open("a") as file:
    print(os.getpid(), file=file)
"""


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def test_viewers_share_one_computation_and_apps_do_not(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, home = tmp_path_factory.mktemp("t"), tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TMPDIR", str(temporary))
    for name in ("one", "two"):
        browsing.write_notebook(tmp_path / f"{name}.ipynb", APP)
    with servers.voila(tmp_path, home) as server:

        def visit(name: str) -> None:
            urllib.request.urlopen(f"{server.url}voila/render/{name}.ipynb", timeout=60).read()

        with ThreadPoolExecutor(3) as viewers:
            list(viewers.map(visit, ["one"] * 3))
        wait_for(lambda: len(lines(tmp_path / "shown")) == 3, what="the viewers")
        assert len(set(lines(tmp_path / "shown"))) == 3
        assert len(lines(tmp_path / "computed")) == 1
        visit("two")
        wait_for(lambda: len(lines(tmp_path / "shown")) == 4, what="the other app")
        assert len(lines(tmp_path / "computed")) == 2
        assert list(temporary.glob(f"{PREFIX}*"))
    assert not list(temporary.glob(f"{PREFIX}*"))


def test_the_folder_of_a_server_that_was_killed_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    alive = SharedCache()
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    for folder in (alive.folder, left):
        os.utime(folder, (0, time.time() - 2 * YOUNG))
    SharedCache().close()
    assert list(tmp_path.iterdir()) == [alive.folder]
    alive.close()
    assert not list(tmp_path.iterdir())
