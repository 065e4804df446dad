"""The run that the current thread belongs to, and the block that it draws in."""

from __future__ import annotations

import asyncio
import inspect
import sys
import threading
from collections import Counter
from collections.abc import Awaitable, Coroutine, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from jupyter_streamkit.errors import (
    NoSessionContext,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
)
from jupyter_streamkit.tree.diff import BOTTOM, EVENT, MAIN, SIDEBAR, frame
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Input, Json, Node, block

from .flow import ControlFlow, StopRun
from .forms import form_of
from .fragments import AREAS, Fragment
from .loop import Finished, Loop, Running, cancel_all, running
from .widget import Widget

if TYPE_CHECKING:
    from .session import Session
    from .worker import Worker

T = TypeVar("T")

AT_ONCE = ("spinner", "status", "progress", "toast")
"""What tells of work that goes on: it is seen within a frame, also in a rerun, of which else nothing is shown yet."""

_context: ContextVar[RunContext | None] = ContextVar("streamkit_context", default=None)
_blocks: ContextVar[tuple[Node, ...]] = ContextVar("streamkit_blocks", default=())
_page: ContextVar[str] = ContextVar("streamkit_page", default="")
_recordings: ContextVar[tuple[tuple[str, Recording], ...]] = ContextVar("streamkit_recordings", default=())
"""The cached functions that are being computed here, outermost first, and what they have drawn."""
_borrowed: ContextVar[Lent | None] = ContextVar("streamkit_borrowed", default=None)
LENT = "_streamkit_lent"
"""The attribute of a thread that holds the run that a script gave to it."""
_worker: ContextVar[Worker | None] = ContextVar("streamkit_worker", default=None)
"""The parallel fragment that runs in this thread."""


@dataclass(frozen=True, slots=True, eq=False)
class Lent:
    """A run that a script gave to a thread, and where the thread is to draw."""

    context: RunContext
    blocks: tuple[Node, ...]
    page: str


@dataclass(slots=True, eq=False)  # two empty recordings are still two
class Recording:
    """What a cached function drew, to be drawn again when it is not called.

    It holds copies without parents, so that it keeps no page alive and can be pickled.
    """

    events: list[tuple[int | str, Node]] = field(default_factory=list)
    """(place, element): the number of the event that drew the block, or the name of a block of the page."""
    numbers: dict[int, int] = field(default_factory=dict)
    """The event that drew a block, by the block's `id()`, while it is recorded."""

    def note(self, parent: Node, node: Node) -> None:
        """Note an element; not an input, which would have no value when the function is not called."""
        if node.input is not None:
            return
        outside = parent.id if parent.id in (SIDEBAR, EVENT, BOTTOM) else MAIN
        self.numbers[id(node)] = len(self.events)
        self.events.append((self.numbers.get(id(parent), outside), _copy(node)))


def _copy(node: Node) -> Node:
    children: list[Node] | None = None if node.children is None else []
    return Node(
        node.type,
        node.props,
        blobs=node.blobs,
        source=node.source,
        foreign=node.foreign,
        raw=node.raw,
        children=children,
    )


