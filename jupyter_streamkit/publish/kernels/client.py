"""A client of a forked kernel, which need not be waited for."""

from __future__ import annotations

import asyncio
import time
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient

PATIENCE = 1.0
"""Seconds for a kernel that is ready to answer; then it is waited for as usual."""


class ForkedKernelClient(AsyncKernelClient):
    """Waits for what is missing, and no longer: the stock client spends 0.2 s on listening for silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - theirs
        """Wait until the kernel has answered and what it publishes arrives here."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            request = self.kernel_info()
            try:
                await self._async_recv_reply(request, timeout=PATIENCE)
                await self._until_idle(request)
            except (Empty, TimeoutError):
                continue  # its word that it is idle came before this side was listening
            return
        await super()._async_wait_for_ready(timeout)

    wait_for_ready = _async_wait_for_ready

    async def _until_idle(self, request: str) -> None:
        """Read what the kernel publishes, to the end of a request."""
        async with asyncio.timeout(0.1):
            while True:
                message = await self.get_iopub_msg()
                about, state = (
                    message["parent_header"].get("msg_id"),
                    message["content"].get("execution_state"),
                )
                if about == request and state == "idle":
                    return
