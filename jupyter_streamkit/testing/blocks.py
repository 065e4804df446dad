"""Blocks, and what finds elements in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, Self, TypeGuard, TypeVar, cast, overload

from . import elements, widgets
from .elements import Element

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

    def __init__(self, of: type[E] | str, shown_as: str | None = None) -> None:
        self._of = of
        self._shown_as = shown_as

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
        return ElementList([each for each in block.walk() if self._fits(each)], self.name)

    def _fits(self, element: Element) -> TypeGuard[E]:
        return isinstance(element, self.of) and self._shown_as in (None, element.shown.type)


class Finder:
    """What finds elements: the whole page, or a block."""

    def walk(self) -> Iterator[Element]:
        raise NotImplementedError

    def get(self, element_type: str) -> Sequence[Any]:
        """All elements or blocks of a type, by its name or that of their list here."""
        if isinstance(getattr(type(self), element_type, None), Found):
            return cast("Sequence[Any]", getattr(self, element_type))
        found = [each for each in self.walk() if element_type in (each.type, each.shown.type)]
        return ElementList(found, element_type)

    def get_by_key(self, key: str) -> Any:
        """The element or block with a key."""
        return ElementList(list(self.walk()), "element")(key)

    audio_input = Found(widgets.AudioInput)
    button = Found(widgets.Button)
    button_group = Found(widgets.ButtonGroup)
    camera_input = Found(widgets.CameraInput)
    caption = Found(elements.Caption)
    chat_input = Found(widgets.ChatInput)
    chat_message = Found["ChatMessage"]("ChatMessage")
    checkbox = Found(widgets.Checkbox)
    code = Found(elements.Code)
    color_picker = Found(widgets.ColorPicker)
    columns = Found["Column"]("Column")
    container = Found["Container"]("Container")
    data_editor = Found(elements.Dataframe, "data_editor")
    dataframe = Found(elements.Dataframe)
    date_input = Found(widgets.DateInput)
    datetime_input = Found(widgets.DateTimeInput)
    divider = Found(elements.Divider)
    download_button = Found(widgets.DownloadButton)
    error = Found(elements.Error)
    exception = Found(elements.Exception)
    expander = Found["Expander"]("Expander")
    feedback = Found(widgets.Feedback)
    file_uploader = Found(widgets.FileUploader)
    form = Found["Form"]("Form")
    form_submit_button = Found(widgets.FormSubmitButton)
    grid = Found["Grid"]("Grid")
    header = Found(elements.Header)
    help = Found(elements.Help)
    html = Found(elements.Html)
    image = Found(elements.Image)
    info = Found(elements.Info)
    json = Found(elements.Json)
    latex = Found(elements.Latex)
    link_button = Found(elements.LinkButton)
    markdown = Found(elements.Markdown)
    menu_button = Found(widgets.MenuButton)
    metric = Found(elements.Metric)
    multiselect = Found(widgets.Multiselect)
    number_input = Found(widgets.NumberInput)
    page_link = Found(elements.PageLink)
    pagination = Found(widgets.Pagination)
    pills = Found(widgets.ButtonGroup, "pills")
    progress = Found(elements.Progress)
    radio = Found(widgets.Radio)
    segmented_control = Found(widgets.ButtonGroup, "segmented_control")
    select_slider = Found(widgets.SelectSlider)
    selectbox = Found(widgets.Selectbox)
    slider = Found(widgets.Slider)
    space = Found(elements.Space)
    status = Found["Status"]("Status")
    subheader = Found(elements.Subheader)
    success = Found(elements.Success)
    table = Found(elements.Table)
    tabs = Found["Tab"]("Tab")
    text = Found(elements.Text)
    text_area = Found(widgets.TextArea)
    text_input = Found(widgets.TextInput)
    time_input = Found(widgets.TimeInput)
    title = Found(elements.Title)
    toast = Found(elements.Toast)
    toggle = Found(widgets.Toggle)
    warning = Found(elements.Warning)


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
        """Its part of the whole width."""
        row = self.node.parent.children if self.node.parent is not None else None
        return float(self.shown.props["weight"] / sum(each.props["weight"] for each in row or (self.node,)))

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


class ChatMessage(Block):
    type = "chat_message"

    @property
    def name(self) -> str:
        return str(self._raw("name"))

    @property
    def avatar(self) -> str:
        """The role, the emoji or the symbol beside it; empty for a letter or a picture."""
        return str(self._raw("avatar"))


class Grid(Block):
    type = "grid"

    @property
    def column_count(self) -> int | str:
        return cast("int | str", self._prop("columns", "auto"))

    @property
    def min_column_width(self) -> int | str:
        return cast("int | str", self._prop("min_column_width", "auto"))

    @property
    def wrap(self) -> bool:
        return bool(self._prop("wrap", usual=True))

    @property
    def gap(self) -> Any:
        return self._raw("gap")

    @property
    def vertical_alignment(self) -> str:
        return str(self._prop("vertical_alignment", "top"))

    @property
    def border(self) -> bool:
        return bool(self._prop("border", usual=False))

    @property
    def row_height(self) -> int | str:
        return cast("int | str", self._prop("row_height", "content"))

    @property
    def width(self) -> int | str:
        return cast("int | str", self._prop("width", "stretch"))

    @property
    def height(self) -> int | str:
        return cast("int | str", self._prop("height", "content"))

    @property
    def dense(self) -> bool:
        return bool(self._prop("dense", usual=False))

    def _prop(self, name: str, usual: Any) -> Any:
        return self.shown.props.get(name, usual)
