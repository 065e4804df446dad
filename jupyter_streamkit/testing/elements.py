"""The elements of a page, as a test sees and uses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from jupyter_streamkit.runtime.widget import Widget as Spec
from jupyter_streamkit.tree.node import Node

from .browser import Shown
from .errors import AppTestError

if TYPE_CHECKING:
    from .v1 import AppTest

MICROSECOND = dt.timedelta(microseconds=1)


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
    def stack_trace(self) -> Any:
        return self.shown.props.get("trace") or []


class Dataframe(Element):
    type = "dataframe"

    @property
    def value(self) -> Any:
        return self._raw("value")

    @property
    def editing_mode(self) -> str:
        return self._raw("editing_mode") or "read-only"


class Table(Element):
    type = "table"

    @property
    def value(self) -> Any:
        return self._raw("value")


class Json(Element):
    type = "json"

    @property
    def value(self) -> Any:
        """The JSON text."""
        return self._raw("text") or self._raw("value")

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
    type = "help"

    @property
    def value(self) -> Any:
        return self.name

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
        return [str(image.get("caption", "")) for image in self.value]


class Space(Element):
    type = "space"

    @property
    def size(self) -> Any:
        return self.shown.props["size"]

    value = size


class LinkButton(Element):
    type = "link_button"

    @property
    def value(self) -> str:
        return str(self.shown.props["url"])


class PageLink(Element):
    type = "page_link"

    @property
    def value(self) -> Any:
        return self._raw("value")


class Other(Element):
    """An element that has no class of its own here: charts, maps, whatever you draw."""

    @property
    def props(self) -> dict[str, Any]:
        """What the browser knows of it."""
        return self.shown.props

    @property
    def value(self) -> Any:
        return self._raw("value")


# Inputs.


class Widget(Element):
    """An input: what is put in counts with the next run."""

    @property
    def _spec(self) -> Spec[Any]:
        assert self.node.input is not None
        return self.root.session.state.widget(self.node.input.widget_id)

    @property
    def id(self) -> str:
        assert self.node.input is not None
        return self.node.input.widget_id

    @property
    def label(self) -> str:
        return str(self._raw("label") or "")

    @property
    def help(self) -> str:
        return self._raw("help") or self._spec.identity.get("help") or ""

    @property
    def form_id(self) -> str:
        """The key of the form that it stands in."""
        return (self.node.input.form or "") if self.node.input is not None else ""

    @property
    def disabled(self) -> bool:
        return bool(self.shown.props.get("disabled"))

    @property
    def value(self) -> Any:
        pending = self.root.pending
        return (
            self._spec.decode(pending[self.id][0])
            if self.id in pending
            else self.root.session.state.value(self.id)
        )

    def set_value(self, v: Any) -> Self:
        """Put a value in; it counts with the next run."""
        spec = self._spec
        return self._put(spec.encode(v) if not spec.trigger else int(bool(v)))

    def _put(self, wire: Any) -> Self:
        if self.disabled:
            raise AppTestError(
                f"The {self.type} {self.label!r} is disabled: a viewer could not use it either."
            )
        try:
            checked = self._spec.check(wire)
        except ValueError as error:
            raise AppTestError(f"The {self.type} {self.label!r} does not take this value: {error}") from error
        self.root.pending[self.id] = (checked, self._spec.trigger)
        return self


class _Pressed(Widget):
    @property
    def value(self) -> bool:
        """Whether it was pressed in the run that drew it, or will be in the next one."""
        assert self.node.input is not None
        return self.id in self.root.pending or bool(self.node.input.value)

    def click(self) -> Self:
        """Press it; this counts with the next run."""
        return self.set_value(True)

    def set_value(self, v: bool) -> Self:
        if v:
            return self._put(1)
        self.root.pending.pop(self.id, None)
        return self


class Button(_Pressed):
    type = "button"


class FormSubmitButton(Button):
    type = "form_submit_button"


class DownloadButton(_Pressed):
    type = "download_button"


class _Ticked(Widget):
    def check(self) -> Self:
        """Tick it."""
        return self.set_value(True)

    def uncheck(self) -> Self:
        """Take the tick away."""
        return self.set_value(False)


class Checkbox(_Ticked):
    type = "checkbox"


class Toggle(_Ticked):
    type = "toggle"


class _Options(Widget):
    @property
    def options(self) -> list[str]:
        """The words of the options."""
        return list(self.shown.props["options"])

    @property
    def _names(self) -> list[str]:
        """What the browser sends for each option."""
        return list(self.shown.props.get("names") or self.options)

    @property
    def format_func(self) -> Callable[[Any], Any]:
        return self._raw("format_func") or str


class _Choice(_Options):
    @property
    def index(self) -> int | None:
        names: list[Any] = self._names
        wire = self._spec.encode(self.value)
        return names.index(wire) if wire in names else None

    def select(self, v: Any) -> Self:
        """Choose an option."""
        return self.set_value(v)

    def select_index(self, index: int | None) -> Self:
        """Choose an option by its place; None chooses nothing."""
        return self._put(None if index is None else self._names[index])


class Radio(_Choice):
    type = "radio"

    @property
    def horizontal(self) -> bool:
        return bool(self.shown.props.get("horizontal"))


class Selectbox(_Choice):
    type = "selectbox"


class Multiselect(_Options):
    type = "multiselect"

    @property
    def max_selections(self) -> int:
        return int(self.shown.props.get("max_selections") or 0)

    @property
    def values(self) -> list[Any]:
        return list(self.value)

    @property
    def indices(self) -> list[int]:
        return [self._names.index(wire) for wire in self._spec.encode(self.value)]

    def select(self, v: Any) -> Self:
        """Choose one more option."""
        return self if v in self.value else self.set_value([*self.value, v])

    def unselect(self, v: Any) -> Self:
        """Choose one option less."""
        return self.set_value([value for value in self.value if value != v])


class _Range(Widget):
    def set_range(self, lower: Any, upper: Any) -> Self:
        """Put both ends in."""
        return self.set_value((lower, upper))

    @property
    def data_type(self) -> str:
        return str(self.shown.props.get("kind", ""))


class Slider(_Range):
    type = "slider"

    @property
    def min(self) -> Any:
        return self._one("min")

    @property
    def max(self) -> Any:
        return self._one("max")

    @property
    def step(self) -> Any:
        step = self.shown.props["step"]
        return step * MICROSECOND if self.data_type in ("date", "time", "datetime") else step

    def _one(self, bound: str) -> Any:
        """A bound, in the type of the slider's value."""
        wire = self.shown.props[bound]
        if isinstance(self.value, tuple):
            return self._spec.decode([wire, wire])[0]
        return self._spec.decode([wire])


