"""Rows of buttons: options, ratings and pages, all of them in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json

from . import spelling
from .choices import One, Several
from .commands import Commands, LabelVisibility, unless
from .fields import ANY_WIDTH, Args, Bind, Field, Kwargs, OnChange, PersistState, Width, field
from .options import Options, as_choices, read_options

SelectionMode = Literal["single", "multi"]

RATINGS = {"thumbs": 2, "faces": 5, "stars": 5}


class ButtonGroupCommands(Commands):
    def pills(
        self,
        label: str,
        options: object,
        *,
        selection_mode: SelectionMode = "single",
        default: object = None,
        required: bool = False,
        format_func: Callable[[Any], Any] | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show options as pills, of which one or several are chosen.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        options
            A list, or anything that can be iterated: an Enum, a Series, the first column of a table.
        selection_mode
            `"single"`: at most one; `"multi"`: any number.
        default
            The option chosen at first, or a list of them; None: none is.
        required
            A choice cannot be taken back; for single choices only.
        format_func
            Gives the words (Markdown) for an option; None: `str`.
        key
            Its identity; the value stands in `st.session_state` under it.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        disabled
            True: it shows, but cannot be changed.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        width
            `"content"`, `"stretch"` or pixels.
        wrap
            Whether many options take several lines (True), or scroll in one (False); None: they take several.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        The chosen option or None; a list of the chosen options where there may be several.

        Raises
        ------
        StreamlitDefaultNotInOptionsError
            A default is not one of the options.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> days = st.pills("Days", ["Mon", "Tue", "Wed"], selection_mode="multi", default=["Mon"])
        """
        asked = field(
            "pills",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            widths=ANY_WIDTH,
            bind=bind,
            persist_state=persist_state,
            required=required,
        )
        return self._choose(asked, options, selection_mode, default, format_func, wrap)

    def segmented_control(
        self,
        label: str,
        options: object,
        *,
        selection_mode: SelectionMode = "single",
        default: object = None,
        required: bool = False,
        format_func: Callable[[Any], Any] | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show options as the segments of one bar, of which one or several are chosen.

        Parameters
        ----------
        label, options, selection_mode, default, required, format_func, key, help, on_change, args, kwargs,
        disabled, label_visibility, width, wrap, bind, persist_state
            As for `st.pills`.

        Returns
        -------
        The chosen option or None; a list of the chosen options where there may be several.

        Raises
        ------
        StreamlitDefaultNotInOptionsError
            A default is not one of the options.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> view = st.segmented_control("View", ["Chart", "Table"], default="Chart", required=True)
        """
        asked = field(
            "segmented_control",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            widths=ANY_WIDTH,
            bind=bind,
            persist_state=persist_state,
            required=required,
        )
        return self._choose(asked, options, selection_mode, default, format_func, wrap)

    def _choose(
        self,
        asked: Field,
        options: object,
        mode: SelectionMode,
        default: object,
        format_func: Callable[[Any], Any] | None,
        wrap: bool | None,
    ) -> Any:
        several = _is_several(asked, mode)
        listed = read_options(asked.command, options, format_func or str)
        chosen = _defaults(asked.command, listed, default, several=several)
        value = Several(listed) if several else One(listed, chosen)
        widget = asked.widget(
            chosen,
            value.decode,
            value.encode,
            value.check,
            keep=value.keep if isinstance(value, Several) else None,
            identity={"options": listed.words, "default": chosen},
            bounds={"several": several},
            empties=not asked.props["required"],
            spelling=value.spelling
            if isinstance(value, Several)
            else value.spelling(empty=not asked.props["required"]),
        )
        props = {
            "options_html": [markdown(words, inline=True) for words in listed.words],
            "several": several or None,
            "wrap": wrap,
        }
        return self._input(widget, asked.props | listed.props | props, raw={"format_func": listed.format})

    def feedback(
        self,
        options: Literal["thumbs", "faces", "stars"] = "thumbs",
        *,
        key: str | int | None = None,
        default: int | None = None,
        disabled: bool = False,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        width: Width = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> int | None:
        """Ask for a rating.

        Parameters
        ----------
        options
            `"thumbs"` (down is 0, up is 1), `"faces"` or `"stars"` (0 to 4, from worst to best).
        default
            The rating at first; None: none.
        key, disabled, on_change, args, kwargs, width, bind, persist_state
            As for `st.pills`.

        Returns
        -------
        The place of the rating, from 0, or None.

        Raises
        ------
        StreamlitValueOutOfRangeError
            There is no rating `default`.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> stars = st.feedback("stars")
        >>> if stars is not None:
        ...     st.write(f"You gave {stars + 1} stars.")
        """
        if options not in RATINGS:
            raise StreamlitValueError("options", [repr(name) for name in RATINGS])
        asked = _unlabelled("feedback", key, on_change, args, kwargs, disabled, width, bind, persist_state)
        ratings = Whole(0, RATINGS[options] - 1, None)
        if default is not None:
            ratings.require(default)
        widget = asked.widget(
            default,
            _same,
            ratings.encode,
            ratings.check_or_none,
            identity={"default": default},
            bounds={"options": options},
            spelling=spelling.one(int, empty=True),
            empties=True,
        )
        rating: int | None = self._input(widget, asked.props | {"options": options})
        return rating

    def pagination(
        self,
        num_pages: int,
        *,
        default: int = 1,
        max_visible_pages: int | None = 7,
        width: Width = "content",
        key: str | int | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> int:
        """Show the numbers of pages, of which one is chosen.

        Parameters
        ----------
        num_pages
            How many there are.
        default
            The page at first, from 1.
        max_visible_pages
            About how many numbers are in sight between the arrows; 0: the arrows only; None: as many as there
            is room for.
        width, key, on_change, args, kwargs, disabled, bind, persist_state
            As for `st.pills`.

        Returns
        -------
        The number of the chosen page, from 1.

        Raises
        ------
        StreamlitValueOutOfRangeError
            There is no page `default`.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> rows = list(range(100))
        >>> page = st.pagination(10)
        >>> st.write(rows[10 * page - 10 : 10 * page])
        """
        if type(num_pages) is not int or num_pages < 1:
            raise StreamlitAPIException(
                f"`num_pages={num_pages!r}` must be a whole number, 1 or more: write for example "
                "`num_pages=math.ceil(len(rows) / 10)`."
            )
        pages = Whole(1, num_pages, default)
        pages.require(default)
        asked = _unlabelled("pagination", key, on_change, args, kwargs, disabled, width, bind, persist_state)
        told = {"pages": num_pages, "default": default, "most": max_visible_pages}
        widget = asked.widget(
            default, _same, pages.encode, pages.check, identity=told, spelling=spelling.one(int)
        )
        props = {"pages": num_pages, "most": unless(7, _most(max_visible_pages))}
        page: int = self._input(widget, asked.props | props, raw={"default": default})
        return page


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from one to another."""

    least: int
    most: int
    fallback: int | None
    """What the script gets when it sets something else."""

    def check(self, value: Json) -> int:
        if type(value) is not int or not self.least <= value <= self.most:
            raise ValueError(f"{value!r} is no whole number from {self.least} to {self.most}")
        return value

    def check_or_none(self, value: Json) -> int | None:
        return None if value is None else self.check(value)

    def encode(self, value: object) -> Json:
        return value if type(value) is int and self.least <= value <= self.most else self.fallback

    def require(self, default: object) -> None:
        if type(default) is not int:
            raise StreamlitInvalidParameterTypeError(
                f"`default={default!r}` must be a whole number from {self.least} to {self.most}."
            )
        if not self.least <= default <= self.most:
            raise StreamlitValueOutOfRangeError(
                f"`default={default}` is out of range: write {self.least} to {self.most}."
            )


def _same(value: Json) -> Any:
    return value


def _unlabelled(
    command: str,
    key: str | int | None,
    on_change: OnChange,
    args: Args,
    kwargs: Kwargs,
    disabled: bool,
    width: Width,
    bind: Bind,
    persist_state: PersistState,
) -> Field:
    """A field that says what it is by its looks."""
    return field(
        command,
        "",
        key=key,
        help=None,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        label_visibility="collapsed",
        width=width,
        widths=ANY_WIDTH,
        bind=bind,
        persist_state=persist_state,
    )


def _is_several(asked: Field, mode: object) -> bool:
    if mode not in ("single", "multi"):
        raise StreamlitValueError("selection_mode", ["'single'", "'multi'"])
    if mode == "multi" and asked.props["required"]:
        raise StreamlitIncompatibleParametersError(
            f'`st.{asked.command}(..., required=True, selection_mode="multi")`: only a single choice can be required. '
            "Leave `required` out, and ask for one with `if not chosen: st.stop()`."
        )
    return mode == "multi"


def _defaults(command: str, options: Options, default: object, *, several: bool) -> Any:
    """The names of the options chosen at first: a list, or one, or None."""
    if several:
        return [options.require(value) for value in as_choices(default)]
    if default is None:
        return None
    choices = as_choices(default)
    if len(choices) > 1:
        raise StreamlitAPIException(
            f"`default={default!r}` of `st.{command}` holds {len(choices)} options, and one can be chosen: "
            'write one of them, or `selection_mode="multi"`.'
        )
    return options.require(choices[0]) if choices else None


def _most(max_visible_pages: object) -> Json:
    """None on the wire means 7: no limit is -1."""
    if max_visible_pages is None:
        return -1
    if type(max_visible_pages) is not int or max_visible_pages < 0:
        raise StreamlitAPIException(
            f"`max_visible_pages={max_visible_pages!r}` must be a whole number, 0 or more, or None for no limit."
        )
    return max_visible_pages
