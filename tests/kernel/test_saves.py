"""Files of an app that are saved: its viewer is offered a rerun, or the app runs again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import wait_for

from jupyter_streamkit.api import status
from jupyter_streamkit.api.script_file import FileScript
from jupyter_streamkit.config import config
from jupyter_streamkit.kernel.saves import Saves
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.testing.browser import Browser

SCRIPT = "import streamlit as st\nimport saved_beside\nst.text(saved_beside.WORD)\nst.button('b')\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(config, "_set", {})
    (tmp_path / "app.py").write_text(SCRIPT)
    (tmp_path / "saved_beside.py").write_text("WORD = 'one'")
    (tmp_path / "pages").mkdir()
    return tmp_path


class Watched:
    """An app whose files are looked after."""

    def __init__(self, file: Path, notebook: Path | None) -> None:
        self.browser = Browser()
        self.session = Session(FileScript(file), self.browser, status.show_exception)
        self.saves = Saves(self.session, notebook)
        self.session.rerun()
        assert self.session.wait(20)

    @property
    def offer(self) -> object:
        return self.session.props.get("saved")

    @property
    def texts(self) -> list[str]:
        return [shown.props["body"] for shown in self.browser.walk() if shown.type == "text"]

    def close(self) -> None:
        self.saves.close()
        self.session.close()


@pytest.fixture
def app(folder: Path) -> Iterator[Watched]:
    app = Watched(folder / "app.py", folder / "app.ipynb")
    yield app
    app.close()
    sys.modules.pop("saved_beside", None)


@pytest.mark.parametrize("file", ["app.py", "saved_beside.py", "pages/new.py", ".streamlit/config.toml"])
def test_what_belongs_to_the_app_offers_a_rerun(app: Watched, folder: Path, file: str) -> None:
    before = app.session.runs
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text((folder / file).read_text() + "\n" if (folder / file).exists() else "")
    wait_for(lambda: app.offer == "rerun", 10, "the offer")
    assert app.session.runs == before, "nothing runs by itself"
    app.session.rerun()
    assert app.session.wait(20)
    assert app.offer is None, "it is done"


def test_other_files_offer_nothing(app: Watched, folder: Path) -> None:
    (folder / "notes.txt").write_text("x")
    (folder / "pages" / "unused.csv").write_text("x")
    app.saves.close()
    assert app.saves.changed() == set()
    (folder / "app.py").write_text(SCRIPT + "\n")
    assert app.saves.changed() == {folder / "app.py"}


def test_the_app_runs_again_at_once_where_it_is_told_to(app: Watched, folder: Path) -> None:
    config.override("server.runOnSave", True)
    assert app.texts == ["one"]
    (folder / "saved_beside.py").write_text("WORD = 'two'")
    wait_for(lambda: app.texts == ["two"], 10, "the new word")
    (folder / "app.py").write_text(SCRIPT.replace("WORD)", "WORD + '!')"))
    wait_for(lambda: app.texts == ["two!"], 10, "the new script")
    assert app.offer is None


@pytest.mark.parametrize(("at_once", "offer"), [(False, "reload"), (True, "reload at once")])
def test_a_saved_notebook_needs_a_new_page(app: Watched, folder: Path, at_once: bool, offer: str) -> None:
    config.override("server.runOnSave", at_once)
    (folder / "unsaved").write_text("{}")
    (folder / "unsaved").rename(folder / "app.ipynb")
    wait_for(lambda: app.offer == offer, 10, "the offer")
