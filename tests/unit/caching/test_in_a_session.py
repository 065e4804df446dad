"""Cached functions in the script of a real session."""

from __future__ import annotations

import pytest

from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Node

SCRIPT = """
from jupyter_streamkit.caching import cache_data, cache_resource

@cache_data
def inner(x):
    return x

@cache_data
def outer(x):
    calls.append(x)
    inner(x)
    draw(f"drawn {x}")
    return x

@cache_data(persist="disk")
def kept():
    draw("kept")

@cache_resource(scope="session")
def mine():
    calls.append("mine")

outer(3)
kept()
mine()
"""


class NoFrontend:
    def show(self, page, patch, state):
        """Nobody looks."""


def draw(text):
    context = require_context()
    context.append(context.target(), Node("text", {"body": text}))


@pytest.fixture
def start():
    sessions = []

    def start(calls):
        errors = []
        script = Script("cached", SCRIPT, print, lambda: {"draw": draw, "calls": calls})
        session = Session(script, NoFrontend(), errors.append)
        sessions.append((session, errors))
        return session

    yield start
    for session, errors in sessions:
        session.close()
        assert errors == []


def drawn(session):
    session.rerun()
    session.wait(5)
    return [node.props["body"] for node in session.page.root.walk() if node.type == "text"]


def test_a_rerun_draws_what_the_cached_functions_drew(start):
    calls = []
    session = start(calls)
    assert drawn(session) == ["drawn 3", "kept"]
    assert drawn(session) == ["drawn 3", "kept"]
    assert calls == [3, "mine"]


def test_another_session_shares_all_but_its_own_caches(start):
    calls = []
    assert drawn(start(calls)) == drawn(start(calls)) == ["drawn 3", "kept"]
    assert calls == [3, "mine", "mine"]
