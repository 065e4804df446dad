"""What the front end of a notebook may ask of an app: the preview beside the notebook does.

A published page has no such questions: one of them runs code, and viewers may not.
"""

from __future__ import annotations

import ast
import linecache
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jupyter_streamkit.runtime.notebook import app_cell
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Json

from .files import Files
from .inspector import Inspector
from .needs import cells_needed, free_names
from .outcomes import error_name, outcome_of
from .places import place_of, tell_place
from .problems import problem_of

if TYPE_CHECKING:
    from .apps import Apps, RunningApp

NAME = ":notebook"
"""What the questions are addressed to; nodes have no such names."""

Request = Mapping[str, Json]


class Preview:
    """Answers for one app. See docs/wire.md for the questions."""

    def __init__(self, apps: Apps, app: RunningApp) -> None:
        self.apps = apps
        self.app = app
        self.files: Files | None = None
        self.inspector = Inspector(app.session)
        self._lock = threading.Lock()
        self._edits: dict[str, float] = {}
        """The last text that each page of a browser sent, by its number."""
        self._pages: dict[str, set[str]] = {"watch": set(), "inspect": set()}
        """The pages of browsers that want it; while they show the app."""
        app.model.on_views.append(self._follow_pages)
        self._answers: dict[str, Callable[[Request], dict[str, Json]]] = {
            "source": self._source,
            "needs": self._needs,
            "last": self._last,
            "where": self._where,
            "reset": self._reset,
            "watch": self._want,
            "lines": self._lines,
            "inspect": self._want,
            "state": self._state,
            "assign": self._assign,
        }

    @property
    def session(self) -> Session:
        return self.app.session

    def answer(self, request: Request) -> tuple[dict[str, Json], list[bytes]]:
        """Answer the front end; raises ValueError with a sentence for its user."""
        wanted = request.get("do") if isinstance(request, dict) else None
        if not isinstance(wanted, str) or wanted not in self._answers:
            raise ValueError(
                f"the kernel has no answer to {wanted!r}: install the same version in both places"
            )
        return self._answers[wanted](request), []

    def close(self) -> None:
        """The app has ended."""
        with self._lock:
            self._pages = {what: set() for what in self._pages}
        self._follow_pages()

    def _source(self, request: Request) -> dict[str, Json]:
        """The cell is being written: go on with what it says now, if that is Python."""
        with self._lock:
            page, number = request["page"], request["edit"]
            if number <= self._edits.get(page, -1):
                return {"taken": False}
            self._edits[page] = number
            cell = app_cell(request["source"])
            try:
                return {"taken": cell is not None and self.apps.edit(self.app, cell)}
            except SyntaxError as error:
                return {"taken": False, "problem": problem_of(error)}

    def _needs(self, request: Request) -> dict[str, Json]:
        """The cells that have to run first, where names are missing."""
        known = self.app.shell.user_ns
        missing = free_names(request["source"]) - set(known)
        return {"names": sorted(missing), "cells": cells_needed(missing, request["cells"], known)}

    def _last(self, _: Request) -> dict[str, Json]:
        session = self.session
        told = {"outcome": outcome_of(session.outcome), "seconds": session.seconds, "run": session.runs}
        return told | ({"error": error_name(session.outcome)} if told["outcome"] == "error" else {})

    def _where(self, _: Request) -> dict[str, Json]:
        """The line that the script is at: a stop cannot cut what Python does not run."""
        place = place_of(self.session.thread or 0, self.session.script.files)
        if place is None or not self.session.running:
            return {}
        return {"line": place[1], "text": linecache.getline(*place).strip()}

    def _reset(self, _: Request) -> dict[str, Json]:
        self.session.reset()
        return {}

    def _want(self, request: Request) -> dict[str, Json]:
        """A page wants that files are watched or runs are measured, or wants it no more."""
        pages, page = self._pages[str(request["do"])], request.get("page")
        if isinstance(page, str):
            with self._lock:
                pages.discard(page)
                if request["on"] is True:
                    pages.add(page)
        self._follow_pages()
        return {}

    def _follow_pages(self) -> None:
        """Watch and measure for the pages that still show the app: one that was closed can say nothing."""
        with self._lock:
            shown = set(self.app.model.views)
            self._watch(bool(self._pages["watch"] & shown))
            self.session.watcher = self.inspector if self._pages["inspect"] & shown else None

    def _watch(self, on: bool) -> None:
        """Run again when a page's file or a local module changes, or no longer."""
        if on and self.files is None:
            self.files = Files(self.session)
        elif not on and self.files is not None:
            self.files.close()
            self.files = None

    def _lines(self, _: Request) -> dict[str, Json]:
        """The line that drew each node, and what it is a line of."""
        session = self.session
        with session.lock:
            nodes = {id: entry.node for id, entry in session.page.entries.items()}
        return {
            "lines": {
                id: tell_place(session.script, (node.file, node.line))
                for id, node in nodes.items()
                if node.line is not None
            }
        }

    def _state(self, _: Request) -> dict[str, Json]:
        return self.inspector.tell()

    def _assign(self, request: Request) -> dict[str, Json]:
        """Set a value of the session state, as the script would, or delete it."""
        state, key = self.session.state, request["key"]
        if request.get("text") is None:
            del state[key]
        else:
            state[key] = _literal(request["text"])
        self.session.rerun()
        return {}


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        raise ValueError(
            f"{text!r} is no value: write it as in Python, for example 3, 'text', True or [1, 2]"
        ) from None
