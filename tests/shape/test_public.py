"""The public namespace: each name once, with Streamlit's signatures; what is not there yet is listed.

The table of Streamlit's names lies in a folder beside the repository (STREAMKIT_SHARED); without it the tests
that need it skip. `not_yet.txt` can only shrink: a name that is there now has to leave the list.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from servers import REPOSITORY

import jupyter_streamkit as st
from jupyter_streamkit.api import public
from jupyter_streamkit.testing.v1 import AppTest

SHARED = Path(os.environ.get("STREAMKIT_SHARED", REPOSITORY.parent / "shared"))
TABLE = SHARED / "streamlit_api.json"
NOT_YET = Path(__file__).with_name("not_yet.txt")
COMMANDS = {"command", "container", "member", "connection", "component", "testing", "errors", "types"}
KINDS = {
    "any": inspect.Parameter.POSITIONAL_OR_KEYWORD,
    "keyword": inspect.Parameter.KEYWORD_ONLY,
    "positional": inspect.Parameter.POSITIONAL_ONLY,
    "*": inspect.Parameter.VAR_POSITIONAL,
    "**": inspect.Parameter.VAR_KEYWORD,
}

needs_table = pytest.mark.skipif(
    not TABLE.is_file(), reason=f"the table of names is not at {TABLE}: set STREAMKIT_SHARED"
)


def table() -> list[dict[str, Any]]:
    if not TABLE.is_file():
        return []
    names = json.loads(TABLE.read_text(encoding="utf-8"))["names"]
    return [name for name in names if name["group"] in COMMANDS]


def not_yet() -> list[str]:
    lines = NOT_YET.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def find(name: dict[str, Any]) -> object:
    """What a name of the table stands for here; raises when there is nothing."""
    if "path" in name:
        try:
            return reduce(getattr, name["path"].split("."), st)
        except AttributeError:
            if "probes" not in name:  # else instances have it, and their class does not
                raise
    for probe in name["probes"][:-1]:
        with suppress(Exception):
            return run_probe(probe)
    return run_probe(name["probes"][-1])


def run_probe(probe: dict[str, Any]) -> object:
    found, _, member = probe["expr"].partition("::")
    if "AppTest" in probe["setup"]:
        scope: dict[str, Any] = {"st": st}
        exec(probe["setup"], scope)
        return getattr(scope[found], member) if member else scope[found]
    lines = ["import streamlit as st", "def _f(): pass", probe["setup"]]
    expression = f"getattr({found}, {member!r})" if member else found
    lines.append(f"st.session_state.found = [{expression}]")
    app = AppTest.from_string("\n".join(lines), default_timeout=60).run()
    if app.exception:
        raise LookupError(app.exception[0].message)
    return app.session_state.found[0]


def is_there(name: dict[str, Any]) -> bool:
    try:
        find(name)
    except Exception:
        return False
    return True


def signature(found: Any) -> list[tuple[str, Any, str | None]]:
    """Parameters as (name, kind, default), without those of the table's `~`."""
    return [
        (each.name, each.kind, None if each.default is each.empty else shown(each.default))
        for each in inspect.signature(found).parameters.values()
        if each.name not in ("use_container_width", "use_column_width", "self")
    ]


def shown(default: Any) -> str:
    if inspect.isclass(default) or inspect.ismodule(default):
        return str(default.__name__)
    return repr(default)


def expected(name: dict[str, Any]) -> list[tuple[str, Any, str | None]]:
    return [
        (each["name"], KINDS[each["kind"]], each.get("default"))
        for each in name["params"]
        if each["name"] not in ("use_container_width", "use_column_width")
    ]


def agree(ours: list[tuple[str, Any, str | None]], theirs: list[tuple[str, Any, str | None]]) -> bool:
    """Equal, but for defaults that say "unset" and for names that no caller can write."""
    if len(ours) != len(theirs):
        return False
    for (name, kind, default), (their_name, their_kind, their_default) in zip(ours, theirs, strict=True):
        same_name = name == their_name or their_kind is inspect.Parameter.POSITIONAL_ONLY
        loose = their_default in ("<unset>", "st") and default is not None
        same_name |= their_kind is inspect.Parameter.VAR_KEYWORD
        if not same_name or kind != their_kind or not (loose or default == their_default):
            return False
    return True


# The classes of exceptions are made by us, not by users: they are left out.
WITH_PARAMETERS = [
    name
    for name in table()
    if "params" in name and name["name"] not in not_yet() and name["group"] != "errors"
]


@needs_table
def test_the_list_of_missing_names_only_shrinks() -> None:
    missing = {name["name"] for name in table() if not is_there(name)}
    listed = set(not_yet())
    assert missing - listed == set(), "these were there, or are new in the table"
    assert listed - missing == set(), f"these are there now: delete their lines in {NOT_YET.name}"


@needs_table
@pytest.mark.parametrize("name", WITH_PARAMETERS, ids=lambda name: name["name"])
def test_signatures_are_streamlits(name: dict[str, Any]) -> None:
    ours, theirs = signature(find(name)), expected(name)
    assert agree(ours, theirs), f"\nours:   {ours}\ntheirs: {theirs}"


def test_each_name_is_exported_once() -> None:
    tree = ast.parse(Path(public.__file__).read_text(encoding="utf-8"))
    names = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            names += [alias.asname or alias.name for alias in node.names]
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})
    exported = public.__all__
    assert len(exported) == len(set(exported)), sorted(
        {name for name in exported if exported.count(name) > 1}
    )
    assert {name for name in exported if not hasattr(public, name)} == set()


def test_every_public_name_is_in_all() -> None:
    modules_and_helpers = {"Any", "annotations"}
    names = {name for name in vars(public) if not name.startswith("_")} - modules_and_helpers
    assert names - set(public.__all__) == set()


def test_commands_of_the_page_are_methods_of_handles() -> None:
    commands = {name for name in public.__all__ if inspect.ismethod(getattr(public, name))}
    assert {name for name in commands if not hasattr(public.DeltaGenerator, name)} == set()


def test_importing_the_package_loads_no_command() -> None:
    """Every kernel of the environment pays for what the package imports at once."""
    code = (
        "import sys, jupyter_streamkit; print([m for m in sys.modules if m.startswith('jupyter_streamkit.')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['jupyter_streamkit._version']"


def test_public_names_have_an_example() -> None:
    undocumented = [
        name
        for name in public.__all__
        if (inspect.ismethod(getattr(public, name)) or inspect.isfunction(getattr(public, name)))
        and ">>>" not in (inspect.getdoc(getattr(public, name)) or "")
        and name != "get_context"
    ]
    assert undocumented == []
