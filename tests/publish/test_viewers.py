"""Many viewers of one server: none sees another's, none is hurt by what happens to the others, and nothing piles up."""

from __future__ import annotations

import asyncio
import re
import secrets
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError

import browsing
import psutil
import pytest
import servers
from kernels import holds
from servers import Server, wait_for
from viewers import PROTOCOL, OfOurs, Viewer

APP = """%%streamapp
import os
import streamlit as st

x = st.slider("x", 0, 1000, 10)
kept = st.session_state.setdefault("kept", [])
kept.append(x)
st.text(f"value is {x} of {kept} for {st.context.cookies.get('who')} in {os.getpid()}.")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    browsing.write_notebook(root / "app.ipynb", APP)
    with servers.voila(root, home) as server:
        yield server


def zygote(server: Server) -> psutil.Process:
    return next(each for each in server.process.children() if "zygote" in " ".join(each.cmdline()))


def test_viewers_see_nothing_of_each_other(server: Server) -> None:
    secret = secrets.token_hex()

    async def both() -> None:
        one, other = (OfOurs(server.url, cookie=f"who={who}") for who in (secret, "another"))
        await asyncio.gather(one.come(), other.come())
        mine = await said(one, 777, f"[10, 777] for {secret}")
        theirs = await said(other, 5, "[10, 5] for another")
        assert holds(mine, secret), "or this test could not find it elsewhere"
        assert not holds(theirs, secret)
        await asyncio.gather(one.leave(), other.leave())

    asyncio.run(both())


async def said(viewer: OfOurs, value: int, told: str) -> int:
    """Move the slider; returns the process that answered so."""
    await viewer.send(value)
    answer = await viewer.hear(b"value is %d of " % value)
    found = re.search(rf"{re.escape(told)} in (\d+)\.", answer.decode(errors="replace"))
    assert found, answer
    return int(found[1])


def test_who_connects_to_a_busy_kernel_misses_nothing(server: Server) -> None:
    """The server first makes sure that it hears the kernel: another viewer sees that it asks."""
    wait_for(lambda: not server.kernels(), what="the kernels of the tests before to end")
    browsing.write_notebook(server.root / "busy.ipynb", "import time; time.sleep(2)", "time.sleep(10)", APP)

    async def both() -> None:
        page = asyncio.ensure_future(OfOurs(server.url).fetch("voila/render/busy.ipynb"))
        kernel = await asyncio.to_thread(busy_kernel, server)
        one, other = OfOurs(server.url), OfOurs(server.url)
        await one.connect(f"{kernel}/channels?session_id=one", PROTOCOL)  # between the cells
        await asyncio.to_thread(wait_for, lambda: is_busy(server, kernel))
        await other.connect(f"{kernel}/channels?session_id=other", PROTOCOL)
        async with asyncio.timeout(3):
            await one.hear(b'"session": "other"')
        await page

    asyncio.run(both())


def busy_kernel(server: Server) -> str:
    """The address of the server's one kernel, as soon as that works."""
    wait_for(server.kernels)
    kernel = f"api/kernels/{connection_file(server.kernels()[0]).stem.removeprefix('kernel-')}"
    wait_for(lambda: is_busy(server, kernel))
    return kernel


def connection_file(kernel: psutil.Process) -> Path:
    words = kernel.cmdline()
    return Path(words[words.index("-f") + 1])


def is_busy(server: Server, kernel: str) -> bool:
    with suppress(HTTPError):  # it is being started
        return b'"busy"' in urllib.request.urlopen(server.url + kernel).read()
    return False


def test_a_killed_zygote_stops_nobody(server: Server) -> None:
    async def all() -> None:
        viewers = [OfOurs(server.url) for _ in range(20)]
        await asyncio.gather(*(viewer.come() for viewer in viewers))
        works = [asyncio.ensure_future(work(viewer)) for viewer in viewers]
        await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
        zygote(server).kill()
        await asyncio.gather(*works)
        late = OfOurs(server.url)
        await late.come()
        await late.move(77)
        await asyncio.gather(*(viewer.leave() for viewer in [*viewers, late]))

    asyncio.run(all())


def test_a_kernel_that_dies_is_not_started_again(server: Server) -> None:
    """It would know nothing of its page, which asks for another; and could outlive all who know of it."""
    wait_for(lambda: not server.kernels(), what="the kernels of the tests before to end")

    async def one() -> None:
        viewer = OfOurs(server.url)
        await viewer.come()
        (kernel,) = server.kernels()
        file = connection_file(kernel)
        assert file.exists()
        kernel.kill()
        async with asyncio.timeout(10):
            await viewer.hear(b'"execution_state": "dead"')
        await asyncio.to_thread(
            wait_for, lambda: not [*file.parent.glob(f"{file.name}*")], 10, "its files to go"
        )
        await asyncio.sleep(4)
        assert not server.kernels()

    asyncio.run(one())


async def work(viewer: Viewer) -> None:
    for value in range(100, 105):
        await viewer.move(value)


def test_nothing_piles_up(server: Server) -> None:
    """As many loads as a test has time for; `make bench-publish` does hundreds."""
    come_and_go(server, 8)
    descriptors, processes, megabytes = holding(server)
    come_and_go(server, 12)
    wait_for(lambda: holding(server)[0] <= descriptors, 10, "connections to close")
    assert holding(server)[1] == processes
    assert holding(server)[2] < megabytes + 10, "a kernel that stays has more"


def come_and_go(server: Server, times: int) -> None:
    async def visit() -> None:
        viewer = OfOurs(server.url)
        await viewer.come()
        await viewer.leave()

    for _ in range(times):
        asyncio.run(visit())
    wait_for(lambda: not server.kernels(), what="the kernels' end")


def holding(server: Server) -> tuple[int, int, float]:
    """Descriptors, processes and megabytes of the server and its zygote.

    All that they see of memory: a share of it would depend on a kernel that is just ending.
    """
    family = [server.process, *server.process.children(recursive=True)]
    descriptors = sum(process.num_fds() for process in family)
    return descriptors, len(family), sum(process.memory_info().rss for process in family) / 1e6
