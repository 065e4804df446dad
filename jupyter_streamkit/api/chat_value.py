"""What `st.chat_input` gives where it takes more than text."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from jupyter_streamkit.runtime.uploads import UploadedFile


class ChatInputValue(MutableMapping[str, Any]):
    """A message with files; its parts are there by attribute and by key.

    Attributes
    ----------
    text
        What was written.
    files
        What was attached; there where the input has `accept_file`.
    audio
        What was recorded, or None; there where the input has `accept_audio`.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> message = st.chat_input("Say something", accept_file="multiple")
    >>> if message:
    ...     st.write(message.text, [file.name for file in message["files"]])
    """

    text: str
    files: list[UploadedFile]
    audio: UploadedFile | None

    def __init__(self, **parts: Any) -> None:
        vars(self).update(parts)
        self._parts = frozenset(parts)

    def to_dict(self) -> dict[str, Any]:
        """The parts as a dictionary."""
        return {name: part for name, part in vars(self).items() if name in self._parts}

    def __getitem__(self, name: str) -> Any:
        return self.to_dict()[name]

    def __setitem__(self, name: str, part: Any) -> None:
        if name not in self._parts:
            raise KeyError(name)
        setattr(self, name, part)

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        delattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_dict())

    def __len__(self) -> int:
        return len(self.to_dict())

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={part!r}" for name, part in self.to_dict().items())
        return f"ChatInputValue({parts})"
