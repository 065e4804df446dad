"""Voilà as `streamkit run` starts it: with our template, the options of config.toml, and words of its own."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import ssl
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import RedirectHandler, StaticFileHandler
from traitlets.config import Config as Traits
from voila.app import Voila

from jupyter_streamkit.config import config

from .kernels.manager import PublishedKernels
from .opening import TEMPLATE

TRIES = 100
"""Ports that are tried, one after the other."""


class CannotStartError(Exception):
    """The server cannot start, and why."""


class Server(Voila):
    """A server of apps."""

    # The command's own options are Streamlit's.
    aliases: ClassVar[dict[str, Any]] = {}
    flags: ClassVar[dict[str, Any]] = {}
    port: int
    ip: str

    def start(self) -> None:
        """Serve until somebody says that it is enough."""
        with suppress(KeyboardInterrupt):
            super().start()

    def listen(self) -> None:
        """Take a port, say where the apps are, and serve them."""
        self.ioloop = IOLoop.current()
        try:
            self._take_port(HTTPServer(self.app, ssl_options=_certificate()))
            self._greet()
            # Ctrl+C reaches kernels, too: they ignore it, and end with the server.
            signal.signal(signal.SIGINT, self._handle_signal_stop)
            self.ioloop.start()
            print("Stopping…", flush=True)
        finally:
            self.stop()

    def init_handlers(self) -> list[Any]:
        """The addresses that are served, with those of the folder `static` if there are."""
        handlers: list[Any] = super().init_handlers()
        if config.get("server.enableStaticServing") and self.notebook_path:
            folder = Path(self.notebook_path).parent / "static"
            address = url_path_join(self.server_url, r"/app/static/(.*)")
            handlers.insert(0, (address, StaticFileHandler, {"path": str(folder)}))
        if self.base_url != "/":
            handlers.append((self.base_url.rstrip("/"), RedirectHandler, {"url": self.base_url}))
        return handlers

    def _take_port(self, server: HTTPServer) -> None:
        asked = self.port
        for port in range(asked, min(asked + TRIES, 65536)):
            try:
                server.listen(port, self.ip)
            except OSError as error:
                self._check(error, asked)
            else:
                self.port = port or _port(server)
                return
        raise CannotStartError(f"The ports from {asked} on are in use: choose another with --server.port.")

    def _check(self, error: OSError, port: int) -> None:
        """Raise unless another port may be tried."""
        if error.errno == errno.EACCES:
            raise CannotStartError(f"Port {port} may not be used: choose one above 1023 with --server.port.")
        if error.errno != errno.EADDRINUSE:
            raise CannotStartError(f"The address {self.ip} cannot be used: {error.strerror}.")
        if config.is_set("server.port"):
            raise CannotStartError(f"Port {port} is in use: choose another with --server.port.")

    def _greet(self) -> None:
        asked = config.get("server.port")
        if asked not in (0, self.port):
            print(f"Port {asked} is in use: using {self.port} instead.")
        print(f"\nThe app is here: {self.address}\n(Ctrl+C ends it.)", flush=True)
        if self.open_browser:
            self._open(self.address)

    @property
    def address(self) -> str:
        """Where a browser finds the apps."""
        told = config.get("browser.serverAddress")
        is_everywhere = self.ip in ("", "0.0.0.0", "::")  # noqa: S104 - the user's choice
        name = told if is_everywhere or config.is_set("browser.serverAddress") else self.ip
        port = config.get("browser.serverPort") or self.port
        return f"{'https' if _certificate() else 'http'}://{name}:{port}{self.base_url}"

    @staticmethod
    def _open(address: str) -> None:
        import threading
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def serve(target: Path) -> None:
    """Serve a notebook, a script or a folder, until Ctrl+C.

    Raises
    ------
    CannotStartError
        No port is free, or the certificate cannot be read.
    """
    keep = float(config.get("server.disconnectedSessionTTL"))
    # Jupyter waits for three pings, in milliseconds, and Tornado takes offence, in seconds.
    logging.getLogger("tornado.general").addFilter(lambda record: "ping_timeout" not in record.getMessage())
    server = Server(
        config=Traits({"VoilaConfiguration": {"resources": {"streamkit": {"keep_seconds": keep}}}})
    )
    server.initialize([*_arguments(), str(target)])
    server.start()


def _arguments() -> list[str]:
    """Our options as those of Voilà's command line, which come before its files."""
    base = config.get("server.baseUrlPath").strip("/")
    told = {
        "Voila.port": config.get("server.port"),
        "Voila.ip": config.get("server.address") or "localhost",
        "Voila.base_url": f"/{base}/" if base else "/",
        "Voila.open_browser": not _is_headless(),
        "Voila.log_level": _level(),
        "VoilaConfiguration.template": TEMPLATE,
        "VoilaConfiguration.multi_kernel_manager_class": f"{PublishedKernels.__module__}.PublishedKernels",
    }
    return [f"--{name}={value}" for name, value in told.items()]


def _level() -> int:
    """The news of Voilà and its kernels are too many for a terminal, unless one asks for them."""
    if not config.is_set("logger.level"):
        return logging.WARNING
    return logging.getLevelNamesMapping()[config.get("logger.level").upper()]


def _is_headless() -> bool:
    told = config.get("server.headless")
    return _has_no_display() if told is None else bool(told)


def _has_no_display() -> bool:
    return sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()


def _certificate() -> ssl.SSLContext | None:
    files = config.get("server.sslCertFile"), config.get("server.sslKeyFile")
    if not any(files):
        return None
    if not all(files):
        raise CannotStartError("For https, set both server.sslCertFile and server.sslKeyFile.")
    try:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)
    except OSError as error:
        raise CannotStartError(
            f"The certificate {files[0]} and its key {files[1]} cannot be read: {error}."
        ) from None
    return context


def _port(server: HTTPServer) -> int:
    """The port that the system chose."""
    taken: list[socket.socket] = list(server._sockets.values())  # noqa: SLF001 - tornado has no other door
    return int(taken[0].getsockname()[1])
