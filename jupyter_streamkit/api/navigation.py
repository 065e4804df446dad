"""The pages of an app, and the menu that leads from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext, on_page, page_here, require_context
from jupyter_streamkit.tree.markup import markdown, plain_text
from jupyter_streamkit.tree.node import Json, Node

from .commands import choice
from .pages import Page, Source

Position = Literal["sidebar", "hidden", "top"]
Sections = Mapping[str, Sequence[Source | Page]]


def navigation(
    pages: Sequence[Source | Page] | Sections,
    *,
    position: Position = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Tell the pages of the app, show a menu of them, and get the one that the reader is on.

    An app that calls this does without the pages that stand in its folder `pages`.

    Parameters
    ----------
    pages
        The pages, or lists of them by the headings of the menu; a path or a function is made a page.
    position
        Where the menu stands: `"sidebar"`, `"top"`, or `"hidden"` for none.
    expanded
        Whether the menu in the sidebar shows all its pages, or how many of them before one asks for more; False
        shows those that there is room for.

    Returns
    -------
    The current page: call its `run`. What stands outside of it is shared by all pages.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There is no page.
    StreamlitAPIException
        All pages are addresses outside, two have the same address, or two are the default.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> def hello():
    ...     st.title("Hello")
    >>> st.navigation([hello]).run()
    """
    choice("position", position, ("sidebar", "hidden", "top"))
    _check_expanded(expanded)
    by_section = pages if isinstance(pages, Mapping) else {"": pages}
    sections = {
        section: [page if isinstance(page, Page) else Page(page) for page in members]
        for section, members in by_section.items()
    }
    return show(sections, position, expanded)


def show(
    sections: Mapping[str, Sequence[Page]], position: Position = "sidebar", expanded: bool | int = False
) -> Page:
    """Show the menu of an app's pages; gives the current one."""
    context = require_context("`st.navigation`")
    context.checkpoint()
    if page_here():
        raise StreamlitAPIException(
            "`st.navigation` stands in the app's own script, and here a page of it runs: call it there, or take "
            "`--page` away from the cell."
        )
    every = [page for members in sections.values() for page in members]
    default = _settle(every)
    pages = context.session.pages
    pages.tell(page for page in every if not page.is_external)
    current = cast("Page | None", pages.find(pages.wanted))
    missing = current is None and pages.asked
    current = current or default
    if missing:
        _show_missing(context, pages.wanted, default)
    else:
        pages.go(current.url_path)
    _turn_to(context, current)
    context.session.props |= {
        "navigation": menu(sections, position, expanded),
        "page": pages.wanted,
    }
    _configure(context, current)
    current.current = True
    return current


def menu(
    sections: Mapping[str, Sequence[Page]], position: Position = "sidebar", expanded: bool | int = False
) -> Json:
    """The menu as the browser has it."""
    shown = [
        {"pages": [_entry(page) for page in members if page.visibility == "visible"]}
        | ({"heading_html": markdown(heading, inline=True)} if heading else {})
        for heading, members in sections.items()
    ]
    return {"position": position, "expanded": expanded, "sections": [each for each in shown if each["pages"]]}


def _check_expanded(expanded: bool | int) -> None:
    if not isinstance(expanded, int):
        raise StreamlitInvalidParameterTypeError(
            f"`expanded={expanded!r}` is not accepted: write True, False or a number of pages."
        )
    if expanded < 0:
        raise StreamlitValueError("expanded", ["True", "False", "a number of pages, 0 or more"])


def _settle(pages: Sequence[Page]) -> Page:
    """The default page, which comes to be the first one where no page says that it is."""
    inside = [page for page in pages if not page.is_external]
    if not pages:
        raise StreamlitMissingRequiredParameterError(
            "`st.navigation` needs a page: write `st.navigation([st.Page(...)])`."
        )
    if not inside:
        raise StreamlitAPIException(
            "All pages of `st.navigation` are addresses outside: an app begins with a page of its own."
        )
    defaults = [page for page in inside if page.default]
    if len(defaults) > 1:
        names = ", ".join(page.title for page in defaults)
        raise StreamlitAPIException(f"Only one page can be the default, not {len(defaults)}: {names}.")
    default = defaults[0] if defaults else inside[0]
    default.default = True
    _check_addresses(pages)
    return default


def _check_addresses(pages: Sequence[Page]) -> None:
    titles: dict[str, str] = {}
    for page in pages:
        if page.id in titles:
            raise StreamlitAPIException(
                f"The pages {titles[page.id]!r} and {page.title!r} have the same address, {page.id!r}: give one "
                f"of them another, for example `st.Page(..., url_path={page.id + '_2'!r})`."
            )
        titles[page.id] = page.title


def _turn_to(context: RunContext, page: Page) -> None:
    pages = context.session.pages
    if pages.current != page.id:
        pages.current = page.id
        context.session.state.turn_to(page.id)
        with context.session.lock:
            context.session.page.turn_to(page.id)


def _show_missing(context: RunContext, path: str, default: Page) -> None:
    """There is no such page: say so above the default one."""
    with on_page(default.id):
        props = {"path": path, "title_html": markdown(default.title, inline=True)}
        context.append(context.target(), Node("page_not_found", props))


def _configure(context: RunContext, page: Page) -> None:
    """Title and icon of the page, unless `set_page_config` says otherwise."""
    icon = page.icon if page.icon != "spinner" else ""
    told: dict[str, Any] = {"page_title": plain_text(page.title), "page_icon": icon or None}
    context.page_config = {**told, **(context.page_config or {})}
    context.change(context.root, context.session.props | context.page_config)


def _entry(page: Page) -> Json:
    told = {
        "title_html": markdown(page.title, inline=True),
        "icon": page.icon,
        "help_html": markdown(page.help) if page.help else "",
        "path": None if page.is_external else page.url_path,
        "url": page.external_url,
    }
    return {name: value for name, value in told.items() if value not in ("", None) or name == "path"}
