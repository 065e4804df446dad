"""A fragment that runs in a thread of its own, beside the script or beside other fragments.

Invariants
- A worker that was cancelled draws nothing and makes no input any more; its thread ends at its next command.
- What it raises stays in its thread; the run that it belongs to is told how it ended.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from jupyter_streamkit.errors import FragmentHandledException

from . import context as contexts
from .cut import raise_in
from .flow import CancelRun, ControlFlow, RerunFragments, RerunScript
from .fragments import Fragment
from .loop import Running, call_in, cancel_all

if TYPE_CHECKING:
    from .context import RunContext


class Worker:
    def __init__(self, context: RunContext, fragment: Fragment, over: Callable[[Worker], object]) -> None:
        self.context = context
        self.fragment = fragment
        self.cancelled = False
        self.running = True
        self.outcome: BaseException | None = None
        """What ended it early."""
        self.loops: set[Running] = set()
        """The event loops that it runs."""
        self._over = over
        self._stoppable = threading.Lock()
        """Held while an exception must not strike."""
        self._stoppable.acquire()
        variables = contextvars.copy_context()
        name = f"streamkit-{context.session.script.name}-parallel"
        self._thread = threading.Thread(target=variables.run, args=(self._work,), name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def check(self) -> None:
        """Raise what ends it."""
        if self.cancelled:
            raise CancelRun

    def cancel(self) -> None:
        """Let it end at its next command, or where it awaits."""
        self.cancelled = True
        for loop in tuple(self.loops):
            call_in(loop, cancel_all, loop)

    def cut(self) -> None:
        """End it even in a loop that calls no command."""
        self.cancel()
        if self._stoppable.acquire(blocking=False):
            try:
                if self._thread.ident is not None:
                    raise_in(self._thread.ident, CancelRun)
            finally:
                self._stoppable.release()

    def _work(self) -> None:
        watcher = self.context.session.watcher
        if watcher is not None:
            watcher.began(self.context, self.fragment)
        try:
            with suppress(CancelRun):  # one that strikes after the last line
                self._call()
        finally:
            if watcher is not None:
                watcher.ended(self.outcome)
            self.running = False
            self._over(self)

    def _call(self) -> None:
        with self.context.session.around(self.context), contexts.beside(self):
            self._stoppable.release()
            try:
                with self.context.ending():
                    self.fragment.call()
            except FragmentHandledException as error:
                self.outcome = error
            except (RerunScript, RerunFragments) as end:
                self.outcome = self.context.ended = end
            except ControlFlow as end:
                self.outcome = end
            except BaseException as error:
                self.outcome = error
                if not self.cancelled:
                    self.context.session.show_exception(error)
            finally:
                self._stoppable.acquire()
