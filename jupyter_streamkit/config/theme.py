"""The `[theme]` of config.toml as a style sheet: values for the properties that `style/theme.css` declares.

What `[theme]` says of colours holds for its base, light or dark, unless there are sections for these two; a viewer
who chooses the other one sees that as it is by itself. All else holds for both.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import ConfigError
from .reader import Config
from .rules import faces, is_color, is_dark, rules, sidebar_rules

PAGE = "body[data-streamkit-page]"
MODES = {"light": "true", "dark": "false"}
"""What `data-jp-theme-light` of the page's body says."""

SHOWN = {mode: f'[data-streamkit-look="{mode}"]' for mode in MODES}
"""Around an app that the preview beside a notebook shows in this light, whatever JupyterLab's is."""

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Theme:
    """What the author of an app says of its look."""

    base: str | None
    """What the page is at first, `"light"` or `"dark"`; None: as the viewer's system is."""
    style: str
    """Its style sheet, for the app and, on a page of its own, for the page; empty if there is nothing to say."""
    id: str
    """What the app has as `data-theme`, so that the sheet is for it alone."""


def theme(config: Config) -> Theme:
    """The theme of an app.

    Raises
    ------
    ConfigError
        A value cannot stand in a style sheet, or the base is neither light nor dark.
    """
    main = config.section("theme")
    sections = {mode: config.section(f"theme.{mode}") for mode in MODES}
    sidebars = {mode: config.section(f"theme.{mode}.sidebar") for mode in MODES}
    colors = {name: value for name, value in main.items() if is_color(name)}
    split = any((*sections.values(), *sidebars.values()))
    base = _base(main, bool(colors) and not split)
    sheet = [*faces(main), *_sheet("", rules({name: main[name] for name in main.keys() - colors.keys()}))]
    for mode in MODES:
        if split or base in (None, mode):
            own = colors | sections[mode]
            sheet += _sheet(mode, rules(own))
            sheet += _sheet(mode, sidebar_rules(config.section("theme.sidebar") | sidebars[mode], own))
    style = "\n".join(sheet)
    id = f"{zlib.crc32(style.encode()):08x}"
    return Theme(base, style.replace("%id%", id), id)


def _base(main: Options, needs_one: bool) -> str | None:
    base: str | None = main.get("base")
    if base not in (None, *MODES):
        raise ConfigError(f'theme.base takes "light" or "dark", not {base!r}: files of themes are not read.')
    if base is None and needs_one:
        return "dark" if is_dark(str(main.get("backgroundColor", ""))) else "light"
    return base


def _sheet(mode: str, parts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The rules as text, for an app and what is in it; `mode` is one of `MODES`, or empty for both."""
    app = f':is({PAGE} .streamkit, .streamkit[data-theme="%id%"])'
    within = f'body[data-jp-theme-light="{MODES[mode]}"]' if mode else "body"
    here = f"{within} {app}"
    if mode:
        here = f":is({here}:not(:is({', '.join(SHOWN.values())}) *), {SHOWN[mode]} {app})"
    for inside, declarations in parts.items():
        # An id outweighs what the views' own sheets say, whichever comes last.
        selector = f"{here}:not(#st){inside}"
        if not inside:
            selector += f", {within}:is({PAGE}):not(#st)"
        if text := "; ".join(f"{name}: {value}" for name, value in declarations.items()):
            yield f"{selector} {{ {text} }}"