class SelectSlider(_Range, _Options):
    type = "select_slider"


class NumberInput(Widget):
    type = "number_input"

    @property
    def min(self) -> Any:
        return self.shown.props.get("min")

    @property
    def max(self) -> Any:
        return self.shown.props.get("max")

    @property
    def step(self) -> Any:
        return self.shown.props["step"]

    def increment(self) -> Self:
        """Press the plus."""
        return self.set_value(_within((self.value or 0) + self.step, None, self.max))

    def decrement(self) -> Self:
        """Press the minus."""
        return self.set_value(_within((self.value or 0) - self.step, self.min, None))


class _Typed(Widget):
    @property
    def max_chars(self) -> int:
        return int(self.shown.props.get("max_chars") or 0)

    @property
    def placeholder(self) -> str:
        return self.shown.props.get("placeholder") or ""

    def input(self, v: str) -> Self:
        """Type a text; one that is too long is not taken."""
        return self.set_value(v)


class TextInput(_Typed):
    type = "text_input"

    @property
    def autocomplete(self) -> str:
        return self.shown.props.get("autocomplete") or ""


class TextArea(_Typed):
    type = "text_area"


class _Dated(Widget):
    @property
    def min(self) -> Any:
        return self._moment("min")

    @property
    def max(self) -> Any:
        return self._moment("max")

    def _moment(self, bound: str) -> Any:
        return dt.date.fromisoformat(self.shown.props[bound])


class DateInput(_Dated):
    type = "date_input"

    @property
    def is_range(self) -> bool:
        return isinstance(self.value, tuple)


class DateTimeInput(_Dated):
    type = "datetime_input"

    @property
    def format(self) -> str:
        return str(self.shown.props["format"])

    @property
    def step(self) -> int:
        return int(self.shown.props["step"])

    def _moment(self, bound: str) -> Any:
        return dt.datetime.fromisoformat(self.shown.props[bound])


class TimeInput(Widget):
    type = "time_input"

    @property
    def step(self) -> int:
        return int(self.shown.props["step"])

    def increment(self) -> Self:
        """One step later."""
        return self._move(self.step)

    def decrement(self) -> Self:
        """One step earlier."""
        return self._move(-self.step)

    def _move(self, seconds: int) -> Self:
        moment = dt.datetime.combine(dt.date(2000, 1, 1), self.value)
        return self.set_value((moment + dt.timedelta(seconds=seconds)).time())


class ColorPicker(Widget):
    type = "color_picker"

    def pick(self, v: str) -> Self:
        """Choose a colour."""
        return self.set_value(v)


def _within(value: Any, least: Any, most: Any) -> Any:
    if least is not None and value < least:
        return least
    return most if most is not None and value > most else value


# Blocks.

E = TypeVar("E", bound=Element)


