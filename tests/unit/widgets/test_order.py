"""Events of a page are met in the order in which they happened, whichever way they came."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from jupyter_streamkit.widgets import order as module
from jupyter_streamkit.widgets.order import Order


@settings(deadline=None)
@given(some.permutations(range(1, 9)))
def test_any_way_of_coming_is_put_right(arrivals: list[int]) -> None:
    order, met = Order(), []
    for number in arrivals:
        order.take(("page", number), lambda number=number: met.append(number))
    assert met == [1, 2, 3, 4, 5, 6, 7, 8]


def test_pages_do_not_wait_for_each_other() -> None:
    order, met = Order(), []
    order.take(("one", 2), lambda: met.append("one 2"))
    order.take(("two", 1), lambda: met.append("two 1"))
    order.take(None, lambda: met.append("no place"))
    order.take(("one", 1), lambda: met.append("one 1"))
    assert met == ["two 1", "no place", "one 1", "one 2"]


def test_what_never_comes_is_waited_for_a_moment_only() -> None:
    order, met = Order(), []
    order.take(("page", 3), lambda: met.append(3))
    order.take(("page", 5), lambda: met.append(5))
    end = time.monotonic() + 20 * module.WAIT
    while len(met) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    order.take(("page", 2), lambda: met.append("2, late"))
    order.take(("page", 6), lambda: met.append(6))
    assert met == [3, 5, "2, late", 6]


@pytest.mark.parametrize(
    "told",
    ["page", ["page"], ["page", "1"], ["page", True], ["page", 0], ["page", 10**9], [1, 1], ["x" * 65, 1]],
)
def test_a_place_that_is_none(told: object) -> None:
    with pytest.raises(ValueError, match="no place"):
        Order().place(told)


def test_a_place() -> None:
    assert Order().place(["page", 7]) == ("page", 7)
    assert Order().place(None) is None
