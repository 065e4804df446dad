"""The apps of a kernel, by name: each has a session, a root model and a console."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from types import FrameType
from typing import Any

from jupyter_streamkit.api import status, write
from jupyter_streamkit.caching import cache_data, cache_resource, forget_edited
from jupyter_streamkit.runtime.context import RunContext
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Json
from jupyter_streamkit.widgets.app import App

from . import capture
from .capture import Console

SWITCH = 0.0005
"""Seconds that a thread computes before others get their turn: a viewer's events stay quick."""


class RunningApp:
    """One app: what its cell made, and its cell makes again."""

    def __init__(self, shell: Any, name: str, source: str, props: Mapping[str, Json]) -> None:
        self.shell = shell
        self.name = name
        self.model = App(clear_caches=clear_caches)
        self.session = Session(self._script(source), self.model, status.show_exception, props)
        self.session.around = self._around
        self.model.begin(self.session)
        self.console = Console(self._print)
        capture.consoles[id(self.session)] = self.console
        self._begun = time.monotonic()
        self._edited = False
        self.session.on_run.append(self._forget_edited)

    def update(self, source: str, props: Mapping[str, Json], reset: bool) -> None:
        """The cell was run again: go on with its new script, or begin anew."""
        self.session.props = dict(props)
        self._begun = time.monotonic()
        self._edited = source != self.session.script.source
        self.session.replace(self._script(source), reset)

    def close(self) -> None:
        self.session.close()
        self.model.close()
        capture.consoles.pop(id(self.session), None)

    def _forget_edited(self, complete: bool) -> None:
        """Cached functions that the edited script no longer has are dropped, once it has run."""
        if complete and self._edited:
            self._edited = False
            forget_edited(self.session.script.module, self._begun)

    def _script(self, source: str) -> Script:
        return Script(self.name, source, write.magic_write, self._namespace)

    def _namespace(self) -> dict[str, Any]:
        """The notebook's variables: the app may use them, its own assignments stay its own."""
        streamlit = sys.modules.get("streamlit")
        ours = sys.modules["jupyter_streamkit"]
        hidden = self.shell.user_ns_hidden
        variables = {name: value for name, value in self.shell.user_ns.items() if name not in hidden}
        aliases = {
            name: ours for name, value in variables.items() if streamlit is not None and value is streamlit
        }
        return {**variables, "get_ipython": self.shell.get_ipython, **aliases}

    def _around(self, context: RunContext) -> Any:
        return capture.capture(context, self.shell.display_pub, write.show_bundle)

    def _print(self, lines: list[capture.Line]) -> None:
        if published():
            for _, text in lines:
                print(text, end="", file=sys.__stderr__, flush=True)
        else:
            self.model.print(lines)


class Apps:
    """All apps of the kernel."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.by_name: dict[str, RunningApp] = {}
        capture.install()
        sys.setswitchinterval(min(SWITCH, sys.getswitchinterval()))
        self._listen_for_interrupts()

    def open(self, name: str, source: str, props: Mapping[str, Json], reset: bool = False) -> RunningApp:
        """Start an app, or go on with the one of that name."""
        app = self.by_name.get(name)
        if app is None:
            app = self.by_name[name] = RunningApp(self.shell, name, source, props)
            app.session.rerun()
        else:
            app.update(source, props, reset)
        return app

    def close(self, name: str) -> None:
        """End an app, if there is one of that name."""
        app = self.by_name.pop(name, None)
        if app is not None:
            app.close()

    def stop(self) -> None:
        """Stop whatever runs."""
        for app in list(self.by_name.values()):
            app.session.stop()

    def _listen_for_interrupts(self) -> None:
        """While no cell runs, ipykernel ignores the interrupt button; apps shall not."""
        kernel = getattr(self.shell, "kernel", None)
        if kernel is None or threading.current_thread() is not threading.main_thread():
            return

        def interrupted(number: int, frame: FrameType | None) -> None:
            self.stop()

        kernel.saved_sigint_handler = interrupted
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, interrupted)


def clear_caches() -> None:
    """Empty `cache_data` and `cache_resource`."""
    cache_data.clear()
    cache_resource.clear()


def request() -> dict[str, Json]:
    """What Voilà knows of the page before the page itself can tell."""
    query = os.environ.get("QUERY_STRING", "")
    return {"search": f"?{query}" if query else "", "url": os.environ.get("VOILA_REQUEST_URL", "")}


def published() -> bool:
    """Whether this kernel serves a page of Voilà rather than a notebook."""
    return "VOILA_BASE_URL" in os.environ
