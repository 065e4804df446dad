"""The elements of a page, as a test sees them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar

from jupyter_streamkit.tree.node import Node

from .browser import Shown

if TYPE_CHECKING:
    from .v1 import AppTest


class Element:
    """What stands on the page."""

    type: ClassVar[str] = "element"

    def __init__(self, tester: AppTest, shown: Shown, node: Node) -> None:
        self.root = tester
        self.shown = shown
        self.node = node

    @property
    def key(self) -> str | None:
        key: str | None = self.shown.props.get("key")
        return key

    @property
    def value(self) -> Any:
        return self.node.raw.get("body", self.shown.props.get("body"))

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with what has been put in."""
        return self.root.run(timeout=timeout)

    def _raw(self, name: str) -> Any:
        return self.node.raw.get(name, self.shown.props.get(name))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


class _Text(Element):
    @property
    def allow_html(self) -> bool:
        return bool(self._raw("allow_html"))

    @property
    def is_caption(self) -> bool:
        return self.type == "caption"


class Text(Element):
    type = "text"


class Markdown(_Text):
    type = "markdown"


class Caption(_Text):
    type = "caption"


class Latex(_Text):
    type = "latex"


class Divider(_Text):
    type = "divider"


class Html(Element):
    type = "html"


class Code(Element):
    type = "code"

    @property
    def language(self) -> str:
        return self.shown.props.get("language") or "plaintext"

    @property
    def show_line_numbers(self) -> bool:
        return bool(self.shown.props.get("line_numbers"))


class _Heading(Element):
    @property
    def tag(self) -> str:
        return f"h{self.shown.props['level']}"

    @property
    def anchor(self) -> str:
        return str(self._raw("anchor") or "")

    @property
    def hide_anchor(self) -> bool:
        return bool(self._raw("hide_anchor"))

    @property
    def icon(self) -> str:
        return self._raw("icon") or ""


class Title(_Heading):
    type = "title"


class Header(_Heading):
    type = "header"


class Subheader(_Heading):
    type = "subheader"


class _Alert(Element):
    @property
    def icon(self) -> str:
        return self._raw("icon") or ""


class Info(_Alert):
    type = "info"


class Success(_Alert):
    type = "success"


class Warning(_Alert):
    type = "warning"


class Error(_Alert):
    type = "error"


class Toast(_Alert):
    type = "toast"


class Exception(Element):
    type = "exception"

    @property
    def message(self) -> str:
        return self._raw("message") or ""

    value = message

    @property
    def is_markdown(self) -> bool:
        return bool(self._raw("is_markdown"))

    @property
    def is_warning(self) -> bool:
        return bool(self._raw("is_warning"))

    @property
    def stack_trace(self) -> list[str]:
        """The calls that led to it, outermost first."""
        trace = self.shown.props.get("trace")
        return re.split(r"\n(?= *(?:File|Cell) \")", trace) if trace else []


class Dataframe(Element):
    type = "dataframe"

    @property
    def value(self) -> Any:
        return self._raw("value")

    @property
    def editing_mode(self) -> str:
        return self._raw("editing_mode") or "read_only"


class Table(Element):
    type = "table"

    @property
    def value(self) -> Any:
        return self._raw("value")


class Json(Element):
    type = "json"

    @property
    def value(self) -> str:
        """The JSON text."""
        return self._raw("text") or json.dumps(self.shown.props["body"])

    @property
    def expanded(self) -> bool | int:
        expanded: bool | int = self.shown.props.get("expanded", True)
        return expanded


class Metric(Element):
    type = "metric"

    @property
    def value(self) -> str:
        return str(self._raw("value"))

    @property
    def label(self) -> str:
        return str(self._raw("label"))

    @property
    def delta(self) -> str:
        return str(self._raw("delta") or "")

    @property
    def color(self) -> str:
        return str(self.shown.props.get("color", ""))

    @property
    def help(self) -> str:
        return self._raw("help") or ""


class Progress(Element):
    type = "progress"

    @property
    def value(self) -> int:
        return int(self.shown.props["value"])

    @property
    def text(self) -> str:
        return self._raw("text") or ""


class Help(Element):
    type = "help_info"

    @property
    def value(self) -> str:
        """The object; the words of the script for what is a class, a function or a module."""
        return str(self._raw("value"))

    @property
    def name(self) -> str:
        return self._raw("name") or ""

    @property
    def doc_string(self) -> str:
        return self._raw("doc_string") or ""


class Image(Element):
    type = "image"

    @property
    def value(self) -> list[Any]:
        return list(self.shown.props.get("images", ()))

    @property
    def captions(self) -> list[str]:
        return ["" if caption is None else str(caption) for caption in self._raw("captions")]


class Space(Element):
    type = "space"

    @property
    def size(self) -> Any:
        return self.shown.props["size"]

    value = size


class _Link(Element):
    @property
    def label(self) -> str:
        return str(self._raw("label"))

    value = label

    @property
    def disabled(self) -> bool:
        return bool(self.shown.props.get("disabled"))


class LinkButton(_Link):
    type = "link_button"

    @property
    def url(self) -> str:
        return str(self.shown.props["url"])


class PageLink(_Link):
    type = "page_link"

    @property
    def page(self) -> str:
        """The path of the page in the address, or an address outside."""
        return str(self.shown.props.get("path", self.shown.props.get("url")))


class Other(Element):
    """An element that has no class of its own here: charts, maps, whatever you draw."""

    @property
    def props(self) -> dict[str, Any]:
        """What the browser knows of it."""
        return self.shown.props

    @property
    def value(self) -> Any:
        return self._raw("value")
