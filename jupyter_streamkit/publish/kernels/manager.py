"""The kernels of a Voilà that publishes apps.

`etc/jupyter/voila.json` names `PublishedKernels` as Voilà's kernel manager. Every Voilà of the environment reads
that file; where the template is not `streamkit`, all is as if it had not.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_events import EventLogger
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets import Float, Integer, default

from ..contents import publish_scripts
from ..gate import PublishedConnection
from ..handlers import take_over
from ..opening import TEMPLATE
from .client import ForkedKernelClient
from .limits import StreamkitLimits, allow_many_files
from .shared_cache import SharedCache

PROVISIONER = "streamkit-fork"

LONGEST_PATH = 100
"""Characters of a connection file's path, beyond which there is no room for the name of a socket."""


@dataclass(frozen=True)
class PublishedSession:
    """A viewer's session, as the server knows it."""

    kernel_id: str
    app: str
    began: float = field(default_factory=time.monotonic)

    def __str__(self) -> str:
        return f"Session {self.kernel_id[:8]} of {self.app}"


class Watch(AsyncIOLoopKernelRestarter):
    """Sees that a kernel has died, and tells its viewer.

    Jupyter would start it again. But that one would know nothing of the page, which asks for a session of its own; and
    where it is shut down while it is being started again, its process would stay for ever.
    """

    time_to_dead = Float(1.0, config=True, help="Seconds between two looks at a kernel.")
    restart_limit = Integer(0)


class PublishedKernel(ServerKernelManager):
    """One viewer's kernel.

    Server and kernel talk through sockets in the server's private folder of connection files, unless
    `KernelManager.transport` is configured: no other user of the machine can listen, and no program can take a port
    between the moment it is chosen and the moment the kernel opens it, which happens when many viewers arrive.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        configured = any(
            "transport" in section for section in (self.config.KernelManager, self.config.PublishedKernel)
        )
        fits = len(os.path.realpath(self.connection_file)) < LONGEST_PATH
        if fits and not configured and sys.platform != "win32":
            self.transport = "ipc"

    @default("restarter_class")
    def _default_restarter_class(self) -> type[Watch]:
        return Watch

    @default("event_logger")
    def _default_event_logger(self) -> EventLogger:
        """One for all kernels: else each reads the schemas anew, and leaves the module `logging` a logger for ever."""
        kernels: Any = self.parent
        if kernels.events is None:
            kernels.events = super()._default_event_logger()
        events: EventLogger = kernels.events
        return events

    def client(self, **kwargs: Any) -> Any:
        """A client, of the kind that suits the kernel."""
        if getattr(self.provisioner, "forked", False):
            self.client_factory = ForkedKernelClient
        return super().client(**kwargs)


class PublishedKernels(AsyncMappingKernelManager):
    """Voilà's kernels: forked, counted and limited.

    Attributes
    ----------
    sessions
        The sessions whose kernels run, by the kernel's id.
    """

    parent: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sessions: dict[str, PublishedSession] = {}
        self.events: EventLogger | None = None
        self.limits = StreamkitLimits(parent=self)
        if self.publishes:
            self.cache = SharedCache()
            self._end_idle()
            self._fork()
            self._measure()
            publish_scripts(self.parent)
            self._guard()

    @property
    def publishes(self) -> bool:
        """Whether this Voilà publishes apps with our template."""
        return bool(getattr(self.parent, "voila_configuration", None)) and self._template == TEMPLATE

    @property
    def _template(self) -> str:
        template: str = self.parent.voila_configuration.template
        return template

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another viewer."""
        most = self.limits.max_sessions
        return bool(most) and len(self._pending_kernels.keys() | self._kernels.keys()) >= most

    @property
    def starting(self) -> int:
        """How many viewers wait for their kernel."""
        return len(self._pending_kernels.keys() - self._kernels.keys())

    @default("kernel_manager_class")
    def _default_kernel_manager_class(self) -> str:
        ours = f"{__name__}.{PublishedKernel.__name__}"
        stock: str = super()._default_kernel_manager_class()
        return ours if self.publishes else stock

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        """Start a viewer's kernel, or answer that there is no room."""
        if not self.publishes:
            return await self._stock_start(**kwargs)
        app, began = self._app(kwargs), time.monotonic()
        if self.is_full:
            self._refuse(app)
        kwargs["env"] = {**(kwargs.get("env") or os.environ), **self.cache.environment(self._file(app))}
        kernel_id = await self._stock_start(**kwargs)
        self._note(PublishedSession(kernel_id, app, began))
        return kernel_id

    start_kernel: Any = _async_start_kernel

    def _refuse(self, app: str) -> NoReturn:
        self.metrics.refused += 1
        self.log.warning("No room for another viewer of %s: StreamkitLimits.max_sessions is reached", app)
        raise HTTPError(503, "All places are taken at the moment.", reason="Busy")

    async def _stock_start(self, **kwargs: Any) -> str:
        kernel_id: str = await super()._async_start_kernel(**kwargs)
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        session = self.sessions.pop(kernel_id, None)
        if session is not None:
            self.log.info("%s ended after %.0f s", session, time.monotonic() - session.began)
        return super().remove_kernel(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Tidy up after a kernel; jupyter_server would only forget it."""
        self.log.warning("%s: its kernel has died", self.sessions.get(kernel_id, kernel_id))
        IOLoop.current().add_callback(self.shutdown_kernel, kernel_id, now=True)

    def _note(self, session: PublishedSession) -> None:
        self.sessions[session.kernel_id] = session
        provisioner = self._kernels[session.kernel_id].provisioner
        forked = getattr(provisioner, "forked", False)
        seconds = time.monotonic() - session.began
        self.metrics.starts[forked].add(seconds)
        self.log.info("%s: kernel %s in %.2f s", session, "forked" if forked else "started", seconds)

    def _app(self, kwargs: dict[str, Any]) -> str:
        """The notebook's path as the viewer's address names it; Voilà tells the kernel, not us."""
        env, parent = kwargs.get("env") or {}, self.parent
        if parent.notebook_path:
            return str(Path(parent.notebook_path).name)
        address: str = env.get("SCRIPT_NAME", "")
        return address.partition("voila/render/")[2] or str(kwargs.get("path") or "?")

    def _file(self, app: str) -> Path:
        """The app's file: the same for all its viewers, whatever their addresses look like."""
        return Path(self.parent.notebook_path or Path(self.parent.root_dir, unquote(app))).resolve()

    def _end_idle(self) -> None:
        if self.limits.idle_seconds:
            self.cull_idle_timeout = self.limits.idle_seconds
            self.cull_interval = max(1, min(self.limits.idle_seconds // 4, 30))
            self.cull_connected = True

    def _guard(self) -> None:
        """Check what viewers say to kernels; who has configured a connection of their own has to do so themselves."""
        if self.parent.kernel_websocket_connection_class is ZMQChannelsWebsocketConnection:
            self.parent.kernel_websocket_connection_class = PublishedConnection
        # As soon as the server has its addresses.
        IOLoop.current().add_callback(lambda: take_over(self.parent.app))

    def _fork(self) -> None:
        if sys.platform == "linux":
            from .nursery import nursery

            factory = KernelProvisionerFactory.instance(parent=self)
            if factory.default_provisioner_name == "local-provisioner":
                factory.default_provisioner_name = PROVISIONER
            nursery().roots.add(self.parent.notebook_path or self.parent.root_dir)
            nursery().start()
        allow_many_files()

    def _measure(self) -> None:
        from .metrics import StreamkitMetrics

        self.metrics = StreamkitMetrics(parent=self)
        self.metrics.publish()
