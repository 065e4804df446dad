"""Cached functions in a run. This run only notes what it is asked; the real one is tested with sessions."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from jupyter_streamkit.caching import cache_data, cache_resource, hooks


class Run:
    def __init__(self):
        self.session = SimpleNamespace(caches={})
        self.caching = []
        self.log = []

    @contextmanager
    def record(self, function):
        recording = []
        self.recording = recording
        self.caching.append(function)
        yield recording
        self.caching.pop()

    def met(self, function, hit):
        self.met_before = hit

    def replay(self, recording):
        self.log.append(("replay", *recording))

    @contextmanager
    def spinner(self, text, show_time):
        self.log.append(("spinner", text, show_time))
        yield


@pytest.fixture
def run(monkeypatch):
    run = Run()
    monkeypatch.setattr(hooks, "get_context", lambda: run)
    monkeypatch.setattr("jupyter_streamkit.caching.function.current_recorder", lambda: run)
    return run


def test_what_was_drawn_is_drawn_again(run):
    @cache_data(show_spinner=False)
    def draw(x):
        run.recording.append(f"drawn {x}")
        return x

    assert (draw(1), draw(1)) == (1, 1)
    assert run.log == [("replay", "drawn 1")]


@pytest.mark.parametrize(
    ("show", "text"), [(True, [("Running `inner(...)`.", True)]), ("Wait", [("Wait", True)]), (False, [])]
)
def test_the_spinner_shows_while_it_runs(run, show, text):
    @cache_resource(show_spinner=show, show_time=True)
    def inner():
        return list(run.caching)

    assert inner() == ["inner"]
    assert run.log == [("spinner", *each) for each in text]
    assert run.caching == []


def test_only_the_outermost_function_has_a_spinner(run):
    @cache_data
    def inner():
        return list(run.caching)

    @cache_data
    def outer():
        return inner()

    assert outer() == ["outer", "inner"]
    assert run.log == [("spinner", "Running `outer(...)`.", False)]


def test_a_session_has_caches_of_its_own(run):
    runs, released = [], []

    @cache_resource(scope="session", show_spinner=False, on_release=released.append)
    def mine():
        runs.append(1)
        return len(runs)

    first = run.session
    assert (mine(), mine()) == (1, 1)
    run.session = SimpleNamespace(caches={})
    assert mine() == 2
    for cache in first.caches.values():
        cache.clear()
    assert released == [1]
