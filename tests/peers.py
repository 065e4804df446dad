"""Servers of other projects, for the benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import servers
from servers import REPOSITORY, Server

# An environment without us, so that they are as their users have them: see `make bench-publish`.
PYTHON = REPOSITORY / ".make/peers/bin/python"


@contextmanager
def streamlit(root: Path, home: Path) -> Iterator[Server]:
    """Serve `app.py` of a folder with Streamlit."""
    port = servers.free_port()
    arguments = ["streamlit", "run", str(root / "app.py"), f"--server.port={port}", "--server.headless=true"]
    arguments += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    arguments += ["--server.fileWatcherType=none"]
    with servers.running(arguments, root, home, f"http://127.0.0.1:{port}/") as server:
        yield server


@contextmanager
def stock_voila(root: Path, home: Path, *options: str) -> Iterator[Server]:
    """Serve the notebooks of a folder with Voilà and its own template."""
    port = servers.free_port()
    arguments = ["voila", str(root), "--no-browser", f"--port={port}", "--template=lab"]
    arguments += ["--Voila.ip=127.0.0.1", *options]
    with servers.running(arguments, root, home, f"http://127.0.0.1:{port}/", python=PYTHON) as server:
        yield server


@contextmanager
def mercury(root: Path, home: Path) -> Iterator[Server]:
    """Serve the notebooks of a folder with Mercury."""
    port = servers.free_port()
    arguments = ["mercury_app", f"--working-dir={root}", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    url = f"http://127.0.0.1:{port}/"
    with servers.running([*arguments, f"--port={port}"], root, home, url, python=PYTHON) as server:
        yield server
