"""The model of an input: a value that the browser may write, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
from traitlets import Any as AnyTrait
from traitlets import Unicode

from jupyter_streamkit.tree.node import Input as InputNode
from jupyter_streamkit.tree.node import Json

from .base import LOCK, MODULE, MODULE_VERSION, log
from .order import order

Post = Callable[[str, Json, bool], object]


class Input(ipywidgets.ValueWidget):
    """An input of an app.

    Looks, options and bounds are props of the node; the model holds the value, in the form that `docs/wire.md` tells.
    """

    _model_name = Unicode("InputModel").tag(sync=True)
    _model_module = Unicode(MODULE).tag(sync=True)
    _model_module_version = Unicode(MODULE_VERSION).tag(sync=True)
    # No echo: most sessions are shown by one page only, and a rerun shall cost one message.
    value = AnyTrait(None, allow_none=True).tag(sync=True, echo_update=False)

    def __init__(self, node: InputNode, post: Post, is_shared: Callable[[], bool]) -> None:
        self.node = node
        self._post = post
        self._is_shared = is_shared
        super().__init__(value=None if node.carries else node.value)
        if node.carries:
            self.on_msg(self._receive)

    def follow(self, node: InputNode) -> None:
        """The script made the input again."""
        self.node = node
        if node.push and not node.trigger:
            self.value = node.value

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """A message of the browser: whatever does not fit is dropped, and the view is set right again."""
        told = dict(sync_data)
        at = told.pop("at", None)
        self._in_order(at, lambda: self._set(told, at))

    def _receive(self, _: Any, content: Any, buffers: Any) -> None:
        """What the browser hands over comes by itself, so that nothing that comes soon after takes its place."""
        told = dict(content) if isinstance(content, dict) else {}
        self._in_order(told.pop("at", None), lambda: self._take(told))

    def _in_order(self, at: Any, act: Callable[[], None]) -> None:
        def checked() -> None:
            try:
                act()
            except ValueError as error:
                self._refuse(error)

        try:
            order.take(order.place(at), checked)
        except ValueError as error:
            self._refuse(error)

    def _refuse(self, error: ValueError) -> None:
        log.warning("A browser's message was dropped: %s", error)
        with LOCK:
            self.send_state("value")

    def _set(self, told: dict[str, Any], at: Any) -> None:
        with LOCK:
            value = self._checked(told)
            before = self.value
            super().set_state({"value": value})
            if value != told["value"]:
                self.send_state("value")
            elif self._is_shared():
                self.send({"method": "value", "value": value, "at": at})
        if self.node.trigger:
            for _ in range(value - (before or 0)):
                self._post(self.node.widget_id, 1, True)
        elif value != before:
            self._post(self.node.widget_id, value, False)

    def _take(self, told: dict[str, Any]) -> None:
        if self.node.disabled:
            raise ValueError(f"the input {self.node.widget_id} is disabled")
        if told.get("method") != "hand_over":
            raise ValueError(f"{told!r:.80} hands nothing over")
        self._post(self.node.widget_id, self.node.check(told.get("what")), True)

    def _checked(self, sync_data: dict[str, Any]) -> Json:
        if set(sync_data) != {"value"} or self.node.carries:
            raise ValueError(f"only 'value' may be written, not {sorted(map(str, sync_data))}")
        if self.node.disabled:
            raise ValueError(f"the input {self.node.widget_id} is disabled")
        value = sync_data["value"]
        return self._presses(value) if self.node.trigger else self.node.check(value)

    def _presses(self, value: Json) -> int:
        before = self.value or 0
        if type(value) is not int or not before < value <= before + 100:
            raise ValueError(f"a button was pressed {value!r} times, after {before}")
        return value
