"""Scripts that are run to their end, and what stands on their page then."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_streamkit.api import status, write
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.testing.browser import Browser, Shown


class Drawn:
    """A page as one viewer has it, and the session behind it."""

    def __init__(self, source: str, search: str = "") -> None:
        self.browser = Browser()
        script = Script("test", "import streamlit as st\n" + textwrap.dedent(source), write.magic_write)
        self.session = Session(script, self.browser, status.show_exception)
        self.session.browser["search"] = search
        self.rerun()

    def rerun(self) -> Drawn:
        self.session.rerun()
        assert self.session.wait(20), "the run does not end"
        return self

    def send(self, id: str, value: Any) -> Drawn:
        """The viewer changes an input."""
        node = self.browser.nodes[id]
        assert node.input is not None
        self.session.post(node.input.widget_id, node.input.check(value), node.input.trigger)
        assert self.session.wait(20), "the run does not end"
        return self

    def all(self, type: str) -> list[Shown]:
        return [shown for shown in self.browser.walk() if shown.type == type]

    def one(self, type: str) -> Shown:
        (shown,) = self.all(type)
        return shown

    def below(self, shown: Shown) -> list[str]:
        """The types of the elements below a block."""
        return [each.type for each in self.browser.walk(shown.id)][1:]

    @property
    def texts(self) -> list[str]:
        return [shown.props["body"] for shown in self.all("text")]

    @property
    def root(self) -> dict[str, Any]:
        return self.browser.shown["root"].props


@contextmanager
def drawn(source: str, search: str = "") -> Iterator[Drawn]:
    """Run a script; `import streamlit as st` stands above it, so its first line is line 2."""
    page = Drawn(source, search)
    try:
        yield page
    finally:
        page.session.close()
