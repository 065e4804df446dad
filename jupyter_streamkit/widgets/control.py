"""The answer to a page that asks for all widgets at once, as pages do that come later than the widgets.

ipywidgets answers too, but walks through its widgets while a script that runs makes and closes some: then it fails,
and says nothing to the page that waits.
"""

from __future__ import annotations

from typing import Any

import ipywidgets
from ipywidgets.widgets.widget import _instances, _remove_buffers

from .base import log
from .input import Input
from .order import order

TARGET = "jupyter.widget.control"


def listen() -> None:
    """Answer from now on."""
    ipywidgets.comm.get_comm_manager().register_target(TARGET, _opened)


def _opened(comm: Any, _: dict[str, Any]) -> None:
    comm.on_msg(lambda message: _asked(comm, message))


def _asked(comm: Any, message: dict[str, Any]) -> None:
    if message["content"]["data"].get("method") != "request_states":
        raise ValueError("the only method of this comm is 'request_states'")
    states, paths, buffers = _remove_buffers(_states())
    comm.send({"method": "update_states", "states": states, "buffer_paths": paths}, buffers=buffers)


def _states() -> dict[str, Any]:
    done = order.done()  # before any value is read: of an event that comes meanwhile it says nothing
    return {id: state for id, widget in list(_instances.items()) if (state := _state(widget, done))}


def _state(widget: Any, done: dict[str, int]) -> dict[str, Any] | None:
    """What a page needs to make the widget; None if it is being closed, or a part of it."""
    try:
        state = widget.get_state()
    except Exception as error:
        log.debug("A widget has no state", exc_info=error)
        return None
    if isinstance(widget, Input):
        state["done"] = done
    names = {name: state[f"_{name}"] for name in ("model_name", "model_module", "model_module_version")}
    return {**names, "state": state}
