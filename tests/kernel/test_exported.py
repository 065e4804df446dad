"""The scripts that a notebook is exported to, run as `streamkit run` and as Streamlit run scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from kernels import Kernel, nodes

from jupyter_streamkit.publish import convert

PLAIN = (
    "numbers = [1, 2, 3]",
    "%%streamapp\nimport streamlit as st\nst.text(f'sum {sum(numbers)}')\nst.slider('Level', 0, 9, 4)",
)
PAGES = (
    "text = 'shared'",
    "%%streamapp --page One --icon :material/home:\nimport streamlit as st\nst.text(f'one {text}')",
    "%%streamapp --page Two\nimport streamlit as st\nst.text(f'two {text}')",
)
STREAMLIT = """
import json, sys
from streamlit.testing.v1 import AppTest
at = AppTest.from_file(sys.argv[1]).run(timeout=20)
print(json.dumps([[each.value for each in at.text], [each.message for each in at.exception]]))
"""


def export(folder: Path, name: str, *cells: str) -> Path:
    """Write the scripts of a notebook; returns the one to run. The kernel keeps modules: each has its name."""
    notebook = {"cells": [{"cell_type": "code", "source": source} for source in cells]}
    files = convert.to_scripts(notebook, name)
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return folder / f"{name}.py"


def texts_in_streamlit(script: Path) -> list[str]:
    """What Streamlit's own tester sees; in a process of its own, as ours takes its name here."""
    command = [sys.executable, "-c", STREAMLIT, str(script)]
    # Streamlit puts the folder of the script that it serves on the path; its tester does not.
    environment = {"PYTHONPATH": str(script.parent)}
    told = subprocess.run(
        command, cwd=script.parent, env=environment, capture_output=True, text=True, check=True
    )
    shown, exceptions = json.loads(told.stdout)
    assert exceptions == []
    return list(shown)


def texts_in_ours(kernel: Kernel, script: Path) -> list[str]:
    """What the kernel shows that `streamkit run` starts."""
    kernel.run(f"import os; os.chdir({str(script.parent)!r})")
    shown = nodes(kernel.app(f"%%streamapp --script {quote(script.name)}\n{script.read_text()}"))
    assert not [node for node in shown if node["type"] == "exception"]
    return [node["props"]["body"] for node in shown if node["type"] == "text"]


def test_a_script_shows_the_same_in_both(kernel: Kernel, tmp_path: Path) -> None:
    script = export(tmp_path, "my app", *PLAIN)
    assert texts_in_ours(kernel, script) == texts_in_streamlit(script) == ["sum 6"]


def test_pages_show_the_same_in_both(kernel: Kernel, tmp_path: Path) -> None:
    script = export(tmp_path, "pages", *PAGES)
    assert texts_in_ours(kernel, script) == texts_in_streamlit(script) == ["one shared"]
