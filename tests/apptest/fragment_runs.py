"""Streamlit's tester runs the whole script after every event; its browser runs the fragment of the input that changed.

This lets its tester do so, too: otherwise nothing that it tells of fragments is what their users see.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest


def let_fragments_run(patch: pytest.MonkeyPatch) -> None:
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.local_script_runner import LocalScriptRunner

    run_app, run_script = AppTest._run, LocalScriptRunner.run

    def app(self: Any, widget_state: Any = None, timeout: float | None = None) -> Any:
        storage = self._fragment_storage
        storage.fragment = _fragment(self, storage, widget_state)
        run_app(self, widget_state, timeout)
        try:
            storage.states = _states(self._tree.get_widget_states())
        except KeyError:  # the script has deleted the value of an input
            storage.states = None
        return self

    def script(self: Any, *args: Any, **kwargs: Any) -> Any:
        storage = self._fragment_storage
        if storage.fragment is not None:
            self.forward_msg_queue._queue = list(storage.messages)
            self.request_rerun = lambda data: _ask(self, data, storage.fragment)
        tree = run_script(self, *args, **kwargs)
        storage.messages = self.forward_msgs()
        _sort(tree)
        return tree

    patch.setattr(AppTest, "_run", app)
    patch.setattr(LocalScriptRunner, "run", script)


def _fragment(app: Any, storage: Any, states: Any) -> str | None:
    """The one fragment whose inputs changed."""
    before = getattr(storage, "states", None)
    if before is None or states is None:
        return None
    known = app._session_state._state._new_widget_state.widget_metadata
    changed = {id for id, state in _states(states).items() if before.get(id) != state}
    fragments = {known[id].fragment_id if id in known else None for id in changed}
    fragment = fragments.pop() if len(fragments) == 1 else None
    return fragment if fragment is not None and storage.contains(fragment) else None


def _states(told: Any) -> dict[str, bytes]:
    return {each.id: each.SerializeToString() for each in told.widgets}


def _ask(runner: Any, data: Any, fragment: str) -> None:
    runner._requests._rerun_data = replace(data, fragment_id=fragment, fragment_id_queue=[fragment])


def _sort(block: Any) -> None:
    """What a fragment drew anew was told last, wherever it stands."""
    block.children = dict(sorted(block.children.items()))
    for child in block.children.values():
        if hasattr(child, "children"):
            _sort(child)
