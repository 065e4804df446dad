"""What `streamkit run` is told to serve: files, addresses, and what it says of those that are not quite apps."""

from __future__ import annotations

from pathlib import Path

import browsing
import pytest
import servers

from jupyter_streamkit.publish.target import find
from jupyter_streamkit.publish.usage import UsageError

SCRIPT = "import streamlit as st\nst.title('From afar')\n"


@pytest.mark.parametrize("name", ["app.py", "a%20notebook.ipynb"])
def test_an_app_at_an_address(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text(SCRIPT)
    browsing.write_notebook(tmp_path / "a notebook.ipynb", f"%%streamapp\n{SCRIPT}")
    with servers.files(tmp_path) as url:
        found = find(f"{url}{name}?version=1#top", ())
    assert found.name == name.replace("%20", " ")
    assert found.read_bytes() == (tmp_path / found.name).read_bytes()
    assert "Note" not in capsys.readouterr().out


def test_an_address_with_nothing(tmp_path: Path) -> None:
    with (
        servers.files(tmp_path) as url,
        pytest.raises(UsageError, match=r"/app\.py cannot be fetched: HTTP Error 404: File not found\."),
    ):
        find(f"{url}app.py", ())


def test_what_is_no_app_is_served_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = tmp_path / "module.py"
    module.write_text("def show(): ...\n")
    assert find(str(module), ()) == module
    assert "module.py draws nothing with streamlit by itself" in capsys.readouterr().out
    plain = browsing.write_notebook(tmp_path / "plain.ipynb", "40 + 2")
    assert find(str(plain), ()) == plain
    assert "has no %%streamapp cell: the page shows all its outputs" in capsys.readouterr().out
