"""The same calls under Streamlit's caches and ours: they find and miss the same results."""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import functools
import io
import logging
import pathlib
import re
import threading
import types
import uuid
from typing import NamedTuple

import numpy as np
import pandas as pd
import PIL.Image
import pytest
import streamlit

from jupyter_streamkit import caching


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Plain:
    def __init__(self, x):
        self.x = x


@dataclasses.dataclass
class Point:
    x: int


@dataclasses.dataclass(frozen=True)
class Frozen:
    x: int


class Pair(NamedTuple):
    a: int
    b: int


def ring(value):
    items = [value]
    items.append(items)
    return items


def ring_of_dicts(value):
    items = {"value": value}
    items["self"] = items
    return items


def text_at(text, place):
    file = io.StringIO(text)
    file.seek(place)
    return file


def changed(array, place):
    array = array.copy()
    array[place] = -1.0
    return array


UTC = dt.UTC
EAST = dt.timezone(dt.timedelta(hours=1))
NOON = dt.datetime(2020, 1, 1, 12)  # noqa: DTZ001 - without a zone on purpose
BIG = np.random.default_rng(1).random(600_000)
BIG_FRAME = pd.DataFrame({"a": BIG[:60_000], "b": BIG[60_000:120_000]})
FRAME = pd.DataFrame({"a": [1]})