class RunContext:
    """One run of a session's script."""

    def __init__(self, session: Session, scope: list[Fragment] | None = None) -> None:
        self.session = session
        self.number = session.runs
        self.scope = scope
        """The fragments that it runs; None runs the script."""
        self.waiting: list[Fragment] = []
        """Those of them that have not come to their end."""
        self.done: list[Fragment] = []
        """Those that have come to it."""
        self.draw_on(frame(dict(session.page.root.props)) if scope is None else session.page.root)
        self.seen: dict[str, int | None] = {}
        """The widgets made by this run, and their lines."""
        self.keys: dict[tuple[str, str], int | None] = {}
        self.pressed: set[str] = set()
        """Buttons whose press the script has not met yet."""
        self.page_config: dict[str, Json] | None = None
        self.in_callback = False
        self.caller: Fragment | None = None
        """In a callback: the fragment whose widget called it."""
        self.ended: ControlFlow | None = None
        """What ended it before its last line. The next command raises it again, should a handler have caught it."""
        self.loops: set[Running] = set()
        """The event loops that have run commands of it in the session's thread."""
        self.counts: Counter[str] = Counter()
        """How many of a kind this run has drawn: what counts them names the kind."""
        self.forms: list[Node] = []
        self.form_inputs: list[Node] = []
        self.fragment_functions: dict[str, object] = {}
        """Whose calls the fragments with a key are."""
        self.workers: list[Worker] = []
        """The parallel fragments that the script has called."""
        self.doorbell: SimpleQueue[None] = SimpleQueue()
        """Rings when one of them is over, and when an event came."""
        self.dialog = False
        """This run has opened a dialog."""

    def join(self) -> None:
        """Wait for the parallel fragments, as long as nothing ends the run."""
        while any(worker.running for worker in self.workers):
            self.checkpoint()
            with suppress(Empty):
                self.doorbell.get(timeout=1)

    def draw_on(self, root: Node) -> None:
        """The page that commands draw on."""
        self.root = root
        self.roots = {node.id: node for node in (root, *(root.children or ()))}

    def checkpoint(self, meets: str = "") -> None:
        """Every command comes by here: an event that waits ends this run.

        `meets` is the button that the command makes, if it makes one: a press is met before the run may end.
        """
        if (loop := running()) is not None and self.session.is_current_thread():
            self.loops.add(loop)
        if (worker := _worker.get()) is not None:
            worker.check()
        if not self.in_callback and meets not in self.pressed:
            self._meet_end()
            self.session.check(self)

    def end(self, end: ControlFlow) -> NoReturn:
        """End it here: a stop whatever the script catches, and all that tasks of it are waiting for."""
        loop = running()
        if loop is not None or isinstance(end, StopRun):
            self.ended = end
        if loop is not None:
            loop.call_soon(cancel_all, loop)
        raise end

    def _meet_end(self) -> None:
        if self.ended is not None:
            raise self.ended.with_traceback(None)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """What ended the run comes out here, though tasks know only that they were cancelled."""
        try:
            yield
        except asyncio.CancelledError:
            self._meet_end()
            raise
        self._meet_end()

    def start(self, main: Coroutine[Any, Any, T]) -> Awaitable[T]:
        """Run a coroutine: as a task of the loop that turns in this thread, else to its end, in one of its own."""
        if (loop := running()) is not None:
            return loop.create_task(main)
        if not self.session.is_current_thread():
            with closing(Loop()) as own, _noted(own.get()):
                return Finished(own.run(main))
        self.loops.add(self.session.loop.get())
        return Finished(self.session.loop.run(main))

    @property
    def caching(self) -> list[str]:
        """The cached functions that are being computed here, outermost first."""
        return [name for name, _ in _recordings.get()]

    def target(self, root: str = MAIN) -> Node:
        """The block that commands draw in: the innermost `with`, else the page's."""
        blocks = _blocks.get()
        return blocks[-1] if root == MAIN and blocks else self.roots[root]

    def append(self, parent: Node, node: Node) -> None:
        self._place(node)
        node.page = _page.get()
        with self.session.lock:
            self._own(parent).append(node)
        self._tell(node)
        for _, recording in _recordings.get():
            recording.note(parent, node)
        self.session.changed(at_once=node.type in AT_ONCE)

    def put(self, parent: Node, node: Node) -> None:
        """Make an element the only one of a block."""
        self._place(node)
        node.page = _page.get()
        with self.session.lock:
            parent = self._own(parent)
            if parent.children:
                parent.replace(0, node)
            else:
                parent.append(node)
        self._tell(node)
        for _, recording in _recordings.get():
            recording.note(parent, node)
        self.session.changed(at_once=node.type in AT_ONCE)

    def replace(self, old: Node, new: Node) -> None:
        if new.line is None:
            new.line, new.file = old.line, old.file
        new.page = _page.get()
        parent = old.parent
        with self.session.lock:
            parent = parent and self._own(parent)
            if parent is not None and parent.children is not None and old in parent.children:
                parent.replace(parent.children.index(old), new)
        self.session.changed()

    def change(self, node: Node, props: Mapping[str, Json]) -> None:
        """Exchange the props of an element that stays as it is otherwise."""
        with self.session.lock:
            self._own(node)
            node.props = {name: value for name, value in props.items() if value is not None}
            (node.parent or node).touch()
        self.session.changed()

    def _tell(self, node: Node) -> None:
        if self.session.watcher is not None:
            self.session.watcher.drew(node)

    def met(self, function: str, hit: bool) -> None:
        """A cached function was called."""
        if self.session.watcher is not None:
            self.session.watcher.met(function, hit)

    def nonce(self) -> str:
        """A name for one playing of an animation: the browser plays it again when the name is new."""
        self.counts["nonce"] += 1
        return f"{self.number}.{self.counts['nonce']}"

    def _own(self, place: Node) -> Node:
        """A block, where it may be drawn in here: a parallel fragment has its area, and nowhere if it was cancelled."""
        worker = _worker.get()
        if worker is None:
            return place
        if worker.cancelled:
            return block("block")
        if not place.stands_in(worker.fragment.area, self.roots[EVENT]):
            raise StreamlitInvalidLayoutContextError(
                "A fragment with `parallel=True` draws in its own area only, and neither in a container from outside "
                "nor in `st.sidebar`. Draw inside the function, or leave `parallel=True` out."
            )
        return place

    def clear(self, parent: Node) -> None:
        with self.session.lock:
            self._own(parent).clear()
        self.session.changed()

    def fragment(self) -> Fragment | None:
        """The fragment whose function is running here."""
        areas = (self.session.fragments.at(block) for block in reversed(_blocks.get()) if block.type in AREAS)
        return next(areas, None)

    def make(self, widget: Widget[T], line: int | None, block: Node | None = None) -> tuple[T, Input]:
        """Give a widget, which is to stand in a block, its identity and its value."""
        with self.session.lock:
            if (worker := _worker.get()) is not None:
                worker.check()
            return self._make(widget, line, block)

    def _make(self, widget: Widget[T], line: int | None, block: Node | None) -> tuple[T, Input]:
        id = widget.id
        if widget.key is not None:
            self.claim(widget.key, line)
        if id in self.seen:
            raise StreamlitDuplicateElementId(
                f"Two equal `st.{widget.type}` stand on line {self.seen[id]} and line {line}, and nothing tells them "
                f'apart. Give each a key of its own, for example `st.{widget.type}(..., key="{widget.type}_2")`.'
            )
        form = form_of(block)
        fragment = None if block is None else self.session.fragments.at(block)
        query, state = self.session.query, self.session.state
        assigned = widget.key is not None and state.assigned(widget.key)
        value, push = state.make(widget, fragment, form, query.told(widget), query.arrived)
        query.follow(id, entry=assigned)
        self.seen[id] = line
        if id in self.pressed:
            self.pressed.discard(id)
            self.session.meet()
        return widget.decode(value), Input(
            id, value, widget.take, widget.trigger, push, widget.disabled, form, widget.carries
        )

    def claim(self, key: str, line: int | None, kind: str = "element") -> None:
        """A key may be used once a run, among those of a kind."""
        if (kind, key) in self.keys:
            raise StreamlitDuplicateElementKey(
                f"The key {key!r} is used on line {self.keys[kind, key]} and again on line {line}. "
                f"Give each {kind} a key of its own, for example `key={key + '_2'!r}`."
            )
        self.keys[kind, key] = line

    def line(self) -> int | None:
        """The line of the script that is being run."""
        frame = self._frame()
        return None if frame is None else frame.f_lineno

    def _frame(self) -> FrameType | None:
        """Where the script is."""
        files = self.session.script.files
        current: FrameType | None = sys._getframe(3)  # noqa: SLF001 - `inspect.stack()` reads files, each time
        while current is not None and current.f_code.co_filename not in files:
            current = current.f_back
        return current

    def _place(self, node: Node) -> None:
        """Note where the script drew a node; one that was drawn before stays where it was."""
        if not node.file and (frame := self._frame()) is not None:
            node.line, node.file = frame.f_lineno, frame.f_code.co_filename

    @contextmanager
    def record(self, function: str) -> Iterator[Recording]:
        """Note what a cached function draws, for `replay`."""
        recording = Recording()
        before = _recordings.get()
        _recordings.set((*before, (function, recording)))
        try:
            yield recording
        finally:
            _recordings.set(before)
            recording.numbers.clear()

    def replay(self, recording: Recording) -> None:
        """Draw again what was recorded, in the block that is drawn in now."""
        drawn: list[Node] = []
        for place, node in recording.events:
            parent = self.target(place) if isinstance(place, str) else drawn[place]
            drawn.append(_copy(node))
            self.append(parent, drawn[-1])

    @contextmanager
    def spinner(self, text: str, show_time: bool = False) -> Iterator[None]:
        """Show Markdown text while something is computed."""
        holder = block("empty")
        self.append(self.target(), holder)
        holder.append(Node("spinner", {"html": markdown(text, inline=True), "show_time": show_time}))
        self.session.changed(at_once=True)
        try:
            yield
        finally:
            with self.session.lock:
                holder.clear()
            self.session.changed()


