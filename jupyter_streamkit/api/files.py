"""`st.file_uploader`, and what the other inputs that take files share with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from jupyter_streamkit.config import config
from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.downloads import Downloads
from jupyter_streamkit.runtime.uploads import PIECE, Rules, Upload, UploadedFile, Uploads
from jupyter_streamkit.tree.node import Json

from .commands import Commands, LabelVisibility, choice
from .fields import Args, Field, Kwargs, OnChange, field

Accept = bool | Literal["directory"]
FileType = str | Sequence[str] | None

KINDS = ("audio", "image", "text", "video")
TWINS = ((".jpg", ".jpeg"), (".tif", ".tiff"), (".htm", ".html"), (".mpg", ".mpeg"), (".mp4", ".mpeg4"))
"""Endings that mean the same."""


class FileCommands(Commands):
    def file_uploader(
        self,
        label: str,
        type: FileType = None,
        accept_multiple_files: Accept = False,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        max_upload_size: int | None = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: int | Literal["stretch"] = "stretch",
    ) -> UploadedFile | list[UploadedFile] | None:
        """Show a place for files: one chooses them, or drops them there.

        A file comes in pieces and lies on the server's disk until the viewer takes it away, or the session ends.
        What a browser says of a file's type proves nothing of its content.

        Parameters
        ----------
        label
            What it asks for, as Markdown of one line.
        type
            Which files are accepted: an ending (`"csv"`), a media type (`"image/png"`, `"image/*"`, `"image"`), or
            several of them. None: all.
        accept_multiple_files
            True: several files; `"directory"`: a folder with all that is in it.
        key
            Its identity; the files stand in `st.session_state` under it. They cannot be set there.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        max_upload_size
            Megabytes that a file may have; by default what the option `server.maxUploadSize` says.
        disabled
            True: it shows, but takes no file.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        width
            `"stretch"` or pixels.

        Returns
        -------
        An `UploadedFile`, or None while there is none; with `accept_multiple_files` a list of them.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> file = st.file_uploader("A table", type="csv")
        >>> if file is not None:
        ...     st.text(f"{file.name}: {file.size} bytes")
        """
        choice("accept_multiple_files", accept_multiple_files, (True, False, "directory"))
        directory = accept_multiple_files == "directory"
        rules = rules_of(bool(accept_multiple_files), directory, type, max_upload_size)
        asked = field(
            "file_uploader",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
        )
        given: UploadedFile | list[UploadedFile] | None = self._take_files(asked, rules)
        return given

    def _take_files(self, asked: Field, rules: Rules, **says: Json) -> Any:
        """Draw an input whose value is files. What it says besides makes an input without a key another one."""
        session = require_context(f"`st.{asked.command}`").session
        widget = asked.widget(
            [],
            lambda value: _given(session.uploads.open(value), rules),
            _cannot_be_set,
            lambda value: session.uploads.check(value, rules),
            identity=says,
            bounds={"rules": rules},
        )
        return self._input(
            replace(widget, settable=False),
            asked.props | rule_props(rules) | says,
            source=Receiver(session.uploads, session.downloads, rules, asked.disabled),
        )


@dataclass(frozen=True, slots=True)
class Receiver:
    """Lets the browser begin to send a file, or to read one that it has sent; the session has the pieces."""

    uploads: Uploads
    downloads: Downloads
    rules: Rules | None
    disabled: bool = False
    voice: Rules | None = None
    """Of what is spoken, where the input takes that besides files."""

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """The browser announces a file, or opens one."""
        match request:
            case {"name": str(name), "type": str(type), "size": int(size)} if not self.disabled:
                rules = self.voice if "audio" in request else self.rules
                if rules is not None:
                    return {**self.uploads.begin(name, type, size, rules).told(), "piece": PIECE}, []
            case {"open": id}:
                return self._open(self.uploads.get(id)), []
        raise ValueError(f"{request!r:.80} is no file")

    def _open(self, upload: Upload) -> dict[str, Json]:
        if not upload.complete or upload.rules not in (self.rules, self.voice):
            raise ValueError("the file is not complete, or another widget's")
        id, _ = self.downloads.begin(lambda: upload)
        return {"id": id, "size": upload.size, "piece": PIECE}


def rules_of(several: bool, directory: bool, types: FileType, most: int | None) -> Rules:
    """What an input accepts, checked."""
    if most is not None and (type(most) is not int or most < 1):
        raise StreamlitValueError("max_upload_size", ["a positive whole number of megabytes", "None"])
    megabytes = config.get("server.maxUploadSize") if most is None else most
    return Rules(several, directory, _types(types), int(megabytes) << 20)


def rule_props(rules: Rules) -> dict[str, Json]:
    """What the browser must know of the rules, so that it sends nothing in vain."""
    return {
        "several": rules.several or None,
        "directory": rules.directory or None,
        "types": list(rules.types) or None,
        "most": rules.most,
    }


def _types(types: FileType) -> tuple[str, ...]:
    told = [types] if isinstance(types, str) else list(types or ())
    for each in told:
        if not str(each).strip(". "):
            raise StreamlitAPIException(
                f'`type={types!r}`: write endings or media types, for example ["csv", "image/*"].'
            )
    known = dict.fromkeys(_type(each.strip().lower()) for each in told)
    for twins in TWINS:
        if known.keys() & set(twins):
            known |= dict.fromkeys(twins)
    return tuple(known)


def _type(told: str) -> str:
    if told in KINDS:
        return f"{told}/*"
    return told if "/" in told or told.startswith(".") else f".{told}"


def _given(files: list[UploadedFile], rules: Rules) -> UploadedFile | list[UploadedFile] | None:
    if rules.several:
        return files
    return files[0] if files else None


def _cannot_be_set(value: Any) -> Json:
    raise ValueError(f"{value!r:.80} did not come from a browser")
