from __future__ import annotations

import pytest

from jupyter_streamkit.config import Config


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """Empty home and working folders, and none of the options that the environment has."""
    for name in ("home", "project", "app"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("STREAMKIT_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path / "project")


@pytest.fixture
def write(tmp_path):
    """Write the config.toml of a folder: "home", "project" or "app"."""

    def write_file(folder, text):
        file = tmp_path / folder / ".streamlit" / "config.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        return file

    return write_file


@pytest.fixture
def config(tmp_path):
    config = Config()
    config.folder = tmp_path / "app"
    return config
