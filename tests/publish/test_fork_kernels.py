"""A forked kernel is like any other kernel; and what may happen to the zygote hurts no viewer."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import browsing
import psutil
import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from kernels import Kernel, holds
from servers import wait_for

from jupyter_streamkit.publish.kernels import nursery, protocol, provisioner
from jupyter_streamkit.publish.kernels.nursery import Nursery
from jupyter_streamkit.publish.kernels.process import UNKNOWN, ForkedProcess

APP = "import numpy, local_part, matplotlib.pyplot as plt"
LOCAL = "import json.tool, sqlalchemy"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An app's folder. It has a module that is called like an installed one."""
    folder = tmp_path_factory.mktemp("app")
    browsing.write_notebook(folder / "app.ipynb", f"%%streamapp\n{APP}")
    (folder / "local_part.py").write_text(LOCAL)
    (folder / "sqlalchemy.py").write_text("HERE = True")
    return folder


@pytest.fixture(scope="module")
def nest(folder: Path) -> Iterator[Nursery]:
    """A nursery that knows the app, in the place of this process's own; its kernels are those that tests start."""
    factory = KernelProvisionerFactory.instance()
    before, factory.default_provisioner_name = factory.default_provisioner_name, "streamkit-fork"
    nest = Nursery([str(folder)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provisioner, "nursery", lambda: nest)
        # Whether a kernel is forked is what is shown here, not how soon on a machine that has other tests to run.
        patch.setattr(nursery, "START", 100.0)
        patch.setattr(nursery, "PATIENCE", 30.0)
        yield nest
    factory.default_provisioner_name = before
    nest.close()


Start = Callable[..., Kernel]


@pytest.fixture
def start(nest: Nursery, folder: Path) -> Iterator[Start]:
    """Start kernels; they end with the test."""
    started: list[Kernel] = []

    def start(**env: str) -> Kernel:
        manager = KernelManager(transport="ipc", connection_file=str(folder / f"kernel-{uuid4()}.json"))
        # Streamlit, which other tests import, sets it for all child processes.
        clean = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        manager.start_kernel(cwd=str(folder), env={**clean, **env})
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        started.append(Kernel(manager, client))
        return started[-1]

    yield start
    for kernel in started:
        kernel.client.stop_channels()
        if kernel.manager.has_kernel:
            kernel.manager.shutdown_kernel(now=True)


def forked(kernel: Kernel) -> bool:
    return bool(kernel.manager.provisioner.forked)


def pid(kernel: Kernel) -> int:
    return int(kernel.manager.provisioner.pid)


def own_megabytes(kernel: Kernel) -> float:
    """The memory that it does not share, in MB."""
    rollup = Path(f"/proc/{pid(kernel)}/smaps_rollup").read_text()
    return int(rollup.partition("Private_Dirty:")[2].split()[0]) / 1000


def ended(kernel: Kernel) -> int:
    """Wait for a kernel's end; its exit code."""
    process = kernel.manager.provisioner.process
    wait_for(lambda: process.poll() is not None, 10, "the kernel's end")
    return int(process.returncode)


# Like any kernel.


def test_environment_folder_and_arguments(start: Start, folder: Path) -> None:
    kernel = start(FOR_THIS_ONE="yes")
    assert forked(kernel)
    assert kernel.evaluate("__import__('os').environ['FOR_THIS_ONE']") == "yes"
    assert kernel.evaluate("__import__('os').getcwd()") == str(folder)
    assert kernel.evaluate("__import__('sys').argv[1]") == "-f"
    assert (
        kernel.evaluate("[key for key in __import__('os').environ if key in ('MALLOC_ARENA_MAX',)]") == "[]"
    )
    assert psutil.Process(pid(kernel)).cmdline()[1:4] == ["-m", "ipykernel_launcher", "-f"]


def test_modules_are_there_but_none_of_the_folder(start: Start) -> None:
    kernel = start()
    loaded = (
        "[name in __import__('sys').modules for name in ('matplotlib.pyplot', 'json.tool', 'local_part')]"
    )
    assert kernel.evaluate(loaded) == "[True, True, False]"
    assert kernel.evaluate("__import__('sqlalchemy').HERE") == "True", "the app's own module comes first"
    assert kernel.evaluate("'debugpy' in __import__('sys').modules") == "False"


def test_widgets_and_figures_work(start: Start) -> None:
    kernel = start()
    told = kernel.run("import ipywidgets; ipywidgets.IntSlider()")
    assert any(each["msg_type"] == "comm_open" for each in told)
    told = kernel.run("import matplotlib.pyplot as plt; plt.plot([1, 2]); None")
    pictures = [each for each in told if each["msg_type"] == "display_data"]
    assert ["image/png" in each["content"]["data"] for each in pictures] == [True]
    other = start(MPLBACKEND="svg")
    assert other.evaluate("__import__('matplotlib').get_backend()") == "svg"


def test_apps_run(start: Start) -> None:
    kernel = start()
    kernel.app("%%streamapp\nimport streamlit as st\nst.write('hello')")
    process = kernel.manager.provisioner.process
    wait_for(lambda: process.poll() is None and process.runs, 5, "the duration of the run")
    assert 0 < kernel.manager.provisioner.take_runs()[0] < 20


def test_random_numbers_differ(start: Start) -> None:
    draw = "import numpy, random, uuid, ssl, secrets, tempfile"
    draws = ("numpy.random.rand()", "random.random()", "uuid.uuid4()", "uuid.uuid1()", "ssl.RAND_bytes(8)")
    draws += ("secrets.token_hex()", "tempfile.mktemp()", "numpy.random.default_rng().random()")
    seen = []
    for kernel in (start(), start()):
        kernel.run(draw)
        seen.append([kernel.evaluate(each) for each in draws])
    assert all(one != other for one, other in zip(*seen, strict=True)), seen


def test_an_interrupt(start: Start) -> None:
    kernel = start()
    threading.Timer(0.5, kernel.manager.interrupt_kernel).start()
    told = kernel.run("import time\nwhile True: time.sleep(0.01)")
    assert "KeyboardInterrupt" in [each["content"]["ename"] for each in told if each["msg_type"] == "error"]
    assert kernel.evaluate("1 + 1") == "2"


def test_exit_codes(start: Start) -> None:
    kernels = [start() for _ in range(4)]
    kernels[0].client.shutdown()
    kernels[1].client.execute("import os; os._exit(7)")
    kernels[2].manager.provisioner.process.kill()
    os.kill(pid(kernels[3]), signal.SIGUSR1)
    assert [ended(each) for each in kernels] == [0, 7, -signal.SIGKILL, -signal.SIGUSR1]


def test_atexit_and_a_restart(start: Start, tmp_path: Path) -> None:
    kernel = start()
    first, mark = pid(kernel), tmp_path / "mark"
    kernel.run(f"import atexit, pathlib; atexit.register(pathlib.Path({str(mark)!r}).touch); x = 1")
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=30)
    assert mark.exists()
    assert forked(kernel)
    assert pid(kernel) != first
    assert kernel.evaluate("'x' in globals()") == "False"


