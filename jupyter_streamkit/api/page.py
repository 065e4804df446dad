"""The page as a whole: title, icon, layout, sidebar, menu."""

from __future__ import annotations

import base64
import io
import mimetypes
import os
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitInvalidURLError
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.tree.markup import emoji_of, markdown
from jupyter_streamkit.tree.node import Json

from .commands import choice

SidebarState = Literal["auto", "expanded", "collapsed", "locked"] | int
ICON_SIZE = 64
"""Pixels of an icon's side: browsers show no more."""
MENU = {"get help": "get_help", "report a bug": "report_a_bug", "about": "about_html"}
RANDOM = "🎈🎉🚀🌈🌻🍀🐙🐳🦊🦉🍉🍩⛵🎨🎲🧩🪁🔭💡🪐"


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Literal["centered", "wide"] | None = None,
    initial_sidebar_state: SidebarState | None = None,
    menu_items: Mapping[str, str | None] | None = None,
) -> None:
    """Set title, icon and layout of the page; what is None stays as an earlier call of this run left it.

    Parameters
    ----------
    page_title
        The title of the browser's tab.
    page_icon
        The icon of the browser's tab: an emoji, its short code (`":shark:"`), `":material/name:"`,
        `"random"`, the path or address of a picture, or a picture (bytes, NumPy, Pillow).
    layout
        `"centered"`, a column of readable width, or `"wide"`.
    initial_sidebar_state
        `"auto"` (open where there is room), `"expanded"`, `"collapsed"`, `"locked"` (cannot be closed), or
        the width of the sidebar in pixels, 200 to 600.
    menu_items
        `"Get help"` and `"Report a bug"`: addresses. `"About"`: Markdown. None takes an item away.

    Raises
    ------
    StreamlitAPIException
        A value is none of those above.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.set_page_config(page_title="Pickups", page_icon="🚕", layout="wide")
    """
    context = require_context("`st.set_page_config`")
    told: dict[str, Json] = {
        "page_title": page_title,
        "page_icon": None if page_icon is None else _icon(page_icon),
        "layout": layout,
        "initial_sidebar_state": initial_sidebar_state,
    }
    if layout is not None:
        choice("layout", layout, ("centered", "wide"))
    if initial_sidebar_state is not None:
        _check_sidebar(initial_sidebar_state)
    config = {**(context.page_config or {})}
    config |= {name: value for name, value in told.items() if value is not None}
    if menu_items is not None:
        config["menu_items"] = {**config.get("menu_items", {}), **_menu(menu_items)}
    context.page_config = config
    context.change(context.root, context.session.props | config)


def _check_sidebar(state: SidebarState) -> None:
    if isinstance(state, int) and not isinstance(state, bool):
        if not 200 <= state <= 600:
            raise StreamlitAPIException(
                f"`initial_sidebar_state={state}` is not accepted: a width in pixels goes from 200 to 600."
            )
    else:
        choice("initial_sidebar_state", state, ("auto", "expanded", "collapsed", "locked"))


def _menu(items: Mapping[str, str | None]) -> dict[str, Json]:
    menu: dict[str, Json] = {}
    for name, value in items.items():
        if name.lower() not in MENU:
            raise StreamlitAPIException(
                f'`menu_items` knows no {name!r}: write `"Get help"`, `"Report a bug"` or `"About"`.'
            )
        about = name.lower() == "about"
        if value is not None and not about and not value.startswith(("http://", "https://", "mailto:")):
            raise StreamlitInvalidURLError(
                f"`menu_items[{name!r}]` is {value!r}: write an address that begins with https:// or mailto:."
            )
        menu[MENU[name.lower()]] = markdown(value) if value is not None and about else value
    return menu


def _icon(icon: Any) -> str:
    """An emoji, a symbol, an address, or a small picture as a `data:` address."""
    if isinstance(icon, str):
        if icon == "random":
            return random.choice(RANDOM)  # noqa: S311 - nothing depends on it
        if icon.startswith((":material/", "http://", "https://", "data:")):
            return icon
        if icon.startswith(":"):
            return emoji_of(icon) or icon
        path = Path(icon)
        if not path.is_file():
            return icon
        icon = path
    if isinstance(icon, os.PathLike) and str(icon).lower().endswith(".svg"):
        return _data_address(Path(icon).read_bytes(), "x.svg")
    return _data_address(_png(icon), "x.png")


def _data_address(data: bytes, name: str) -> str:
    return f"data:{mimetypes.guess_type(name)[0]};base64,{base64.b64encode(data).decode()}"


def _png(picture: Any) -> bytes:
    from PIL import Image

    if isinstance(picture, (bytes, bytearray)):
        picture = io.BytesIO(picture)
    if hasattr(picture, "__array_interface__") and not isinstance(picture, Image.Image):
        image = Image.fromarray(picture)
    else:
        image = picture if isinstance(picture, Image.Image) else Image.open(picture)
    image = image.convert("RGBA")
    image.thumbnail((ICON_SIZE, ICON_SIZE))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
