"""What viewers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apptest.telling import Step


def again(app: Any) -> Any:
    return app.run()


def press(number: int) -> Step:
    return lambda app: app.button[number].click().run()


def press_key(key: str) -> Step:
    return lambda app: app.button(key=key).click().run()


def put(kind: str, value: Any, number: int = 0) -> Step:
    """Put a value into an input, and run."""
    return lambda app: getattr(app, kind)[number].set_value(value).run()


def put_only(kind: str, value: Any, number: int = 0) -> Step:
    """Put a value into an input; the next step runs."""
    return lambda app: getattr(app, kind)[number].set_value(value)


def choose(kind: str, value: Any, number: int = 0) -> Step:
    return lambda app: getattr(app, kind)[number].select(value).run()


def keep(key: str, value: Any) -> Step:
    """The test itself writes into the session state."""

    def step(app: Any) -> Any:
        app.session_state[key] = value
        return app.run()

    return step


def forget(key: str) -> Step:
    def step(app: Any) -> Any:
        del app.session_state[key]
        return app.run()

    return step


def both(*steps: Step) -> Step:
    def step(app: Any) -> Any:
        for each in steps:
            each(app)
        return app

    return step


def look(*looks: Callable[[Any], Any]) -> Step:
    """Look at the app in ways of one's own; what was seen stands in the session state, for the comparison."""

    def step(app: Any) -> Any:
        app.session_state["seen"] = [one(app) for one in looks]
        return app

    return step
