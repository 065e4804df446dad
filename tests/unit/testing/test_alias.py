"""Tests that were written for Streamlit's tester run here unchanged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE / "foreign_project"
TAKEN = "`import streamlit` is jupyter_streamkit"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy: away from this repository, whose settings are none of its own."""
    return shutil.copytree(PROJECT, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__"))


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", *arguments, "-p", "no:cacheprovider", "tests"]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_a_foreign_project(project: Path) -> None:
    done = run(project, "jupyter_streamkit.testing")
    assert (done.returncode, "6 passed" in done.stdout, TAKEN in done.stdout) == (0, True, True), done.stdout


def test_the_option_of_the_plugin_where_streamlit_is_not_installed(project: Path) -> None:
    """A finder says that there is none."""
    (project / "hidden.py").write_text(
        "import sys\n"
        "class Hides:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'streamlit' and path is not None or name == 'streamlit':\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hides())\n"
    )
    done = run(project, "pytest", "--streamkit", "-p", "hidden")
    assert (done.returncode, "6 passed" in done.stdout) == (0, True), done.stdout + done.stderr


def test_what_fails_is_told(project: Path) -> None:
    (project / "tests" / "test_app.py").write_text("def test_it(app): assert app.title[0].value == 'Else'\n")
    done = run(project, "jupyter_streamkit.testing")
    assert (done.returncode, "'Shop' == 'Else'" in done.stdout) == (1, True), done.stdout


def test_the_plugin_loads_nothing_where_it_is_not_asked_for() -> None:
    code = (
        "import sys, jupyter_streamkit.testing.plugin\n"
        "print([name for name in sys.modules if name.startswith('jupyter_streamkit.') and 'testing' not in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['jupyter_streamkit._version']"
