"""What can go wrong in a cached function, each with its cure."""

from __future__ import annotations

from jupyter_streamkit.errors import StreamlitAPIException


def type_name(value: object) -> str:
    """The full name of the type of a value, as an import would write it."""
    cls = type(value)
    return f"{cls.__module__}.{cls.__qualname__}"


class UnhashableParamError(StreamlitAPIException):
    """An argument of a cached function cannot become part of the key."""

    def __init__(self, command: str, function: str, parameter: str, value: object, culprit: object) -> None:
        inside = "" if culprit is value else f", because of a `{type_name(culprit)}` inside it"
        super().__init__(
            f"The argument `{parameter}` of `{function}` cannot be hashed: it is a "
            f"`{type_name(value)}`{inside}.\n\n"
            "Leave it out of the key with a leading underscore:\n\n"
            f"```python\n@{command}\ndef {function}(_{parameter.lstrip('*')}, ...):\n    ...\n```\n\n"
            f"or say how to hash it: `@{command}(hash_funcs={{{type(culprit).__qualname__}: lambda value: "
            "...}})`."
        )


class UserHashError(StreamlitAPIException):
    """A function given in `hash_funcs` raised."""

    def __init__(self, hash_func: object, value: object, error: Exception) -> None:
        name = getattr(hash_func, "__name__", repr(hash_func))
        super().__init__(
            f"`{name}`, given in `hash_funcs` for `{type_name(value)}`, raised {type(error).__name__}: "
            f"{error}"
        )


class UnserializableReturnValueError(StreamlitAPIException):
    """The result of a `cache_data` function cannot be pickled."""

    def __init__(self, function: str, value: object) -> None:
        super().__init__(
            f"`{function}` returned a `{type_name(value)}`, which cannot be pickled, and `st.cache_data` "
            "keeps "
            "pickled copies. Return data (a list instead of a generator, for instance), "
            "or share the one live object with `@st.cache_resource`."
        )


class CachedFunctionReturnedAwaitableError(StreamlitAPIException):
    """A cached function that is not `async` returned something to await, which can be awaited only once."""

    def __init__(self, command: str, function: str, value: object) -> None:
        super().__init__(
            f"`{function}` returned a `{type_name(value)}`, which can be awaited only once, so it cannot "
            "be cached. "
            f"Decorate an `async def` with `@{command}` and await inside it."
        )


class CachedWidgetWarning(StreamlitAPIException):
    """A widget stands in a cached function, where its value is not part of the key."""

    def __init__(self, function: str) -> None:
        super().__init__(
            f"A widget is made inside the cached function `{function}`: when its value changes, the cached "
            "result "
            "does not. Make the widget outside and pass its value as an argument."
        )
