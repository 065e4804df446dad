"""`AppTest`: an app run without a browser, to look at and to use.

It runs on the real engine: session, script and patches are those of a notebook; the browser has no screen.
"""

from __future__ import annotations

import inspect
import itertools
import textwrap
import weakref
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_streamkit.api import status, write
from jupyter_streamkit.api.attributes import AttributeMapping
from jupyter_streamkit.api.page_names import icon_and_name
from jupyter_streamkit.api.pages import Page
from jupyter_streamkit.api.scripts import AppScript, CellPages, CellsScript
from jupyter_streamkit.connections.secrets import secrets as app_secrets
from jupyter_streamkit.runtime.notebook import AppCell, variables
from jupyter_streamkit.runtime.pages import Visit
from jupyter_streamkit.runtime.query import search_of
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.runtime.state import SessionState
from jupyter_streamkit.tree.diff import BOTTOM, EVENT, MAIN, SIDEBAR
from jupyter_streamkit.tree.node import Input

from . import blocks, elements, widgets
from .blocks import Block, Finder
from .browser import Browser
from .context import Context
from .elements import Element
from .errors import AppTestError
from .notebook import read_app

HEADINGS = {1: elements.Title, 2: elements.Header, 3: elements.Subheader}
ALERTS = {
    "info": elements.Info,
    "success": elements.Success,
    "warning": elements.Warning,
    "error": elements.Error,
}
CLASSES = {
    each.type: each
    for module in (elements, widgets, blocks)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Element) and not each.__name__.startswith("_")
}
CLASSES |= {
    **dict.fromkeys(("block", "fragment", "grid_cell"), blocks.Container),
    "data_editor": elements.Dataframe,
    **dict.fromkeys(("pills", "segmented_control"), widgets.ButtonGroup),
    "button": widgets.Button,
    "datetime_input": widgets.DateTimeInput,
    "form_submit_button": widgets.FormSubmitButton,
    "help": elements.Help,
}
ROOTS = (MAIN, SIDEBAR, EVENT, BOTTOM)
ARGS, KWARGS = "__apptest_args__", "__apptest_kwargs__"

_numbers = itertools.count(1)


