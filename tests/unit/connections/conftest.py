from __future__ import annotations

import os

import pytest

from jupyter_streamkit.caching import cache_data, cache_resource


@pytest.fixture(autouse=True)
def folders(monkeypatch, tmp_path):
    """Empty home and working folders, the environment restored, no connection kept."""
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path / "here")
    environment = dict(os.environ)
    yield
    cache_resource.clear()
    cache_data.clear()
    os.environ.clear()
    os.environ.update(environment)


@pytest.fixture
def write_secrets(tmp_path):
    def write(text, folder=None):
        path = (folder or tmp_path / "here") / ".streamlit" / "secrets.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return write
