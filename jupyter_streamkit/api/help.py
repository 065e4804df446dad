"""`st.help`: what an object is, what it takes, what it has."""

from __future__ import annotations

import inspect
import sys
import types
from typing import Any, Literal, Self

from jupyter_streamkit.tree.node import Json

from .commands import Commands, width_prop
from .source import argument, caller

MEMBERS = 300
"""So many members are shown; a module may have thousands."""
LENGTH = 200
"""So many characters of a value."""


class HelpCommands(Commands):
    def help(self, obj: Any = None, *, width: int | Literal["stretch"] = "stretch") -> Self:
        """Show what an object is: name, type, signature or value, documentation, members.

        Parameters
        ----------
        obj
            Any object; without one, this package.
        width
            `"stretch"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.help(dict.update)
        """
        frame = caller()
        words = None if frame is None else argument(frame, "help", "write")
        if obj is None and words is None:
            obj, words = sys.modules["jupyter_streamkit"], "st"
        props = describe(obj, words) | {"width": width_prop(width, ("stretch",))}
        name = words or _name(obj)
        value = name if _is_named(obj) else props["value"]
        return self._add("help", props, raw={"name": name, "value": value, "doc_string": props.get("doc")})


def describe(obj: Any, words: str | None) -> dict[str, Json]:
    """What the help element shows of an object; `words` are those of the script for it."""
    name = _name(obj)
    return {
        "name": None if words == name else words,
        "type": _kind(obj),
        "value": f"{name}{_signature(obj)}" if _is_named(obj) else _short(obj),
        "doc": _documentation(obj) or "No documentation",
        "members": _members(obj),
    }


def _is_named(obj: Any) -> bool:
    """Whether it is known by its name, and not by a value."""
    return inspect.isclass(obj) or inspect.isroutine(obj) or inspect.ismodule(obj)


def _name(obj: Any) -> str:
    name = getattr(obj, "__qualname__", None) or getattr(obj, "__name__", None)
    if not isinstance(name, str):
        return type(obj).__qualname__
    module = getattr(obj, "__module__", None)
    plain = (
        not isinstance(module, str) or module == "builtins" or module.startswith(("streamapp_", "__main__"))
    )
    return name if plain or inspect.ismodule(obj) else f"{module}.{name}"


def _kind(obj: Any) -> str:
    kinds = (
        (inspect.ismodule, "module"),
        (inspect.isclass, "class"),
        (inspect.ismethod, "method"),
        (inspect.isbuiltin, "builtin function"),
        (inspect.isroutine, "function"),
    )
    for is_kind, name in kinds:
        if is_kind(obj):
            return name
    return type(obj).__qualname__


def _signature(obj: Any) -> str:
    try:
        signature = inspect.signature(obj)
    except (TypeError, ValueError):
        return "(...)" if callable(obj) else ""
    parameters = [
        parameter.replace(annotation=_Bare.of(parameter.annotation))
        for parameter in signature.parameters.values()
    ]
    return str(
        signature.replace(parameters=parameters, return_annotation=_Bare.of(signature.return_annotation))
    )


class _Bare(str):
    """An annotation that was written as text is shown without quotes."""

    __slots__ = ()

    @classmethod
    def of(cls, annotation: Any) -> Any:
        return cls(annotation) if isinstance(annotation, str) else annotation

    __repr__ = str.__str__


def _documentation(obj: Any) -> str:
    """Its own, or its class's; that of `int` says nothing of 5."""
    plain = isinstance(
        obj, (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, types.NoneType)
    )
    return "" if plain else inspect.getdoc(obj) or ""


def _members(obj: Any) -> list[Json]:
    names = [name for name in dir(obj) if not name.startswith("_")][:MEMBERS]
    return [_member(obj, name) for name in names]


def _member(obj: Any, name: str) -> Json:
    # A property is told by its own words: reading it may cost or do something.
    static = inspect.getattr_static(obj, name, None)
    if isinstance(static, property) or inspect.isdatadescriptor(static):
        return {"name": name, "type": "property", "doc": _first_line(static)}
    try:
        value = getattr(obj, name)
    except Exception as error:
        return {"name": name, "type": type(error).__name__, "doc": str(error)}
    if callable(value) or inspect.ismodule(value):
        return {"name": name, "type": _kind(value), "doc": _first_line(value)}
    return {"name": name, "type": _kind(value), "value": _short(value)}


def _first_line(obj: Any) -> str:
    return (inspect.getdoc(obj) or "No documentation").partition("\n")[0]


def _short(obj: Any) -> str:
    try:
        text = repr(obj)
    except Exception as error:
        return f"<{type(obj).__qualname__} whose repr raises {type(error).__name__}>"
    return text if len(text) <= LENGTH else f"{text[:LENGTH]}…"