def finish(result: Any) -> Any:
    """What a function of the app gave. If it is a coroutine it is run, or begun where a loop runs, and awaitable."""
    return require_context().start(result) if inspect.iscoroutine(result) else result


def get_context() -> RunContext | None:
    """The run that this thread belongs to, or None."""
    return _context.get() or _lent()


def _lent() -> RunContext | None:
    """The run that somebody gave to this thread while it was running already."""
    lent: Lent | None = getattr(threading.current_thread(), LENT, None)
    if lent is not None and _borrowed.get() is not lent:
        _borrowed.set(lent)
        _blocks.set(lent.blocks)
        _page.set(lent.page)
    return None if lent is None else lent.context


def require_context(command: str = "This command") -> RunContext:
    """The run that this thread belongs to; raises NoSessionContext outside an app."""
    context = get_context()
    if context is None:
        raise NoSessionContext(
            f"{command} works inside an app: put `%%streamapp` on the first line of the cell and run it."
        )
    return context


@contextmanager
def use(context: RunContext) -> Iterator[None]:
    """Make a run the one of this thread."""
    token, blocks, page = _context.set(context), _blocks.set(()), _page.set("")
    recordings = _recordings.set(())
    try:
        yield
    finally:
        _context.reset(token)
        _blocks.reset(blocks)
        _page.reset(page)
        _recordings.reset(recordings)


