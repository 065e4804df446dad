"""What is left in the server of viewers who came and went: nothing."""

from __future__ import annotations

import asyncio
import json
import signal
from collections import Counter
from contextlib import suppress
from pathlib import Path

import browsing
import servers
from servers import Server, wait_for
from viewers import OfOurs

LOADS = 10
APP = """%%streamapp
import streamlit as st

x = st.slider("x", 0, 1000, 10)
st.write(f"value is {x}")
"""
# The server counts its objects when it is asked to.
CONFIG = """
import gc, json, os, signal
from collections import Counter

def count(*_):
    gc.collect()
    kinds = Counter(f"{type(each).__module__}.{type(each).__name__}" for each in gc.get_objects())
    with open(FILE + ".new", "w") as file:
        json.dump(kinds, file)
    os.rename(FILE + ".new", FILE)

signal.signal(signal.SIGUSR1, count)
"""
# Jupyter keeps a connection that is closed for a minute, for its timers: one for the answer of a kernel that has
# answered long ago, and one that looks whether the browser is still there.
OPTIONS = (
    "--PublishedKernels.kernel_info_timeout=1",
    "--Voila.tornado_settings={'ws_ping_interval': 1000}",
    "--VoilaConfiguration.resources={'streamkit': {'keep_seconds': 1.0}}",
)


def load(server: Server, times: int) -> None:
    async def come_and_go() -> None:
        for _ in range(times):
            viewer = OfOurs(server.url)
            await viewer.come()
            await viewer.leave()

    asyncio.run(asyncio.wait_for(come_and_go(), 60))


def test_page_loads_leave_nothing(tmp_path: Path) -> None:
    root, home, counts = tmp_path / "root", tmp_path / "home", tmp_path / "counts.json"
    root.mkdir()
    (home / "config").mkdir(parents=True)
    (home / "config" / "voila.py").write_text(CONFIG.replace("FILE", repr(str(counts))))
    browsing.write_notebook(root / "app.ipynb", APP)
    with servers.voila(root, home, *OPTIONS) as server:

        def count() -> Counter[str]:
            counts.unlink(missing_ok=True)
            server.process.send_signal(signal.SIGUSR1)
            wait_for(counts.exists, what="the server to count")
            return Counter(json.loads(counts.read_text()))

        def kept() -> list[str]:
            """What there is more of, at least one for each load; weak references keep nothing."""
            more = count() - before
            kinds = [kind for kind, number in more.items() if number >= LOADS]
            return [kind for kind in kinds if not kind.startswith(("builtins.", "weakref."))]

        load(server, 3)  # the server's own first time
        before = count()
        load(server, LOADS)
        assert kept(), "so soon after their last load there must be something of the viewers"
        with suppress(TimeoutError):
            wait_for(lambda: not kept(), 20)
        assert kept() == []
