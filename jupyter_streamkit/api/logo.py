"""The logo of an app, in the corner above its sidebar."""

from __future__ import annotations

import base64
from typing import Any, Literal

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitInvalidURLError
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.tree.node import Json

from .commands import choice
from .icon import icon_prop
from .media import Options, Picture
from .pages import is_address


def logo(
    image: Any,
    *,
    size: Literal["small", "medium", "large"] = "medium",
    link: str | None = None,
    icon_image: Any = None,
) -> None:
    """Show a logo in the corner of the app, above its sidebar; the last call of a run counts.

    Parameters
    ----------
    image
        A picture, as `st.image` takes it; an emoji; or `":material/name:"`.
    size
        Its greatest height: `"small"`, 20 pixels, `"medium"`, 24, or `"large"`, 32.
    link
        An address (`https://...`) that it leads to; by default it leads to the page that the app begins with.
    icon_image
        What stands there while the sidebar is closed, for example a square picture; by default the same.

    Raises
    ------
    StreamlitInvalidURLError
        The address is not one of the web.
    StreamlitAPIException
        It is no picture, or the size is none of those.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.logo("🚕", size="large")
    """
    context = require_context("`st.logo`")
    context.checkpoint()
    choice("size", size, ("small", "medium", "large"))
    if link and not is_address(link):
        raise StreamlitInvalidURLError(f"`link={link!r}` is not accepted: write an address, `https://...`.")
    told = {"size": size, "link": link, **_picture(image, "image"), **_picture(icon_image, "icon_image")}
    shown = {name: value for name, value in told.items() if value is not None}
    context.page_config = {**(context.page_config or {}), "logo": shown}
    context.change(context.root, context.session.props | context.page_config)


def _picture(image: Any, name: str) -> dict[str, Json]:
    """What the browser shows; icons under another name than pictures."""
    if image is None:
        return {}
    if isinstance(image, str) and (icon := _icon(image)):
        return {name.replace("image", "symbol"): icon}
    picture = Picture.of(image, Options())
    if picture.blob is None:
        return {name: picture.url}
    return {name: f"data:image/{picture.type};base64,{base64.b64encode(picture.blob.data).decode()}"}


def _icon(text: str) -> str | None:
    if text.isascii() and not text.startswith(":material/"):
        return None
    try:
        return icon_prop(text)
    except StreamlitAPIException:
        if text.startswith(":material/"):
            raise
        return None
