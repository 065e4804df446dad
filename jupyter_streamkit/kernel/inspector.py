"""What the inspector shows of a session: its state, its widgets, and where the time of its runs went.

Invariant: nothing is measured while no inspector is open; `Session.watcher` is then another's or nobody's.
"""

from __future__ import annotations

import ast
import itertools
import linecache
import threading
import time
from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from jupyter_streamkit.runtime.context import RunContext
from jupyter_streamkit.runtime.fragments import Fragment
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.runtime.state import Slot
from jupyter_streamkit.tree.node import Json, Node

from .outcomes import outcome_of
from .places import Place, place_of, tell_place

STEP = 0.002
"""Seconds between two looks at the line that is being run."""
KEPT = 20
"""Runs that are kept."""
ELEMENTS = 300
"""Elements of a run that are told of."""
TEXT = 300
"""Characters of a value that are told."""


@dataclass(slots=True)
class Run:
    number: int
    what: str | None
    """The fragments; None: the script."""
    context: RunContext
    beside: Fragment | None
    """The fragment, if it runs beside others."""
    begun: float
    drawn_at: float
    seconds: float = 0.0
    outcome: str = "running"
    lines: Counter[Place] = field(default_factory=Counter)
    """Microseconds by line."""
    elements: list[dict[str, Json]] = field(default_factory=list)
    hits: int = 0
    misses: int = 0


class Inspector:
    """Watches the runs of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.runs: deque[Run] = deque(maxlen=KEPT)
        self.fragments: Counter[str] = Counter()
        self.caches: dict[str, list[int]] = {}
        self._numbers = itertools.count(1)
        self._running: dict[int, tuple[Run, threading.Event]] = {}
        """The runs that go on, by their threads."""

    # The session calls these.

    def began(self, context: RunContext, beside: Fragment | None = None) -> None:
        now, thread, over = time.monotonic(), threading.get_ident(), threading.Event()
        what = _what(context) if beside is None else beside.title
        run = Run(next(self._numbers), what, context, beside, now, now)
        self.runs.append(run)
        self._running[thread] = run, over
        _Sampler(run, thread, self.session.script.files, over).start()

    def drew(self, node: Node) -> None:
        run = self._run_here()
        if run is None:
            return
        now = time.monotonic()
        if len(run.elements) < ELEMENTS:
            place = tell_place(self.session.script, (node.file, node.line))
            element = {"type": node.type, "ms": 1000 * (now - run.drawn_at)} | place
            run.elements.append(element | ({"key": key} if (key := node.props.get("key")) else {}))
        run.drawn_at = now

    def met(self, function: str, hit: bool) -> None:
        counts = self.caches.setdefault(function, [0, 0])
        counts[not hit] += 1
        run = self._run_here()
        if run is not None:
            run.hits += hit
            run.misses += not hit

    def ended(self, outcome: BaseException | None) -> None:
        run, over = self._running.pop(threading.get_ident())
        over.set()
        run.seconds, run.outcome = time.monotonic() - run.begun, outcome_of(outcome)
        self.fragments.update(each.title for each in self._fragments(run))

    def _run_here(self) -> Run | None:
        run, _ = self._running.get(threading.get_ident(), (None, None))
        return run

    def _fragments(self, run: Run) -> set[Fragment]:
        """The fragments that a run has run; those beside it have runs of their own."""
        if run.beside is not None:
            return {run.beside}
        made = [each for each in self.session.fragments if each.run == run.context.number]
        return {each for each in (*made, *run.context.done) if not each.parallel}

    # The front end asks for this.

    def tell(self) -> dict[str, Json]:
        state = self.session.state
        slots = state.slots()
        keys = {slot.widget.key for slot in slots}
        return {
            "state": [_entry(key, state.get(key), key in keys) for key in state],
            "widgets": [_widget(slot) for slot in slots if slot.shown],
            "runs": [self._tell_run(run) for run in reversed(self.runs)],
            "fragments": [{"name": name, "runs": count} for name, count in self.fragments.items()],
            "caches": [
                {"name": name, "hits": hits, "misses": misses} for name, (hits, misses) in self.caches.items()
            ],
        }

    def _tell_run(self, run: Run) -> dict[str, Json]:
        seconds = run.seconds or time.monotonic() - run.begun
        lines = [
            tell_place(self.session.script, place)
            | {"ms": micros / 1000, "text": linecache.getline(*place).strip()}
            for place, micros in sorted(run.lines.copy().items())
        ]
        told: dict[str, Json] = {"run": run.number, "what": run.what, "outcome": run.outcome}
        return told | {
            "beside": run.beside is not None,
            "ms": 1000 * seconds,
            "lines": lines,
            "elements": list(run.elements),
            "hits": run.hits,
            "misses": run.misses,
        }


class _Sampler(threading.Thread):
    """Looks again and again which line of the script a thread is at."""

    def __init__(self, run: Run, thread: int, files: Collection[str], over: threading.Event) -> None:
        super().__init__(name="streamkit-inspector", daemon=True)
        self._run, self._thread, self._files, self._over = run, thread, files, over

    def run(self) -> None:
        before = time.monotonic()
        while not self._over.wait(STEP):
            now = time.monotonic()
            if (place := place_of(self._thread, self._files)) is not None:
                self._run.lines[place] += round(1e6 * (now - before))
            before = now


def _what(context: RunContext) -> str | None:
    return None if context.scope is None else ", ".join(fragment.title for fragment in context.scope)


def _entry(key: str, value: Any, widget: bool) -> dict[str, Json]:
    text = _text(value)
    return {
        "key": key,
        "type": type(value).__name__,
        "text": text,
        "widget": widget,
        "editable": _editable(text),
    }


def _widget(slot: Slot) -> dict[str, Json]:
    widget = slot.widget
    told = {"type": widget.type, "key": widget.key, "value": _text(slot.read()), "form": slot.form}
    return told | {"label": str(widget.identity.get("label", "")), "id": widget.id}


def _text(value: Any) -> str:
    try:
        text = repr(value)
    except Exception as error:
        return f"<{type(error).__name__}>"
    return text if len(text) <= TEXT else f"{text[:TEXT]}…"


def _editable(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
