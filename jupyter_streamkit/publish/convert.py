"""A notebook's apps as scripts, and a script as a notebook; and the files that a server of it needs.

Texts in, texts out: who asks reads and writes the files.
"""

from __future__ import annotations

import ast
import json
import symtable
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import PurePosixPath
from typing import Any

import nbformat

from jupyter_streamkit._version import __version__
from jupyter_streamkit.api.page_names import address_of, icon_and_name, place
from jupyter_streamkit.runtime.notebook import MAGIC, AppCell, app_cells

Files = dict[str, str]
"""Texts by the path of their file."""


def to_scripts(notebook: Mapping[str, Any], name: str) -> Files:
    r"""The apps of a notebook as a script that runs under `streamkit run` and under Streamlit.

    The plain cells above become a module: it runs once, as they do in the notebook.

    Parameters
    ----------
    notebook
        The notebook, as its file has it.
    name
        That of its file, without the ending; the script has it too.

    Raises
    ------
    ValueError
        The notebook has no app.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "%%streamapp\nimport streamlit as st"}
    >>> to_scripts({"cells": [cell]}, "hello")
    {'hello.py': 'import streamlit as st\n'}
    """
    cells = app_cells(notebook)
    if not cells:
        raise ValueError(f"the notebook has no app: a cell that begins with {MAGIC}")
    module = f"{_word(name)}_cells"
    above = "\n\n".join(text.strip() for text in cells[-1].above if text.strip())
    begin = f"from {module} import *\n\n" if above else ""
    files = {f"{module}.py": above + _all(above) + "\n"} if above else {}
    pages = [cell for cell in cells if cell.title is not None]
    if not pages:
        return {f"{name}.py": begin + "\n\n".join(map(_script, cells)) + "\n"} | files
    paths = {f"{_word(name)}_pages/{address_of(cell.title or '') or 'page'}.py": cell for cell in pages}
    files |= {path: begin + _script(cell) + "\n" for path, cell in paths.items()}
    return {f"{name}.py": _navigation(paths)} | files


def to_notebook(files: Mapping[str, str]) -> dict[str, Any]:
    r"""A script as a notebook; the files of its folder `pages` are pages, cells of their own.

    Parameters
    ----------
    files
        The script, first, and its pages.

    Examples
    --------
    >>> to_notebook({"app.py": "import streamlit as st"})["cells"][0]["source"]
    '%%streamapp\nimport streamlit as st'
    """
    script, *pages = files
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    for path in (script, *sorted(pages, key=lambda page: place(PurePosixPath(page)))):  # type: ignore[arg-type]
        line = f"{MAGIC} {_page_options(path)}" if pages else MAGIC
        notebook.cells.append(nbformat.v4.new_code_cell(f"{line}\n{files[path].strip()}"))
    made: dict[str, Any] = json.loads(json.dumps(notebook))
    return made


def to_serve(notebook: Mapping[str, Any], path: str) -> Files:
    """What a server needs beside the notebook: Voilà's settings, requirements, a Dockerfile.

    Parameters
    ----------
    notebook
        The notebook, as its file has it.
    path
        The name of its file.

    Examples
    --------
    >>> sorted(to_serve({"cells": []}, "app.ipynb"))
    ['Dockerfile', 'requirements.txt', 'voila.json']
    """
    settings = {"VoilaConfiguration": {"template": "streamkit", "show_tracebacks": False}}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = ["voila", path, "--no-browser", "--port=8866", "--Voila.ip=0.0.0.0"]
    docker = [
        f"FROM python:{version}-slim",
        "WORKDIR /app",
        "COPY requirements.txt .",
        "RUN pip install --no-cache-dir -r requirements.txt",
        "COPY . .",
        "EXPOSE 8866",
        f"CMD {json.dumps(command)}",
    ]
    return {
        "voila.json": json.dumps(settings, indent=2) + "\n",
        "requirements.txt": "\n".join(_requirements(notebook)) + "\n",
        "Dockerfile": "\n".join(docker) + "\n",
    }


def _all(source: str) -> str:
    """A cell's names with an underscore are the app's too, and `import *` would leave them out."""
    try:
        names = symtable.symtable(source, "cells", "exec").get_identifiers()
    except SyntaxError:
        return ""
    private = any(name.startswith("_") and not name.startswith("__") for name in names)
    return '\n\n__all__ = [name for name in globals() if not name.startswith("__")]' if private else ""


def _script(cell: AppCell) -> str:
    """The cell without the line of its magic."""
    return cell.source.partition("\n")[2].strip()


def _navigation(pages: Mapping[str, AppCell]) -> str:
    told = [
        f"        st.Page({path!r}, title={cell.title!r}"
        + (f", icon={cell.icon!r}),\n" if cell.icon else "),\n")
        for path, cell in pages.items()
    ]
    return f"import streamlit as st\n\nst.navigation(\n    [\n{''.join(told)}    ]\n).run()\n"


def _page_options(path: str) -> str:
    icon, name = icon_and_name(PurePosixPath(path).stem)
    title = name.replace("_", " ")
    return f'--page "{title}"' + (f" --icon {icon}" if icon else "")


def _word(name: str) -> str:
    """A name that Python can import."""
    word = "".join(letter if letter.isalnum() else "_" for letter in name)
    return f"_{word}" if word[:1].isdigit() else word


def _requirements(notebook: Mapping[str, Any]) -> list[str]:
    """The packages that a notebook imports, as they are installed here."""
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    owners = metadata.packages_distributions()
    names = {owner for module in _imports(sources) - {"streamlit"} for owner in owners.get(module, ())}
    others = names - {"jupyter-streamkit", "jupyter_streamkit"}
    return [
        f"jupyter-streamkit=={__version__}",
        *sorted(f"{name}=={metadata.version(name)}" for name in others),
    ]


def _imports(sources: Iterable[str]) -> set[str]:
    names: set[str] = set()
    for source in sources:
        lines = (line for line in source.split("\n") if not line.lstrip().startswith(("%", "!")))
        try:
            tree = ast.parse("\n".join(lines))
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names
