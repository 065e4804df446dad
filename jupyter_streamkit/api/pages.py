"""One page of an app."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
)
from jupyter_streamkit.runtime import notebook
from jupyter_streamkit.runtime.context import finish, get_context, on_page, require_context
from jupyter_streamkit.runtime.notebook import AppCell

from .commands import choice
from .icon import icon_prop
from .page_names import address_of, icon_and_name

Visibility = Literal["visible", "hidden"]
Source = str | Path | Callable[[], object]


class Page:
    """One page of an app: a script, a notebook, a function, or an address outside.

    Parameters
    ----------
    page
        The path of a script or a notebook, as it is seen from the app's folder; a function without parameters; or
        an address (`https://...`), which opens in a tab of its own. Of a notebook, its `%%streamapp` cells are the
        page; where it has none, all its code cells.
    title
        Its name in the menu, as Markdown of one line, and on the browser's tab; by default what a notebook's
        `%%streamapp --page` says, or made from the name of the file or function. An address needs one.
    icon
        An emoji, `":material/name:"` or `"spinner"`; by default what a notebook's `--icon` says, or the emoji with
        which the name of the file begins; `""` is none.
    url_path
        Its name in the address, one word without `/`; by default made from the name of the file or function.
    default
        It is the page that the app begins with; without any, the first one is.
    visibility
        `"visible"`, or `"hidden"`: the menu does not show it.
    help
        Markdown that shows when one points at it in the menu.

    Raises
    ------
    StreamlitPageNotFoundError
        There is no such file.
    StreamlitMissingRequiredParameterError
        A title or an address cannot be made from what is given.
    StreamlitIncompatibleParametersError
        An address outside is to be the default page.
    StreamlitAPIException
        Another value is not accepted.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> def hello():
    ...     st.title("Hello")
    >>> page = st.Page(hello, title="Welcome", icon="👋")
    """

    def __init__(
        self,
        page: Source,
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Visibility = "visible",
        help: str | None = None,
    ) -> None:
        choice("visibility", visibility, ("visible", "hidden"))
        self.external_url = page if isinstance(page, str) and is_address(page) else None
        self.file = None if callable(page) or self.is_external else _file(page)
        self._function = page if callable(page) else None
        self.visibility = visibility
        self.help = cleandoc(help) if help and help.strip() else ""
        self.default = default
        self.current = False
        """`run` may be called."""
        picture, name = self._named(page, title)
        cell = notebook.page(self.file) if self.file and self.file.suffix == ".ipynb" else AppCell("")
        self.title = title or cell.title or name.replace("_", " ")
        self.icon = icon_prop(icon if icon is not None else cell.icon or picture) or ""
        self.names: tuple[str, ...] = ()
        """What scripts call it that know no file of it."""
        self._path = name if url_path is None else _path(url_path)
        self._check()

    @property
    def id(self) -> str:
        """Its own name in the app."""
        return self._path or "/"

    @property
    def is_external(self) -> bool:
        """Whether it is an address outside."""
        return self.external_url is not None

    @property
    def url_path(self) -> str:
        """Its name in the address; that of the default page is empty."""
        return "" if self.default else self._path

    def run(self) -> Any:
        """Run it. Only the page that `st.navigation` gave can be run, once a run.

        Where both the page and the script that calls this await, `await` what it gives.
        """
        context = require_context("`page.run()`")
        if not self.current:
            raise StreamlitAPIException(
                f"The page {self.title!r} is not the current one, or it was run already: run what "
                "`st.navigation([...])` gives, once."
            )
        self.current = False
        with on_page(self.id):
            if self._function is not None:
                return finish(self._function())
            if self.file is not None:
                return context.session.script.page(str(self.file)).run()
        return None

    def _named(self, page: Source, title: str | None) -> tuple[str, str]:
        """The icon and the name that it has by itself."""
        if self.is_external:
            return "", address_of(title or "")
        if self.file is not None:
            return icon_and_name(self.file.stem)
        name = getattr(page, "__name__", None)
        if name is None and title is None:
            raise StreamlitMissingRequiredParameterError(
                f'No title can be made from {page!r}: write `st.Page(..., title="Start")`.'
            )
        return "", str(name or address_of(title or ""))

    def _check(self) -> None:
        if self.is_external and self.default:
            raise StreamlitIncompatibleParametersError(
                f"{self.external_url} cannot be the default page: an app begins with a page of its own."
            )
        if not self.title.strip():
            raise StreamlitMissingRequiredParameterError(
                'A page needs a title: write `st.Page(..., title="Start")`.'
            )
        if not self._path and not self.default:
            raise StreamlitMissingRequiredParameterError(
                f'The page {self.title!r} needs a name in the address: write `st.Page(..., url_path="start")`. '
                "Only that of the default page may be empty."
            )

    def __repr__(self) -> str:
        return f"Page({self.title!r})"


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    return text.startswith(("http://", "https://"))


def resolved(path: str | Path) -> Path:
    """A path as the app's script means it."""
    context = get_context()
    folder = context.session.script.folder if context is not None else "."
    if "\0" in str(path):
        raise StreamlitAPIException(f"{str(path)!r} is no path: it has a null byte.")
    return (Path(folder) / path).resolve()


def _file(path: str | Path) -> Path:
    found = resolved(path)
    if not found.is_file():
        raise StreamlitPageNotFoundError(
            f"There is no page {str(path)!r} in {found.parent}: a page is a path as it is seen from the app's folder."
        )
    return found


def _path(url_path: str) -> str:
    path = url_path.strip().strip("/").strip()
    if "/" in path:
        raise StreamlitAPIException(
            f"`url_path={url_path!r}` has a `/` inside: the address of a page is one word, for example "
            f"{path.replace('/', '_')!r}."
        )
    return path
