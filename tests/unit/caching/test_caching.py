from __future__ import annotations

import asyncio
import ctypes
import linecache
import threading
import types
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from jupyter_streamkit.caching import cache_data, cache_resource, forget_edited
from jupyter_streamkit.caching.errors import UnhashableParamError, UnserializableReturnValueError
from jupyter_streamkit.caching.function import CachedFunction
from jupyter_streamkit.errors import StreamlitAPIException

BOTH = pytest.mark.parametrize("cache", [cache_data, cache_resource], ids=["data", "resource"])
SOON = 5
"""Seconds after which a test gives up."""


class Stop(BaseException):
    """What stops a run."""


def run_script(source, name="script"):
    """Run source as the engine runs a cell: as a module made anew, its lines known to linecache."""
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    module = types.ModuleType(name)
    exec(compile(source, file, "exec"), module.__dict__)
    return module


SCRIPT = """
from jupyter_streamkit.caching import cache_data
runs = []
@cache_data
def load(x):
    runs.append(x)
    return x * FACTOR
result = load(3)
"""


def test_running_a_script_again_finds_its_results_and_an_edit_does_not():
    first = run_script(SCRIPT.replace("FACTOR", "2"))
    again = run_script("\n\n" + SCRIPT.replace("FACTOR", "2"))
    edited = run_script(SCRIPT.replace("FACTOR", "10"))
    assert [(each.runs, each.result) for each in (first, again, edited)] == [([3], 6), ([], 6), ([3], 30)]


def test_two_scripts_do_not_share_results():
    assert [run_script(SCRIPT.replace("FACTOR", "2"), name).runs for name in ("one", "two")] == [[3], [3]]


def test_results_of_functions_that_an_edit_removed_are_forgotten(clock):
    def resources():
        from jupyter_streamkit.caching.data import CachedData

        return len(CachedData.caches._shared)

    run_script(SCRIPT.replace("FACTOR", "2"))
    clock.now += 1
    run_script(SCRIPT.replace("FACTOR", "10"))
    before = resources()
    forget_edited("script", since=clock.now)
    assert resources() == before - 1
    assert run_script(SCRIPT.replace("FACTOR", "10")).runs == []


@BOTH
def test_keywords_in_any_order_are_the_same_call(cache):
    runs = []

    @cache
    def f(a, b):
        runs.append((a, b))

    f(1, 2)
    f(b=2, a=1)
    assert runs == [(1, 2)]


def test_data_are_copies_and_resources_are_not():
    def make():
        return [1]

    data, resource = cache_data(make), cache_resource(make)
    data().append(2)
    data().append(3)
    assert data() == [1]
    resource().append(2)
    assert resource() == [1, 2]


@pytest.mark.parametrize("ttl", [10, "10s", timedelta(seconds=10)])
@BOTH
def test_results_expire(cache, ttl, clock):
    runs = []
    f = cache(ttl=ttl)(lambda: runs.append(1))
    f()
    clock.now += 9.9
    f()
    assert len(runs) == 1
    clock.now += 0.2
    f()
    assert len(runs) == 2


def test_max_size_counts_pickled_bytes(caplog):
    runs = []

    @cache_data(max_size="1KB")
    def f(x):
        runs.append(x)
        return "x" * x

    for x in (400, 401, 400, 402, 400, 401):
        f(x)
    assert runs == [400, 401, 402, 401]
    f(5000)
    assert "larger than max_size" in caplog.text
    f(5000)
    f(400)
    f(5000)
    assert runs[4:] == [5000, 400, 5000]


@BOTH
def test_one_computation_for_all_who_ask_at_once(cache):
    runs, go = [], threading.Event()

    @cache
    def slow():
        runs.append(1)
        go.wait(SOON)
        return 5

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(slow) for _ in range(8)]
        go.set()
        assert [answer.result(SOON) for answer in answers] == [5] * 8
    assert len(runs) == 1


@pytest.mark.parametrize("error", [ValueError, Stop])
@BOTH
def test_a_failed_computation_is_not_kept_and_lets_the_waiters_go(cache, error):
    runs, begun, go = [], threading.Event(), threading.Event()

    @cache
    def fails_once():
        runs.append(1)
        if len(runs) == 1:
            begun.set()
            go.wait(SOON)
            raise error
        return 5

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(fails_once)
        begun.wait(SOON)
        second = pool.submit(fails_once)
        go.set()
        with pytest.raises(error):
            first.result(SOON)
        assert second.result(SOON) == 5


def test_who_waits_can_be_stopped():
    begun, go, stopped, waiting = (threading.Event() for _ in range(4))

    @cache_data
    def slow():
        begun.set()
        go.wait(SOON)
        return 5

    def wait():
        waiting.set()
        try:
            slow()
        except Stop:
            stopped.set()

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(slow)
        begun.wait(SOON)
        waiter = threading.Thread(target=wait)
        waiter.start()
        waiting.wait(SOON)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(waiter.ident), ctypes.py_object(Stop))
        assert stopped.wait(SOON)
        go.set()
        assert answer.result(SOON) == 5
    waiter.join(SOON)


