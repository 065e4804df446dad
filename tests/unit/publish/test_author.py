"""Who may empty the caches that viewers share."""

from __future__ import annotations

import pytest

from jupyter_streamkit.config import config
from jupyter_streamkit.kernel import request


@pytest.mark.parametrize(
    ("mode", "url", "sender", "is_author"),
    [
        ("auto", "http://localhost:8866/voila", None, True),
        ("auto", "http://localhost:8866/voila", "10.0.0.1", False),
        ("auto", "https://apps.example.org/voila", None, False),
        ("viewer", "http://localhost:8866/voila", None, False),
        ("developer", "https://apps.example.org/voila", "10.0.0.1", True),
    ],
)
def test_a_viewer_is_no_author(
    monkeypatch: pytest.MonkeyPatch, mode: str, url: str, sender: str | None, is_author: bool
) -> None:
    monkeypatch.setattr(config, "get", lambda _: mode)
    monkeypatch.setattr(request, "_sender", [sender])
    monkeypatch.setenv("VOILA_REQUEST_URL", url)
    assert request.is_author() is is_author
