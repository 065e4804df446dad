"""The inputs of a page, as a test uses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Self, cast

from jupyter_streamkit.runtime.uploads import ANY_TYPE, UploadedFile
from jupyter_streamkit.runtime.widget import Widget as Spec

from .elements import Element
from .errors import AppTestError

MICROSECOND = dt.timedelta(microseconds=1)


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
        pending, state = self.root.pending, self.root.session.state
        if self.id in pending:
            return self._spec.decode(pending[self.id][0])
        return state[self.key] if self.key is not None and self.key in state else state.value(self.id)

    def set_value(self, v: Any) -> Self:
        """Put a value in; it counts with the next run."""
        return self._put(self._encoded(v))

    def _encoded(self, v: Any) -> Any:
        """A value as the browser has it."""
        try:
            return self._spec.encode(v)
        except (TypeError, ValueError) as error:
            raise AppTestError(f"The {self.type} {self.label!r} does not take this value: {error}") from error

    def _put(self, wire: Any) -> Self:
        if self.disabled:
            raise AppTestError(
                f"The {self.type} {self.label!r} is disabled: a viewer could not use it either."
            )
        try:
            checked = self._spec.take(wire)
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


class FormSubmitButton(Button): ...


class DownloadButton(_Pressed):
    type = "download_button"


class _Receiving(Widget):
    """An input that takes files."""

    def _send(self, name: str, content: bytes, type: str) -> Any:
        """What a browser does: it announces the file, and sends the pieces."""
        receiver: Any = self.node.source
        try:
            told, _ = receiver.answer({"name": name, "type": type, "size": len(content)})
            for number, place in enumerate(range(0, len(content), told["piece"])):
                receiver.uploads.take(
                    {"id": told["id"], "number": number}, memoryview(content)[place : place + told["piece"]]
                )
        except ValueError as error:
            raise AppTestError(f"The {self.type} {self.label!r} does not take this file: {error}") from error
        return told


class FileUploader(_Receiving):
    """A place for files; a test gives them as (name, content, media type)."""

    type = "file_uploader"

    @property
    def accept_multiple_files(self) -> bool:
        return bool(self.shown.props.get("several"))

    @property
    def accept_directory(self) -> bool:
        return bool(self.shown.props.get("directory"))

    @property
    def allowed_type(self) -> list[str]:
        """The endings and media types that are accepted; none for all."""
        return list(self.shown.props.get("types") or ())

    # The name of its parameter is Streamlit's.
    def set_value(self, files: tuple[str, bytes, str] | Sequence[tuple[str, bytes, str]] | None) -> Self:
        """Put these files in the place of those that are there; None takes them away."""
        several = [files] if isinstance(files, tuple) else files or ()
        return self._put([self._send(*cast("tuple[str, bytes, str]", file)) for file in several])

    def upload(self, filename: str, content: bytes, mime_type: str = ANY_TYPE) -> Self:
        """Add a file; where only one is accepted, it takes the place of the other."""
        before = self._wire if self.shown.props.get("several") else []
        return self._put([*before, self._send(filename, content, mime_type)])

    def clear(self) -> Self:
        """Take all files away."""
        return self._put([])

    @property
    def _wire(self) -> list[Any]:
        pending = self.root.pending.get(self.id)
        return list(pending[0] if pending else [file.content.told() for file in self._given])

    @property
    def _given(self) -> list[UploadedFile]:
        given = self.root.session.state.value(self.id)
        return given if isinstance(given, list) else [given] if given else []


class _Recording(_Receiving):
    """An input with one file, which a device makes; a test gives it as (name, content, media type)."""

    media: str

    def set_value(self, file: tuple[str, bytes, str] | None) -> Self:
        """Put this in the place of what was recorded; None takes it away."""
        match file:
            case None:
                return self._put([])
            case (str(name), bytes() | bytearray() as content, str(type)) if isinstance(file, tuple):
                if type.lower() == self.media:
                    return self._put([self._send(name, bytes(content), self.media)])
        raise AppTestError(
            f"The {self.type} {self.label!r} takes one file, as (name, content, {self.media!r}), or None; "
            f"not {file!r:.80}."
        )

    def clear(self) -> Self:
        """Take it away."""
        return self.set_value(None)


class AudioInput(_Recording):
    """A microphone."""

    type = "audio_input"
    media = "audio/wav"

    @property
    def sample_rate(self) -> int | None:
        """In Hertz; None: what the browser records with."""
        rate: int | None = self.shown.props.get("sample_rate")
        return rate

    def upload(self, filename: str, content: bytes, mime_type: str = "audio/wav") -> Self:
        """Record this, in the place of what was recorded."""
        return self.set_value((filename, content, mime_type))


class CameraInput(_Recording):
    """A camera."""

    type = "camera_input"
    media = "image/jpeg"

    @property
    def resolution(self) -> str | None:
        """The lines that are asked for, such as `"720p"`; None: as wide as it shows."""
        resolution: str | None = self.shown.props.get("resolution")
        return resolution

    def upload(self, filename: str, content: bytes, mime_type: str = "image/jpeg") -> Self:
        """Take this photo, in the place of the last one."""
        return self.set_value((filename, content, mime_type))


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

    @property
    def _is_several(self) -> bool:
        """Its value is of several options."""
        return False

    def _encoded(self, v: Any) -> Any:
        given = [] if v is None else v if self._is_several else [v]
        if not self.shown.props.get("new"):
            for each in given:
                self._look_up(each)
        return super()._encoded(v)

    def _look_up(self, v: Any) -> None:
        words = self.options
        if not (isinstance(v, str) and v in words) and str(self.format_func(v)) not in words:
            raise AppTestError(f"The {self.type} {self.label!r} has no option {v!r}, but {words}.")


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
    def _is_several(self) -> bool:
        return True

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


class ButtonGroup(_Options):
    """Pills, or the segments of one bar."""

    type = "button_group"

    @property
    def _is_several(self) -> bool:
        return bool(self.shown.props.get("several"))

    @property
    def indices(self) -> list[int]:
        """The places of what is chosen."""
        wire = self._spec.encode(self.value)
        names = wire if self._is_several else [] if wire is None else [wire]
        return [self._names.index(name) for name in names]

    @property
    def formatted_values(self) -> list[str]:
        """The words of what is chosen."""
        return [self.options[index] for index in self.indices]

    def select(self, v: Any) -> Self:
        """Choose an option; one more, where there may be several."""
        if not self._is_several:
            return self.set_value(v)
        return self if v in self.value else self.set_value([*self.value, v])

    def unselect(self, v: Any) -> Self:
        """Take a choice back."""
        if not self._is_several:
            return self.set_value(None) if v == self.value else self
        return self.set_value([value for value in self.value if value != v])


class Feedback(Widget):
    type = "feedback"


class Pagination(Widget):
    type = "pagination"

    @property
    def num_pages(self) -> int:
        return int(self.shown.props["pages"])

    @property
    def default(self) -> int:
        return int(self._raw("default"))

    def set_value(self, v: int) -> Self:
        """Choose a page; it counts with the next run."""
        return self._put(v)

    def select(self, page: int) -> Self:
        """Press the number of a page."""
        return self.set_value(page)


class _HandedOver(Widget):
    """An input whose value lasts for the one run that it causes."""

    @property
    def value(self) -> Any:
        """What is handed over in the next run; else what the run that drew it was handed."""
        assert self.node.input is not None
        wire, _ = self.root.pending.get(self.id, (self.node.input.value, True))
        return self._spec.decode(wire)

    def set_value(self, v: Any) -> Self:
        """Hand something over, which counts with the next run; None takes it back."""
        if v is not None:
            return self._put(self._encoded(v))
        self.root.pending.pop(self.id, None)
        return self


class MenuButton(_HandedOver, _Options):
    type = "menu_button"

    def click(self, v: Any) -> Self:
        """Choose an option."""
        return self.set_value(v)

    def click_index(self, index: int) -> Self:
        """Choose an option by its place."""
        return self._put(self._names[index])


class ChatInput(_HandedOver, _Receiving):
    type = "chat_input"

    @property
    def placeholder(self) -> str:
        return str(self.shown.props["placeholder"])

    def set_value(self, v: str | None) -> Self:
        """Write a message, which is handed over with the next run; None takes it back, and its files."""
        return super().set_value({"text": v, "files": self._files} if v is not None and self._rules else v)

    def upload(self, filename: str, content: bytes, mime_type: str = ANY_TYPE) -> Self:
        """Attach a file; where only one is accepted, it takes the place of the other."""
        if not self._rules:
            raise AppTestError(f"The chat_input {self.placeholder!r} accepts no files.")
        before = self._files if self._rules.get("several") else []
        return self._put({"text": self._text, "files": [*before, self._send(filename, content, mime_type)]})

    def clear(self) -> Self:
        """Take the attached files away."""
        text = self._text
        if self._files:
            del self.root.pending[self.id]
        return self.set_value(text) if text else self

    @property
    def _rules(self) -> dict[str, Any]:
        return self.shown.props.get("accepts") or {}

    @property
    def _message(self) -> Any:
        return self.root.pending.get(self.id, (None,))[0] or {}

    @property
    def _files(self) -> list[Any]:
        return list(self._message["files"]) if self._rules and self._message else []

    @property
    def _text(self) -> str:
        return str(self._message["text"]) if self._rules and self._message else ""


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

    @property
    def _is_several(self) -> bool:
        return isinstance(self.value, tuple)


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
        return self if self.max_chars and len(v) > self.max_chars else self.set_value(v)


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
    type = "date_time_input"

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
        if self.value is None:
            return self
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