def test_a_function_that_calls_itself_does_not_wait_for_itself():
    depth = []

    @cache_data
    def f(x):
        depth.append(x)
        return x if len(depth) == 3 else f(x)

    assert f(1) == 1


def test_two_functions_that_wait_for_each_other_do_not():
    meet = threading.Barrier(2, timeout=SOON)

    @cache_data
    def ping():
        state.append("ping")
        if len(state) <= 2:
            meet.wait()
            return pong()
        return "end"

    @cache_data
    def pong():
        state.append("pong")
        if len(state) <= 2:
            meet.wait()
            return ping()
        return "end"

    state = []
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(ping), pool.submit(pong)]
        assert [answer.result(SOON) for answer in answers] == ["end", "end"]


def test_async_callers_share_one_computation():
    runs = []

    @cache_data
    async def slow(x):
        runs.append(x)
        await asyncio.sleep(0.01)
        return x

    async def main():
        return await asyncio.gather(*(slow(1) for _ in range(5)))

    assert asyncio.run(main()) == [1] * 5
    assert runs == [1]


def test_unhashable_arguments_are_explained():
    @cache_data
    def load(connection):
        return connection

    with pytest.raises(UnhashableParamError) as raised:
        load([threading.Lock()])
    message = str(raised.value)
    for part in ("`connection`", "`load`", "builtins.list", "_thread.lock", "_connection", "hash_funcs"):
        assert part in message


def test_unserialisable_results_are_explained():
    with pytest.raises(
        UnserializableReturnValueError, match=r"(?s)`allocate_lock`.*_thread\.lock.*cache_resource"
    ):
        cache_data(threading.Lock)()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ttl": "soon"}, "1h30m"),
        ({"max_entries": 0}, "1 or more"),
        ({"max_size": "5"}, "500MB"),
        ({"max_size": -1}, "500MB"),
        ({"persist": "tape"}, "'disk'"),
        ({"scope": "page"}, "'session'"),
        ({"refresh_mode": "later"}, "'background'"),
        ({"refresh_mode": "background"}, "needs a ttl"),
        ({"refresh_mode": "background", "ttl": 1, "persist": "disk"}, "exclude"),
    ],
)
def test_wrong_options_are_explained(options, message):
    with pytest.raises(StreamlitAPIException, match=message):
        cache_data(**options)(lambda: 1)


def test_session_caches_need_a_session():
    with pytest.raises(StreamlitAPIException, match="no session"):
        cache_data(scope="session")(lambda: 1)()


def test_validate_and_on_release(clock):
    released = []

    @cache_resource(max_entries=1, ttl=10, validate=lambda value: value != "bad", on_release=released.append)
    def make(x):
        return x

    make("bad")
    make("bad")
    assert released == ["bad"]
    make("other")
    assert released == ["bad", "bad"]
    make.clear("other")
    make("old")
    clock.now += 11
    make("new")
    make.clear()
    assert released[2:] == ["other", "old", "new"]


def test_what_on_release_raises_is_logged(caplog):
    def release(_):
        raise ValueError("stuck")

    f = cache_resource(on_release=release)(lambda: 1)
    f()
    f.clear()
    assert "stuck" in caplog.text


def test_background_refresh_hands_out_the_old_result(clock):
    runs, refreshed = [], threading.Event()

    @cache_data(ttl=10, refresh_mode="background")
    def f():
        runs.append(1)
        if len(runs) == 2:
            refreshed.set()
        return len(runs)

    assert f() == 1
    clock.now += 11
    assert f() == 1
    assert refreshed.wait(SOON)
    while f._cache().flights._flights:
        pass
    assert f() == 2
    clock.now += 21
    assert f() == 3


def test_results_on_disk_outlive_the_process(tmp_path):
    runs = []

    def make():
        @cache_data(persist="disk")
        def f(x):
            runs.append(x)
            return {"x": x}

        return f

    f = make()
    f(1)
    f(2)
    f._cache().store.clear_memory()
    assert [f(1), f(2)] == [{"x": 1}, {"x": 2}]
    assert runs == [1, 2]
    f._cache().store.clear_memory()
    next((tmp_path / "cache").rglob("*.pickle")).write_bytes(b"broken")
    f(1)
    f(2)
    assert len(runs) == 3
    f.clear(1)
    f(1)
    assert len(runs) == 4
    cache_data.clear()
    assert not list((tmp_path / "cache").rglob("*.pickle"))


@BOTH
def test_clearing_everything(cache):
    runs = []
    f = cache(lambda x: runs.append(x))  # noqa: PLW0108 - a built-in method has no source
    f(1)
    cache.clear()
    f(1)
    assert runs == [1, 1]


def test_it_looks_like_the_function():
    @cache_data(ttl=5)
    def documented(x: int) -> int:
        """Says what it does."""
        return x

    assert isinstance(documented, CachedFunction)
    assert (documented.__name__, documented.__doc__) == ("documented", "Says what it does.")
    assert documented.__wrapped__(3) == 3


def test_callables_that_cannot_be_told_apart_are_refused():
    class Adder:
        def __call__(self):
            return 1

    with pytest.raises(StreamlitAPIException, match="Write a function with `def`"):
        cache_data(Adder())