@contextmanager
def beside(worker: Worker) -> Iterator[None]:
    """Let a parallel fragment draw in its area."""
    token = _worker.set(worker)
    try:
        with inside(worker.fragment.area), on_page(worker.fragment.page):
            yield
    finally:
        _worker.reset(token)


def worker_here() -> Worker | None:
    """The parallel fragment that runs in this thread."""
    return _worker.get()


@contextmanager
def _noted(loop: Running) -> Iterator[None]:
    """A loop of a parallel fragment ends with it."""
    worker = _worker.get()
    loops = set() if worker is None else worker.loops
    loops.add(loop)
    try:
        yield
    finally:
        loops.discard(loop)


@contextmanager
def inside(block: Node) -> Iterator[None]:
    """Let commands draw in a block."""
    enter(block)
    try:
        yield
    finally:
        leave()


@contextmanager
def on_page(id: str) -> Iterator[None]:
    """What is drawn belongs to a page of the app; the empty name stands for all of them."""
    token = _page.set(id)
    try:
        yield
    finally:
        _page.reset(token)


def page_here() -> str:
    """The id of the page that draws here; empty for what all pages share."""
    return _page.get()


def enter(block: Node) -> None:
    _blocks.set((*_blocks.get(), block))


def leave() -> None:
    _blocks.set(_blocks.get()[:-1])


def add_script_run_ctx(
    thread: threading.Thread | None = None, ctx: RunContext | None = None
) -> threading.Thread:
    """Let a thread of the script draw in the script's app.

    Parameters
    ----------
    It draws where this is said. When its run is over the thread may go on, until the next run begins: its next
    command ends it then, without a message.

    Parameters
    ----------
    thread
        The thread; the current one when None.
    ctx
        The run, as `get_script_run_ctx` gives it; the current one when None.

    Returns
    -------
    The thread.

    Examples
    --------
    >>> thread = add_script_run_ctx(threading.Thread(target=print))
    """
    thread = thread or threading.current_thread()
    ctx = ctx or get_context()
    if ctx is not None and (thread is not threading.current_thread() or ctx is not get_context()):
        setattr(thread, LENT, Lent(ctx, _blocks.get(), _page.get()))
        _end_quietly()
    return thread


def _end_quietly() -> None:
    """Let threads whose run is over end without a traceback."""
    before = threading.excepthook
    if getattr(before, "__module__", None) == __name__:
        return

    def hook(error: threading.ExceptHookArgs) -> None:
        if not issubclass(error.exc_type, ControlFlow):
            before(error)

    threading.excepthook = hook
