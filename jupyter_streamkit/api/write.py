"""`st.write`: any value, with the element that suits it; and streams of text.

Libraries are recognised by the names of their classes: none is imported to find that nobody uses it.
"""

from __future__ import annotations

import base64
import dataclasses
import inspect
import re
import time
import types
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jupyter_streamkit.errors import StreamlitAPIException
from jupyter_streamkit.runtime.context import finish
from jupyter_streamkit.runtime.loop import Finished

from .commands import Commands

if TYPE_CHECKING:
    from .generator import DeltaGenerator

PACE = 0.03
"""Seconds between two looks of a text that is being streamed."""

Test = Callable[[Any], bool]
Way = Callable[[Any, Any], object]
"""Shows a value at a place.

The place is a DeltaGenerator, of which this module knows only that it has every command: the families do not
import each other.
"""


class WriteCommands(Commands):
    def write(self, *args: Any, unsafe_allow_html: bool = False) -> None:
        """Show any values, each with the element that suits it.

        Parameters
        ----------
        *args
            Text is Markdown, and texts beside each other are joined by a space; so are numbers, dates and
            whatever nothing better is known for, as code. Tables (pandas, Polars, Arrow, NumPy and their
            like) become `st.dataframe`, dictionaries and lists `st.json`, exceptions `st.exception`, figures
            of Matplotlib, Altair, Plotly, Bokeh, pydeck and Graphviz charts, pictures `st.image`, SymPy
            `st.latex`, functions, classes and modules `st.help`, generators and streams `st.write_stream`;
            ipywidgets are shown as they are, and so is what represents itself to notebooks (`_repr_html_` and
            its kin).
        unsafe_allow_html
            Keep HTML in texts, which else is shown as text.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.write("One and one is", 1 + 1)
        """
        words: list[str] = []
        for arg in args:
            show = _shown(arg)
            if show is None:
                words.append(arg if isinstance(arg, str) else _as_code(arg))
            else:
                self._flush(words, unsafe_allow_html)
                show(_all(self), arg)
        self._flush(words, unsafe_allow_html)

    def _flush(self, words: list[str], unsafe_allow_html: bool) -> None:
        if words:
            _all(self).markdown(" ".join(words), unsafe_allow_html)
            words.clear()

    def write_stream(self, stream: Any, *, cursor: str | None = None) -> Any:
        """Show text as it comes, piece by piece.

        Parameters
        ----------
        stream
            A generator, a function that makes one, an async generator, any iterable, or a stream of OpenAI,
            Anthropic or LangChain. Text is appended to the text before it; anything else is written by
            itself. A script that awaits has to await an async stream too: `await st.write_stream(...)`.
        cursor
            Markdown that stands behind the text while it grows.

        Returns
        -------
        The whole text; or a list of all that came, when it was not only text.

        Raises
        ------
        StreamlitAPIException
            It is no stream.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.write_stream(word + " " for word in "One word after the other".split())
        """
        writing = _Writing(self, cursor or "")
        source = _source(stream)
        if isinstance(source, AsyncIterable):
            told = finish(writing.follow(source))
            return told.result if isinstance(told, Finished) else told
        for chunk in source:
            writing.take(chunk)
        return writing.result()


class _Writing:
    """What has come of a stream, and stands on the page."""

    def __init__(self, place: Any, cursor: str) -> None:
        self.place = place
        self.text = _StreamedText(place, cursor)
        self.written: list[Any] = []

    def take(self, chunk: Any) -> None:
        piece = _piece(chunk)
        if isinstance(piece, str):
            self.text.grow(piece)
            return
        self.written += self.text.end()
        if callable(piece):
            piece()
        else:
            self.place.write(piece)
            self.written.append(piece)

    async def follow(self, stream: AsyncIterable[Any]) -> Any:
        async for chunk in stream:
            self.take(chunk)
        return self.result()

    def result(self) -> Any:
        self.written += self.text.end()
        if all(isinstance(each, str) for each in self.written):
            return "".join(self.written)
        return self.written


class _StreamedText:
    """Text that grows in one element."""

    def __init__(self, place: Commands, cursor: str) -> None:
        self.place = place
        self.cursor = cursor
        self.text = ""
        self.handle: DeltaGenerator | None = None
        self.drawn_at = 0.0

    def grow(self, piece: str) -> None:
        self.text += piece
        if piece and time.monotonic() - self.drawn_at > PACE:
            self._draw(self.text + self.cursor)

    def end(self) -> list[str]:
        """Something else comes: what was written so far."""
        if not self.text:
            return []
        self._draw(self.text)
        text, self.text, self.handle = self.text, "", None
        return [text]

    def _draw(self, text: str) -> None:
        self.handle = (self.handle or _all(self.place)).markdown(text)
        self.drawn_at = time.monotonic()


def magic_write(*args: Any) -> None:
    """What a bare expression of the script calls."""
    WriteCommands().write(*args)


def show_bundle(data: Mapping[str, Any], _metadata: Mapping[str, Any] | None = None) -> None:
    """Show what `display(x)` published: the best of its representations that we can show."""
    _show_bundle(_all(WriteCommands()), data)


