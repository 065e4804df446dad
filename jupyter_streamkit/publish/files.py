"""The files of our front end, as the published page asks for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from voila.utils import get_voila_labextensions_path

from jupyter_streamkit.widgets.base import MODULE


class Files:
    """Where a page finds its scripts.

    Parameters
    ----------
    page_config
        Voilà's settings of the page.
    main_js
        The name of the script of Voilà's front end.

    Attributes
    ----------
    folder
        The address of our files. Their names hold a hash of their content, so browsers may keep them.
    widgets
        The script that knows our views.
    first
        The scripts that a page needs at once; the first of them starts it.
    voila
        The scripts of Voilà's own front end.
    """

    def __init__(self, page_config: dict[str, Any], main_js: str = "voila.js") -> None:
        extension = url_path_join(page_config["fullLabextensionsUrl"], MODULE)
        self.folder = url_path_join(extension, "static/")
        made = manifest()
        self.widgets = url_path_join(self.folder, made["widgets"])
        scripts = [made["script"], made["widgets"], *made["views"]]
        self.first = [url_path_join(self.folder, script) for script in scripts]
        self.voila = [
            url_path_join(page_config["fullStaticUrl"], name) for name in ("voila-style.js", main_js)
        ]


def manifest() -> dict[str, Any]:
    """What the build of the front end wrote down of itself."""
    for path in get_voila_labextensions_path():
        file = Path(path, MODULE, "page.json")
        if file.is_file():
            made: dict[str, Any] = json.loads(file.read_text())
            return made
    raise FileNotFoundError(
        f"The front end of {MODULE} is not installed: no file labextensions/{MODULE}/page.json on Jupyter's data "
        "path (see `jupyter --paths`). Install the package anew: `pip install --force-reinstall jupyter-streamkit`."
    )
