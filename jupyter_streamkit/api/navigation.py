"""Pages: several scripts or functions that make one app, and the menu that leads from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitPageNotFoundError
from jupyter_streamkit.runtime.context import RunContext, get_context, require_context
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.diff import MAIN, SIDEBAR
from jupyter_streamkit.tree.node import Json

from .commands import Commands, choice
from .icon import icon_prop

Visibility = Literal["visible", "hidden"]
Source = str | Path | Callable[[], object]
NUMBER = re.compile(r"^\d+[_ -]*")
PICTURE = re.compile(r"^([^\w\s.-]+)[_ -]*(.+)$")


class Page:
    """One page of an app: a script, a function, or an address outside.

    Parameters
    ----------
    page
        The path of a script, beside the app's own; a function without parameters; or an address (`https://...`).
    title
        Its name in the menu and on the browser's tab; by default made from the name of the file or function.
    icon
        An emoji or `":material/name:"`.
    url_path
        Its name in the address; by default made from the name of the file or function.
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
    StreamlitAPIException
        A name cannot be made from what is given, or a value is not accepted.

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
        self.external_url = (
            page if isinstance(page, str) and page.startswith(("http://", "https://")) else None
        )
        is_file = not callable(page) and not self.is_external
        self.file = _file(Path(page)) if is_file and not callable(page) else None
        self._function = page if callable(page) else None
        number_free, picture = _name(self.file.stem if self.file else getattr(page, "__name__", ""))
        self.title = title or number_free.replace("_", " ").strip()
        self.icon = (icon_prop(icon) if icon else picture) or ""
        self.visibility = visibility
        self.help = help
        self.default = default
        self._url_path = (url_path or number_free.strip().replace(" ", "_")).strip("/")
        self.current = False
        if not self.title or (not self.is_external and not self._url_path):
            raise StreamlitAPIException(
                f"No title can be made from {page!r}: give the page one, "
                'for example `st.Page(..., title="Start", url_path="start")`.'
            )

    @property
    def is_external(self) -> bool:
        """Whether it is an address outside."""
        return self.external_url is not None

    @property
    def url_path(self) -> str:
        """Its name in the address; that of the default page is empty."""
        return "" if self.default else self._url_path

    def run(self) -> None:
        """Run it. Only the page that `st.navigation` gave can be run, once a run."""
        context = require_context("`page.run()`")
        if not self.current:
            raise StreamlitAPIException(
                f"The page {self.title!r} is not the current one: run what `st.navigation([...])` gives."
            )
        self.current = False
        if self._function is not None:
            self._function()
        else:
            context.session.script.page(str(self.file)).run()

    def __repr__(self) -> str:
        return f"Page({self.title!r})"


def navigation(
    pages: Sequence[Source | Page] | Mapping[str, Sequence[Source | Page]],
    *,
    position: Literal["sidebar", "hidden", "top"] = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Tell the pages of the app, show a menu of them, and get the one that the reader is on.

    Parameters
    ----------
    pages
        The pages, or lists of them by the headings of the menu; a path or a function is made a page.
    position
        Where the menu stands: `"sidebar"`, `"top"`, or `"hidden"` for none.
    expanded
        Whether the menu shows all its pages, or how many of them; False shows those that there is room for.

    Returns
    -------
    The current page: call its `run`.

    Raises
    ------
    StreamlitAPIException
        There is no page, two have the same address, or two are the default.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> def hello():
    ...     st.title("Hello")
    >>> st.navigation([hello]).run()
    """
    choice("position", position, ("sidebar", "hidden", "top"))
    context = require_context("`st.navigation`")
    sections = _sections(pages)
    inside = [page for _, page in sections if not page.is_external]
    _settle_default(inside)
    by_path = {page.url_path: page for page in inside}
    if len(by_path) < len(inside):
        raise StreamlitAPIException("Two pages have the same address: give each a `url_path` of its own.")
    widget = _widget(by_path)
    if position == "hidden":
        url_path, _ = context.make(widget, context.line())
    else:
        url_path = _menu(widget, sections, position, expanded)
    current = by_path[url_path]
    current.current = True
    _configure(context, current)
    return current


def _sections(
    pages: Sequence[Source | Page] | Mapping[str, Sequence[Source | Page]],
) -> list[tuple[str, Page]]:
    by_section = pages if isinstance(pages, Mapping) else {"": pages}
    sections = [
        (section, page if isinstance(page, Page) else Page(page))
        for section, pages in by_section.items()
        for page in pages
    ]
    if all(page.is_external for _, page in sections):
        raise StreamlitAPIException("`st.navigation` needs a page: write `st.navigation([st.Page(...)])`.")
    return sections


def _settle_default(pages: list[Page]) -> None:
    defaults = [page.title for page in pages if page.default]
    if len(defaults) > 1:
        names = ", ".join(defaults)
        raise StreamlitAPIException(f"Only one page can be the default, not {len(defaults)}: {names}.")
    if not defaults:
        pages[0].default = True


def _widget(by_path: Mapping[str, Page]) -> Widget[str]:
    def check(value: Json) -> Json:
        if value not in by_path:
            raise ValueError(f"{value!r} is no page of this app")
        return value

    # The page stays while a run does not come to its navigation.
    return Widget("navigation", "", str, str, check, persist=True)


def _menu(widget: Widget[str], sections: list[tuple[str, Page]], position: str, expanded: bool | int) -> str:
    # Which page is the current one is the widget's value, so that the menu stays as it is.
    entries = [
        {
            "title": page.title,
            "icon": page.icon or None,
            "url_path": page.url_path,
            "section": section or None,
            "url": page.external_url,
        }
        for section, page in sections
        if page.visibility == "visible"
    ]
    props = {
        "pages": [{name: value for name, value in entry.items() if value is not None} for entry in entries],
        "position": position,
        "expanded": expanded,
    }
    paths = {str(page.file): page.url_path for _, page in sections if page.file}
    place = Commands(MAIN if position == "top" else SIDEBAR)
    return place._input(widget, props, raw={"paths": paths})


def _configure(context: RunContext, page: Page) -> None:
    """Title and icon of the page, unless `set_page_config` says otherwise."""
    told: dict[str, Any] = {"page_title": page.title, "page_icon": page.icon or None}
    context.page_config = {**told, **(context.page_config or {})}
    context.change(context.root, context.session.props | context.page_config)


def _file(path: Path) -> Path:
    context = get_context()
    folder = context.session.script.folder if context is not None else "."
    found = (Path(folder) / path).resolve()
    if not found.is_file():
        raise StreamlitPageNotFoundError(
            f"There is no page {str(path)!r} in {folder}: pages stand beside the app."
        )
    return found


def _name(stem: str) -> tuple[str, str]:
    """What `1_🎈_My_page` says: (`My_page`, `🎈`)."""
    name = NUMBER.sub("", stem) or stem
    pictured = PICTURE.match(name)
    return (pictured[2], pictured[1]) if pictured else (name, "")