class AppTest(Finder):
    """An app under test.

    Parameters
    ----------
    script_path
        The script.
    default_timeout
        Seconds that a run may take, where `run` says nothing else.
    args, kwargs
        What `from_function` calls its function with.

    Examples
    --------
    >>> from jupyter_streamkit.testing.v1 import AppTest
    >>> app = AppTest.from_string('''
    ... import streamlit as st
    ... x = st.slider("x")
    ... st.text(x * x)
    ... ''')
    >>> app.run().slider[0].set_value(4).run().text[0].value
    '16'
    """

    def __init__(
        self,
        script_path: str | Path,
        *,
        default_timeout: float,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        self.default_timeout = default_timeout
        self.args = args
        self.kwargs = kwargs
        self.secrets: dict[str, Any] = {}
        self._path: Path | None = Path(script_path)
        self._source = ""
        self._notebook: Path | None = None
        self._pages = CellPages()
        self._next_page: str | None = None
        # The script holds this and not the tester, which else would never be collected, nor its session closed.
        self._variables: dict[str, Any] = {}
        self._name = f"{self._path.stem}-{next(_numbers)}"
        self.pending: dict[str, tuple[Any, bool]] = {}
        self._browser = Browser()
        self.session = Session(self._script(), self._browser, status.show_exception)
        self.session.repeats = False
        self.session.user = {"email": "test@example.com"}
        self.session.lead = _nowhere
        self.query_params = QueryParams(self.session)
        self.session_state = State(self.session)
        weakref.finalize(self, self.session.close)

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> AppTest:
        """A tester of a script file.

        Parameters
        ----------
        script_path
            The file; a relative path starts at the folder of the calling test, else at the working directory.
        default_timeout
            Seconds that a run may take.

        Raises
        ------
        FileNotFoundError
            There is no such file.
        """
        return cls(_beside_caller(Path(script_path)), default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> AppTest:
        """A tester of source text.

        Parameters
        ----------
        script
            The script; common indentation is taken away.
        default_timeout
            Seconds that a run may take.
        """
        return cls._of("app", textwrap.dedent(script), default_timeout)

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> AppTest:
        """A tester of a function's body.

        Parameters
        ----------
        script
            The function; only its source is used, so it has to import what it needs.
        default_timeout
            Seconds that a run may take.
        args, kwargs
            What it is called with.
        """
        source = textwrap.dedent(inspect.getsource(script))
        tester = cls._of(
            script.__name__, f"{source}\n{script.__name__}(*{ARGS}, **{KWARGS})\n", default_timeout
        )
        tester.args, tester.kwargs = args, kwargs
        return tester

    @classmethod
    def from_notebook(
        cls, notebook_path: str | Path, app: str | None = None, *, default_timeout: float = 3
    ) -> AppTest:
        """A tester of the app in a notebook; the plain cells above it are run first.

        Parameters
        ----------
        notebook_path
            The notebook; a relative path starts where that of `from_file` does.
        app
            The name after `%%streamapp`; None takes the first app.
        default_timeout
            Seconds that a run may take.

        Raises
        ------
        AppTestError
            The notebook has no such app.
        """
        path = _beside_caller(Path(notebook_path)).resolve()
        cells = read_app(path, app)
        left = variables(cells[-1].above, path.name)
        return cls._of(cells[0].name or path.stem, cells[0].source, default_timeout, left, path, cells)

    @classmethod
    def _of(
        cls,
        name: str,
        source: str,
        default_timeout: float,
        variables: Mapping[str, Any] | None = None,
        notebook: Path | None = None,
        cells: Sequence[AppCell] = (),
    ) -> AppTest:
        tester = cls(name, default_timeout=default_timeout)
        tester._path, tester._source, tester._notebook = None, source, notebook
        tester._variables.update(variables or {})
        for cell in cells:
            if cell.title is not None:
                tester._pages.add(cell)
        return tester

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with what has been put in, until nothing runs.

        Parameters
        ----------
        timeout
            Seconds that it may take; None means `default_timeout`.

        Returns
        -------
        The tester.

        Raises
        ------
        RuntimeError
            It took longer; the run is stopped.
        """
        seconds = self.default_timeout if timeout is None else timeout
        self._variables |= {ARGS: self.args or (), KWARGS: self.kwargs or {}}
        script = self._script()
        if (type(script), script.source) != (type(self.session.script), self.session.script.source):
            self.session.script = script
        events, visit = self._events(), self._visit()
        with app_secrets.replaced(self.secrets):
            self.session.addresses = _addresses() | self.session.addresses
            self.session.post_together(events, visit)
            if not visit and all(self._waits(*event) for event in events):
                self.session.rerun()
            if not self.session.wait(seconds):
                self.session.stop()
                self.session.wait(1)
                raise RuntimeError(f"The app did not come to an end within {seconds} seconds.")
        return self

    def _waits(self, widget_id: str, _: object, pressed: bool) -> bool:
        return not pressed and self.session.state.widget(widget_id).quiet

    def _events(self) -> list[tuple[str, Any, bool]]:
        """What has been put in, as the page has it, the presses last; a form that is not submitted is silent."""
        state = self.session.state
        pending, self.pending = self.pending, {}
        submitted = {state.form(id) for id, (_, pressed) in pending.items() if pressed} | {None}
        events = [(id, *event) for id, event in pending.items() if state.form(id) in submitted]
        place = {input.widget_id: number for number, input in enumerate(self._inputs())}
        return sorted(events, key=lambda event: (event[2], place.get(event[0], 0)))

    def _inputs(self) -> Iterator[Input]:
        for shown in self._browser.walk():
            node = self._browser.nodes.get(shown.id)
            if node is not None and node.input is not None:
                yield node.input

    def switch_page(self, page_path: str) -> AppTest:
        """Choose the page of the next run.

        Parameters
        ----------
        page_path
            The path of the page's file, as it is seen from the app's; or the title of a `%%streamapp --page` cell.

        Raises
        ------
        AppTestError
            The app has no such page.
        """
        script = self._script()
        file = (Path(script.folder) / page_path).resolve()
        self._next_page = self._page(page_path, file) if self.session.runs else _expected(script, file)
        if self._next_page is None:
            raise AppTestError(f"The app has no page {page_path!r}; its folder is {script.folder}.")
        return self

    def _page(self, name: str, file: Path) -> str | None:
        """The address of a page that the app told of."""
        for page in self.session.pages.known.values():
            if isinstance(page, Page) and (page.file == file or name in page.names):
                return page.url_path
        return None

    def _visit(self) -> Visit | None:
        path, self._next_page = self._next_page, None
        return None if path is None else Visit(path, self.session.query.free())

    @property
    def main(self) -> Block:
        """The main part of the page."""
        return self._block(MAIN)

    @property
    def sidebar(self) -> Block:
        """The sidebar."""
        return self._block(SIDEBAR)

    @property
    def context(self) -> Context:
        """What the browser says of itself: `is_embedded`, `locale`, `theme`, `timezone`, `timezone_offset`, `url`."""
        return Context(self.session)

    @context.setter
    def context(self, facts: Mapping[str, Any]) -> None:
        self.context.clear()
        self.context.update(facts)

    @property
    def user(self) -> dict[str, Any]:
        """What `st.user` tells of the viewer."""
        return self.session.user

    @user.setter
    def user(self, user: Mapping[str, Any]) -> None:
        self.session.user = dict(user)

    def __iter__(self) -> Iterator[Element]:
        return self.walk()

    def __repr__(self) -> str:
        parts = ((name, self._block(name)) for name in ROOTS)
        shown = (f"{name}={block!r}" for name, block in parts if len(block))
        return f"AppTest({', '.join(shown)})"

    def _script(self) -> Script:
        source = (
            self._path.read_text(encoding="utf-8") if self._path and self._path.exists() else self._source
        )
        path = self._path.resolve() if self._path else None
        if self._pages.by_path:
            return CellsScript(self._name, self._pages, self._variables.copy)
        own_file = path or self._notebook
        if own_file is None:
            return Script(self._name, source, write.magic_write, self._variables.copy)
        return AppScript(self._name, source, self._variables.copy, str(path) if path else None, own_file)

    def walk(self) -> Iterator[Element]:
        for root in ROOTS:
            yield from self._block(root).walk()

    def _block(self, id: str) -> Block:
        return Block(self, self._browser.shown[id], self._browser.nodes.get(id, self.session.page.root))

    def element(self, id: str) -> Element:
        shown = self._browser.shown[id]
        return _class(shown.type, shown.props)(self, shown, self._browser.nodes[id])


class QueryParams(MutableMapping[str, Any]):
    """The query string of the address, before the run and after it: a text, or a list where there are several."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getitem__(self, key: str) -> str | list[str]:
        values = [value for name, value in self._pairs() if name == key]
        if not values:
            raise KeyError(key)
        return values[0] if len(values) == 1 else values

    def __setitem__(self, key: str, value: Any) -> None:
        values = [str(each) for each in value] if isinstance(value, (list, tuple)) else [str(value)]
        self._write([*self._without(key), *((key, each) for each in values)])

    def __delitem__(self, key: str) -> None:
        self[key]
        self._write(self._without(key))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in self._pairs()))

    def __len__(self) -> int:
        return len(dict(self._pairs()))

    def _pairs(self) -> list[tuple[str, str]]:
        return self._session.query.pairs()

    def _without(self, key: str) -> list[tuple[str, str]]:
        return [pair for pair in self._pairs() if pair[0] != key]

    def _write(self, pairs: list[tuple[str, str]]) -> None:
        self._session.query.open(search_of(pairs))


