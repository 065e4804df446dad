"""Ticks: yes or no."""

from __future__ import annotations

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import ANY_WIDTH, Args, Bind, Kwargs, OnChange, PersistState, Width, field


class TickCommands(Commands):
    def checkbox(
        self,
        label: str,
        value: bool = False,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> bool:
        """Show a tick box.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        value
            Whether it begins ticked.
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
            Whether a long label takes several lines (True), or is cut (False); None decides by the layout.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        Whether it is ticked.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> if st.checkbox("Show the raw data"):
        ...     st.write([1, 2, 3])
        """
        return self._tick(
            "checkbox",
            label,
            value,
            key,
            help,
            on_change,
            args,
            kwargs,
            disabled,
            label_visibility,
            width,
            wrap,
            bind,
            persist_state,
        )

    def toggle(
        self,
        label: str,
        value: bool = False,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        wrap: bool | None = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> bool:
        """Show a switch: a tick box in another dress.

        Parameters
        ----------
        label, value, key, help, on_change, args, kwargs, disabled, label_visibility, width, wrap, bind,
        persist_state
            As for `st.checkbox`.

        Returns
        -------
        Whether it is on.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> wide = st.toggle("Wide")
        """
        return self._tick(
            "toggle",
            label,
            value,
            key,
            help,
            on_change,
            args,
            kwargs,
            disabled,
            label_visibility,
            width,
            wrap,
            bind,
            persist_state,
        )

    def _tick(
        self,
        command: str,
        label: str,
        value: bool,
        key: str | int | None,
        help: str | None,
        on_change: OnChange,
        args: Args,
        kwargs: Kwargs,
        disabled: bool,
        label_visibility: LabelVisibility,
        width: Width,
        wrap: bool | None,
        bind: Bind,
        persist_state: PersistState,
    ) -> bool:
        asked = field(
            command,
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
        widget = asked.widget(
            bool(value), bool, bool, _check, identity={"value": bool(value)}, spelling=spelling.TRUTH
        )
        return bool(self._input(widget, asked.props | {"wrap": wrap}))


def _check(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")  # noqa: TRY004  as `check` promises
    return value