def _all(place: Commands) -> DeltaGenerator:
    """The place with every command."""
    from .generator import DeltaGenerator

    return place if isinstance(place, DeltaGenerator) else DeltaGenerator(place._root, place._node)


# What shows what.


def _shown(value: Any) -> Way | None:
    """What shows a value; None for what stands among the words."""
    if value is None or (isinstance(value, _WORDS) and not _is_namedtuple(value)):
        return None
    return next((show for test, show in _WAYS if test(value)), None)


_WORDS = (str, bool, int, float, complex, bytes, tuple, set, frozenset, range)


def _of(*names: str) -> Test:
    """Tests for a class of a library by both names, `matplotlib.Figure`, whatever stands between."""
    wanted = [name.rpartition(".") for name in names]

    def test(value: Any) -> bool:
        return any(
            cls.__name__ == name and cls.__module__.split(".")[0] == module
            for cls in type(value).__mro__
            for module, _, name in wanted
        )

    return test


def _is_namedtuple(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_asdict")


def _is_table(value: Any) -> bool:
    if isinstance(value, type):
        return False
    return _TABLES(value) or hasattr(value, "__dataframe__") or hasattr(value, "__arrow_c_stream__")


_TABLES = _of(
    "pandas.DataFrame", "pandas.Series", "pandas.Index", "pandas.Styler", "pandas.ExtensionArray",
    "numpy.ndarray", "pyarrow.Table", "pyarrow.RecordBatch", "pyarrow.Array", "pyarrow.ChunkedArray",
    "polars.DataFrame", "polars.LazyFrame", "polars.Series", "xarray.Dataset", "xarray.DataArray",
    "dask.DataFrame", "dask.Series", "pyspark.DataFrame", "snowflake.DataFrame", "modin.DataFrame",
    "modin.Series", "duckdb.DuckDBPyRelation", "ibis.Table",
)  # fmt: skip

_JSON: tuple[type, ...] = (
    dict, list, UserDict, OrderedDict, defaultdict, Counter, ChainMap, types.MappingProxyType, map, filter,
    zip, type({}.keys()), type({}.values()), type({}.items()),
)  # fmt: skip


def _is_stream(value: Any) -> bool:
    return isinstance(value, (types.GeneratorType, types.AsyncGeneratorType)) or _STREAMS(value)


_STREAMS = _of("openai.Stream", "openai.AsyncStream", "anthropic.Stream", "anthropic.MessageStream")


def _is_cursor(value: Any) -> bool:
    return not isinstance(value, type) and hasattr(value, "fetchall") and hasattr(value, "description")


def _is_widget(value: Any) -> bool:
    return not isinstance(value, type) and hasattr(value, "_model_module") and hasattr(value, "comm")


def _is_explained(value: Any) -> bool:
    named = inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value)
    return named or isinstance(value, Commands) or dataclasses.is_dataclass(value)


def _is_proxy(value: Any) -> bool:
    """`st.session_state` and its like."""
    return isinstance(value, Mapping) and callable(getattr(value, "to_dict", None))


def _represents_itself(value: Any) -> bool:
    return not isinstance(value, type) and bool(_bundle(value))


def _is_opaque(value: Any) -> bool:
    """Its text says nothing but where it lies in memory."""
    return re.fullmatch(r"<.+ at 0x[0-9a-fA-F]+>", str(value)) is not None


def _show_widget(place: Any, value: Any) -> None:
    place._add("widget", foreign=value)


def _show_cursor(place: Any, value: Any) -> None:
    names = [column[0] for column in value.description or ()]
    place.dataframe([dict(zip(names, row, strict=False)) for row in value.fetchall()])


def _show_json(place: Any, value: Any) -> None:
    place.json(
        list(value)
        if isinstance(value, (map, filter, zip)) or not isinstance(value, (Mapping, list))
        else value
    )


_WAYS: list[tuple[Test, Way]] = [
    (lambda value: isinstance(value, BaseException), lambda place, value: place.exception(value)),
    (_is_widget, _show_widget),
    (_is_table, lambda place, value: place.dataframe(value)),
    (_is_namedtuple, lambda place, value: place.json(value._asdict())),
    (_is_proxy, lambda place, value: place.json(value)),
    (lambda value: isinstance(value, _JSON), _show_json),
    (_is_stream, lambda place, value: place.write_stream(value)),
    (_of("matplotlib.Figure"), lambda place, value: place.pyplot(value)),
    (_of("altair.TopLevelMixin"), lambda place, value: place.altair_chart(value)),
    (_of("plotly.BaseFigure"), lambda place, value: place.plotly_chart(value)),
    (_of("bokeh.LayoutDOM"), lambda place, value: place.bokeh_chart(value)),
    (_of("pydeck.Deck"), lambda place, value: place.pydeck_chart(value)),
    (_of("graphviz.Dot", "graphviz.Source"), lambda place, value: place.graphviz_chart(value)),
    (_of("PIL.Image"), lambda place, value: place.image(value)),
    (_of("sympy.Basic", "sympy.MatrixBase"), lambda place, value: place.latex(value)),
    (_is_explained, lambda place, value: place.help(value)),
    (_is_cursor, _show_cursor),
    (_represents_itself, lambda place, value: _show_bundle(place, _bundle(value))),
    (_is_opaque, lambda place, value: place.help(value)),
]