class State(AttributeMapping[Any]):
    """The app's session state, by key and by attribute, between its runs."""

    def __init__(self, session: Session) -> None:
        self.__dict__["_session"] = session

    @property
    def _state(self) -> SessionState:
        state: SessionState = self._session.state
        return state

    def __getitem__(self, key: str) -> Any:
        try:
            return self._state[str(key)]
        except KeyError:
            raise KeyError(f"The session state has no key {key!r}.") from None

    def __setitem__(self, key: str, value: Any) -> None:
        self._state[str(key)] = value

    def __delitem__(self, key: str) -> None:
        del self._state[str(key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._state)

    def __len__(self) -> int:
        return len(self._state)


def _class(type: str, props: Mapping[str, Any]) -> type[Element]:
    if type == "heading":
        return HEADINGS[props["level"]]
    if type == "alert":
        return ALERTS[props["kind"]]
    return CLASSES.get(type, Block if type in BLOCKS else elements.Other)


def _expected(script: Script, file: Path) -> str | None:
    """The address that the page of a file will have, as far as its name tells."""
    if not file.is_file():
        return None
    return "" if str(file) == script.path else icon_and_name(file.stem)[1]


BLOCKS = ("columns", "tabs", "empty", "dialog")


def _beside_caller(path: Path) -> Path:
    """A path as the test that calls us means it."""
    folder = Path(inspect.stack()[2].frame.f_code.co_filename).parent
    found = folder / path if (folder / path).exists() else path
    if not found.exists():
        raise FileNotFoundError(
            f"There is no {path}, neither beside the test ({folder}) nor in {Path.cwd()}."
        )
    return found


def _addresses() -> dict[str, str]:
    """Where viewers sign in and out: a test goes to neither, but only where somebody signs people in."""
    configured = app_secrets.load_if_toml_exists() and "auth" in app_secrets
    return dict.fromkeys(("login", "logout") if configured else ("logout",), "")


def _nowhere(address: str) -> None:
    """Where a test is led."""


__all__ = ["AppTest", "AppTestError"]