def test_a_dead_kernel_is_replaced(start: Start, folder: Path) -> None:
    """As the server's restarter does it."""
    kernel = start()
    kernel.manager.provisioner.process.kill()
    assert ended(kernel) == -signal.SIGKILL
    kernel.client.stop_channels()  # of two clients with one identity, the first could take the answers
    kernel.manager.restart_kernel(now=True, newports=True)
    client = kernel.client = kernel.manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    assert forked(kernel)
    assert kernel.evaluate("1 + 1") == "2"


def test_the_memory_of_a_session_is_limited(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = property(lambda self: 100_000_000)
    monkeypatch.setattr(provisioner.StreamkitLimits, "session_bytes", limit)
    kernel = start()
    told = kernel.run("len(bytearray(50_000_000)); big = bytearray(200_000_000)")
    assert [each["content"]["ename"] for each in told if each["msg_type"] == "error"] == ["MemoryError"]
    assert kernel.evaluate("1 + 1") == "2"


# Nothing of another's.


def test_no_viewers_secret_is_in_anothers_memory(start: Start, nest: Nursery) -> None:
    secret = os.urandom(16).hex()
    one, other = start(QUERY_STRING=f"code={secret}"), start()
    assert nest.zygote is not None
    assert holds(pid(one), secret), "or this test could not find it elsewhere"
    assert not holds(pid(other), secret)
    assert not holds(nest.zygote.pid, secret)


def test_descriptors_threads_and_processes_do_not_grow(start: Start, nest: Nursery) -> None:
    """Fifteen kernels instead of the hundreds that a server sees: the numbers are the same after each."""

    def count() -> tuple[int, ...]:
        assert nest.zygote is not None
        zygote, server = psutil.Process(nest.zygote.pid), psutil.Process()
        return zygote.num_fds(), zygote.num_threads(), len(zygote.children()), server.num_fds()

    def one() -> None:
        manager = KernelManager(transport="ipc")
        manager.start_kernel()
        kernels.append(manager.provisioner.pid)
        manager.shutdown_kernel(now=True)

    kernels: list[int] = []
    one()
    before = count()
    for _ in range(14):
        one()
    assert len(set(kernels)) == 15
    assert count() == before


def test_a_kernel_shares_most_of_its_memory(start: Start) -> None:
    """It copied half as much again when it went through all modules and put its objects into the zygote's holes."""
    kernel = start()
    kernel.app("%%streamapp\nimport streamlit as st\nst.write('hello')")
    assert own_megabytes(kernel) < 22


def test_memory_that_is_free_goes_back_to_the_system(start: Start) -> None:
    """glibc would keep it on top of the heap, and for ever where something small lies above it."""
    kernel = start()
    kernel.app(
        "%%streamapp\nimport ctypes, builtins\nlibc = ctypes.CDLL(None)\nlibc.malloc.restype = ctypes.c_void_p\n"
        "blocks = [libc.malloc(ctypes.c_size_t(60_000)) for _ in range(800)]\n"
        "for block in blocks:\n    ctypes.memset(ctypes.c_void_p(block), 1, 60_000)\n"
        "for block in blocks[:-1]:\n    libc.free(ctypes.c_void_p(block))"
    )
    wait_for(lambda: own_megabytes(kernel) < 40, 20, "its return")


# What may happen to the zygote.


def test_a_killed_zygote(start: Start, nest: Nursery) -> None:
    working, dying = start(), start()
    assert nest.zygote is not None
    first = nest.zygote.pid
    nest.zygote.process.kill()
    nest.zygote.process.wait()
    assert forked(start()), "the next kernel comes from a new one"
    assert nest.zygote.pid != first
    assert working.evaluate("1 + 1") == "2"
    dying.manager.provisioner.process.kill()
    assert ended(dying) == UNKNOWN


def test_a_kernel_that_is_ready_before_the_zygote_says_who_it_is() -> None:
    """As on a machine with much to do: each of them has a process of its own."""

    async def receive() -> ForkedProcess:
        pipe, theirs = protocol.pair()
        pipe.setblocking(False)
        with theirs:
            protocol.send(theirs, ready=True)
            protocol.send(theirs, [os.pidfd_open(os.getpid())], pid=os.getpid())
            return await nursery._kernel(pipe)

    process = asyncio.run(receive())
    assert process.pid == os.getpid()
    assert process.poll() is None


def test_a_hung_zygote(start: Start, nest: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "PATIENCE", 0.3)
    working = start()
    assert nest.zygote is not None
    first = psutil.Process(nest.zygote.pid)
    first.suspend()
    monkeypatch.setattr(nursery, "PATIENCE", 0.3)
    assert not forked(start()), "it is not waited for"
    monkeypatch.undo()
    assert not first.is_running()
    assert forked(start()), "there is a new one"
    assert working.evaluate("1 + 1") == "2"


def test_a_zygote_that_cannot_start(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Nursery(["/dev/null/no folder"])
    monkeypatch.setattr(provisioner, "nursery", lambda: broken)
    monkeypatch.setattr(nursery, "environment", lambda: {"PYTHONHOME": "/nowhere"})
    began = time.monotonic()
    assert not forked(start())
    assert not forked(start())
    assert time.monotonic() - began < 30
    assert broken.zygote is None, "it is left alone for a while"


@pytest.mark.parametrize(
    ("cmd", "env"),
    [
        (["{python}", "-m", "other_kernel", "-f", "x"], {}),
        (["{python}", "-X", "dev", "-m", "ipykernel_launcher", "-f", "x"], {}),
        (["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", "x"], {}),
        (["{python}", "-m", "ipykernel_launcher", "-f", "x"], {"PYTHONHASHSEED": "1"}),
        (["{python}", "-m", "ipykernel_launcher", "-f", "x"], {"QUERY_STRING": "template=lab"}),
    ],
)
def test_other_kernels_are_started_as_ever(cmd: list[str], env: dict[str, str]) -> None:
    import sys

    words = [word.format(python=sys.executable) for word in cmd]
    assert not provisioner.is_plain(words, {"env": {**os.environ, **env}})
    plain = [sys.executable, "-m", "ipykernel_launcher", "-f", "x"]
    assert provisioner.is_plain(plain, {"env": dict(os.environ)})
    assert not provisioner.is_plain(plain, {"env": dict(os.environ), "stdout": 1})


def test_the_first_viewer_may_come_long_after_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was ready, but had told nobody: that viewer's kernel, and all others, were started."""
    nest = Nursery()
    nest.start()
    assert nest.zygote is not None
    try:
        select.select([nest.zygote.control], [], [], 100)
        monkeypatch.setattr(nursery, "START", 0.0)
        monkeypatch.setattr(nursery, "HUNG", 0.0)
        asyncio.run(nest.zygote.wait_until_ready())
        assert nest.zygote.ready
    finally:
        nest.close()
