"""What the zygote imports, and what it does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import browsing
import pytest
import servers

from jupyter_streamkit.publish.kernels import learn

CELL = """%%streamapp --wait
import pandas as pd, local_part
from matplotlib import pyplot
%matplotlib inline
!echo no Python
def later():
    import sqlalchemy.orm
"""

UNSAFE = {
    "asks": ("from IPython import get_ipython; get_ipython()", "looks for IPython's shell"),
    "connects": ("import socket; kept = socket.socketpair()", "opens a socket"),
    "fails": ("raise RuntimeError('not here')", "not here"),
    "leaves": ("import sys; sys.exit(3)", "SystemExit: 3"),
    "hangs": ("import time; time.sleep(60)", "longer than 1 s"),
    "works_aside": (
        "import threading, time; threading.Thread(target=time.sleep, args=[60], daemon=True).start()",
        "starts a thread",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    browsing.write_notebook(tmp_path / "app.ipynb", CELL)
    (tmp_path / "local_part.py").write_text("import yaml\nfrom . import sibling\nimport no_such_module")
    (tmp_path / "broken.py").write_text("import secrets, =")
    (tmp_path / "broken.ipynb").write_text('{"cells": 1}')
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "tool.py").write_text("import sympy")
    return tmp_path


def test_imports_are_learned_from_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(folder)
    (folder / "sqlalchemy.py").touch()
    found = learn.modules([str(folder)])
    assert {"pandas", "matplotlib", "matplotlib.pyplot", "yaml"} <= found
    assert not {"local_part", "sqlalchemy.orm", "secrets", "sympy", "no_such_module"} & found


def test_a_single_notebook_brings_the_modules_beside_it(folder: Path) -> None:
    assert {"pandas", "yaml", "sqlalchemy.orm"} <= learn.modules([str(folder / "app.ipynb")])
    assert learn.modules([str(folder / "not there.ipynb")]) == {"yaml"}


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_modules_are_noticed(tmp_path: Path, name: str) -> None:
    source, reason = UNSAFE[name]
    (tmp_path / f"{name}.py").write_text(source)
    assert reason in trouble(tmp_path, name)


@pytest.mark.parametrize("name", ["numpy", "pandas", "json.no_such_function"])
def test_others_are_safe(tmp_path: Path, name: str) -> None:
    assert trouble(tmp_path, name) == "None"


def trouble(folder: Path, name: str) -> str:
    """What the zygote would say of a module, asked in a process of its own."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    code += "from jupyter_streamkit.publish.kernels import preload\n"
    code += "preload.PATIENCE = 1 if sys.argv[1] == 'hangs' else 30\n"
    code += "print(preload._trouble(sys.argv[1]))"
    env = {**servers.environment(folder), "JE_ARROW_MALLOC_CONF": "background_thread:false"}
    done = subprocess.run(
        [sys.executable, "-c", code, name], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_first_uses_are_made_before_the_fork(tmp_path: Path) -> None:
    """One that cannot be is left to the kernels, like a module."""
    (tmp_path / "app.py").write_text("import matplotlib.pyplot, pandas")
    code = "import sys\nfrom jupyter_streamkit.publish.kernels import preload\n"
    code += (
        "print(preload.preload([sys.argv[1]], []), 'PIL.PngImagePlugin' in sys.modules, preload._threads())\n"
    )
    code += "preload.FIRST_USES['the first use of pandas'] = lambda: 1 / 0\n"
    code += "print(preload.preload([sys.argv[1]], []))"
    env = {**servers.environment(tmp_path), "JE_ARROW_MALLOC_CONF": "background_thread:false"}
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["None True 1", "the first use of pandas"]
    assert "the first use of pandas: ZeroDivisionError" in done.stderr


HOLES = """
import ctypes, sys
from jupyter_streamkit.publish.kernels.holes import fill_holes
made = [bytes(15) for _ in range(60_000)], [bytes(2000) for _ in range(4_000)]
for each in made:
    del each[::30]  # one of them on each page
if sys.argv[1] == "filled":
    fill_holes()
for objects in ([bytes(15) for _ in range(800)], [bytes(1500) for _ in range(80)]):
    print(len({id(each) // 4096 for each in objects}))
"""


def test_holes_are_filled(tmp_path: Path) -> None:
    """What is made after that lies side by side: 10 and 30 pages, and some at their ends."""

    def pages(how: str) -> list[int]:
        command = [sys.executable, "-c", HOLES, how]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [int(line) for line in done.stdout.split()]

    assert all(number > 60 for number in pages("left")), "or there are no holes to fill"
    small, large = pages("filled")
    assert small < 20
    assert large < 40
