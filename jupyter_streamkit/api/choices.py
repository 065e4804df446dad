"""Choices: one or several of given options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitSelectionCountExceedsMaxError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from jupyter_streamkit.runtime.widget import Spelling
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import ANY_WIDTH, Args, Bind, Kwargs, OnChange, PersistState, Width, check_text, field
from .icon import icon_prop
from .options import Options, as_choices, read_options, words_of

FilterMode = Literal["fuzzy", "contains", "prefix"] | None


class ChoiceCommands(Commands):
    def radio(
        self,
        label: str,
        options: object,
        index: int | None = 0,
        format_func: Callable[[Any], Any] = str,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        horizontal: bool = False,
        captions: Sequence[str | None] | None = None,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show all options, of which one is chosen.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        options
            A list, or anything that can be iterated: an Enum, a Series, the first column of a table.
        index
            Place of the option chosen at first; None: none is.
        format_func
            Gives the words (Markdown) for an option.
        key
            Its identity; the value stands in `st.session_state` under it.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        disabled
            True: it shows, but cannot be changed.
        horizontal
            Side by side instead of one below the other.
        captions
            Small text below each option; None or "" where there is none.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        width
            `"content"`, `"stretch"` or pixels.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        The chosen option itself, or None.

        Raises
        ------
        StreamlitValueOutOfRangeError
            There is no option at `index`.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> size = st.radio("Size", ["small", "large"], horizontal=True)
        """
        asked = field(
            "radio",
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
        )
        listed = read_options("radio", options, format_func)
        default = _at(listed, index)
        one = One(listed, default)
        told = {"options": listed.words, "index": index, "horizontal": horizontal, "captions": captions}
        widget = asked.widget(
            default,
            one.decode,
            one.encode,
            one.check,
            identity=told,
            spelling=one.spelling(empty=index is None),
        )
        props = (
            asked.props
            | listed.props
            | {
                "options_html": [markdown(words, inline=True) for words in listed.words],
                "captions_html": _captions(captions),
                "horizontal": bool(horizontal) or None,
            }
        )
        return self._input(widget, props, raw={"format_func": listed.format})

    def selectbox(
        self,
        label: str,
        options: object,
        index: int | None = 0,
        format_func: Callable[[Any], Any] = str,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: str | None = None,
        accept_new_options: bool = False,
        filter_mode: FilterMode = "fuzzy",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a list that drops down, in which one types to find an option.

        Parameters
        ----------
        label, options, index, format_func, key, help, on_change, args, kwargs, disabled, label_visibility,
        bind, persist_state
            As for `st.radio`; the words for an option are plain text.
        placeholder
            Shown while nothing is chosen.
        required
            A choice cannot be taken back.
        icon
            An emoji or `":material/name:"` before the choice.
        accept_new_options
            The reader may write an option of their own, which is returned as a string.
        filter_mode
            How what one types is matched: letters in order (`"fuzzy"`), as a part (`"contains"`), as the beginning
            (`"prefix"`); None: one cannot type.
        width
            `"stretch"` or pixels.

        Returns
        -------
        The chosen option itself, or None.

        Raises
        ------
        StreamlitValueOutOfRangeError
            There is no option at `index`.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> city = st.selectbox("City", ["Berlin", "Paris", "Rome"], index=None)
        """
        asked = field(
            "selectbox",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            bind=bind,
            persist_state=persist_state,
            required=required,
        )
        _check_filter("selectbox", filter_mode, new=accept_new_options)
        listed = read_options("selectbox", options, format_func)
        default = _at(listed, index)
        one = One(listed, default, new=accept_new_options)
        told = {
            "options": listed.words,
            "index": index,
            "placeholder": placeholder,
            "filter": filter_mode,
            "icon": icon,
        }
        widget = asked.widget(
            default,
            one.decode,
            one.encode,
            one.check,
            identity=told,
            bounds={"new": bool(accept_new_options)},
            spelling=one.spelling(empty=index is None),
        )
        props = (
            asked.props
            | listed.props
            | {
                "placeholder": placeholder,
                "icon": icon_prop(icon),
                "filter": filter_mode,
                "new": bool(accept_new_options) or None,
                "clearable": (index is None and not required) or None,
            }
        )
        return self._input(widget, props, raw={"format_func": listed.format})

    def multiselect(
        self,
        label: str,
        options: object,
        default: object = None,
        format_func: Callable[[Any], Any] = str,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        max_selections: int | None = None,
        placeholder: str | None = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        accept_new_options: bool = False,
        filter_mode: FilterMode = "fuzzy",
        select_all: bool | int = 1000,
        width: Width = "stretch",
        wrap: bool | None = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> list[Any]:
        """Show a list that drops down, of which several options can be chosen.

        Parameters
        ----------
        label, options, format_func, key, help, on_change, args, kwargs, disabled, label_visibility, bind,
        persist_state
            As for `st.radio`; the words for an option are plain text.
        default
            The options chosen at first: a list of them, or one.
        max_selections
            How many can be chosen at most.
        placeholder, accept_new_options, filter_mode, width
            As for `st.selectbox`.
        select_all
            Whether the list offers to choose all that it shows: a bool, or the number of options up to which it does.
        wrap
            Whether many choices take several lines (True), or scroll in one (False); None decides by the layout.

        Returns
        -------
        A new list of the chosen options, in the order in which they were chosen.

        Raises
        ------
        StreamlitDefaultNotInOptionsError
            A default is not one of the options.
        StreamlitSelectionCountExceedsMaxError
            There are more defaults than `max_selections`.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> colours = st.multiselect("Colours", ["red", "green", "blue"], default=["red"])
        """
        asked = field(
            "multiselect",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            bind=bind,
            persist_state=persist_state,
        )
        _check_filter("multiselect", filter_mode, new=accept_new_options)
        _check_most(max_selections)
        listed = read_options("multiselect", options, format_func)
        chosen = [listed.require(value) for value in as_choices(default)]
        several = Several(listed, max_selections, new=accept_new_options)
        several.count(chosen)
        told = {
            "options": listed.words,
            "default": chosen,
            "placeholder": placeholder,
            "filter": filter_mode,
            "all": select_all,
        }
        widget = asked.widget(
            chosen,
            several.decode,
            several.encode,
            several.check,
            keep=several.keep,
            identity=told,
            bounds={"new": bool(accept_new_options), "most": max_selections},
            spelling=several.spelling,
        )
        props = (
            asked.props
            | listed.props
            | {
                "placeholder": placeholder,
                "filter": filter_mode,
                "new": bool(accept_new_options) or None,
                "most": max_selections,
                "select_all": _select_all(select_all),
                "wrap": wrap,
            }
        )
        return list(self._input(widget, props, raw={"format_func": listed.format}))


class One:
    """The value of an input in which at most one option is chosen; the script may set it to None at any time."""

    def __init__(self, options: Options, default: str | None, *, new: bool = False) -> None:
        self.options = options
        self.default = default
        self.new = new

    def decode(self, name: Json) -> Any:
        return self.options.item(name) if name in self.options.names else name

    def encode(self, value: object) -> Json:
        if value is None and self.options.find(None) is None:
            return None
        name = self.options.find(value)
        if name is None and self.new and isinstance(value, str):
            return value
        return self.default if name is None else name

    def check(self, name: Json) -> Json:
        if name is None:
            return None
        return check_text(name) if self.new else self.options.check(name)

    def spelling(self, *, empty: bool) -> Spelling:
        return spelling.one(self._read, words_of, empty=empty)

    def _read(self, words: str) -> str:
        if not words:
            raise ValueError("no option is chosen")
        return words


class Several:
    """The value of an input in which several options are chosen."""

    def __init__(self, options: Options, most: int | None = None, *, new: bool = False) -> None:
        self.options = options
        self.most = most
        self.new = new

    def decode(self, names: Json) -> list[Any]:
        return [self.options.item(name) if name in self.options.names else name for name in names]

    def encode(self, values: object) -> Json:
        """Values that are no options any more are left out."""
        if values is None:
            raise ValueError("write a list, [] for no selection")
        names = [self._name(value) for value in as_choices(values)]
        return self.count([name for name in names if name is not None])

    def check(self, names: Json) -> Json:
        if not isinstance(names, list):
            raise ValueError(f"{names!r} is not a list")  # noqa: TRY004  as `check` promises
        checked = [check_text(name) if self.new else self.options.check(name) for name in names]
        if len(set(checked)) < len(checked) or len(checked) > (self.most or len(checked)):
            raise ValueError(f"{names!r} has an option twice, or more than {self.most}")
        return checked

    def keep(self, names: Json) -> Json:
        """Of the last run's choice what is still an option."""
        return [name for name in names if self.new or name in self.options.names]

    @property
    def spelling(self) -> Spelling:
        return Spelling(lambda names: [words_of(name) for name in names] or [""], self._read)

    def _read(self, words: list[str]) -> Json:
        """Of what the address says, what can be chosen."""
        names = [each for each in dict.fromkeys(words) if each and (self.new or each in self.options.names)]
        if not names and words != [""]:
            raise ValueError(f"none of {words!r} can be chosen")
        return names[: self.most]

    def count(self, names: list[str]) -> list[str]:
        if self.most is not None and len(names) > self.most:
            raise StreamlitSelectionCountExceedsMaxError(
                f"{len(names)} options are chosen, but `max_selections={self.most}`: give fewer in `default` or "
                "`st.session_state`, or raise `max_selections`."
            )
        return names

    def _name(self, value: object) -> str | None:
        name = self.options.find(value)
        return value if name is None and self.new and isinstance(value, str) else name


def _at(options: Options, index: object) -> str | None:
    """The name of the option at `index`."""
    if index is None:
        return None
    if not isinstance(index, int):
        raise StreamlitInvalidParameterTypeError(
            f"`index={index!r}` must be a whole number or None: write `index=options.index(value)`, or "
            "`index=int(...)` for a number of numpy."
        )
    if not options.items:
        return None
    if not 0 <= index < len(options):
        raise StreamlitValueOutOfRangeError(
            f"`index={index}` is no place in {len(options)} options: write 0 to {len(options) - 1}, or None."
        )
    return options.name(index)


def _captions(captions: Sequence[str | None] | None) -> list[str] | None:
    for caption in captions or ():
        if caption is not None and not isinstance(caption, str):
            raise StreamlitInvalidParameterTypeError(
                f"`captions` holds {caption!r}: a caption is a text, or None where there is none."
            )
    return None if captions is None else [markdown(caption or "", inline=True) for caption in captions]


def _check_filter(command: str, filter_mode: object, *, new: bool) -> None:
    if filter_mode not in ("fuzzy", "contains", "prefix", None):
        raise StreamlitValueError("filter_mode", ["'fuzzy'", "'contains'", "'prefix'", "None"])
    if filter_mode is None and new:
        raise StreamlitIncompatibleParametersError(
            f"`st.{command}(..., filter_mode=None, accept_new_options=True)`: without typing there are no new options. "
            "Leave one of the two out."
        )


def _check_most(most: object) -> None:
    if most is not None and (not isinstance(most, int) or most < 1):
        raise StreamlitValueError("max_selections", ["a positive whole number", "None"])


def _select_all(select_all: object) -> int | bool:
    if not isinstance(select_all, int):
        raise StreamlitInvalidParameterTypeError(
            f"`select_all={select_all!r}` must be True, False or a number of options."
        )
    if select_all < 0:
        raise StreamlitValueError("select_all", ["True", "False", "a number of options, 0 or more"])
    return select_all
