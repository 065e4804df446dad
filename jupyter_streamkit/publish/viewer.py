"""One load of a published page: its theme, its token, and the end of its kernel.

A kernel serves one viewer. It ends some time after the viewer has left: soon when the page said so (a beacon as
the tab closes), later where no beacon came (a crash, a lost network). Until then the viewer may come back to it.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from jupyter_core.utils import ensure_async

from jupyter_streamkit.config.theme import Theme

from .files import Files
from .guest import Guest
from .introduction import introduction
from .look import look
from .visits import visits_of

# The loop holds its tasks weakly; without this they could vanish.
_watches: set[asyncio.Task[None]] = set()


class Kernels(Protocol):
    """What we need of jupyter_server's kernel manager."""

    def __contains__(self, kernel_id: str) -> bool: ...
    def kernel_model(self, kernel_id: str) -> Any: ...
    def shutdown_kernel(self, kernel_id: str) -> Any: ...


@dataclass(frozen=True)
class Patience:
    """How long a kernel lives with nobody connected, in seconds.

    A publisher may set it: `VoilaConfiguration.resources = {"streamkit": {"keep_seconds": 600}}`.

    Attributes
    ----------
    keep_seconds
        When the connection was lost.
    return_seconds
        When the viewer has closed the page, or loads it again.
    come_seconds
        When the page has been sent, until it connects for the first time; never more than `keep_seconds`.
    """

    keep_seconds: float = 120.0
    return_seconds: float = 10.0
    come_seconds: float = 30.0


class Viewer:
    """One viewer of a published notebook.

    Parameters
    ----------
    renderer
        Voilà's renderer of the notebook, which knows the request.
    """

    def __init__(self, renderer: Any) -> None:
        self._renderer = renderer
        # None for a page that Voilà renders ahead of any request (preheated kernels).
        self._handler = renderer.request_handler
        self._kernel_id = ""
        self._patience = Patience(**renderer.resources.get("streamkit", {}))
        self._sending = True
        self._failed = False
        self._has_come = False
        self._has_left = asyncio.Event()
        self.key = secrets.token_urlsafe(24)
        self.page = ""
        self.files = Files(renderer.page_config)
        if self._handler:
            self.user: str = self._handler.current_user.username
            self.guest = Guest(self._handler, self._folder)
            cache_for_ever(self._handler.settings, self.files.folder)

    @property
    def token(self) -> str:
        """The token without which the server refuses the page's beacon.

        Reading it sets the cookie that goes with it, so read it before the first byte is sent. Stock Voilà
        never does; its beacons all fail.
        """
        return self._handler.xsrf_token.decode() if self._handler else ""

    @property
    def theme(self) -> str | None:
        """`"light"`, `"dark"`, or None: nobody asked for one, the viewer's system decides."""
        configured = "theme" in self._renderer.voila_configuration.config.VoilaConfiguration
        in_notebook = "theme" in self._renderer.notebook.metadata.get("voila", {})
        in_address = self._handler is not None and self._handler.get_argument("theme", None)
        if not (configured or in_notebook or in_address):
            return self.look.base
        return "dark" if "dark" in str(self._renderer.theme).lower() else "light"

    @property
    def config(self) -> dict[str, Any]:
        """What our front end has to know; it can connect to the kernel before that is ready."""
        return {
            "base": self._renderer.base_url,
            "kernel": self._kernel_id,
            "voila": self.files.voila,
            "visit": self.key,
            "token": self.token,
            "return_seconds": self._patience.return_seconds,
        }

    @property
    def voila_config(self) -> dict[str, Any]:
        """What Voilà's front end has to know."""
        # MathJax: None twice makes it take the copy that it ships. Anything else makes it ask a CDN.
        told = {"baseUrl": self._renderer.base_url, "kernelId": self._kernel_id}
        return {**self._renderer.page_config, **told, "mathjaxConfig": None, "fullMathjaxUrl": None}

    def fail(self) -> None:
        """Note that the page has no app: there is nothing to come back to."""
        self._failed = True

    @cached_property
    def look(self) -> Theme:
        """What the author says of the page's look."""
        return look(self._folder, self._renderer.log)

    @property
    def _folder(self) -> Path:
        return Path(self._renderer.contents_manager.root_dir, self._renderer.notebook_path).parent

    async def introduce(self) -> None:
        """Tell the kernel, which has just been started, who asked for the page. Its cells are run after that."""
        if self._handler is not None:
            code = introduction(self._handler, self.guest.told)
            await ensure_async(self._renderer.executor.kc.execute(code, silent=True, store_history=False))

    def watch(self, kernel_id: str) -> None:
        """See to it that the viewer's kernel ends some time after its viewer has left."""
        self._kernel_id = kernel_id
        if self._handler is None:
            return
        visits_of(self._handler).add(self)
        task = asyncio.ensure_future(self._end_when_left(self._handler.kernel_manager))
        _watches.add(task)
        task.add_done_callback(_watches.discard)

    def sent(self, page: str = "") -> None:
        """Note that the whole page is written: from now on a viewer has a websocket or is gone.

        Parameters
        ----------
        page
            What the viewer gets who loads it again.
        """
        self.page = page
        self._sending = False

    def leave(self) -> None:
        """Note that the page is being left."""
        self._has_left.set()

    def come_back(self) -> None:
        """Note that the page is loaded again."""
        self._has_left.clear()

    @property
    def can_return(self) -> bool:
        """Whether the page is complete and its kernel lives."""
        return not self._sending and not self._failed and self._kernel_id in self._handler.kernel_manager

    async def _end_when_left(self, kernels: Kernels) -> None:
        try:
            if await self._has_received_page():
                await self._stays_away(kernels)
            visits_of(self._handler).remove(self)
            if self._kernel_id in kernels:
                await ensure_async(kernels.shutdown_kernel(self._kernel_id))
        except Exception:
            self._handler.log.exception("The kernel %s could not be ended", self._kernel_id)

    async def _has_received_page(self) -> bool:
        """Wait for the end of the page, or for the viewer to leave before: browsers send no beacon then."""
        # Tornado tells of neither: its callback for a closed connection belongs to the handler.
        while self._sending and not self._handler.request.connection.stream.closed():  # noqa: ASYNC110
            await asyncio.sleep(1)
        return not self._sending

    async def _stays_away(self, kernels: Kernels) -> None:
        """Wait until the kernel has had no connection for the time allowed, or has ended."""
        seen = time.monotonic()
        while self._kernel_id in kernels and time.monotonic() - seen <= self._allowed:
            model = await ensure_async(kernels.kernel_model(self._kernel_id))
            if model["connections"]:
                seen = time.monotonic()
                self._has_come = True
            await self._look_again()

    @property
    def _allowed(self) -> float:
        patience = self._patience
        if self._has_left.is_set():
            return patience.return_seconds
        return patience.keep_seconds if self._has_come else min(patience.come_seconds, patience.keep_seconds)

    async def _look_again(self) -> None:
        """Wait a little; who has just left must not be overlooked."""
        pause = min(self._allowed / 4, 10)
        if self._has_left.is_set():
            await asyncio.sleep(pause)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._has_left.wait(), pause)


def cache_for_ever(settings: dict[str, Any], folder: str) -> None:
    """Have the server tell browsers that what stands in a folder never changes."""
    folders = settings.setdefault("static_immutable_cache", [])
    if folder not in folders:
        folders.append(folder)
