"""The root model: a session as ipywidgets, its patches as messages.

The wire is told in `docs/wire.md`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Unicode

from jupyter_streamkit.config import config
from jupyter_streamkit.runtime.pages import Visit
from jupyter_streamkit.runtime.session import Session, State
from jupyter_streamkit.tree.diff import Page, Patch
from jupyter_streamkit.tree.node import Json, Source

from . import control, foreign
from .base import LOCK, MODULE, MODULE_VERSION, log
from .input import Input
from .order import order

answers = ThreadPoolExecutor(2, thread_name_prefix="streamkit-answers")
"""Where questions about rows are answered, beside the threads that bring messages."""

KEPT = 1000
"""Pieces of printed text that are kept for a page that is reloaded."""
PAGES = 100
"""Pages of browsers whose views are counted."""
NAME = 64
"""Characters of a page's name."""
FACTS: dict[str, type] = {
    "url": str,
    "timezone": str,
    "timezone_offset": int,
    "locale": str,
    "theme": str,
    "is_embedded": bool,
}
"""What the browser may tell of itself."""


class App(ipywidgets.DOMWidget):
    """An app in a notebook's output or on a page of its own.

    It has no Layout: that would be a model and a message of its own.
    """

    _model_name = Unicode("AppModel").tag(sync=True)
    _model_module = Unicode(MODULE).tag(sync=True)
    _model_module_version = Unicode(MODULE_VERSION).tag(sync=True)
    _view_name = Unicode("AppView").tag(sync=True)
    _view_module = Unicode(MODULE).tag(sync=True)
    _view_module_version = Unicode(MODULE_VERSION).tag(sync=True)
    layout = AnyTrait(None, allow_none=True)
    tree = AnyTrait(None, allow_none=True).tag(sync=True)
    blobs = AnyTrait(None, allow_none=True).tag(sync=True)
    console = AnyTrait(None, allow_none=True).tag(sync=True)

    def __init__(self, clear_caches: Callable[[], object]) -> None:
        self.session: Session | None = None
        self._inputs: dict[str, Input] = {}
        self.sources: dict[str, Source] = {}
        """What answers questions that are not those of an element, by the name that they are addressed to."""
        self.views: dict[str, int] = {}
        """How many views each page of a browser shows, if any."""
        self.on_views: list[Callable[[], object]] = []
        """Called when these are others, beside the threads that bring messages."""
        self._printed: deque[tuple[str, str]] = deque(maxlen=KEPT)
        # The script is about to run when the browser first hears of the app.
        self._state: State = "running"
        self._clear_caches = clear_caches
        self._doors: dict[str, Callable[[Session, dict[str, Json]], None]] = {
            "rerun": self._rerun,
            "stop": self._stop,
            "clear_caches": self._clear,
            "clear_console": self._clear_console,
            "resync": self._resync,
            "browser": self._browser,
            "views": self._count_views,
            "visit": self._visit,
            "ask": self._ask,
        }
        super().__init__()
        foreign.watch()
        control.listen()
        self.on_msg(self._receive)

    def begin(self, session: Session) -> None:
        """Tell the browser of the page of a session."""
        self.session = session
        session.lead = self.lead
        self.sources |= {"uploads": session.uploads, "downloads": session.downloads}
        self.open()

    def open(self) -> None:
        """The browser gets the page with the model: patches tell only what changes of it."""
        if self.session is not None:
            super().open()

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The model's state; the page is put together when somebody asks for it."""
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        if self.session is not None and "tree" in state:
            with self.session.lock:
                state["tree"] = self._tree(self.session.page)
                state["console"] = list(self._printed)
                state["blobs"] = {name: blob.data for name, blob in self.session.page.blobs.items()}
        return state

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Empty HTML is what notebooks show that do not trust the widget: the snapshot says the rest."""
        return {**super()._repr_mimebundle_(**kwargs), "text/html": ""}

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """The browser may write nothing of this model."""
        if set(sync_data) - {"_view_count"}:
            log.warning("A browser's values for the app were dropped: %s", sorted(map(str, sync_data)))

    def close(self) -> None:
        with LOCK:
            if self.session is not None:
                foreign.close_all(self.session)
            for input in self._inputs.values():
                input.close()
            self._inputs.clear()
            super().close()

    # What the session shows.

    def print(self, lines: list[tuple[str, str]]) -> None:
        """Show what the script printed."""
        with LOCK:
            self._printed.extend(lines)
            self.send({"method": "print", "lines": lines})

    def lead(self, address: str) -> None:
        """Lead the browser away from the page."""
        with LOCK:
            self.send({"method": "leave", "address": address})

    def show(self, page: Page, patch: Patch, state: State) -> None:
        with LOCK:
            self._state = state
            self._open(patch)
            message: dict[str, Json] = {"method": "patch", "seq": patch.seq, "state": state}
            message |= {
                name: value
                for name, value in (
                    ("put", {id: self._wire(page, id) for id in patch.put}),
                    ("set", patch.set),
                    ("splice", patch.splice),
                    ("drop", patch.drop),
                    ("fresh", patch.fresh),
                    ("blobs", list(patch.blobs)),
                    ("forget", patch.forget),
                )
                if value
            }
            self.send(message, [blob.data for blob in patch.blobs.values()] or None)
            for id in patch.drop:
                self._drop(id)
            if state == "idle":
                foreign.close_unused(self._door())

    def _open(self, patch: Patch) -> None:
        """Models must exist before a patch names them."""
        for id, node in (patch.put | patch.push).items():
            if node.foreign is not None and node.foreign.comm is None:
                foreign.reopen(node.foreign)
            if node.input is None:
                continue
            if id in self._inputs:
                self._inputs[id].follow(node.input)
            else:
                self._inputs[id] = Input(node.input, self._door().post, lambda: len(self.views) > 1)

    def _drop(self, id: str) -> None:
        if id in self._inputs:
            self._inputs.pop(id).close()

    def _wire(self, page: Page, id: str) -> dict[str, Json]:
        entry = page.entries[id]
        wire: dict[str, Json] = {"type": entry.node.type, "props": entry.node.props}
        if entry.node.children is not None:
            wire["children"] = entry.children
        if id in self._inputs:
            wire["model"] = self._inputs[id].model_id
        elif entry.node.foreign is not None:
            wire["model"] = entry.node.foreign.model_id
        return wire

    def _tree(self, page: Page) -> dict[str, Json]:
        nodes = {id: self._wire(page, id) for id in page.entries}
        return {"seq": page.seq, "state": self._state, "nodes": nodes}

    # What the browser says.

    def _door(self) -> Session:
        if self.session is None:
            raise RuntimeError("the app has no session yet")
        return self.session

    def _receive(self, _: Any, content: Any, buffers: Any) -> None:
        method = content.get("method") if isinstance(content, dict) else None
        door = self._doors.get(method) if isinstance(method, str) else None
        if door is None or self.session is None or self.session.closed:
            log.warning("A browser's message was dropped: %.80r", content)
            return
        door(self.session, {**content, "buffers": buffers})

    @staticmethod
    def _rerun(session: Session, message: dict[str, Json]) -> None:
        if message.get("always") is True:
            config.override("server.runOnSave", True)
        session.rerun()

    @staticmethod
    def _stop(session: Session, _: dict[str, Json]) -> None:
        session.stop()

    def _clear(self, session: Session, _: dict[str, Json]) -> None:
        self._clear_caches()
        session.rerun()

    def _clear_console(self, session: Session, _: dict[str, Json]) -> None:
        self._printed.clear()

    def _resync(self, session: Session, message: dict[str, Json]) -> None:
        with session.lock, LOCK:
            if message.get("seq") != session.page.seq:
                self.send_state(["tree", "blobs", "console"])

    @staticmethod
    def _browser(session: Session, message: dict[str, Json]) -> None:
        session.learn(
            {name: message[name] for name, kind in FACTS.items() if type(message.get(name)) is kind}
        )

    @staticmethod
    def _visit(session: Session, message: dict[str, Json]) -> None:
        match message:
            case {"page": str(path), "search": str(search), "visit": int(number)}:
                visit = Visit(path, search, number, message.get("exact") is True)
                order.take(order.place(message.get("at")), lambda: session.visit(visit))
            case _:
                log.warning("A browser's way to a page was dropped: %.80r", message)

    def _count_views(self, session: Session, message: dict[str, Json]) -> None:
        match message:
            case {"page": str(page), "count": int(count)} if len(page) <= NAME:
                self.views.pop(page, None)
                if count > 0 and len(self.views) < PAGES:
                    self.views[page] = count
                session.watched = bool(self.views)
                for listener in self.on_views:
                    answers.submit(listener)

    def _ask(self, _: Session, message: dict[str, Json]) -> None:
        answers.submit(self._answer, message)

    def _answer(self, message: dict[str, Json]) -> None:
        reply: dict[str, Json] = {"method": "answer", "ask": message.get("ask")}
        buffers: list[bytes] = []
        try:
            reply["answer"], buffers = self._reply(message)
        except Exception as error:
            log.warning("A question of the browser has no answer", exc_info=error)
            reply["error"] = str(error) or type(error).__name__
        with LOCK:
            self.send(reply, buffers or None)

    def _reply(self, message: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        source, request = self._source(message.get("node")), message.get("request")
        given = message.get("buffers")
        return (source.take(request, given[0]), []) if given else source.answer(request)

    def _source(self, id: Json) -> Any:
        if isinstance(id, str) and id in self.sources:
            return self.sources[id]
        with self._door().lock:
            entry = self._door().page.entries.get(id) if isinstance(id, str) else None
            if entry is None or entry.node.source is None:
                raise ValueError("the element is no longer on the page")
            return entry.node.source
