"""The `%%streamapp` magic."""

from __future__ import annotations

import argparse
import itertools
import time
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import display

from jupyter_streamkit.api.icon import icon_prop
from jupyter_streamkit.errors import StreamlitAPIException
from jupyter_streamkit.runtime.notebook import AppCell, expected
from jupyter_streamkit.tree.node import Json

from .apps import Apps, RunningApp, page_name, published, python
from .snapshot import Snapshot

POLL = 0.01
"""Seconds between two looks at the interrupt button while a cell waits."""


def _unquoted(text: str) -> str:
    """IPython splits a magic's line at spaces, and leaves the quotes in."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


@magics_class
class StreamappMagics(Magics):
    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self.apps = Apps(shell)
        self._numbers = itertools.count(1)
        self._cells: dict[str, str] = {}
        shell.events.register("pre_run_cell", self._forget_deleted)

    @magic_arguments()
    @argument("name", nargs="?", type=_unquoted, help="name of the app; by default the cell is its name")
    @argument(
        "--wait",
        action="store_true",
        help="let the cell wait until the app has run once (nbconvert, papermill)",
    )
    @argument("--reset", action="store_true", help="begin anew: forget session state and widget values")
    @argument(
        "--height",
        type=int,
        metavar="PX",
        help="height of the app in the notebook, in pixels; it scrolls inside",
    )
    @argument(
        "--page",
        metavar="TITLE",
        type=_unquoted,
        help="the cell is a page of an app: all such cells of the notebook (of that name) are its pages",
    )
    @argument("--icon", metavar="EMOJI", type=_unquoted, help="icon of the page: an emoji or :material/name:")
    @argument("--others", type=expected, help=argparse.SUPPRESS)
    @argument("--script", type=unquote, help=argparse.SUPPRESS)
    @line_cell_magic
    def streamapp(self, line: str, cell: str | None = None) -> None:
        """Run the cell as an app that reruns on every widget change.

        The cell is a plain script written with `import streamlit as st`, and it may use the notebook's variables.
        Run it again, edited, and the app goes on with its state.

        Examples
        --------
        ::

            %%streamapp
            import streamlit as st
            x = st.slider("x")
            st.write(x, "squared is", x * x)
        """
        args = self._arguments(line)
        if cell is None:
            raise UsageError(
                "write %%streamapp, with two percent signs, on the first line of a cell, and the script below it"
            )
        app = self._app(args, line, cell)
        if app is None:
            return
        self._remember(app.name)
        display(app.model)
        if not published():
            Snapshot(app)
        if args.wait:
            self._wait(app)

    def _app(self, args: argparse.Namespace, line: str, cell: str) -> RunningApp | None:
        if args.script:
            return self.apps.open_file(Path(args.script).absolute())
        source = f"# %%streamapp {line}".rstrip() + "\n" + python(self.shell, cell)
        return self._open_page(args, source) if args.page else self._open(args, source)

    def _open(self, args: argparse.Namespace, source: str) -> RunningApp:
        name = args.name or self._name()
        return self.apps.open(name, source, self._props(args, name), args.reset)

    def _open_page(self, args: argparse.Namespace, source: str) -> RunningApp | None:
        cell = AppCell(source, args.name, args.page, args.icon)
        before = self._cells.get(self._metadata().get("cellId", ""))
        if before is not None and before != page_name(cell):
            self.apps.close(before)
        others = [AppCell("", args.name, *other) for other in args.others or ()]
        return self.apps.open_page(cell, others, self._props(args, args.name or args.page), args.reset)

    def _props(self, args: argparse.Namespace, name: str) -> dict[str, Json]:
        """What the page says of itself."""
        cell = None if published() else self._metadata().get("cellId")
        told = {"name": name, "cell": cell, "height": args.height}
        return {name: value for name, value in told.items() if value is not None}

    def _remember(self, name: str) -> None:
        """Which app stands below the cell that is being run."""
        if cell_id := self._metadata().get("cellId"):
            self._cells[cell_id] = name

    def _arguments(self, line: str) -> argparse.Namespace:
        args: argparse.Namespace = parse_argstring(self.streamapp, line)
        if args.height is not None and args.height <= 0:
            raise UsageError(f"--height takes a number of pixels above 0, not {args.height}")
        if args.icon is not None and not args.page:
            raise UsageError("--icon belongs to a page: write --page TITLE as well")
        try:
            icon_prop(args.icon)
        except StreamlitAPIException as error:
            raise UsageError(f"--icon {args.icon}: {error}") from None
        return args

    def _name(self) -> str:
        """A cell without a name is one app, however often it is run."""
        cell_id = self._metadata().get("cellId")
        if cell_id:
            return f"cell-{zlib.crc32(cell_id.encode()):08x}"
        return f"app-{next(self._numbers)}" if published() else "app"

    def _metadata(self) -> dict[str, Any]:
        kernel = getattr(self.shell, "kernel", None)
        parent = kernel.get_parent() if kernel is not None else {}
        metadata: dict[str, Any] = parent.get("metadata", {})
        return metadata

    def _forget_deleted(self, info: Any) -> None:
        """JupyterLab tells of deleted cells when the next one is run."""
        for cell_id in self._metadata().get("deletedCells", ()):
            if cell_id in self._cells:
                self.apps.close(self._cells.pop(cell_id))

    def _wait(self, app: RunningApp) -> None:
        """Wait in small steps, so that the interrupt button works."""
        try:
            while app.session.running:
                time.sleep(POLL)
        except KeyboardInterrupt:
            app.session.stop()
