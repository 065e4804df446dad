"""Coroutines of an app: top-level `await`, async callbacks, async fragments.

There is one event loop a session, in the session's own thread. One a session rather than one a run, because clients,
locks and queues are bound to the loop in which they were made: kept in the session state or a cache, they outlive the
run. It turns only while a run awaits. So a plain script never meets a running loop, and `asyncio.run(...)` works in
it; and the kernel's loop, in another thread, is never touched. An app without coroutines has none.

A coroutine draws where it was started: a task takes the block along in its context variables.
A run lasts until the tasks that it started have ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from contextlib import suppress
from typing import Any, Generic, TypeVar

from .flow import ControlFlow

T = TypeVar("T")
Running = asyncio.AbstractEventLoop


class Loop:
    """An event loop that is made when it is needed, and turns while it is."""

    def __init__(self) -> None:
        self._loop: Running | None = None

    def get(self) -> Running:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._loop.set_exception_handler(_report)
        return self._loop

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end, and the tasks that it started."""
        loop = self.get()
        try:
            try:
                return loop.run_until_complete(_with_its_tasks(main))
            finally:
                _end_tasks(loop)
        except (ControlFlow, SystemExit):  # it may have struck inside the loop, and left it in no good state
            self.close()
            raise

    def close(self) -> None:
        loop, self._loop = self._loop, None
        if loop is not None:
            _end_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()


def _report(loop: Running, context: dict[str, Any]) -> None:
    """A task in which the run was ended has not failed, and nobody need ask how it ended."""
    if not isinstance(context.get("exception"), ControlFlow):
        loop.default_exception_handler(context)


async def _with_its_tasks(main: Coroutine[Any, Any, T]) -> T:
    result = await main
    while rest := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*rest)
    return result


def _end_tasks(loop: Running) -> None:
    if rest := asyncio.all_tasks(loop):
        for task in rest:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))


def running() -> Running | None:
    """The loop that turns in this thread."""
    return asyncio._get_running_loop()  # noqa: SLF001 - the documented way, without an exception for None


def cancel_all(loop: Running) -> None:
    """End whatever a loop runs; called in its thread."""
    for task in asyncio.all_tasks(loop):
        task.cancel()


def call_in(loop: Running, function: Any, *args: Any) -> None:
    """Let a loop, perhaps of another thread, call a function; not if it has been closed."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function, *args)


class Finished(Coroutine[Any, Any, T], Generic[T]):
    """What calling a coroutine function of the app gives where no loop runs: it has been run, and may be awaited."""

    def __init__(self, result: T) -> None:
        self.result = result

    def send(self, value: Any) -> Any:
        raise StopIteration(self.result)

    def throw(self, *error: Any) -> Any:
        raise error[0]

    def close(self) -> None:
        pass

    def __await__(self) -> Generator[Any, Any, T]:
        yield from ()
        return self.result
