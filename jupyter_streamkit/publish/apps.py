"""What notebooks and scripts say of themselves, read from their source: nothing is run."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jupyter_streamkit.api.icon import icon_prop
from jupyter_streamkit.api.page_names import icon_and_name
from jupyter_streamkit.api.scripts import FOLDER, page_files
from jupyter_streamkit.errors import StreamlitAPIException
from jupyter_streamkit.runtime.notebook import app_cells, plain

NAMES = ("streamlit", "jupyter_streamkit")
SUFFIXES = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an app that lies in the folder `pages` beside it."""

    title: str
    icon: str
    address: str
    """What the address of the app gets to lead there."""


@dataclass(frozen=True, slots=True)
class App:
    """A notebook or a script, as far as it can be known before it runs."""

    file: Path
    title: str
    icon: str = ""
    """An emoji, or `:material/name:`."""
    description: str = ""
    runs: bool = True
    """Whether it has a `%%streamapp` cell or is a script: else its outputs are shown."""
    names: frozenset[str] = frozenset()
    """Files and modules that its source names."""

    def card(self) -> dict[str, Any]:
        """What a gallery shows of it, as JSON."""
        pages = [asdict(page) for page in _pages(self.file.parent)] if self.runs else []
        told = {"title": self.title, "icon": self.icon, "description": self.description}
        return {**told, "runs": self.runs, "pages": pages}


def read(file: Path) -> App | None:
    """What a file says; None if it is neither a notebook nor the script of an app."""
    try:
        return _read(file, file.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1000)
def _read(file: Path, time: int) -> App | None:
    """What a file of this time says: a gallery asks again and again."""
    try:
        text = file.read_text(encoding="utf-8")
        return _notebook(file, json.loads(text)) if file.suffix == ".ipynb" else _script(file, text)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_app(file: Path) -> bool:
    """Whether a script draws something by itself; a module that others import does not."""
    found = read(file)
    return found is not None and found.runs


def _script(file: Path, text: str) -> App | None:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        # What is wrong with it stands on its page.
        return App(file, *_named(file)) if _mentions(text) else None
    if not (_imports_us(tree) and any(map(_acts, _after_docstring(tree)))):
        return None
    return _app(file, tree, ast.get_docstring(tree) or "")


def _notebook(file: Path, notebook: dict[str, Any]) -> App:
    cells = app_cells(notebook)
    tree = _tree("\n".join(plain(cell.source) for cell in cells))
    heading, text = _first_text(notebook)
    own = str(notebook.get("metadata", {}).get("title", ""))
    app = _app(file, tree, text, own or _said(tree)[0] or heading)
    return app if cells else replace(app, runs=False)


def _app(file: Path, tree: ast.AST, text: str, title: str = "") -> App:
    said, icon = _said(tree)
    own_name, own_icon = _named(file)
    return App(
        file,
        title or said or own_name,
        icon or own_icon,
        _paragraph(text),
        names=frozenset(_names(tree)),
    )


def _named(file: Path) -> tuple[str, str]:
    """Title and icon of a file's name."""
    icon, name = icon_and_name(file.stem)
    title = name.replace("_", " ")
    return title[:1].upper() + title[1:], icon


def _said(tree: ast.AST) -> tuple[str, str]:
    """Title and icon that the source gives in so many words."""
    title = icon = heading = ""
    for call in _calls(tree):
        match _called(call):
            case "set_page_config":
                title = title or _text(call, "page_title", 0)
                icon = icon or _icon(_text(call, "page_icon", 1))
            case "title":
                heading = heading or _bare(_text(call, "body", 0))
    return title or heading, icon


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _text(call: ast.Call, name: str, position: int) -> str:
    given = [word.value for word in call.keywords if word.arg == name] + call.args[position : position + 1]
    value = given[0] if given else None
    return value.value.strip() if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _icon(text: str) -> str:
    try:
        return icon_prop(text) or ""
    except StreamlitAPIException:
        return ""  # a picture's address, or a short code


def _bare(text: str) -> str:
    """Markdown of one line without its marks."""
    return re.sub(r":material/\w+:|:[a-z-]+\[([^\]]*)\]|[*_`#]", r"\1", text).strip()


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if text.endswith(SUFFIXES):
                yield text
            case ast.Import(names):
                yield from (name.name for name in names)
            case ast.ImportFrom(str(module)):
                yield module


def _pages(folder: Path) -> Iterator[Page]:
    for file in page_files(folder / FOLDER):
        icon, name = icon_and_name(file.stem)
        yield Page(name.replace("_", " "), icon, f"/{name}")


def _imports_us(tree: ast.AST) -> bool:
    modules = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    return bool(modules.intersection(NAMES))


def _mentions(text: str) -> bool:
    return bool(re.search(rf"^\s*(import|from)\s+({'|'.join(NAMES)})\b", text, re.MULTILINE))


def _after_docstring(tree: ast.Module) -> list[ast.stmt]:
    return tree.body[1:] if ast.get_docstring(tree) is not None else tree.body


def _acts(statement: ast.stmt) -> bool:
    """Whether a statement of the module does something when it is met, other than to define."""
    match statement:
        case ast.Expr(ast.Constant()):
            return False
        case ast.Expr() | ast.With() | ast.For() | ast.While() | ast.Match():
            return True
        case ast.If(_, body, others):
            return any(map(_acts, [*body, *others]))
        case ast.Try(body):
            return any(map(_acts, body))
    return False


def _tree(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _first_text(notebook: dict[str, Any]) -> tuple[str, str]:
    """The first heading and what follows it, of the first cell with text."""
    texts = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    text = next(texts, "")
    heading = re.match(r"\s*#+\s+(.+)", text)
    return (_bare(heading[1]), text[heading.end() :]) if heading else ("", text)


def _paragraph(text: str) -> str:
    first = re.split(r"\n\s*\n", text.strip())[0]
    words = _bare(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", first)).split()
    return " ".join(words)
