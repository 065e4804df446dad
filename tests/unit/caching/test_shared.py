"""Results that several processes share: through a folder, and through Redis."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from servers import wait_for

from jupyter_streamkit.caching import cache_data, folder, places
from jupyter_streamkit.caching.data import CachedData
from jupyter_streamkit.caching.folder import FolderStore, Room
from jupyter_streamkit.caching.storage import Entry, Limits, clock


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory):
    """A Redis of one's own, which listens on a socket in a private folder and keeps nothing."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    home = tmp_path_factory.mktemp("redis")
    socket = home / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(home)]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    wait_for(socket.exists, 20, "Redis")
    yield f"unix://{socket}"
    server.terminate()
    server.wait(10)


@pytest.fixture(params=["folder", "redis"])
def sharing(request: pytest.FixtureRequest, tmp_path, monkeypatch):
    """The environment of processes that share what they cache."""
    monkeypatch.setenv(places.APP, "/apps/one.ipynb")
    CachedData.caches._shared.clear()  # the environment of a real process does not change
    if request.param == "redis":
        monkeypatch.setenv(places.URL, request.getfixturevalue("redis"))
    else:
        monkeypatch.setenv(places.FOLDER, str(tmp_path))
    yield request.param
    cache_data.clear()
    CachedData.caches._shared.clear()


PROCESS = """
import os, sys, time
from pathlib import Path
from jupyter_streamkit.caching import cache_data

if "STREAMKIT_CACHE_URL" in os.environ:  # nobody wants to wait
    from jupyter_streamkit.caching import remote
    remote.LENT = 1.0

log, go = Path(sys.argv[1]), Path(sys.argv[2])

@cache_data(show_spinner=False)
def slow(number):
    with log.open("a") as file:
        print("computes", file=file, flush=True)
    while not go.exists():
        time.sleep(0.01)
    return {"twice": 2 * number}

print("asks", flush=True)
print(slow(21), flush=True)
"""


