"""Ways to another page: a link on the page, and a line of the script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NoReturn, Self, cast

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
)
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.flow import RerunScript
from jupyter_streamkit.tree.diff import SIDEBAR
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json

from .commands import Commands, choice, width_prop
from .icon import icon_prop
from .pages import Page, is_address, resolved
from .query_params import search_for

QueryParamsInput = Mapping[str, Any] | Iterable[tuple[str, Any]]


class NavigationCommands(Commands):
    def page_link(
        self,
        page: str | Path | Page,
        *,
        label: str | None = None,
        icon: str | None = None,
        icon_position: Literal["left", "right"] = "left",
        help: str | None = None,
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Literal["stretch", "content"] | int = "content",
        query_params: QueryParamsInput | None = None,
    ) -> Self:
        """Show a link to another page of the app, or to an address outside.

        Parameters
        ----------
        page
            A page that `st.navigation` was given; the path of its file, as it is seen from the app's folder; the
            title of a `%%streamapp --page` cell; or an address (`https://...`), which opens in a tab of its own.
        label
            Its words, as Markdown of one line; by default the title of the page. An address needs them.
        icon
            An emoji, `":material/name:"` or `"spinner"`; by default that of the page, if a `st.Page` is given.
        icon_position
            `"left"` or `"right"` of the words.
        help
            Markdown that shows when one points at it; by default that of the page.
        disabled
            It leads nowhere.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        width
            `"content"`: as wide as its words; `"stretch"`: as the column; or pixels. In the sidebar it is always
            as wide as the sidebar.
        query_params
            The query parameters with which the page is opened: a mapping or pairs, a list for a parameter that is
            repeated.

        Returns
        -------
        A handle.

        Raises
        ------
        StreamlitPageNotFoundError
            The app has no such page.
        StreamlitMissingRequiredParameterError
            An address has no label.
        StreamlitAPIException
            Another value is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.page_link("https://jupyter.org", label="Jupyter", icon="🪐")
        """
        choice("icon_position", icon_position, ("left", "right"))
        if use_container_width is not None:
            width = "stretch" if use_container_width else "content"
        target, title = _target(page, label)
        target["label_html"] = markdown(title, inline=True)
        told: dict[str, Json] = {
            "icon": icon_prop(icon),
            "icon_position": icon_position if icon_position != "left" else None,
            "help_html": markdown(help) if help else None,
            "disabled": disabled or None,
            "width": "stretch" if self._in_sidebar() else width_prop(width),
            "query": search_for(query_params) if query_params and "path" in target else None,
        }
        props = target | {name: value for name, value in told.items() if value is not None}
        return self._add("page_link", props, raw={"label": title})

    def _in_sidebar(self) -> bool:
        block = self._target(self._context("page_link"))
        while block.parent is not None and block.parent.type != "app":
            block = block.parent
        return block.id == SIDEBAR


def _target(page: str | Path | Page, label: str | None) -> tuple[dict[str, Json], str]:
    """Where a link leads and how it looks by itself, and its words."""
    if isinstance(page, str) and is_address(page):
        if not label:
            raise StreamlitMissingRequiredParameterError(
                f'A link to an address needs words: write `st.page_link({page!r}, label="...")`.'
            )
        return {"url": page}, label
    found = page if isinstance(page, Page) else _known(page)
    if isinstance(page, Page):
        _check_known(page)
    looks: dict[str, Json] = {
        **({"icon": found.icon} if found.icon and found is page else {}),
        **({"help_html": markdown(found.help)} if found.help else {}),
        **({"url": found.external_url} if found.is_external else {"path": found.url_path}),
    }
    return looks, found.title if label is None else label


def switch_page(page: str | Path | Page, *, query_params: QueryParamsInput | None = None) -> NoReturn:
    """End the run here and show another page of the app.

    Parameters
    ----------
    page
        A page that `st.navigation` was given; the path of its file, as it is seen from the app's folder; or the
        title of a `%%streamapp --page` cell.
    query_params
        The query parameters with which the page is opened: a mapping or pairs; those that there were go.

    Raises
    ------
    StreamlitPageNotFoundError
        The app has no such page.
    StreamlitAPIException
        The page is an address outside.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> def start():
    ...     if st.button("To the map"):
    ...         st.switch_page(there)
    >>> def map():
    ...     st.title("Map")
    >>> there = st.Page(map)
    >>> st.navigation([start, there]).run()
    """
    context = require_context("`st.switch_page`")
    if isinstance(page, Page) and page.is_external:
        raise StreamlitAPIException(
            f"`st.switch_page` shows pages of the app, and {page.title!r} is an address outside: "
            "let the reader follow a `st.page_link`."
        )
    found = page if isinstance(page, Page) else _known(page)
    if isinstance(page, Page):
        _check_known(page)
    session, search = context.session, search_for(query_params or {})
    session.pages.go(found.url_path)
    # The run that shows the page tells the browser: the address of this one stays as it is.
    session.query.open(search, arrived=False)
    context.end(RerunScript())


def _known(page: str | Path) -> Page:
    """The page of a file, or of a cell."""
    context = require_context("`st.page_link`")
    path = resolved(page)
    pages = cast("list[Page]", list(context.session.pages.known.values()))
    for known in pages:
        if known.file == path or str(page) in known.names:
            return known
    context.session.pages.missed = True
    names = ", ".join(
        repr(name) for known in pages for name in _names(known, Path(context.session.script.folder))
    )
    raise StreamlitPageNotFoundError(
        f"The app has no page {str(page)!r}."
        + (f" Its pages are {names}." if names else "")
        + " Give the path of a file as it is seen from the app's folder, or a `st.Page` that `st.navigation` has."
    )


def _names(page: Page, folder: Path) -> list[str]:
    """How a script may call a page."""
    if page.file is None:
        return list(page.names)
    return [str(page.file.relative_to(folder) if page.file.is_relative_to(folder) else page.file)]


def _check_known(page: Page) -> None:
    """A page that is made anew must be the one of that address."""
    known = require_context("`st.page_link`").session.pages.known.get(page.url_path)
    if isinstance(known, Page) and known.file != page.file:
        raise StreamlitAPIException(
            f"At the address {page.url_path!r}, `st.navigation` has the page {known.title!r} and not "
            f"{page.title!r}: give the page that it has."
        )
