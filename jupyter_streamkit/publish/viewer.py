"""One load of a published page: its theme, its token, and the end of its kernel.

A kernel serves one viewer. It ends when the page says so (a beacon as the tab closes), and, where no beacon
comes (a crash, a lost network), when nobody has been connected for a while.
"""

from __future__ import annotations

import asyncio
import time
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from jupyter_core.utils import ensure_async

from jupyter_streamkit.config.theme import Theme

from .introduction import introduction
from .look import look

# The loop holds its tasks weakly; without this they could vanish.
_watches: set[asyncio.Task[None]] = set()


class Kernels(Protocol):
    """What we need of jupyter_server's kernel manager."""

    def __contains__(self, kernel_id: str) -> bool: ...
    def kernel_model(self, kernel_id: str) -> dict[str, Any]: ...
    def shutdown_kernel(self, kernel_id: str) -> Any: ...


class Viewer:
    """One viewer of a published notebook.

    Parameters
    ----------
    kernel_start
        The function of that name that Voilà gives to templates. It is bound to the renderer, and that is a
        template's only way to the request.
    keep_seconds
        How long the kernel lives with nobody connected, in seconds.
    """

    def __init__(self, kernel_start: Any, keep_seconds: float) -> None:
        self._renderer = kernel_start.func.__self__
        # None for a page that Voilà renders ahead of any request (preheated kernels).
        self._handler = self._renderer.request_handler
        self._keep_seconds = keep_seconds
        self._sending = True

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

    @cached_property
    def look(self) -> Theme:
        """What the author says of the page's look."""
        root = Path(self._renderer.contents_manager.root_dir)
        return look((root / self._renderer.notebook_path).parent, self._renderer.log)

    async def introduce(self) -> None:
        """Tell the kernel, which has just been started, who asked for the page. Its cells are run after that."""
        if self._handler is not None:
            code = introduction(self._handler)
            await ensure_async(self._renderer.executor.kc.execute(code, silent=True, store_history=False))

    def watch(self, kernel_id: str) -> None:
        """See to it that the kernel ends some time after its viewer has left."""
        if self._handler is None:
            return
        task = asyncio.ensure_future(self._end_when_left(self._handler.kernel_manager, kernel_id))
        _watches.add(task)
        task.add_done_callback(_watches.discard)

    def sent(self) -> None:
        """Note that the whole page is written: from now on a viewer has a websocket or is gone."""
        self._sending = False

    async def _end_when_left(self, kernels: Kernels, kernel_id: str) -> None:
        if await self._has_received_page():
            await self._stays_away(kernels, kernel_id)
        if kernel_id in kernels:
            await ensure_async(kernels.shutdown_kernel(kernel_id))

    async def _has_received_page(self) -> bool:
        """Wait for the end of the page, or for the viewer to leave before: browsers send no beacon then."""
        # Tornado tells of neither: its callback for a closed connection belongs to the handler.
        while self._sending and not self._handler.request.connection.stream.closed():  # noqa: ASYNC110
            await asyncio.sleep(1)
        return not self._sending

    async def _stays_away(self, kernels: Kernels, kernel_id: str) -> None:
        """Wait until the kernel has had no connection for the time allowed, or has ended."""
        seen = time.monotonic()
        while kernel_id in kernels and time.monotonic() - seen <= self._keep_seconds:
            if kernels.kernel_model(kernel_id)["connections"]:
                seen = time.monotonic()
            await asyncio.sleep(min(self._keep_seconds / 4, 10))
