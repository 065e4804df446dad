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

Post = Callable[[str, Json, bool], object]


class Input(ipywidgets.ValueWidget):
    """An input of an app.

    Looks, options and bounds are props of the node; the model holds the value, in the form that `docs/wire.md` tells.
    """

    _model_name = Unicode("InputModel").tag(sync=True)
    _model_module = Unicode(MODULE).tag(sync=True)
    _model_module_version = Unicode(MODULE_VERSION).tag(sync=True)
    # No echo: only one browser shows a session, and a rerun shall cost one message.
    value = AnyTrait(None, allow_none=True).tag(sync=True, echo_update=False)

    def __init__(self, node: InputNode, post: Post) -> None:
        self.node = node
        self._post = post
        super().__init__(value=[0, []] if node.carries else node.value)

    def follow(self, node: InputNode) -> None:
        """The script made the input again."""
        self.node = node
        if node.push and not node.trigger:
            self.value = node.value

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """A message of the browser: whatever does not fit is dropped, and the view is set right again."""
        with LOCK:
            try:
                value = self._checked(sync_data)
            except ValueError as error:
                log.warning("A browser's value was dropped: %s", error)
                self.send_state("value")
                return
            before = self.value
            super().set_state({"value": value})
        if self.node.carries:
            for what in value[1]:
                self._post(self.node.widget_id, what, True)
        elif self.node.trigger:
            for _ in range(value - (before or 0)):
                self._post(self.node.widget_id, 1, True)
        elif value != before:
            self._post(self.node.widget_id, value, False)

    def _checked(self, sync_data: dict[str, Any]) -> Json:
        if set(sync_data) != {"value"}:
            raise ValueError(f"only 'value' may be written, not {sorted(map(str, sync_data))}")
        if self.node.disabled:
            raise ValueError(f"the input {self.node.widget_id} is disabled")
        value = sync_data["value"]
        if self.node.carries:
            return self._brought(value)
        return self._presses(value) if self.node.trigger else self.node.check(value)

    def _brought(self, value: Json) -> list[Json]:
        """The count of presses, and what those that are new bring along."""
        if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], list):
            raise ValueError(f"{value!r} is no count with a list")
        count, brought = value
        before = self.value[0]
        if type(count) is not int or not before < count <= before + len(brought):
            raise ValueError(f"{len(brought)} things came with {count!r} presses, after {before}")
        return [count, [self.node.check(what) for what in brought[before - count :]]]

    def _presses(self, value: Json) -> int:
        before = self.value or 0
        if type(value) is not int or not before < value <= before + 100:
            raise ValueError(f"a button was pressed {value!r} times, after {before}")
        return value
