"""Real servers for the tests: Voilà, JupyterLab and Notebook 7, each with folders and a port of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psutil
from certipy import Certipy

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("STREAMKIT_SHARED", REPOSITORY.parent / "shared"))
DATA = Path(os.environ.get("STREAMKIT_DATA", REPOSITORY.parent / "shared" / "data"))
# Jupyter's own, from npm.
PROXY = REPOSITORY / "labextension/node_modules/.bin/configurable-http-proxy"

QUIET_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # A terminal or a kernel dialog must never stand before the page under test.
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes
    ----------
    url
        Its address, ending in a slash.
    root
        The folder whose notebooks it serves.
    process
        Its process; the kernels are children of it.
    log
        The file that holds what it printed.
    """

    url: str
    root: Path
    process: psutil.Process
    log: Path

    def kernels(self) -> list[psutil.Process]:
        """The kernel processes that run now."""
        return [child for child in self.process.children(recursive=True) if is_kernel(child)]


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a running kernel."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in " ".join(
            process.cmdline()
        )
    except psutil.NoSuchProcess:
        return False


@contextmanager
def voila(root: Path, home: Path, *options: str) -> Iterator[Server]:
    """Serve the notebooks of a folder as published pages."""
    port = free_port()
    arguments = ["voila", str(root), "--no-browser", f"--port={port}", "--template=streamkit"]
    arguments += ["--Voila.ip=127.0.0.1", "--Voila.port_retries=0", *options]
    with running(arguments, root, home, f"http://127.0.0.1:{port}/") as server:
        yield server


@contextmanager
def jupyterlab(root: Path, home: Path, *options: str, token: str = "") -> Iterator[Server]:
    """Serve a folder with JupyterLab, the application reachable as `window.jupyterapp`."""
    with _jupyter("jupyterlab", "LabApp", root, home, *options, token=token) as server:
        yield server


COLLABORATION = REPOSITORY / ".make/collaboration"
"""What JupyterLab lacks to share notebooks: `make test` puts it there."""


@contextmanager
def collaboration(root: Path, home: Path) -> Iterator[Server]:
    """Serve a folder with a JupyterLab in which several people work in one notebook."""
    folders = {"PYTHONPATH": "", "JUPYTER_PATH": "share/jupyter", "JUPYTER_CONFIG_PATH": "etc/jupyter"}
    variables = {name: str(COLLABORATION / folder) for name, folder in folders.items()}
    with _jupyter("jupyterlab", "LabApp", root, home, variables=variables) as server:
        yield server


@contextmanager
def notebook7(root: Path, home: Path) -> Iterator[Server]:
    """Serve a folder with Notebook 7, the application reachable as `window.jupyterapp`."""
    with _jupyter("notebook", "JupyterNotebookApp", root, home) as server:
        yield server


@contextmanager
def _jupyter(
    module: str,
    application: str,
    root: Path,
    home: Path,
    *options: str,
    token: str = "",
    variables: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    settings = home / "lab-settings.json"
    settings.write_text(json.dumps(QUIET_SETTINGS))
    port = free_port()
    arguments = [module, "--no-browser", "--allow-root", f"--ServerApp.root_dir={root}"]
    arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    arguments += [f"--IdentityProvider.token={token}", "--expose-app-in-browser"]
    arguments += [f"--{application}.app_settings_dir={home}", *options]
    settings.rename(home / "overrides.json")
    url = f"http://127.0.0.1:{port}/"
    with running(arguments, root, home, url, variables=variables) as server:
        yield server


@contextmanager
def running(
    arguments: Sequence[str],
    root: Path,
    home: Path,
    url: str,
    *,
    python: str | Path = sys.executable,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run a Python module as a server, until the end of the block."""
    log = home / "server.log"
    with log.open("wb") as output:
        popen = subprocess.Popen(
            [str(python), "-m", *arguments],
            cwd=root,
            env=environment(home) | dict(variables or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(url, root, psutil.Process(popen.pid), log)
    try:
        _wait_until_up(server, popen)
        yield server
    finally:
        _stop(popen)


def environment(home: Path) -> dict[str, str]:
    """The environment of a server or kernel that sees none of the user's own Jupyter and IPython files."""
    folders = {
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "MPLCONFIGDIR": "matplotlib",
    }
    isolated = {name: str(home / folder) for name, folder in folders.items()}
    for folder in isolated.values():
        Path(folder).mkdir(exist_ok=True)
    # Streamlit, where a test has run it, tells its process's Matplotlib to draw nothing.
    inherited = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    return {**inherited, **isolated, "STREAMKIT_DATA": str(DATA), "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Certificate:
    """What a server needs to speak https as `localhost`, and who vouches for it."""

    file: str
    key: str
    authority: str


def certificate(folder: Path) -> Certificate:
    """A certificate that nobody knows but those who are told of its authority."""
    makes = Certipy(store_dir=str(folder))
    makes.create_ca("authority")
    made = makes.create_signed_pair("localhost", "authority", alt_names=["DNS:localhost", "IP:127.0.0.1"])
    files = made["files"]
    return Certificate(files["cert"], files["key"], files["ca"])


@contextmanager
def files(folder: Path, secret: Certificate | None = None) -> Iterator[str]:
    """Serve the files of a folder, with a certificate by https; gives the address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    if secret:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(secret.file, secret.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"{'https' if secret else 'http'}://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def https_proxy(target: str, home: Path) -> Iterator[str]:
    """A proxy that speaks https in front of a server; gives its address, which ends in a slash."""
    port, secret = free_port(), certificate(home)
    words = [str(PROXY), "--ip=127.0.0.1", f"--port={port}", f"--api-port={free_port()}"]
    words += [f"--ssl-cert={secret.file}", f"--ssl-key={secret.key}", f"--default-target={target}"]
    log = home / "proxy.log"
    with log.open("wb") as output:
        popen = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: listens(port), 30, "the proxy")
        yield f"https://localhost:{port}/"
    finally:
        _stop(popen)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def listens(port: int) -> bool:
    """Whether somebody answers at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition: object, seconds: float = 30, what: str = "the condition") -> None:
    """Wait until a function returns something true."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            message = f"waited {seconds} s in vain for {what}"
            raise TimeoutError(message)
        time.sleep(0.05)


def _wait_until_up(server: Server, popen: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        if popen.poll() is not None:
            message = f"the server ended with code {popen.returncode}:\n{server.log.read_text()}"
            raise RuntimeError(message)
        try:
            urllib.request.urlopen(server.url, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    wait_for(answers, 60, f"an answer of {server.url}")


def _stop(popen: subprocess.Popen[bytes]) -> None:
    """End a server and every process that it started."""
    try:
        family = psutil.Process(popen.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    popen.send_signal(signal.SIGTERM)
    try:
        popen.wait(10)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)