PAIRS = {
    "equal lists": ([1], [1]),
    "list and tuple": ([1], (1,)),
    "empty list and tuple": ([], ()),
    "1 and True": (1, True),
    "1 and 1.0": (1, 1.0),
    "1 and -1": (1, -1),
    "big ints": (10**30, 10**30),
    "12 and '12'": (12, "12"),
    "order of a dict": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "order of a set": ({1, 2, 3}, {3, 2, 1}),
    "set and frozenset": ({1}, frozenset({1})),
    "str and bytes": ("a", b"a"),
    "bytes and bytearray": (b"a", bytearray(b"a")),
    "nan": (float("nan"), float("nan")),
    "0.0 and -0.0": (0.0, -0.0),
    "None and 'None'": (None, "None"),
    "joined texts": (["a", "b"], ["ab"]),
    "nesting": ([[1], 2], [[1, 2]]),
    "nested": ({"a": [{"b": (1, 2)}]}, {"a": [{"b": (1, 2)}]}),
    "rings": (ring(1), ring(1)),
    "other rings": (ring(1), ring(2)),
    "rings of dicts": (ring_of_dicts(1), ring_of_dicts(1)),
    "other rings of dicts": (ring_of_dicts(1), ring_of_dicts(2)),
    "partial": (functools.partial(max, 1), functools.partial(max, 1)),
    "other partial": (functools.partial(max, 1), functools.partial(max, 2)),
    "generator": (iter(x for x in "a"),),
    "lock": (threading.Lock(),),
    "lock in a list": ([threading.Lock()],),
    "thread": (threading.Thread(),),
    "object": (object(),),
    "plain object": (Plain(1),),
    "method of a plain object": (Plain(1).__init__,),
    "dict keys": ({}.keys(),),
    "enum": (Color.RED, Color.RED),
    "other enum": (Color.RED, Color.GREEN),
    "enum and its value": (Color.RED, 1),
    "dataclass": (Point(1), Point(1)),
    "other dataclass": (Point(1), Point(2)),
    "dataclasses of two types": (Point(1), Frozen(1)),
    "namedtuple": (Pair(1, 2), Pair(1, 2)),
    "namedtuple and tuple": (Pair(1, 2), (1, 2)),
    "text file": (io.StringIO("a"), io.StringIO("a")),
    "other text file": (io.StringIO("a"), io.StringIO("b")),
    "place in a text file": (text_at("abc", 0), text_at("abc", 1)),
    "bytes file": (io.BytesIO(b"a"), io.BytesIO(b"a")),
    "other bytes file": (io.BytesIO(b"a"), io.BytesIO(b"b")),
    "datetime": (NOON, NOON.replace()),
    "datetime and date": (dt.datetime(2020, 1, 1), dt.date(2020, 1, 1)),  # noqa: DTZ001
    "datetime with a zone": (NOON, NOON.replace(tzinfo=UTC)),
    "one instant, two zones": (NOON.replace(tzinfo=UTC), NOON.replace(hour=13, tzinfo=EAST)),
    "timedelta": (dt.timedelta(1), dt.timedelta(1)),
    "time": (dt.time(1), dt.time(1)),
    "uuid": (uuid.UUID(int=1), uuid.UUID(int=1)),
    "other uuid": (uuid.UUID(int=1), uuid.UUID(int=2)),
    "path": (pathlib.Path("a"), pathlib.Path("a")),
    "path and text": (pathlib.Path("a"), "a"),
    "modules": (np, pd),
    "pattern": (re.compile("a"), re.compile("a")),
    "other pattern": (re.compile("a"), re.compile("b")),
    "defaultdict and dict": (collections.defaultdict(list), {}),
    "order of an OrderedDict": (
        collections.OrderedDict(a=1, b=2),
        collections.OrderedDict(b=2, a=1),
    ),
    "order of a Counter": (collections.Counter("ab"), collections.Counter("ba")),
    "mapping proxy": (types.MappingProxyType({}), types.MappingProxyType({})),
    "deque": (collections.deque([1]), collections.deque([1])),
    "decimal": (decimal.Decimal("1.0"), decimal.Decimal("1.0")),
    "digits of a decimal": (decimal.Decimal(1), decimal.Decimal("1.0")),
    "fraction": (fractions.Fraction(1, 2), fractions.Fraction(1, 2)),
    "range": (range(3), range(3)),
    "slice": (slice(1), slice(1)),
    "ellipsis": (..., ...),
    "class": (Plain, Plain),
    "classes": (int, str),
    "built-in functions": (len, max),
    "array": (np.arange(3), np.arange(3)),
    "shape": (np.arange(4), np.arange(4).reshape(2, 2)),
    "dtype": (np.zeros(2, "i4"), np.zeros(1, "i8")),
    "numpy number": (np.int64(1), 1),
    "array of objects": (np.array(["a", None], object), np.array(["a", None], object)),
    "memory order": (np.ones((2, 3)), np.asfortranarray(np.ones((2, 3)))),
    "big array, same": (BIG, BIG.copy()),
    "big array, one element": (BIG, changed(BIG, 3)),
    "frame": (FRAME, FRAME.copy()),
    "columns of a frame": (FRAME, FRAME.rename(columns={"a": "b"})),
    "index of a frame": (FRAME, FRAME.set_axis([5])),
    "dtype of a frame": (FRAME, FRAME.astype(float)),
    "lists in a frame": (pd.DataFrame({"a": [[1]]}), pd.DataFrame({"a": [[1]]})),
    "big frame, same": (BIG_FRAME, BIG_FRAME.copy()),
    "series": (pd.Series([1]), pd.Series([1])),
    "other series": (pd.Series([1]), pd.Series([2])),
    "series and frame": (FRAME["a"], FRAME),
    "categories": (pd.Series(["a"], dtype="category"), pd.Series(["a"])),
    "timestamp": (pd.Timestamp("2020"), pd.Timestamp("2020")),
    "image": (PIL.Image.new("RGB", (2, 2)), PIL.Image.new("RGB", (2, 2))),
    "other image": (PIL.Image.new("RGB", (2, 2)), PIL.Image.new("RGB", (2, 2), (1, 0, 0))),
}

# Where we part on purpose.
TOLD_APART = {
    "name of a series": (pd.Series([1], name="a"), pd.Series([1], name="b")),
    "mode of an image": (PIL.Image.new("L", (6, 2)), PIL.Image.new("RGB", (2, 2))),
}
ALSO_HASHED = {
    "function": (Plain.__init__,),
    "lambda": (lambda: 1,),
    "complex": (1j,),
    "index": (pd.Index([1]),),
}


def outcome(cache_data, values):
    """How often a cached function runs when it is called with the values, or the name of the error."""
    runs = []

    def function(x):
        runs.append(x)

    cached = cache_data(show_spinner=False)(function)
    cached.clear()
    try:
        for value in values:
            cached(value)
    except Exception as error:
        return type(error).__name__
    return len(runs)


@pytest.fixture(autouse=True, scope="module")
def quiet_streamlit():
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("name", PAIRS)
def test_finds_and_misses_alike(name):
    assert outcome(caching.cache_data, PAIRS[name]) == outcome(streamlit.cache_data, PAIRS[name])


