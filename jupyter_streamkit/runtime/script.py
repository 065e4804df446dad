"""A script: source text that is run again and again, as a module of its own."""

from __future__ import annotations

import ast
import linecache
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from jupyter_streamkit.config import config

from . import alias, notebook
from .context import finish
from .magic import WRITE, transform
from .notebook import AppCell

Namespace = Callable[[], Mapping[str, Any]]


class Script:
    """The script of an app.

    Each run is a fresh module under the same name in `sys.modules`, so that pickling, type hints and
    `inspect.getsource` work as in a file. Compiled code is kept between runs.
    """

    def __init__(
        self,
        name: str,
        source: str,
        write: Callable[..., object],
        namespace: Namespace = dict,
        path: str | None = None,
    ) -> None:
        self.name = name
        self.module = "streamapp_" + "".join(c if c.isalnum() else "_" for c in name)
        self.source = source
        self.path = path
        self.filename = path or f"<streamapp {name}>"
        self.files = {self.filename}
        self.folder = str(Path(path).resolve().parent if path else Path.cwd())
        self._write = write
        self._namespace = namespace
        self._code: CodeType | None = None
        self._pages: dict[str, Script] = {}
        alias.install()

    @property
    def code(self) -> CodeType:
        """The compiled script; raises SyntaxError."""
        self.show_lines()
        if self._code is None:
            # dont_inherit: the future statements of this file are not the script's
            self._code = compile(
                transform(self.source, self.filename, config.get("runner.magicEnabled")),
                self.filename,
                "exec",
                flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
                dont_inherit=True,
            )
        return self._code

    def show_lines(self) -> None:
        """Let tracebacks and `inspect` see the source."""
        lines = self.source.splitlines(keepends=True)
        linecache.cache[self.filename] = (len(self.source), None, lines, self.filename)

    def run(self) -> Any:
        """Run the script once, in the current thread. If it awaits, this gives something to wait for."""
        alias.forget_changed()
        code = self.code
        module = ModuleType(self.module)
        module.__dict__.update(self._namespace())
        module.__dict__.update(
            {
                "__name__": self.module,
                "__file__": self.filename,
                "__builtins__": alias.app_builtins(),
                WRITE: self._write,
            }
        )
        sys.modules[self.module] = module
        return finish(eval(code, module.__dict__))  # noqa: S307 - running the user's script is what this is for

    def page(self, path: str) -> Script:
        """The script of one of the app's pages, as its file is now."""
        file = Path(path)
        told = notebook.page(file) if file.suffix == ".ipynb" else AppCell(file.read_text(encoding="utf-8"))
        page = self._pages.get(path)
        if page is None or page.source != told.source:
            left = cache(partial(notebook.variables, told.above, file.name))
            page = self._pages[path] = Script(f"{self.name} {path}", told.source, self._write, left, path)
        self.files.add(path)
        return page

    def close(self) -> None:
        """Leave nothing behind."""
        for page in self._pages.values():
            page.close()
        sys.modules.pop(self.module, None)
        linecache.cache.pop(self.filename, None)
