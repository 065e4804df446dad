"""A story: an app, and what its viewer does; told by Streamlit's tester and by ours, it has to be the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Step = Callable[[Any], Any]

# What both testers can tell of an element of each kind.
SAID = {
    **dict.fromkeys(("text", "markdown", "caption", "title", "header", "subheader", "code"), ("value",)),
    **dict.fromkeys(("error", "warning", "info", "success", "toast"), ("value", "icon")),
    **dict.fromkeys(("checkbox", "toggle", "color_picker"), ("label", "value", "disabled")),
    **dict.fromkeys(("radio", "selectbox", "multiselect"), ("label", "options", "value", "disabled")),
    **dict.fromkeys(("pills", "segmented_control"), ("label", "options", "value", "indices")),
    **dict.fromkeys(("slider", "number_input", "date_input"), ("label", "value", "min", "max")),
    **dict.fromkeys(("select_slider", "time_input"), ("label", "value")),
    **dict.fromkeys(("text_input", "text_area"), ("label", "value", "placeholder", "form_id")),
    **dict.fromkeys(("button", "download_button"), ("label", "value", "form_id", "disabled")),
    "file_uploader": ("label", "accept_multiple_files", "accept_directory", "form_id", "disabled"),
    "audio_input": ("label", "help", "sample_rate", "form_id", "disabled"),
    "camera_input": ("label", "help", "resolution", "form_id", "disabled"),
    "metric": ("label", "value", "delta"),
    "progress": ("value", "text"),
    "json": (),
    "form_submit_button": ("label",),
    "feedback": ("value", "form_id"),
    "pagination": ("value", "num_pages"),
    "menu_button": ("label", "options", "value"),
    "chat_input": ("placeholder", "value"),
    "chat_message": ("name", "avatar"),
    "tabs": ("label",),
    "columns": ("weight",),
    "expander": ("label",),
    "status": ("label", "state"),
    "form": ("key",),
    "grid": ("column_count", "gap"),
}


@dataclass(frozen=True)
class Story:
    """An app, and what its viewer does.

    With other files beside it the script is a file too, `app.py`.
    """

    script: str
    steps: list[Step] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def tell(self, AppTest: Any, folder: Path) -> list[Any]:  # noqa: N803 it is a class
        """What a tester sees at the beginning and after each step."""
        app = self._open(AppTest, folder)
        told = [seen(app.run())]
        for step in self.steps:
            step(app)
            told.append(seen(app))
        return told

    def _open(self, AppTest: Any, folder: Path) -> Any:  # noqa: N803 it is a class
        source = f"import streamlit as st\n{self.script}"
        if not self.files:
            return AppTest.from_string(source, default_timeout=30)
        for name, content in {**self.files, "app.py": source}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content)
        return AppTest.from_file(folder / "app.py", default_timeout=30)


def seen(app: Any) -> dict[str, Any]:
    """Elements and values, in the page and in each of its parts; state, address and errors."""
    told: dict[str, Any] = {name: part(place) for name, place in (("page", app), *places(app))}
    told["errors"] = sorted(error_type(error) for error in app.exception)
    told["state"] = {key: shown(value) for key, value in app.session_state.items()}
    told["address"] = {key: as_list(value) for key, value in dict(app.query_params).items()}
    return told


def places(app: Any) -> list[tuple[str, Any]]:
    return [("main", app.main), ("sidebar", app.sidebar)]


def part(place: Any) -> dict[str, list[Any]]:
    """The elements of each kind, in their order."""
    kinds = {
        kind: [tuple(told(each, name) for name in names) for each in getattr(place, kind)]
        for kind, names in SAID.items()
    }
    return {kind: elements for kind, elements in kinds.items() if elements}


def told(element: Any, name: str) -> Any:
    try:
        return shown(getattr(element, name))
    except KeyError:
        return "its state is gone"


def shown(value: Any) -> Any:
    """Values of two testers' classes cannot be compared, but what they say can."""
    return value if isinstance(value, (str, int, float, list, tuple, dict, type(None))) else repr(value)


def as_list(value: Any) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def error_type(error: Any) -> str:
    """The name of an exception's class: both have it, each in a place of its own."""
    name = error.proto.type if hasattr(error, "proto") else error.shown.props["name"]
    return str(name).rpartition(".")[2]
