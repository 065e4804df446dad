"""`import streamlit` inside an app is this package.

A module of an app gets builtins of its own, whose `__import__` knows the name; so nothing changes outside of apps.
Local modules that an app imports (files that lie beside it) are loaded the same way.
"""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from jupyter_streamkit.config.stamps import stamp

from .context import get_context

NAME = "streamlit"
PACKAGE = __name__.partition(".")[0]


def app_builtins() -> dict[str, Any]:
    """The builtins of a module of an app: those of the process, with an `import` of their own."""
    return {**vars(builtins), "__import__": _import}


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,
    locals: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    if level == 0 and (name == NAME or name.startswith(NAME + ".")):
        name = PACKAGE + name[len(NAME) :]
    return builtins.__import__(name, globals, locals, fromlist or (), level)


class LocalModules(importlib.abc.MetaPathFinder):
    """Finds the modules that lie in an app's folder, for the threads that run the app."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        context = get_context()
        if context is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin is None or not is_local(spec.origin, context.session.script.folder):
            return None
        if isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(name, spec.origin)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = app_builtins()
        loaded[self.name] = self.path, stamp(self.path)
        super().exec_module(module)

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


class Fallback(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives this package for Streamlit's name.

    It stands behind all other finders, so that packages that import Streamlit (components) find this one where
    Streamlit is not installed; `take_over` puts one before them.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name == NAME or name.startswith(NAME + "."):
            own = PACKAGE + name[len(NAME) :]
            if own in sys.modules or importlib.util.find_spec(own) is not None:
                return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        module = importlib.import_module(PACKAGE + spec.name[len(NAME) :])
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """The module has been loaded under its own name; it keeps its own spec."""
        assert module.__spec__ is not None
        module.__spec__ = module.__spec__.loader_state


loaded: dict[str, tuple[str, int]] = {}
"""The files of the local modules that apps imported, and their times; those that failed too."""


def forget_changed() -> None:
    """Let the next import load the local modules anew once the file of one has changed: others hold what was in it."""
    if any(name not in sys.modules or stamp(path) != time for name, (path, time) in list(loaded.items())):
        for name in loaded:
            sys.modules.pop(name, None)
        loaded.clear()


def is_local(origin: str, folder: str) -> bool:
    path = Path(origin).resolve()
    return path.is_relative_to(Path(folder).resolve()) and not {"site-packages", "dist-packages"} & set(
        path.parts
    )


def install() -> None:
    """Put the finders in place, once."""
    if not any(isinstance(finder, LocalModules) for finder in sys.meta_path):
        sys.meta_path.insert(0, LocalModules())
        sys.meta_path.append(Fallback())


def take_over() -> None:
    """Let `import streamlit` be this package in the whole process, where Streamlit is installed too."""
    for name in [name for name in sys.modules if name == NAME or name.startswith(NAME + ".")]:
        del sys.modules[name]
    sys.meta_path.insert(0, Fallback())
