"""The notebooks that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import REPOSITORY

from jupyter_streamkit.testing.v1 import AppTest

NOTEBOOKS = REPOSITORY / "notebooks"
UBER = NOTEBOOKS / "uber_pickups.ipynb"


def test_the_pickups_come_from_the_named_folder(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setenv("STREAMKIT_DATA", str(data))
    app = AppTest.from_notebook(UBER, default_timeout=30).run()
    assert not app.exception
    assert app.subheader[-1].value == "Map of 747 pickups at 17:00"


def test_without_data_and_network_the_app_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setenv("STREAMKIT_DATA", str(tmp_path))
    # The test shall not depend on whether the machine has a network.
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    app = AppTest.from_notebook(UBER, default_timeout=30).run()
    assert not app.exception
    assert "STREAMKIT_DATA" in app.error[0].value
    assert str(tmp_path) in app.error[0].value
    assert not app.slider


@pytest.mark.parametrize("with_data", [True, False])
def test_the_pages_of_hello_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: Path, with_data: bool
) -> None:
    monkeypatch.setenv("STREAMKIT_DATA", str(data if with_data else tmp_path))
    app = AppTest.from_notebook(NOTEBOOKS / "hello.ipynb", default_timeout=60).run()
    assert not app.exception
    for page in (NOTEBOOKS / "demos").glob("*.ipynb"):
        app.switch_page(f"demos/{page.name}").run()
        assert not app.exception, page.name
        assert len(app.title) == 1, page.name


def test_each_demo_is_an_app_by_itself() -> None:
    app = AppTest.from_notebook(NOTEBOOKS / "demos" / "text.ipynb", default_timeout=60).run()
    assert app.title[0].value == "Text"