class Processes:
    """Processes that ask for the same result, which takes until they are let go."""

    def __init__(self, home: Path) -> None:
        self.script, self.log, self.gate = home / "app.py", home / "log", home / "go"
        self.script.write_text(textwrap.dedent(PROCESS))
        self.all: list[subprocess.Popen[str]] = []

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, str(self.script), str(self.log), str(self.gate)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        self.all.append(process)
        return process

    def go(self) -> None:
        self.gate.touch()

    @property
    def computations(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0


@pytest.fixture
def processes(sharing, tmp_path):
    home = tmp_path / "processes"
    home.mkdir()
    made = Processes(home)
    yield made
    for process in made.all:
        process.kill()
        process.communicate()


def test_one_computation_for_all_processes(processes: Processes) -> None:
    three = [processes.start() for _ in range(3)]
    for each in three:
        assert each.stdout.readline() == "asks\n"
    wait_for(lambda: processes.computations, what="the computation")
    processes.go()
    assert [each.communicate(timeout=30)[0] for each in three] == ["{'twice': 42}\n"] * 3
    assert processes.computations == 1


def test_another_takes_over_when_the_process_that_computes_is_killed(
    processes: Processes, monkeypatch
) -> None:
    first = processes.start()
    wait_for(lambda: processes.computations, what="the computation")
    second = processes.start()
    assert second.stdout.readline() == "asks\n"
    assert processes.computations == 1
    first.kill()
    wait_for(lambda: processes.computations == 2, what="the second process")
    processes.go()
    assert second.communicate(timeout=30)[0] == "{'twice': 42}\n"


def function(runs: list[object], **options):
    @cache_data(**options)
    def load(x):
        runs.append(x)
        return x

    return load


def another_process(load) -> None:
    """Make the function's cache anew, as a process finds it that has just been started."""
    cache = load._cache()
    cache.store = places.store_for(load._key, load._options)


def test_clearing_reaches_the_others(sharing) -> None:
    runs: list[object] = []
    here, there = function(runs), function(runs)
    another_process(there)
    for clear in (lambda: here.clear("a"), here.clear, cache_data.clear):
        assert (here("a"), there("a")) == ("a", "a")
        assert len(runs) == 1
        clear()
        assert (there("a"), here("a")) == ("a", "a")
        assert len(runs) == 2
        cache_data.clear()
        runs.clear()


def test_apps_do_not_find_each_others_results(sharing, monkeypatch) -> None:
    runs: list[object] = []
    load = function(runs)
    load(1)
    monkeypatch.setenv(places.APP, "/apps/two.ipynb")
    another_process(load)
    load(1)
    assert runs == [1, 1]
    cache_data.clear()
    monkeypatch.setenv(places.APP, "/apps/one.ipynb")
    another_process(load)
    load(1)
    assert runs == [1, 1]


def test_the_result_used_the_longest_time_ago_goes_first(sharing) -> None:
    runs: list[object] = []
    load = function(runs, max_entries=2)
    for x in (1, 2, 1, 3, 1, 2):
        load(x)
        time.sleep(0.002)  # Redis and file systems tell milliseconds apart, and no less
    assert runs == [1, 2, 3, 2]


def test_results_take_no_more_than_max_size(sharing) -> None:
    runs: list[object] = []
    load = function(runs, max_size="1KB")
    for x in ("a" * 400, "b" * 400, "c" * 400, "c" * 400, "b" * 400, "a" * 400):
        load(x)
        time.sleep(0.002)
    assert [x[0] for x in runs] == ["a", "b", "c", "a"]


def test_shared_results_expire(sharing, monkeypatch) -> None:
    runs: list[object] = []
    load = function(runs, ttl=3600)
    load(1)
    load(1)
    assert runs == [1]
    later = time.time() + 3601
    monkeypatch.setattr("jupyter_streamkit.caching.parcel.now", lambda: later)
    another_process(load)
    load(1)
    assert runs == [1, 1]


def test_big_results_are_copies(sharing) -> None:
    load = function([])
    assert load(bytearray(1_000_000)) == bytearray(1_000_000)
    load(bytearray(1_000_000)).extend(b"more")
    assert load(bytearray(1_000_000)) == bytearray(1_000_000)


def test_a_function_that_calls_itself_does_not_wait_for_itself(sharing) -> None:
    depth = []

    @cache_data
    def f(x):
        depth.append(x)
        return x if len(depth) == 3 else f(x)

    assert f(1) == 1


@pytest.mark.parametrize("sharing", ["folder"], indirect=True)
def test_nobody_else_reads_the_folder(sharing, tmp_path) -> None:
    function([])(1)
    made = [*tmp_path.rglob("*")]
    assert made
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in made)


def test_all_functions_together_take_no_more_than_there_is_room(tmp_path) -> None:
    room = Room(tmp_path, most=100_000)
    stores = [FolderStore(room, name, Limits()) for name in ("one", "two")]
    for number in range(40):
        stores[number % 2].put(str(number), Entry(bytes(10_000), None, clock(), 10_000))
        time.sleep(0.002)
    held = list(tmp_path.rglob(f"*{folder.ENDING}"))
    assert 8 <= len(held) <= 10
    assert stores[1].get("39") is not None


@pytest.mark.parametrize("sharing", ["redis"], indirect=True)
def test_a_long_computation_keeps_its_lock(processes: Processes, monkeypatch) -> None:
    from jupyter_streamkit.caching import remote

    monkeypatch.setattr(remote, "LENT", 0.3)
    store = places.store_for("f", function([])._options)
    with store.turn("key") as mine:
        assert mine
        time.sleep(0.5)
        other = places.store_for("f", function([])._options)
        with other.turn("key") as theirs:
            assert not theirs


def test_without_redis_an_app_computes_for_itself(monkeypatch, caplog, tmp_path) -> None:
    CachedData.caches._shared.clear()
    monkeypatch.setenv(places.URL, f"unix://{tmp_path}/nobody.sock")
    runs: list[object] = []
    load = function(runs)
    assert [load(1), load(1)] == [1, 1]
    assert "not asked for 10 s" in caplog.text
    load.clear()
    cache_data.clear()