def _as_code(value: Any) -> str:
    text = str(value)
    if "\n" in text:
        return f"\n```\n{text}\n```\n"
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{text}{ticks}"


# Objects that represent themselves to notebooks.

_REPRESENTATIONS = {
    "_repr_html_": "text/html",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
}


def _bundle(value: Any) -> dict[str, Any]:
    """The representations of an object, by MIME type."""
    bundle: dict[str, Any] = {}
    for name, mime in _REPRESENTATIONS.items():
        data = _represent(value, name)
        if data is not None:
            bundle[mime] = data
    more = _represent(value, "_repr_mimebundle_")
    return bundle | dict(more) if isinstance(more, Mapping) else bundle


def _represent(value: Any, name: str) -> Any:
    # Looked up on the class: an object that answers to every name has no representation.
    method = getattr(type(value), name, None)
    if method is None:
        return None
    data = method(value, include=None, exclude=None) if name == "_repr_mimebundle_" else method(value)
    # Data may come with metadata.
    return data[0] if isinstance(data, tuple) else data


def _show_bundle(place: Any, data: Mapping[str, Any]) -> None:
    for mime, show in _MIMES.items():
        name = next(
            (each for each in data if each == mime or (mime.endswith("*") and each.startswith(mime[:-1]))), ""
        )
        if name:
            show(place, data[name])
            return
    text = data.get("text/plain")
    if text is not None:
        place.text(_text(text), width="stretch")


def _text(data: Any) -> str:
    """Bundles hold text as one string or as lines."""
    return "".join(data) if isinstance(data, list) else str(data)


def _picture(data: Any) -> bytes:
    return data if isinstance(data, bytes) else base64.b64decode(_text(data))


def _show_markdown(place: Any, data: Any) -> None:
    place.markdown(_text(data))


def _show_latex(place: Any, data: Any) -> None:
    text = _text(data).strip()
    if text.startswith("$"):
        place.latex(text.strip("$ "))
    else:
        place.markdown(text)


_MIMES: dict[str, Way] = {
    "application/vnd.plotly.v1+json": lambda place, data: place.plotly_chart(data),
    "application/vnd.vegalite.*": lambda place, data: place.vega_lite_chart(spec=data),
    "text/html": lambda place, data: place._add("html", _framed(_text(data))),
    "image/svg+xml": lambda place, data: place.image(_text(data)),
    "image/png": lambda place, data: place.image(_picture(data)),
    "image/jpeg": lambda place, data: place.image(_picture(data)),
    "image/gif": lambda place, data: place.image(_picture(data)),
    "text/markdown": _show_markdown,
    "text/latex": _show_latex,
    "application/json": lambda place, data: place.json(data),
}


def _framed(html: str) -> dict[str, Any]:
    """HTML that needs scripts or frames of its own goes into a frame that cannot reach the page."""
    from jupyter_streamkit.tree.markup import sanitize

    if any(tag in html.lower() for tag in ("<script", "<iframe")):
        return {"frame": html}
    return {"html": sanitize(html)}


# Streams.


def _source(stream: Any) -> Any:
    if inspect.isgeneratorfunction(stream) or inspect.isasyncgenfunction(stream) or _is_function(stream):
        stream = stream()
    if isinstance(stream, str) or not isinstance(stream, (Iterable, AsyncIterable)):
        raise StreamlitAPIException(
            f"`st.write_stream` takes a generator, an iterable or a stream, not {type(stream).__name__}. "
            "To show one text, write `st.write(text)`."
        )
    return stream


def _is_function(value: Any) -> bool:
    return callable(value) and not isinstance(value, (Iterable, AsyncIterable))


def _piece(chunk: Any) -> Any:
    """The text of a chunk of a language model's stream; anything else as it is."""
    if isinstance(chunk, (str, dict, list)):
        return chunk
    kind = getattr(chunk, "type", None)
    if hasattr(chunk, "choices") and type(chunk).__name__.startswith("ChatCompletion"):
        return (chunk.choices[0].delta.content or "") if chunk.choices else ""
    if type(chunk).__module__.startswith(("openai.", "anthropic.")) and isinstance(kind, str):
        return _delta(chunk, kind)
    if type(chunk).__name__ in ("AIMessageChunk", "ChatMessageChunk", "HumanMessageChunk"):
        return _content(chunk.content)
    return chunk


def _delta(event: Any, kind: str) -> str:
    """The text of an event of OpenAI's responses or of Anthropic's messages; most events hold none."""
    if kind == "response.output_text.delta":
        return str(event.delta)
    if kind == "content_block_delta":
        return str(getattr(event.delta, "text", ""))
    return ""


def _content(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(block.get("text", "") if isinstance(block, dict) else str(block) for block in content)
