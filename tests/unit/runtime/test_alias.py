"""`import streamlit` in an app is this package, and nowhere else."""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import jupyter_streamkit as ours


@pytest.fixture(autouse=True)
def no_local_modules_stay() -> Any:
    yield
    for name in [name for name in sys.modules if name.startswith("beside")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import streamlit as st\nfound = st", "jupyter_streamkit"),
        ("import streamlit\nfound = streamlit", "jupyter_streamkit"),
        ("import streamlit.errors\nfound = streamlit", "jupyter_streamkit"),
        ("import streamlit.errors as errors\nfound = errors", "jupyter_streamkit.errors"),
        ("from streamlit import errors as found", "jupyter_streamkit.errors"),
        ("def f():\n    import streamlit as st\n    return st\nfound = f()", "jupyter_streamkit"),
    ],
)
def test_modules(app: Any, source: str, name: str) -> None:
    one = app(source + "\nimport streamlit\nstreamlit.session_state.found = found.__name__")
    one.run()
    assert not one.errors
    assert one.state["found"] == name


def test_names(app: Any) -> None:
    one = app("from streamlit import text, session_state\nfrom streamlit.errors import Error\ntext('x')")
    assert one.run().texts == ["x"]
    assert not one.errors


def test_what_does_not_exist_is_an_import_error(app: Any) -> None:
    one = app("from streamlit import nothing_like_this").run()
    assert isinstance(one.errors[0], ImportError)


def test_local_modules_beside_the_app_see_it_too(app: Any, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "beside.py").write_text("import streamlit as st\ndef draw(): st.text('from beside')\n")
    (tmp_path / "beside_package").mkdir()
    (tmp_path / "beside_package" / "__init__.py").write_text("from .part import draw\n")
    (tmp_path / "beside_package" / "part.py").write_text(
        "from streamlit import text\ndef draw(): text('from part')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    one = app(
        "import beside, beside_package\nbeside.draw()\nbeside_package.draw()",
        name="local",
    )
    one.session.script.folder = str(tmp_path)
    one.run()
    assert not one.errors
    assert one.texts == ["from beside", "from part"]


def test_a_local_module_that_changed_is_read_again(app: Any, tmp_path: Path, monkeypatch: Any) -> None:
    module = tmp_path / "beside_changing.py"
    module.write_text("WORD = 'one'\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    one = app("import streamlit as st\nimport beside_changing\nst.text(beside_changing.WORD)")
    one.session.script.folder = str(tmp_path)
    assert one.run().texts == ["one"]
    module.write_text("WORD = 'two'\n")
    assert one.run().texts == ["two"]


def test_outside_apps_nothing_changes(app: Any, tmp_path: Path, monkeypatch: Any) -> None:
    app("import streamlit").run()
    (tmp_path / "beside_outside.py").write_text("import jupyter_streamkit\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module("beside_outside")
    assert module.__builtins__["__import__"] is __import__
    if importlib.util.find_spec("streamlit") is not None:
        code = "import jupyter_streamkit.runtime.alias as a; a.install(); import streamlit; print(streamlit.__file__)"
        found = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        assert "jupyter_streamkit" not in found


def test_without_streamlit_packages_that_import_it_find_us() -> None:
    code = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "streamlit":
            sys.meta_path.remove(self)
            try:
                for finder in sys.meta_path:
                    if type(finder).__name__ == "Fallback":
                        return finder.find_spec(name, path, target)
                raise ModuleNotFoundError(name)
            finally:
                sys.meta_path.insert(0, self)
import jupyter_streamkit.runtime.alias as alias
alias.install()
sys.meta_path.insert(0, Hidden())
import streamlit, streamlit.errors, jupyter_streamkit
assert streamlit is jupyter_streamkit, streamlit
assert streamlit.errors is jupyter_streamkit.errors
assert jupyter_streamkit.__spec__.name == "jupyter_streamkit", jupyter_streamkit.__spec__
assert jupyter_streamkit.__name__ == "jupyter_streamkit"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_builtins_of_the_process_are_there(app: Any, monkeypatch: Any) -> None:
    import builtins

    monkeypatch.setattr(builtins, "added_later", "seen", raising=False)
    assert app("import streamlit as st\nst.text(added_later)").run().texts == ["seen"]


def test_the_public_module_is_one() -> None:
    assert ours.text is importlib.import_module("jupyter_streamkit.api.public").text
