"""Apps as text, run by a session and shown in a headless browser."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import jupyter_streamkit as st
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.testing.browser import Browser


class App:
    """A session, with what a viewer does and sees."""

    def __init__(self, source: str, name: str = "test", **more: Any) -> None:
        self.errors: list[BaseException] = []
        self.more = more
        self.browser = Browser()
        self.session = Session(self.script(source, name), self.browser, self.fail)

    def script(self, source: str, name: str = "test") -> Script:
        return Script(name, textwrap.dedent(source), st.write, **self.more)

    def fail(self, error: BaseException) -> None:
        self.errors.append(error)

    def run(self, seconds: float = 10) -> App:
        self.session.rerun()
        return self.settle(seconds)

    def settle(self, seconds: float = 10) -> App:
        assert self.session.wait(seconds), "the run does not end"
        return self

    def send(self, **values: Any) -> App:
        """The viewer changes keyed widgets, or presses buttons (`press=True`)."""
        self.post(**values)
        return self.settle()

    def post(self, **values: Any) -> None:
        for key, value in values.items():
            id = self.widget(key).input.widget_id
            widget = self.state.widget(id)
            self.session.post(id, value if widget.trigger else widget.encode(value), widget.trigger)

    def widget(self, key: str) -> Any:
        (node,) = [
            node for node in self.browser.nodes.values() if node.input and node.props.get("key") == key
        ]
        return node

    @property
    def state(self) -> Any:
        return self.session.state

    @property
    def texts(self) -> list[str]:
        return [shown.props["body"] for shown in self.browser.walk() if shown.type == "text"]

    def until(self, condition: Callable[[], object], seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "it does not come"
            time.sleep(0.002)


@pytest.fixture
def app() -> Iterator[Callable[..., App]]:
    """Makes apps, and ends them."""
    apps: list[App] = []

    def make(source: str, **more: Any) -> App:
        apps.append(App(source, **more))
        return apps[-1]

    yield make
    for each in apps:
        each.session.close()
        each.session.wait(5)
