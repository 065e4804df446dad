"""What `streamkit run` is to serve."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import apps
from .usage import UsageError

PATIENCE = 30
"""Seconds that a server may take to answer."""
MOST = 50_000_000
"""Bytes that an app at an address may have."""


def find(told: str | None, usual: tuple[str, ...]) -> Path:
    """The file or folder that the command line names.

    Raises
    ------
    UsageError
        There is none, or it is no app.
    """
    if told is not None and told.startswith(("http://", "https://")):
        return _check(_fetch(told))
    if told is None:
        found = next((Path(name) for name in usual if Path(name).is_file()), None)
        if found is None:
            raise UsageError(
                f"There is no {', '.join(usual)} in {Path.cwd()}: name a file or a folder, or begin "
                "with `streamkit init`."
            )
        return _check(found.resolve())
    if not Path(told).exists():
        raise UsageError(f"There is no file or folder {told}.{_like(Path(told))}")
    return _check(Path(told).resolve())


def _like(missing: Path) -> str:
    """The same name with the other suffix, if there is such a file."""
    others = (missing.with_suffix(suffix) for suffix in apps.SUFFIXES if missing.name)
    found = next((other for other in others if other.is_file()), None)
    return f" Did you mean {found}?" if found else ""


def _check(target: Path) -> Path:
    if target.is_dir():
        return target
    if target.suffix not in apps.SUFFIXES:
        raise UsageError(f"{target} is no app: an app is a script (.py) or a notebook (.ipynb).")
    found = apps.read(target)
    if found is None and target.suffix == ".ipynb":
        raise UsageError(f"{target} cannot be read as a notebook.")
    if found is None:
        print(
            f"Note: {target.name} draws nothing with streamlit by itself; it is served all the same.",
            flush=True,
        )
    elif not found.runs:
        print(
            f"Note: {target.name} has no %%streamapp cell: the page shows all its outputs. Write %%streamapp in the "
            "first line of a cell to make it an app.",
            flush=True,
        )
    return target


def _fetch(address: str) -> Path:
    """An app at an address, as a file of a folder of its own, which goes with the process."""
    source = re.sub(r"^https://github\.com/([^/]+/[^/]+)/blob/", r"https://github.com/\1/raw/", address)
    name = Path(unquote(urlsplit(address).path)).name
    if Path(name).suffix not in apps.SUFFIXES:
        raise UsageError(f"{address} is no app: its address ends neither in .py nor in .ipynb.")
    try:
        with urllib.request.urlopen(source, timeout=PATIENCE) as answer:  # noqa: S310 - `find` has seen its scheme
            data = answer.read(MOST + 1)
    except OSError as error:
        reason = error if isinstance(error, urllib.error.HTTPError) else getattr(error, "reason", error)
        raise UsageError(f"{address} cannot be fetched: {reason}.") from None
    if len(data) > MOST:
        raise UsageError(f"{address} is larger than {MOST // 1_000_000} MB.")
    folder = Path(tempfile.mkdtemp(prefix="streamkit-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / name).write_bytes(data)
    return folder / name
