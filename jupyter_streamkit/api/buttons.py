"""Buttons: what one presses, follows, or saves a file with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, Self

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidURLError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.blob import Blob
from jupyter_streamkit.tree.node import Json

from .commands import Commands, choice, label_props, width_prop
from .fields import Args, Kwargs, OnChange, Width, callback
from .icon import icon_prop
from .saved_file import DownloadData, SavedFile, saved_file
from .shortcut import shortcut_prop

ButtonType = Literal["primary", "secondary", "tertiary"]
IconPosition = Literal["left", "right"]
SMALL = 1 << 18
"""Bytes up to which a file comes with its button, so that it is saved without asking the kernel."""

_UNSAFE = ("javascript:", "vbscript:", "data:")


class ButtonCommands(Commands):
    def button(
        self,
        label: str,
        key: str | int | None = None,
        help: str | None = None,
        on_click: Callable[..., object] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        type: ButtonType = "secondary",
        icon: str | None = None,
        icon_position: IconPosition = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool:
        """Show a push button; True in the one run that its press causes.

        Parameters
        ----------
        label
            The words on it, as Markdown of one line.
        key
            Its identity; the value stands in `st.session_state` under it. It cannot be set there.
        help
            Markdown that shows when one points at the button.
        on_click, args, kwargs
            A function called before the run that the press causes, and its arguments.
        type
            `"primary"` stands out, `"secondary"` has a border, `"tertiary"` is plain text.
        icon, icon_position
            An emoji, `":material/name:"` or `"spinner"`, at the `"left"` or `"right"` of the label.
        disabled
            True: it shows, but cannot be pressed.
        use_container_width
            Deprecated: write `width="stretch"` for True and `width="content"` for False.
        width
            `"content"`, `"stretch"` or pixels.
        shortcut
            A key that presses it, for example `"Ctrl+K"`; Cmd, Meta and Mod mean Ctrl. R and C are taken.
        wrap
            Whether a long label takes several lines (True), or is cut (False); None decides by the layout.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> if st.button("Say hello", type="primary"):
        ...     st.write("Hello!")
        """
        if isinstance(on_click, str):
            raise StreamlitAPIException(
                f"`on_click={on_click!r}` is not for `st.button`: pass a function, or leave it out."
            )
        self._stay_out_of_forms("button")
        face = face_props(
            "button", label, help, type, icon, icon_position, use_container_width, width, shortcut, wrap
        )
        return self._input(press("button", face, key, on_click, args, kwargs, disabled), face)

    def link_button(
        self,
        label: str,
        url: str,
        *,
        key: str | int | None = None,
        on_click: OnChange = "ignore",
        args: Args = None,
        kwargs: Kwargs = None,
        help: str | None = None,
        type: ButtonType = "secondary",
        icon: str | None = None,
        icon_position: IconPosition = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> Self | bool:
        """Show a button that opens an address in a new tab.

        Parameters
        ----------
        label
            The words on it, as Markdown of one line.
        url
            The address.
        key
            Its identity.
        on_click, args, kwargs
            `"ignore"` opens the address and nothing else; `"rerun"` runs the script too, and the command then gives
            True in that run, as `st.button` does; a function is called before that run, with its arguments.
        help, type, icon, icon_position, disabled, use_container_width, width, shortcut, wrap
            As for `st.button`.

        Raises
        ------
        StreamlitInvalidURLError
            The address runs code (`javascript:`).
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.link_button("Read the documentation", "https://jupyter.org")
        """
        face = face_props(
            "link_button", label, help, type, icon, icon_position, use_container_width, width, shortcut, wrap
        )
        face["url"] = _url(url)
        function = callback("on_click", on_click)
        if on_click == "ignore":
            return self._add("link_button", face | {"disabled": disabled or None}, key=key)
        return self._input(press("link_button", face, key, function, args, kwargs, disabled), face)

    def download_button(
        self,
        label: str,
        data: DownloadData,
        file_name: str | None = None,
        mime: str | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_click: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        type: ButtonType = "secondary",
        icon: str | None = None,
        icon_position: IconPosition = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool:
        """Show a button that saves a file on the reader's computer; True in the run that its press causes.

        Parameters
        ----------
        label
            The words on it, as Markdown of one line.
        data
            The content: text, bytes, an open file, a `pathlib.Path`, or a function without arguments that gives one
            of these and is called when the button is pressed. A file on disk is read when it is saved, piece by
            piece, so it may be large; other content is kept in memory.
        file_name
            The name that the reader's browser proposes.
        mime
            The media type; by default that of the file's name, else `text/plain` or `application/octet-stream`.
        key
            Its identity.
        on_click, args, kwargs
            `"rerun"` runs the script, `"ignore"` saves the file and nothing else, a function is called
            before the run, with its arguments.
        help, type, icon, icon_position, disabled, use_container_width, width, shortcut, wrap
            As for `st.button`.

        Raises
        ------
        StreamlitAPIException
            The data is neither text, bytes, a file nor a function, or a parameter is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> saved = st.download_button("Save the notes", "Buy milk.", "notes.txt")
        """
        self._stay_out_of_forms("download_button")
        face = face_props(
            "download_button",
            label,
            help,
            type,
            icon,
            icon_position,
            use_container_width,
            width,
            shortcut,
            wrap,
        )
        function = callback("on_click", on_click)
        downloads = self._context("download_button").session.downloads
        file = saved_file(data, file_name, mime, downloads)
        blobs = () if callable(data) else _at_hand(file)
        face |= {"file_name": file.name, "mime": file.mime}
        if blobs:
            face["blob"] = blobs[0].name
        source = None if blobs else file
        if on_click == "ignore":
            self._add(
                "download_button", face | {"disabled": disabled or None}, key=key, blobs=blobs, source=source
            )
            return False
        widget = press("download_button", face, key, function, args, kwargs, disabled)
        return self._input(widget, face, blobs, source=source)


def _at_hand(file: SavedFile) -> tuple[Blob, ...]:
    """The bytes of a small file, which come with the button."""
    content = file.make()
    return (Blob.of(content.read_at(0, content.size)),) if content.size <= SMALL else ()


def _url(url: object) -> str:
    if not isinstance(url, str):
        raise StreamlitInvalidParameterTypeError(
            f"`url={url!r}` must be a text: write the address in quotes."
        )
    if url.strip().lower().startswith(_UNSAFE):
        raise StreamlitInvalidURLError(f"`url={url!r}` would run code in the page: write an https address.")
    return url


def face_props(
    command: str,
    label: str,
    help: str | None,
    type: ButtonType,
    icon: str | None,
    icon_position: IconPosition,
    use_container_width: bool | None,
    width: Width,
    shortcut: str | None,
    wrap: bool | None,
) -> dict[str, Json]:
    """The looks of a button."""
    if type not in ("primary", "secondary", "tertiary"):
        raise StreamlitValueError("type", ["'primary'", "'secondary'", "'tertiary'"])
    choice("icon_position", icon_position, ("left", "right"))
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content"
    return label_props(command, label, help) | {
        "kind": type,
        "icon": icon_prop(icon),
        "icon_position": icon_position if icon_position == "right" else None,
        "width": width_prop(width),
        "shortcut": shortcut_prop(shortcut),
        "wrap": wrap,
    }


def press(
    command: str,
    face: Mapping[str, Json],
    key: str | int | None,
    on_click: OnChange,
    args: Args,
    kwargs: Kwargs,
    disabled: bool,
    submits: bool = False,
) -> Widget[bool]:
    """A widget whose value on the wire counts its presses."""
    looks = ("label", "help_html", "kind", "icon", "width", "shortcut", "url", "file_name")
    return Widget(
        command,
        0,
        bool,
        int,
        key=None if key is None else str(key),
        identity={name: face[name] for name in looks if face.get(name) is not None},
        on_change=callback("on_click", on_click),
        args=tuple(args or ()),
        kwargs=dict(kwargs or {}),
        trigger=True,
        settable=False,
        disabled=bool(disabled),
        submits=submits,
    )
