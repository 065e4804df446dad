"""Chat: messages, and the line in which one writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Self

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from jupyter_streamkit.runtime.context import RunContext
from jupyter_streamkit.runtime.uploads import Rules, Uploads
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.blob import Blob
from jupyter_streamkit.tree.diff import BOTTOM, MAIN
from jupyter_streamkit.tree.node import Json, Node

from .chat_value import ChatInputValue
from .commands import Commands, height_prop, unless, width_prop
from .fields import Args, Kwargs, check_text
from .files import FileType, Receiver, rule_props, rules_of
from .icon import icon_prop
from .media import Options, Picture
from .recordings import check_rate

Height = int | Literal["stretch", "content"]
Stretch = int | Literal["stretch"]
SubmitMode = Literal["submit", "disable", "stop"]

ROLES = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}


class ChatCommands(Commands):
    def chat_message(
        self,
        name: str,
        *,
        avatar: Any = None,
        width: int | Literal["stretch", "content"] = "stretch",
    ) -> Self:
        """Make a container for a message of a chat, with a picture of who says it.

        Parameters
        ----------
        name
            Who says it, for screen readers; `"user"`, `"human"`, `"assistant"` and `"ai"` have looks of their own.
        avatar
            An emoji, `:material/name:`, `"spinner"`, or a picture (whatever `st.image` takes, but no list);
            None: the looks of the name, or its first letter.
        width
            `"stretch"`, `"content"` or pixels.

        Raises
        ------
        StreamlitMissingRequiredParameterError
            The name is None.
        StreamlitAPIException
            The avatar is none of these, or a parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.chat_message("user"):
        ...     st.write("Hello!")
        """
        if name is None:
            raise StreamlitMissingRequiredParameterError(
                '`st.chat_message` needs to know who says it: write `st.chat_message("user")`.'
            )
        props, blobs, said = _avatar(str(name), avatar)
        props |= {"name": str(name), "width": unless("stretch", width_prop(width))}
        kept = {prop: value for prop, value in props.items() if value is not None}
        raw = {"name": str(name), "avatar": said}
        context = self._context("chat_message")
        return self._draw(context, Node("chat_message", kept, blobs=blobs, raw=raw, children=[]))

    def chat_input(
        self,
        placeholder: str = "Your message",
        *,
        key: str | int | None = None,
        max_chars: int | None = None,
        max_upload_size: int | None = None,
        accept_file: bool | Literal["multiple", "directory"] = False,
        file_type: FileType = None,
        accept_audio: bool = False,
        audio_sample_rate: int | None = 16000,
        disabled: bool = False,
        submit_mode: SubmitMode = "submit",
        on_submit: Callable[..., object] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        width: Stretch = "stretch",
        height: Height = "content",
    ) -> str | ChatInputValue | None:
        """Show a line for a message; gives it in the one run that handing it over causes.

        In the main part of the page it stands pinned at the bottom; in a container, in its place. Setting
        `st.session_state[key]` writes into the line, without handing it over.

        Parameters
        ----------
        placeholder
            Shown while nothing is written.
        key
            Its identity; the text stands in `st.session_state` under it for that one run.
        max_chars
            How many characters the text may have; None or 0: any number.
        accept_file
            True: one file may be attached; `"multiple"`: several; `"directory"`: a folder.
        max_upload_size, file_type
            As `max_upload_size` and `type` of `st.file_uploader`.
        accept_audio
            True: a message may be spoken. Browsers give the microphone only to pages that come by https or from
            localhost, and ask the viewer first.
        audio_sample_rate
            Of what is spoken, as `sample_rate` of `st.audio_input`.
        disabled
            True: it shows, but nothing can be written.
        submit_mode
            While the run goes on that a message caused, one can write on and hand over (`"submit"`), cannot
            (`"disable"`), or has a button that stops the run (`"stop"`).
        on_submit, args, kwargs
            A function called before that run, and its arguments.
        width
            `"stretch"` or pixels.
        height
            `"content"`: one line, and as many as are written; `"stretch"`; or pixels, at least.

        Returns
        -------
        The text; with `accept_file` or `accept_audio` a `ChatInputValue`, which has `text`, and `files` or `audio`.
        None in all other runs.

        Raises
        ------
        StreamlitAPIException
            It stands in a form, or a parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> if prompt := st.chat_input("Say something"):
        ...     st.chat_message("user").write(prompt)
        """
        if isinstance(on_submit, str):
            raise StreamlitAPIException(
                f"`on_submit={on_submit!r}` is not for `st.chat_input`: pass a function, or leave it out."
            )
        if submit_mode not in ("submit", "disable", "stop"):
            raise StreamlitValueError("submit_mode", ["'submit'", "'disable'", "'stop'"])
        rules = _rules(accept_file, max_upload_size, file_type)
        voice = _voice(accept_audio, audio_sample_rate, max_upload_size)
        self._stay_out_of_forms("chat_input")
        words = str(placeholder)
        most = _most(max_chars)
        session = self._context("chat_input").session
        form = _Message(most, rules, voice, session.uploads) if rules or voice else _Text(most)
        widget: Widget[str | ChatInputValue | None] = Widget(
            "chat_input",
            None,
            form.decode,
            form.encode,
            form.check,
            key=None if key is None else str(key),
            identity={"placeholder": words, "width": width, "mode": submit_mode},
            bounds={"most": most, "files": rules, "voice": voice},
            on_change=on_submit,
            args=tuple(args or ()),
            kwargs=dict(kwargs or {}),
            trigger=True,
            carries=True,
            disabled=bool(disabled),
        )
        context = self._context("chat_input", widget.id)
        place = type(self)(BOTTOM) if _is_page(context, self._target(context)) else self
        props = {
            "placeholder": words,
            "max_chars": most,
            "mode": unless("submit", submit_mode),
            "width": width_prop(width, ("stretch",)),
            "height": unless("content", height_prop(height)),
        }
        props |= _written(context, widget.key)
        if rules:
            props |= {"accepts": rule_props(rules)}
        if voice:
            props |= {"records": rule_props(voice) | {"sample_rate": audio_sample_rate}}
        source = None
        if rules or voice:
            source = Receiver(session.uploads, session.downloads, rules, bool(disabled), voice)
        return place._input(widget, props, source=source)


@dataclass(frozen=True, slots=True)
class _Text:
    """A message of text."""

    most: int | None

    def check(self, value: Json) -> Json:
        text = check_text(value)
        if self.most is not None and len(text) > self.most:
            raise ValueError(f"the text has more than {self.most} characters")
        return text

    encode = check

    def decode(self, value: Json) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class _Message:
    """A message of text, files and what was spoken."""

    most: int | None
    files: Rules | None
    voice: Rules | None
    uploads: Uploads

    def check(self, value: Json) -> Json:
        if not isinstance(value, dict):
            raise ValueError(f"{value!r:.80} is no message")  # noqa: TRY004  as `check` promises
        parts = {"text": _Text(self.most).check(value.get("text"))}
        if self.files:
            parts["files"] = self.uploads.check(value.get("files"), self.files)
        if self.voice:
            parts["audio"] = self.uploads.check(value.get("audio"), self.voice)
        return parts

    def encode(self, value: Any) -> Json:
        return self.check({"text": value, "files": [], "audio": []} if isinstance(value, str) else value)

    def decode(self, value: Json) -> ChatInputValue | None:
        if value is None:
            return None
        parts = {"text": value["text"]}
        if self.files:
            parts["files"] = self.uploads.open(value["files"])
        if self.voice:
            parts["audio"] = next(iter(self.uploads.open(value["audio"])), None)
        return ChatInputValue(**parts)


def _is_page(context: RunContext, block: Node) -> bool:
    """Whether what is drawn in a block stands in the main part of the page itself."""
    while block.type == "empty" and block.parent is not None:
        block = block.parent
    return block is context.roots[MAIN]


def _written(context: RunContext, key: str | None) -> dict[str, Json]:
    """The text that the script writes into the line, by way of the session state."""
    state = context.session.state
    if key is None or not state.assigned(key):
        return {}
    text = state[key]
    if text is not None and not isinstance(text, str):
        raise StreamlitAPIException(
            f"`st.session_state.{key} = {text!r}` does not fit the chat_input with that key: write a text, or None."
        )
    del state[key]
    return {"written": [text or "", context.nonce()]}


def _most(max_chars: object) -> int | None:
    if max_chars is None or max_chars == 0:
        return None
    if not isinstance(max_chars, int) or max_chars < 0:
        raise StreamlitValueOutOfRangeError(
            f"`max_chars={max_chars!r}` must be a positive whole number, or None for any length."
        )
    return max_chars


def _rules(accept_file: object, size: int | None, types: FileType) -> Rules | None:
    """Which files may be attached; None for none."""
    if accept_file not in (True, False, "multiple", "directory"):
        raise StreamlitValueError("accept_file", ["True", "False", "'multiple'", "'directory'"])
    rules = rules_of(accept_file in ("multiple", "directory"), accept_file == "directory", types, size)
    return rules if accept_file else None


def _voice(accept_audio: bool, rate: object, size: int | None) -> Rules | None:
    """What may be spoken; None for nothing."""
    if not accept_audio:
        return None
    check_rate("audio_sample_rate", rate)
    return rules_of(False, False, "wav", size)


def _avatar(name: str, avatar: Any) -> tuple[dict[str, Json], tuple[Blob, ...], str]:
    """The picture beside a message: its props, its bytes, and what the tester of apps is told."""
    if avatar is None or (isinstance(avatar, str) and avatar in ROLES):
        role = ROLES.get(name if avatar is None else avatar)
        return {"role": role}, (), role or ""
    if isinstance(avatar, str):
        try:
            return {"icon": icon_prop(avatar)}, (), avatar
        except StreamlitAPIException:
            if avatar.startswith(":material/"):
                raise
    picture = _picture(avatar)
    shown = avatar if isinstance(avatar, str) else ""
    return {"picture": picture.props}, (picture.blob,) if picture.blob else (), shown


def _picture(avatar: Any) -> Picture:
    try:
        return Picture.of(avatar, Options())
    except Exception as error:
        raise StreamlitAPIException(
            f"`avatar={avatar!r}` is no emoji, no symbol such as `:material/person:` and no picture: {error}"
        ) from error