class ElementList(Sequence[E]):
    """Elements of one type, in the order of the page; `list(key="x")` gives the one with that key."""

    def __init__(self, found: Sequence[E], name: str) -> None:
        self._found = found
        self._name = name

    @overload
    def __getitem__(self, place: int) -> E: ...
    @overload
    def __getitem__(self, place: slice) -> ElementList[E]: ...
    def __getitem__(self, place: int | slice) -> E | ElementList[E]:
        if isinstance(place, slice):
            return ElementList(self._found[place], self._name)
        try:
            return self._found[place]
        except IndexError:
            raise IndexError(
                f"There is no {self._name}[{place}]: the page has {len(self)} of them."
            ) from None

    def __call__(self, key: str | int) -> E:
        for element in self._found:
            if element.key == str(key):
                return element
        raise KeyError(f"No {self._name} has the key {key!r}.")

    def __len__(self) -> int:
        return len(self._found)

    @property
    def len(self) -> int:
        return len(self)

    @property
    def values(self) -> Sequence[Any]:
        return [element.value for element in self._found]

    def __eq__(self, other: object) -> bool:
        return list(self._found) == other if isinstance(other, list) else self is other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self._found))


class Found(Generic[E]):
    """The attribute of a page or block that gives all elements of one class in it."""

    def __init__(self, of: type[E] | str) -> None:
        self._of = of

    @property
    def of(self) -> type[E]:
        """The class; blocks are told by name, since they come after what finds them."""
        found: type[E] = globals()[self._of] if isinstance(self._of, str) else self._of
        return found

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, block: None, owner: type) -> Self: ...
    @overload
    def __get__(self, block: Finder, owner: type) -> ElementList[E]: ...
    def __get__(self, block: Finder | None, owner: type) -> Self | ElementList[E]:
        if block is None:
            return self
        return ElementList([each for each in block.walk() if isinstance(each, self.of)], self.name)


class Finder:
    """What finds elements: the whole page, or a block."""

    def walk(self) -> Iterator[Element]:
        raise NotImplementedError

    def get(self, element_type: str) -> Sequence[Any]:
        """All elements or blocks of a type, by its name."""
        found = [each for each in self.walk() if element_type in (each.type, each.shown.type)]
        return ElementList(found, element_type)

    def get_by_key(self, key: str) -> Any:
        """The element or block with a key."""
        return ElementList(list(self.walk()), "element")(key)

    button = Found(Button)
    caption = Found(Caption)
    checkbox = Found(Checkbox)
    code = Found(Code)
    color_picker = Found(ColorPicker)
    columns = Found["Column"]("Column")
    container = Found["Container"]("Container")
    dataframe = Found(Dataframe)
    date_input = Found(DateInput)
    datetime_input = Found(DateTimeInput)
    divider = Found(Divider)
    download_button = Found(DownloadButton)
    error = Found(Error)
    exception = Found(Exception)
    expander = Found["Expander"]("Expander")
    form = Found["Form"]("Form")
    form_submit_button = Found(FormSubmitButton)
    header = Found(Header)
    help = Found(Help)
    html = Found(Html)
    image = Found(Image)
    info = Found(Info)
    json = Found(Json)
    latex = Found(Latex)
    link_button = Found(LinkButton)
    markdown = Found(Markdown)
    metric = Found(Metric)
    multiselect = Found(Multiselect)
    number_input = Found(NumberInput)
    progress = Found(Progress)
    radio = Found(Radio)
    select_slider = Found(SelectSlider)
    selectbox = Found(Selectbox)
    slider = Found(Slider)
    space = Found(Space)
    status = Found["Status"]("Status")
    subheader = Found(Subheader)
    success = Found(Success)
    table = Found(Table)
    tabs = Found["Tab"]("Tab")
    text = Found(Text)
    text_area = Found(TextArea)
    text_input = Found(TextInput)
    time_input = Found(TimeInput)
    title = Found(Title)
    toast = Found(Toast)
    toggle = Found(Toggle)
    warning = Found(Warning)


class Block(Element, Finder):
    """An element with children."""

    type = "block"

    @property
    def children(self) -> dict[int, Element]:
        return dict(enumerate(self.root.element(id) for id in self.shown.children or ()))

    @property
    def value(self) -> Any:
        raise AttributeError(f"A {self.type} has no value: look at its elements.")

    def walk(self) -> Iterator[Element]:
        for child in self.children.values():
            yield child
            if isinstance(child, Block):
                yield from child.walk()

    def __iter__(self) -> Iterator[Element]:
        yield self
        yield from self.walk()

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, place: int) -> Element:
        return self.children[place]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self.children.values())!r})"


class Container(Block):
    type = "container"


class Form(Block):
    type = "form"


class Column(Block):
    type = "column"

    @property
    def weight(self) -> float:
        return float(self.shown.props["weight"])

    @property
    def gap(self) -> str:
        return self._raw("gap") or ""


class _Labelled(Block):
    @property
    def label(self) -> str:
        return str(self._raw("label") or "")

    @property
    def icon(self) -> str:
        return self._raw("icon") or ""


class Tab(_Labelled):
    type = "tab"


class Expander(_Labelled):
    type = "expander"


class Status(_Labelled):
    type = "status"

    @property
    def state(self) -> str:
        return str(self.shown.props["state"])


class Popover(_Labelled):
    type = "popover"
