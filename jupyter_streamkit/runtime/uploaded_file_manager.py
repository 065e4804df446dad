"""Where apps used to find the type of uploaded files."""

from __future__ import annotations

from .uploads import UploadedFile

__all__ = ["UploadedFile"]
