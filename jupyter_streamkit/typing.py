"""The types of what commands give: `from streamlit.typing import UploadedFile`."""

from __future__ import annotations

from jupyter_streamkit.runtime.uploads import UploadedFile

__all__ = ["UploadedFile"]
