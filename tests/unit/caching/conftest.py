from __future__ import annotations

import pytest

from jupyter_streamkit.caching import cache_data, cache_resource, storage


@pytest.fixture(autouse=True)
def empty_caches(monkeypatch, tmp_path):
    """No cached result outlives a test, and none is written to the home of who runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    yield
    cache_data.clear()
    cache_resource.clear()


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved: `clock.now += 5`."""

    class Clock:
        now = 1000.0

    for module in ("storage", "function", "data", "resource"):
        monkeypatch.setattr(f"jupyter_streamkit.caching.{module}.clock", lambda: Clock.now)
    assert storage.clock() == 1000.0
    return Clock
