"""What is handed over, a message or a choice, comes by itself; what does not fit is dropped."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_streamkit.tree.node import Input as Node
from jupyter_streamkit.widgets.input import Input


def check(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 5:
        raise ValueError("no short text")
    return value


@pytest.fixture
def posted() -> list[Any]:
    return []


def model(posted: list[Any], *, disabled: bool = False) -> Input:
    node = Node("w", None, check, trigger=True, carries=True, disabled=disabled)
    return Input(node, lambda *event: posted.append(event), lambda: False)


def test_two_messages_are_two_events(posted: list[Any]) -> None:
    line = model(posted)
    for what in ("one", "two", "two"):
        line._receive(line, {"method": "hand_over", "what": what}, None)
    assert posted == [("w", "one", True), ("w", "two", True), ("w", "two", True)]
    assert line.value is None


@pytest.mark.parametrize(
    "content",
    [
        {"method": "hand_over", "what": "too long"},
        {"method": "hand_over"},
        {"method": "x", "what": "a"},
        "a",
        None,
    ],
)
def test_what_does_not_fit_is_dropped(posted: list[Any], content: Any) -> None:
    line = model(posted)
    line._receive(line, content, None)
    line.set_state({"value": "written"})
    assert (posted, line.value) == ([], None)


def test_a_disabled_input_takes_nothing(posted: list[Any]) -> None:
    line = model(posted, disabled=True)
    line._receive(line, {"method": "hand_over", "what": "a"}, None)
    assert posted == []
