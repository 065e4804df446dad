"""How Jupyter gets a forked kernel: the kernel provisioner `streamkit-fork`."""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from .limits import StreamkitLimits
from .nursery import NoZygote, nursery
from .protocol import Launch

LAUNCHER = ["-m", "ipykernel_launcher", "-f"]

# What the loader, Python and IPython read when they start; a fork of the zygote is past that.
EARLY = ("PYTHON", "LD_", "IPYTHONDIR")


class ForkProvisioner(LocalProvisioner):
    """Forks plain IPython kernels from the zygote, and starts all others as usual.

    Attributes
    ----------
    forked
        Whether the kernel was forked.
    start_seconds
        How long the last start took, in seconds: until it was ready for a forked one, until the process existed for
        another.
    """

    forked = False
    start_seconds = 0.0

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel, else launch it."""
        began = time.monotonic()
        self.forked = await self._fork(cmd, kwargs)
        if not self.forked:
            await super().launch_kernel(cmd, **kwargs)
            self._limit()
        self.start_seconds = time.monotonic() - began
        return self.connection_info

    async def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> bool:
        if not (sys.platform == "linux" and is_plain(cmd, kwargs)):
            return False
        cwd = str(kwargs.get("cwd") or Path.cwd())
        memory = StreamkitLimits(parent=self).session_bytes
        launch = Launch(cmd[-1], kwargs["env"], cwd, memory, nursery().files)
        try:
            process = await nursery().fork(launch)
        except NoZygote as reason:
            self.log.warning("The kernel is started, not forked: %s", reason)
            return False
        self.process: Any = process
        self.pid = self.pgid = process.pid
        self.cwd = cwd
        return True

    def take_runs(self) -> list[float]:
        """Durations of the app's runs since they were last asked for, in seconds."""
        process: Any = self.process
        if process is None:
            return []
        process.poll()
        runs, process.runs = process.runs, []
        return list(runs)

    def _limit(self) -> None:
        memory = StreamkitLimits(parent=self).session_bytes
        if memory and sys.platform == "linux" and self.pid:
            hard = resource.prlimit(self.pid, resource.RLIMIT_DATA)[1]
            resource.prlimit(self.pid, resource.RLIMIT_DATA, (memory, hard))


def is_plain(cmd: list[str], kwargs: dict[str, Any]) -> bool:
    """Whether a command starts an IPython kernel that a fork of the zygote can stand for."""
    env = kwargs.get("env", {})
    return (
        cmd[1:-1] == LAUNCHER
        and is_our_python(cmd[0])
        and not kwargs.keys() - {"env", "cwd", "kernel_id"}
        and _early(env) == _early(os.environ)
        and parse_qs(env.get("QUERY_STRING", "")).get("template", ["streamkit"]) == ["streamkit"]
    )


def is_our_python(path: str) -> bool:
    """Whether a path is this interpreter, of this environment."""
    theirs, ours = Path(path), Path(sys.executable)
    if not theirs.is_absolute():
        return False
    return theirs.parent.resolve() == ours.parent.resolve() and theirs.resolve() == ours.resolve()


def _early(env: Any) -> dict[str, str]:
    return {
        name: value for name, value in env.items() if name.startswith(EARLY) and name != "PYTHONEXECUTABLE"
    }
