"""The command `streamkit`, run to its end or as a server."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import servers
from servers import wait_for


def streamkit(home: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "jupyter_streamkit", *arguments]
    environment = {**servers.environment(home), "XDG_CACHE_HOME": str(home / "cache"), "HOME": str(home)}
    return subprocess.run(
        command, cwd=folder or home, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def running(home: Path, folder: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """Run the command as a server; gives its address, its process and what it prints."""
    log = home / "run.log"
    environment = {**servers.environment(home), "HOME": str(home)}
    command = [sys.executable, "-m", "jupyter_streamkit", "run", *arguments]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    try:

        def is_up() -> bool:
            assert process.poll() is None, log.read_text()
            return "The app is here" in log.read_text()

        wait_for(is_up, 60, "the address")
        address = re.search(r"here: (\S+)", log.read_text())
        assert address
        yield address[1], process, log
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
