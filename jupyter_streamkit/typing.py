"""The types of what commands give: `from streamlit.typing import UploadedFile`."""

from __future__ import annotations

from jupyter_streamkit.api.chat_value import ChatInputValue
from jupyter_streamkit.api.edits import DataEditorState
from jupyter_streamkit.runtime.uploads import UploadedFile

__all__ = ["ChatInputValue", "DataEditorState", "UploadedFile"]
