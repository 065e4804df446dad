"""What a published app prints, in the server's log."""

from __future__ import annotations

import pytest
from servers import wait_for

from jupyter_streamkit.kernel import journal


def test_each_line_names_the_session(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "session", lambda: "Session 1 of app.py")  # only a kernel has one
    journal.write([("stdout", "a"), ("stderr", " b\n\n"), ("stdout", "10%\r20%\r30%"), ("stdout", "\nc")])
    assert capfd.readouterr().err == "".join(f"Session 1 of app.py: {line}\n" for line in ("a b", "30%", "c"))


def test_a_flood_is_written_down_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, str]] = []
    monkeypatch.setattr(journal, "write", lines.extend)  # what is written is the other test's
    console = journal.journal()
    told = [("stdout", f"{number}\n") for number in range(5000)]
    for stream, text in told:
        console.write(stream, text)
    wait_for(lambda: len(lines) >= len(told), what="the last line")
    assert lines == told
