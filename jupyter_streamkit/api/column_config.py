"""`st.column_config`: how a column of a table looks.

Each function returns a plain dictionary; None stands for what is left to the column's own type.
"""

# The functions have the names of the column types.
# ruff: noqa: N802

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import cycle
from typing import Any, Literal, TypeAlias

from ..errors import StreamlitAPIException
from .commands import WidgetArgs, WidgetCallback, WidgetKwargs, choice

ColumnConfig: TypeAlias = dict[str, Any]
ColumnWidth: TypeAlias = Literal["small", "medium", "large"] | int | None
Alignment: TypeAlias = Literal["left", "center", "right"] | None
ChartColor: TypeAlias = str | None


def _column(**config: Any) -> ColumnConfig:
    """A checked column; all functions below make theirs here."""
    width = config["width"]
    if isinstance(width, bool) or not (isinstance(width, int) and width > 0):
        choice("width", width, ("small", "medium", "large", None))
    choice("alignment", config.get("alignment"), ("left", "center", "right", None))
    return config


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else value


def _seconds(step: Any) -> Any:
    return step.total_seconds() if isinstance(step, dt.timedelta) else step


def _options(
    options: Iterable[Any] | None,
    format_func: Callable[[Any], str] | None,
    color: str | Iterable[str] | None = None,
) -> list[Any] | None:
    """The options as the browser has them: with a label or a colour where they have one."""
    if options is None:
        return None
    values = list(options)
    if format_func is None and color is None:
        return values
    colors = cycle([color] if color is None or isinstance(color, str) else list(color) or [None])
    return [_option(value, format_func, shade) for value, shade in zip(values, colors, strict=False)]


def _option(value: Any, format_func: Callable[[Any], str] | None, color: str | None) -> dict[str, Any]:
    option = {"value": value}
    if format_func is not None:
        label = format_func(value)
        if not isinstance(label, str):
            raise StreamlitAPIException(
                f"`format_func` gave {label!r} for the option {value!r}: return a text, such as `str(...)`."
            )
        option["label"] = label
    return option if color is None else option | {"color": color}


def AreaChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: ChartColor = None,
) -> ColumnConfig:
    """A column that shows a small area chart in each cell, of a list of numbers.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    y_min
        The bottom of the charts; the least value of each when None.
    y_max
        The top of the charts; the greatest value of each when None.
    color
        The colour: a CSS colour, a name of the theme (`"red"`, `"primary"`...), `"auto"` (green where the
        values rise, red where they fall) or `"auto-inverse"`; the colour of the theme when None.

    Examples
    --------
    >>> config = {"a": AreaChartColumn("Label")}
    """
    config = {"type": "area_chart", "y_min": y_min, "y_max": y_max, "color": color}
    return _column(label=label, width=width, help=help, pinned=pinned, type_config=config)


def AudioColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """A column that shows an audio player for the address in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.

    Examples
    --------
    >>> config = {"a": AudioColumn("Label")}
    """
    config = {"type": "audio"}
    return _column(
        label=label, width=width, help=help, pinned=pinned, alignment=alignment, type_config=config
    )


def BarChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: ChartColor = None,
) -> ColumnConfig:
    """A column that shows a small bar chart in each cell, of a list of numbers.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    y_min
        The bottom of the charts; the least value of each when None.
    y_max
        The top of the charts; the greatest value of each when None.
    color
        The colour: a CSS colour, a name of the theme (`"red"`, `"primary"`...), `"auto"` (green where the
        values rise, red where they fall) or `"auto-inverse"`; the colour of the theme when None.

    Examples
    --------
    >>> config = {"a": BarChartColumn("Label")}
    """
    config = {"type": "bar_chart", "y_min": y_min, "y_max": y_max, "color": color}
    return _column(label=label, width=width, help=help, pinned=pinned, type_config=config)


def ButtonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    on_click: WidgetCallback | None = None,
    args: WidgetArgs = None,
    kwargs: WidgetKwargs = None,
    key: str | None = None,
) -> ColumnConfig:
    """A column that shows a button in each cell, labelled with its value.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    type
        `"primary"`, `"secondary"` or `"tertiary"`.
    on_click
        Called before the run that the click causes.
    args
        Positional arguments of `on_click`.
    kwargs
        Keyword arguments of `on_click`.
    key
        The click is `st.session_state[key]` in that run.

    Examples
    --------
    >>> config = {"a": ButtonColumn("Label")}
    """
    click = {"on_click": on_click, "args": args, "kwargs": kwargs, "key": key}
    config = {"type": "button", "button_type": type, "click": click}
    return _column(
        label=label, width=width, help=help, pinned=pinned, alignment=alignment, type_config=config
    )


def CheckboxColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: bool | None = None,
) -> ColumnConfig:
    """A column that shows a check box in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.

    Examples
    --------
    >>> config = {"a": CheckboxColumn("Label")}
    """
    config = {"type": "checkbox"}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=default,
        type_config=config,
    )


def Column(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """What every column may have, whatever its type.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.

    Examples
    --------
    >>> config = {"a": Column("Label")}
    """
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
    )


def DateColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: dt.date | None = None,
    format: str | None = None,
    min_value: dt.date | None = None,
    max_value: dt.date | None = None,
    step: int | None = None,
) -> ColumnConfig:
    """A column that shows dates.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    format
        `"localized"`, `"distance"`, `"iso8601"` or a pattern such as `"D MMM YYYY"`; `"YYYY-MM-DD"` when
        None.
    min_value
        The least value.
    max_value
        The greatest value.
    step
        The precision of an editor, in days.

    Examples
    --------
    >>> config = {"a": DateColumn("Label", format="D MMM YYYY")}
    """
    config = {
        "type": "date",
        "format": format,
        "min_value": _iso(min_value),
        "max_value": _iso(max_value),
        "step": step,
    }
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=_iso(default),
        type_config=config,
    )


def DatetimeColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: dt.datetime | None = None,
    format: str | None = None,
    min_value: dt.datetime | None = None,
    max_value: dt.datetime | None = None,
    step: float | dt.timedelta | None = None,
    timezone: str | None = None,
) -> ColumnConfig:
    """A column that shows points in time.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    format
        `"localized"`, `"distance"`, `"calendar"`, `"iso8601"` or a pattern such as `"D MMM YYYY, HH:mm"`;
        `"YYYY-MM-DD HH:mm:ss"` when None.
    min_value
        The least value.
    max_value
        The greatest value.
    step
        The precision of an editor, in seconds or as a timedelta.
    timezone
        The time zone to show the times in, such as `"Europe/Oslo"`; their own when None.

    Examples
    --------
    >>> config = {"a": DatetimeColumn("Label", timezone="UTC")}
    """
    config = {
        "type": "datetime",
        "format": format,
        "min_value": _iso(min_value),
        "max_value": _iso(max_value),
        "step": _seconds(step),
        "timezone": timezone,
    }
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=_iso(default),
        type_config=config,
    )


def ImageColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """A column that shows the picture at the address in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.

    Examples
    --------
    >>> config = {"a": ImageColumn("Label")}
    """
    config = {"type": "image"}
    return _column(
        label=label, width=width, help=help, pinned=pinned, alignment=alignment, type_config=config
    )


def JsonColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """A column that shows JSON values.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.

    Examples
    --------
    >>> config = {"a": JsonColumn("Label")}
    """
    config = {"type": "json"}
    return _column(
        label=label, width=width, help=help, pinned=pinned, alignment=alignment, type_config=config
    )


def LineChartColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: ChartColor = None,
) -> ColumnConfig:
    """A column that shows a small line chart in each cell, of a list of numbers.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    y_min
        The bottom of the charts; the least value of each when None.
    y_max
        The top of the charts; the greatest value of each when None.
    color
        The colour: a CSS colour, a name of the theme (`"red"`, `"primary"`...), `"auto"` (green where the
        values rise, red where they fall) or `"auto-inverse"`; the colour of the theme when None.

    Examples
    --------
    >>> config = {"a": LineChartColumn("Label")}
    """
    config = {"type": "line_chart", "y_min": y_min, "y_max": y_max, "color": color}
    return _column(label=label, width=width, help=help, pinned=pinned, type_config=config)


def LinkColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
    display_text: str | None = None,
) -> ColumnConfig:
    """A column that shows links.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    max_chars
        The longest text that an editor accepts, in characters.
    validate
        A regular expression that an editor holds a text against.
    display_text
        What is shown: a text, an icon (`":material/open_in_new:"`), or a regular expression whose first
        group is taken out of the link; the link itself when None.

    Examples
    --------
    >>> config = {"a": LinkColumn("Label", display_text="open")}
    """
    config = {"type": "link", "max_chars": max_chars, "validate": validate, "display_text": display_text}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=default,
        type_config=config,
    )


def ListColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    default: Iterable[str] | None = None,
) -> ColumnConfig:
    """A column that shows lists of values.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    default
        What a row added in an editor begins with.

    Examples
    --------
    >>> config = {"a": ListColumn("Label")}
    """
    config = {"type": "list"}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        default=default,
        type_config=config,
    )


def MarkdownColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
) -> ColumnConfig:
    """A column that shows Markdown text.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.

    Examples
    --------
    >>> config = {"a": MarkdownColumn("Label")}
    """
    config = {"type": "markdown"}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=default,
        type_config=config,
    )


def MultiselectColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Iterable[Any] | None = None,
    options: Iterable[Any] | None = None,
    accept_new_options: bool | None = None,
    color: str | Iterable[str] | None = None,
    format_func: Callable[[Any], str] | None = None,
) -> ColumnConfig:
    """A column that shows some of a set of options in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    default
        What a row added in an editor begins with.
    options
        The values that an editor offers; the labels of a category when None.
    accept_new_options
        An editor takes values that are no options.
    color
        One colour for all options, or one for each: CSS colours, names of the theme or `"auto"`.
    format_func
        Makes the text that is shown of an option.

    Examples
    --------
    >>> config = {"a": MultiselectColumn("Label", options=["a", "b"])}
    """
    shown = _options(options, format_func, color)
    config = {"type": "multiselect", "options": shown, "accept_new_options": accept_new_options}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        default=default,
        type_config=config,
    )


def NumberColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: float | None = None,
    format: str | None = None,
    min_value: float | None = None,
    max_value: float | None = None,
    step: float | None = None,
) -> ColumnConfig:
    """A column that shows numbers.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    format
        How numbers are shown: `"plain"`, `"localized"`, `"percent"`, `"dollar"`, `"euro"`, `"yen"`,
        `"accounting"`, `"bytes"`, `"compact"`, `"scientific"`, `"engineering"`, `"duration"` or a printf
        text such as `"%.2f km"`; up to four decimals when None.
    min_value
        The least value.
    max_value
        The greatest value.
    step
        The precision of an editor.

    Examples
    --------
    >>> config = {"a": NumberColumn("Label", format="%.2f")}
    """
    config = {
        "type": "number",
        "format": format,
        "min_value": min_value,
        "max_value": max_value,
        "step": step,
    }
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=default,
        type_config=config,
    )


def ProgressColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    format: str | None = None,
    min_value: float | None = None,
    max_value: float | None = None,
    step: float | None = None,
    color: ChartColor = None,
) -> ColumnConfig:
    """A column that shows a progress bar in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    format
        How numbers are shown: `"plain"`, `"localized"`, `"percent"`, `"dollar"`, `"euro"`, `"yen"`,
        `"accounting"`, `"bytes"`, `"compact"`, `"scientific"`, `"engineering"`, `"duration"` or a printf
        text such as `"%.2f km"`; per cent when None.
    min_value
        Where the bar is empty; 0 when None.
    max_value
        Where the bar is full; when None, 1, or 100 for whole numbers.
    step
        The precision of an editor.
    color
        The colour: a CSS colour, a name of the theme (`"red"`, `"primary"`...), `"auto"` (green where the
        values rise, red where they fall) or `"auto-inverse"`; the colour of the theme when None.

    Examples
    --------
    >>> config = {"a": ProgressColumn("Label", min_value=0, max_value=100)}
    """
    config = {
        "type": "progress",
        "format": format,
        "min_value": min_value,
        "max_value": max_value,
        "step": step,
        "color": color,
    }
    return _column(label=label, width=width, help=help, pinned=pinned, type_config=config)


def SelectboxColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Any = None,
    options: Iterable[Any] | None = None,
    format_func: Callable[[Any], str] | None = None,
) -> ColumnConfig:
    """A column that shows one of a set of options in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    default
        What a row added in an editor begins with.
    options
        The values that an editor offers; the labels of a category when None.
    format_func
        Makes the text that is shown of an option.

    Examples
    --------
    >>> config = {"a": SelectboxColumn("Label", options=["a", "b"])}
    """
    shown = _options(options, format_func)
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        default=default,
        type_config={"type": "selectbox", "options": shown},
    )


def TextColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
) -> ColumnConfig:
    """A column that shows text.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    max_chars
        The longest text that an editor accepts, in characters.
    validate
        A regular expression that an editor holds a text against.

    Examples
    --------
    >>> config = {"a": TextColumn("Label")}
    """
    config = {"type": "text", "max_chars": max_chars, "validate": validate}
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=default,
        type_config=config,
    )


def TimeColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
    default: dt.time | None = None,
    format: str | None = None,
    min_value: dt.time | None = None,
    max_value: dt.time | None = None,
    step: float | dt.timedelta | None = None,
) -> ColumnConfig:
    """A column that shows times of day.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    disabled
        An editor may not change the column.
    required
        An editor accepts no empty cell.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.
    default
        What a row added in an editor begins with.
    format
        `"localized"`, `"iso8601"` or a pattern such as `"hh:mm a"`; `"HH:mm:ss"` when None.
    min_value
        The least value.
    max_value
        The greatest value.
    step
        The precision of an editor, in seconds or as a timedelta.

    Examples
    --------
    >>> config = {"a": TimeColumn("Label")}
    """
    config = {
        "type": "time",
        "format": format,
        "min_value": _iso(min_value),
        "max_value": _iso(max_value),
        "step": _seconds(step),
    }
    return _column(
        label=label,
        width=width,
        help=help,
        disabled=disabled,
        required=required,
        pinned=pinned,
        alignment=alignment,
        default=_iso(default),
        type_config=config,
    )


def VideoColumn(
    label: str | None = None,
    *,
    width: ColumnWidth = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: Alignment = None,
) -> ColumnConfig:
    """A column that shows a video player for the address in each cell.

    Parameters
    ----------
    label
        The header; the name of the column when None.
    width
        `"small"`, `"medium"`, `"large"`, pixels, or None to fit the content.
    help
        Markdown, shown when one hovers the header.
    pinned
        Keep the column at the left while one scrolls; index columns are unless False.
    alignment
        `"left"`, `"center"` or `"right"`; None for what suits the values.

    Examples
    --------
    >>> config = {"a": VideoColumn("Label")}
    """
    config = {"type": "video"}
    return _column(
        label=label, width=width, help=help, pinned=pinned, alignment=alignment, type_config=config
    )