@pytest.mark.parametrize("name", TOLD_APART)
def test_tells_apart_what_streamlit_confuses(name):
    assert (
        outcome(caching.cache_data, TOLD_APART[name]),
        outcome(streamlit.cache_data, TOLD_APART[name]),
    ) == (2, 1)


@pytest.mark.parametrize("name", ALSO_HASHED)
def test_hashes_what_streamlit_refuses(name):
    values = ALSO_HASHED[name]
    assert (outcome(caching.cache_data, values), outcome(streamlit.cache_data, values)) == (
        1,
        "UnhashableParamError",
    )


CALLS = [
    "f(1)", "f(a=1)", "f(1, 2)", "f(1, b=2)", "f(1, 3)", "f(1, x=1, y=2)", "f(1, y=2, x=1)", "f(1, x=1)",
    "f(1, _c=5)", "f(1, _c=6)", "f(1, _foo=1)", "f(1, 2, 3, 4)", "f(1, 2, 3, 5)", "f(1, 2, 4, 3)",
    "f.clear(1)", "f(1)", "f(a=1)", "f(1, 2)", "f.clear(a=1)", "f(1)", "f.clear(1, b=2)", "f(1, 2)",
    "f(1, 3)", "f.clear()", "f(1)", "f(1, 2, 3, 4)", "p(1)", "q(1)", "p.clear(1)", "p(1)", "q(1)",
]  # fmt: skip


def results(cache):
    count = iter(range(1000))

    def f(a, b=2, *args, _c=None, **kwargs):
        return next(count)

    @dataclasses.dataclass
    class Owner:
        x: int

        @cache(show_spinner=False)
        def method(self, y):
            return next(count)

    names = {"f": cache(show_spinner=False)(f), "p": Owner(1).method, "q": Owner(2).method}
    return [eval(call, names) for call in CALLS]


@pytest.mark.parametrize("kind", ["cache_data", "cache_resource"])
def test_calls_are_the_same_call_alike(kind):
    assert results(getattr(caching, kind)) == results(getattr(streamlit, kind))


@pytest.mark.parametrize("kind", ["cache_data", "cache_resource"])
def test_the_least_recently_used_goes_first_alike(kind):
    def used(cache):
        runs = []

        @cache(max_entries=2, show_spinner=False)
        def f(x):
            runs.append(x)

        for x in (1, 2, 1, 3, 1, 2, 4, 1):
            f(x)
        return runs

    assert used(getattr(caching, kind)) == used(getattr(streamlit, kind))


HASH_FUNCS = {
    "by type": ({str: lambda _: 1}, ["a", "b"]),
    "by name": ({"builtins.str": lambda _: 1}, ["a", "b"]),
    "inside a list": ({str: lambda _: 1}, [["a"], ["b"]]),
    "no subclasses": ({int: lambda _: 1}, [1, True]),
    "of a list": ({list: len}, [[1], [2]]),
    "of what is unhashable": ({Plain: lambda plain: plain.x}, [Plain(1), Plain(1), Plain(2)]),
    "that raises": ({Plain: lambda plain: plain.y}, [Plain(1)]),
}


@pytest.mark.parametrize("name", HASH_FUNCS)
def test_hash_funcs_work_alike(name):
    hash_funcs, values = HASH_FUNCS[name]
    ours, theirs = (
        outcome(functools.partial(each.cache_data, hash_funcs=hash_funcs), values)
        for each in (caching, streamlit)
    )
    assert ours == theirs


def generator():
    yield 1


def returns_coroutine():
    async def nothing():
        return 1

    return nothing()


async def async_generator():
    yield 1


@pytest.mark.parametrize("function", [generator, returns_coroutine, async_generator, threading.Lock])
def test_refuses_results_alike(function):
    def error(cache_data):
        def call():
            return function()

        with pytest.raises(Exception) as raised:
            cache_data(show_spinner=False)(function if function is async_generator else call)()
        return type(raised.value).__name__

    assert error(caching.cache_data) == error(streamlit.cache_data)


@pytest.mark.parametrize("kind", ["cache_data", "cache_resource"])
def test_async_functions_are_cached_alike(kind):
    def gathered(cache):
        count = iter(range(10))

        async def f(x):
            return next(count)

        cached = cache(show_spinner=False)(f)
        return [asyncio.run(cached(x)) for x in (1, 1, 2)]

    assert gathered(getattr(caching, kind)) == gathered(getattr(streamlit, kind))
