"""The session state: what the script put there, and the values of its widgets.

Invariants
- A key belongs to a widget or to the script, not to both: making a widget takes over what the script had set.
- A widget's value is kept as the browser has it; Python's value is made from it on reading.
- What a full run did not make is gone after it, unless it persists: then it waits, not shown, for the widget of
  its key.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Container, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitWidgetAlreadyInstantiatedError,
)
from jupyter_streamkit.tree.node import Json

from .widget import Widget

if TYPE_CHECKING:
    from .fragments import Fragment


@dataclass(slots=True)
class Slot:
    """A widget's place in the state."""

    widget: Widget[Any]
    value: Json
    fragment: Fragment | None = None
    """The fragment that made it."""
    form: str | None = None
    held: list[Json] = field(default_factory=list)
    """What the browser put in while it waits for the form's submit button, or the next run: one value, or none."""
    shown: bool = True
    """The last run made it."""

    def read(self) -> Any:
        return self.widget.decode(self.value)


class SessionState(MutableMapping[str, Any]):
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._values: dict[str, Any] = {}
        self._slots: dict[str, Slot] = {}
        self._ids: dict[str, str] = {}
        self._made: set[str] = set()
        self._pressed: set[str] = set()
        """Buttons that are pressed in this run."""

    def __getitem__(self, key: str) -> Any:
        with self.lock:
            if key in self._values:
                return self._values[key]
            if key in self._ids:
                return self._slots[self._ids[key]].read()
        raise KeyError(key)

    def __setitem__(self, key: str, value: Any) -> None:
        with self.lock:
            if key in self._made:
                raise StreamlitWidgetAlreadyInstantiatedError(
                    f"`st.session_state.{key}` cannot be set after the widget with `key={key!r}` was made in this "
                    "run. Set it above the widget's line, or in a callback (`on_change=`, `on_click=`)."
                )
            self._values[key] = value

    def __delitem__(self, key: str) -> None:
        with self.lock:
            if key not in self:
                raise KeyError(key)
            self._values.pop(key, None)
            self._slots.pop(self._ids.pop(key, ""), None)

    def __contains__(self, key: object) -> bool:
        return key in self._values or key in self._ids

    def __iter__(self) -> Iterator[str]:
        with self.lock:
            return iter([*self._values, *(key for key in self._ids if key not in self._values)])

    def __len__(self) -> int:
        return len(self._values.keys() | self._ids.keys())

    def begin(self) -> None:
        """A full run starts: no widget has been made."""
        self._made.clear()

    def end(self, seen: Container[str], redrawn: Collection[Fragment] | None = None, page: str = "") -> None:
        """A run on a page is complete: widgets that it did not make lose their state, if it does not persist.

        A run of fragments speaks for the widgets of these, and of those inside them, only.
        """
        with self.lock:
            made = self._slots if redrawn is None else {id for each in redrawn for id in tuple(each.widgets)}
            for id in [id for id in made if id not in seen and id in self._slots]:
                if redrawn is None or self._slots[id].fragment in redrawn:
                    self._hide(id, page)

    def turn_to(self, page: str) -> None:
        """Another page of the app is shown: the widgets of the one before it lose their state."""
        with self.lock:
            for id in [id for id, slot in self._slots.items() if slot.widget.page not in ("", page)]:
                self._hide(id, page)

    def _hide(self, id: str, page: str) -> None:
        """The page does not show a widget any more."""
        slot = self._slots[id]
        if slot.widget.stays(page):
            slot.shown, slot.held = False, []
        else:
            self._forget(id)

    def _forget(self, id: str) -> None:
        slot = self._slots.pop(id)
        if slot.fragment is not None:
            slot.fragment.widgets.discard(id)
        key = slot.widget.key
        if key is not None and self._ids.get(key) == id:
            del self._ids[key]

    def release(self, but: Container[str] = ()) -> None:
        """The run is over: buttons are no longer pressed, `but` those that others meet, and any state may be set."""
        with self.lock:
            self._made.clear()
            over = {id for id in self._pressed if id not in but}
            for id in over.intersection(self._slots):
                self._slots[id].value = self._slots[id].widget.default
            self._pressed -= over

    def presses(self, ids: Collection[str]) -> dict[str, Json]:
        """What the browser sent with these presses, which the script has not met."""
        with self.lock:
            return {id: self._slots[id].value for id in ids if id in self._slots}

    def receive(self, values: Mapping[str, Json]) -> list[Widget[Any]]:
        """Take over what the browser sent; returns the widgets whose value changed."""
        with self.lock:
            changed = []
            for id, value in (self._waiting() | dict(values)).items():
                slot = self._slots.get(id)
                if slot is not None and (slot.widget.trigger or slot.value != value):
                    slot.value = value
                    self._values.pop(slot.widget.key or "", None)
                    changed.append(slot.widget)
                    if slot.widget.trigger:
                        self._pressed.add(id)
            return changed

    def _waiting(self) -> dict[str, Json]:
        """What was put in, outside forms, without running anything."""
        waiting = {id: slot for id, slot in self._slots.items() if slot.held and slot.form is None}
        return {id: slot.held.pop() for id, slot in waiting.items()}

    def hold(self, widget_id: str, value: Json) -> bool:
        """Keep what the browser put in until its form is submitted, or the next run; False where it runs at once."""
        with self.lock:
            slot = self._slots.get(widget_id)
            if slot is None or (slot.form is None and not slot.widget.quiet):
                return False
            slot.held = [value]
            return True

    def submit(self, widget_id: str) -> dict[str, Json]:
        """What waits in the form whose submit button was pressed; nothing if the widget is none."""
        with self.lock:
            button = self._slots.get(widget_id)
            if button is None or not button.widget.submits:
                return {}
            waiting = {id: slot for id, slot in self._slots.items() if slot.held and slot.form == button.form}
            return {id: slot.held.pop() for id, slot in waiting.items()}

    def reset(self, widget_id: str) -> Json:
        """Give a widget the value of its first call; returns it."""
        with self.lock:
            slot = self._slots[widget_id]
            slot.value, slot.held = slot.widget.default, []
            self._values.pop(slot.widget.key or "", None)
            return slot.value

    def make(
        self,
        widget: Widget[Any],
        fragment: Fragment | None = None,
        form: str | None = None,
        told: list[Json] | None = None,
        arrived: bool = False,
    ) -> tuple[Json, bool]:
        """A run makes a widget: its value, and whether the browser must be told of it.

        `told` is what the address has for it, one value or none. It counts where the widget appears, and for all
        widgets when the viewer has `arrived` at the address.
        """
        with self.lock:
            slot = self._slots.get(widget.id) or self._inherit(widget)
            value, push = self._value(widget, slot, told, arrived)
            held = slot.held if slot is not None and slot.form == form and not push else []
            self._slots[widget.id] = Slot(widget, value, fragment, form, held)
            if fragment is not None:
                fragment.widgets.add(widget.id)
            if widget.key is not None:
                self._ids[widget.key] = widget.id
                self._made.add(widget.key)
            return value, push

    def _value(
        self, widget: Widget[Any], slot: Slot | None, told: list[Json] | None, arrived: bool
    ) -> tuple[Json, bool]:
        key = widget.key
        if told and (slot is None or not slot.shown or arrived):
            self._values.pop(key or "", None)
            return told[0], True
        if key is not None and key in self._values:
            return self._take(widget, key), True
        if slot is None or (arrived and widget.spelling is not None):
            # The browser may still show the widget as it was before its state was deleted.
            return widget.default, True
        return self._keep(widget, slot.value)

    def _inherit(self, widget: Widget[Any]) -> Slot | None:
        """What a widget of this key left that persists: one of another page, or with other bounds."""
        id = self._ids.pop(widget.key or "", None)
        slot = None if id is None else self._slots.pop(id)
        if (
            slot is None
            or not slot.widget.stays(widget.page)
            or (slot.shown and slot.widget.page == widget.page)
        ):
            return None
        try:
            value = widget.check(widget.encode(slot.read()))
        except (StreamlitAPIException, TypeError, ValueError, KeyError, AttributeError):
            return None
        return Slot(widget, value, shown=False)

    def _take(self, widget: Widget[Any], key: str) -> Json:
        """The value that the script set before it made the widget."""
        if not widget.settable:
            raise StreamlitValueAssignmentNotAllowedError(
                f"The value of a {widget.type} cannot be set with `st.session_state.{key} = ...`. "
                "Give the widget another key, or keep the value under a key of its own."
            )
        value = self._values[key]
        try:
            wire = widget.check(widget.encode(value))
        except StreamlitAPIException:
            raise
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise StreamlitAPIException(
                f"`st.session_state.{key} = {value!r}` does not fit the {widget.type} with that key: {error}"
            ) from error
        del self._values[key]
        return wire

    @staticmethod
    def _keep(widget: Widget[Any], value: Json) -> tuple[Json, bool]:
        try:
            kept = (widget.keep or widget.check)(value)
        except ValueError:
            kept = widget.default
        return kept, kept != value

    def value(self, widget_id: str) -> Any:
        with self.lock:
            return self._slots[widget_id].read()

    def shown(self, widget_id: str) -> tuple[Widget[Any], Json] | None:
        """A widget, and its value as the browser shows it: what was put in and waits, too."""
        with self.lock:
            slot = self._slots.get(widget_id)
            return None if slot is None else (slot.widget, slot.held[-1] if slot.held else slot.value)

    def slots(self) -> list[Slot]:
        """The widgets, in the order in which they were made."""
        with self.lock:
            return list(self._slots.values())

    def wire(self) -> list[Json]:
        """The values of all widgets as the browser has them, and those that wait."""
        return [value for slot in self.slots() for value in (slot.value, *slot.held)]

    def bound(self) -> set[str]:
        """The keys of the widgets on the page whose values stand in the address."""
        with self.lock:
            slots = [slot for slot in self._slots.values() if slot.shown and slot.widget.spelling is not None]
            return {slot.widget.key for slot in slots if slot.widget.key is not None}

    def widget(self, widget_id: str) -> Widget[Any]:
        """What the last run that made a widget said of it."""
        return self._slots[widget_id].widget

    def fragment(self, widget_id: str) -> Fragment | None:
        """The fragment that made a widget, if one did."""
        slot = self._slots.get(widget_id)
        return None if slot is None else slot.fragment

    def form(self, widget_id: str) -> str | None:
        """The form that a widget stands in, if it does."""
        slot = self._slots.get(widget_id)
        return None if slot is None else slot.form

    def assigned(self, key: str) -> bool:
        """Whether the script put a value under a key, and no widget has taken it over."""
        return key in self._values

    def knows(self, widget_id: str) -> bool:
        return widget_id in self._slots
