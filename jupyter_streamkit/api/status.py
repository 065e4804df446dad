"""Status: progress, messages, exceptions, toasts, celebrations."""

from __future__ import annotations

import numbers
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, Self

from jupyter_streamkit.config import ConfigError, config
from jupyter_streamkit.errors import Error, StreamlitAPIException, StreamlitValueOutOfRangeError
from jupyter_streamkit.tree.diff import EVENT
from jupyter_streamkit.tree.markup import markdown

from .commands import Commands, choice, height_prop, width_prop
from .icon import icon_prop, split_icon
from .trace import trace

if TYPE_CHECKING:
    from .handles import SkeletonPlaceholder, StatusContainer


HIDDEN = "This app has run into an error. What it is stands in the log of its server."
"""What a viewer reads whom the details are no business of."""

States = Literal["running", "complete", "error"]
STATES = ("running", "complete", "error")
ExpandableType = Literal["default", "compact", "step"]
Stretch = int | Literal["stretch"]


class StatusCommands(Commands):
    def progress(self, value: float, text: str | None = None, width: Stretch = "stretch") -> Self:
        """Show a progress bar.

        Parameters
        ----------
        value
            An int from 0 to 100, or a float from 0.0 to 1.0.
        text
            Inline Markdown above the bar.
        width
            `"stretch"` or pixels.

        Returns
        -------
        The bar: `bar.progress(50)` moves it.

        Raises
        ------
        StreamlitAPIException
            The value is no number, or outside its range.

        Examples
        --------
        >>> import time
        >>> import jupyter_streamkit as st
        >>> bar = st.progress(0, text="Loading")
        >>> for percent in range(100):
        ...     time.sleep(0.01)
        ...     bar.progress(percent + 1)
        """
        props = {
            "value": _percent(value),
            "text_html": None if text is None else markdown(text, inline=True),
            "width": width_prop(width, ("stretch",)),
        }
        return self._add("progress", props, raw={"text": text})

    @contextmanager
    def spinner(
        self,
        text: str = "In progress...",
        *,
        show_time: bool = False,
        width: int | Literal["stretch", "content"] = "content",
    ) -> Iterator[None]:
        """Show a message while the `with` block runs.

        Parameters
        ----------
        text
            Markdown.
        show_time
            Count the seconds beside it.
        width
            `"content"`, `"stretch"` or pixels.

        Examples
        --------
        >>> import time
        >>> import jupyter_streamkit as st
        >>> with st.spinner("Wait for it...", show_time=True):
        ...     time.sleep(1)
        """
        holder = self._block("empty")
        props = {"html": markdown(text), "show_time": show_time, "width": width_prop(width)}
        holder._add("spinner", props, raw={"text": text})
        try:
            yield
        finally:
            holder._clear()

    def status(
        self,
        label: str,
        *,
        expanded: bool = False,
        state: States = "running",
        type: ExpandableType = "default",
        width: Stretch = "stretch",
    ) -> StatusContainer:
        """Show a container that tells how far a long task is.

        As a `with` block it becomes complete at its end, or shows the error that ended it.

        Parameters
        ----------
        label
            Inline Markdown.
        expanded
            Whether it begins open.
        state
            `"running"`, `"complete"` or `"error"`: the icon.
        type
            `"default"` has a border, `"compact"` is a line of text, `"step"` one of a chain of steps.
        width
            `"stretch"` or pixels.

        Returns
        -------
        The container; `update(label=, expanded=, state=)` changes it.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.status("Loading the data", expanded=True) as status:
        ...     st.write("Reading files")
        ...     status.update(label="Loaded", expanded=False)
        """
        from .handles import StatusContainer

        choice("state", state, STATES)
        choice("type", type, ("default", "compact", "step"))
        props = {
            "label_html": markdown(label, inline=True),
            "expanded": expanded,
            "state": state,
            "kind": None if type == "default" else type,
            "width": width_prop(width, ("stretch",)),
        }
        block = self._block("status", props, raw={"label": label, "state": state})
        return StatusContainer(block._root, block._node)

    def success(
        self, body: object, *, icon: str | None = None, width: Stretch = "stretch", title: str | None = None
    ) -> Self:
        """Show a message of success, on green.

        Parameters
        ----------
        body
            Markdown. An icon at its beginning becomes the message's icon, unless there is one.
        icon
            An emoji, `:material/name:` or `"spinner"`; `""` for none at all.
        width
            `"stretch"` or pixels.
        title
            Inline Markdown above the message.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.success("Saved", icon="✅")
        """
        return self._alert("success", body, icon, width, title)

    def info(
        self, body: object, *, icon: str | None = None, width: Stretch = "stretch", title: str | None = None
    ) -> Self:
        """Show a message, on blue.

        Parameters
        ----------
        body
            Markdown. An icon at its beginning becomes the message's icon, unless there is one.
        icon
            An emoji, `:material/name:` or `"spinner"`; `""` for none at all.
        width
            `"stretch"` or pixels.
        title
            Inline Markdown above the message.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.info("The data are of September 2014")
        """
        return self._alert("info", body, icon, width, title)

    def warning(
        self, body: object, *, icon: str | None = None, width: Stretch = "stretch", title: str | None = None
    ) -> Self:
        """Show a warning, on yellow.

        Parameters
        ----------
        body
            Markdown. An icon at its beginning becomes the message's icon, unless there is one.
        icon
            An emoji, `:material/name:` or `"spinner"`; `""` for none at all.
        width
            `"stretch"` or pixels.
        title
            Inline Markdown above the message.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.warning("Three rows have no date", title="Check the data")
        """
        return self._alert("warning", body, icon, width, title)

    def error(
        self, body: object, *, icon: str | None = None, width: Stretch = "stretch", title: str | None = None
    ) -> Self:
        """Show a message of failure, on red.

        Parameters
        ----------
        body
            Markdown. An icon at its beginning becomes the message's icon, unless there is one.
        icon
            An emoji, `:material/name:` or `"spinner"`; `""` for none at all.
        width
            `"stretch"` or pixels.
        title
            Inline Markdown above the message.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.error("The file cannot be read", icon="🚨")
        """
        return self._alert("error", body, icon, width, title)

    def _alert(self, kind: str, body: object, icon: str | None, width: Stretch, title: str | None) -> Self:
        text = str(body).strip()
        checked = icon_prop(icon)
        rest = text
        if icon is None:
            checked, rest = split_icon(text)
        props = {
            "kind": kind,
            "html": markdown(rest),
            "icon": checked,
            "title_html": markdown(title, inline=True) if title else None,
            "width": width_prop(width, ("stretch",)),
        }
        return self._add("alert", props, raw={"body": text, "icon": icon or ""})

    def exception(self, exception: BaseException, width: Stretch = "stretch") -> Self:
        """Show an exception: its message, and the lines of the script that led to it.

        Parameters
        ----------
        exception
            The exception.
        width
            `"stretch"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> try:
        ...     1 / 0
        ... except ZeroDivisionError as error:
        ...     st.exception(error)
        """
        context = self._context("exception")
        ours = isinstance(exception, Error)
        message = _message(exception)
        props = {
            "name": type(exception).__name__,
            "message": None if ours or not message else message,
            "message_html": markdown(message) if ours and message else None,
            "trace": trace(exception, context.session.script.files) or None,
            "width": width_prop(width, ("stretch",)),
        }
        return self._add("exception", props, raw={"message": message, "is_markdown": ours})

    def toast(
        self,
        body: object,
        *,
        icon: str | None = None,
        duration: Literal["short", "long", "infinite"] | int = "short",
    ) -> Self:
        """Show a short message in the corner of the page.

        Parameters
        ----------
        body
            Markdown.
        icon
            An emoji, `:material/name:` or `"spinner"`.
        duration
            `"short"` (4 seconds), `"long"` (10 seconds), `"infinite"` (until the viewer closes it), or
            seconds.

        Returns
        -------
        The toast: `toast.toast("Done")` changes it.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.toast("Saved", icon="🎉")
        """
        text = str(body).strip()
        if not text:
            raise StreamlitAPIException("`st.toast` was given no text: write `st.toast('Saved')`.")
        if type(duration) is not int or duration <= 0:
            choice("duration", duration, ("short", "long", "infinite"))
        context = self._context("toast")
        shown = self._node.props if self._node is not None and self._node.type == "toast" else {}
        props = {
            "html": markdown(text),
            "icon": icon_prop(icon),
            "duration": {"short": 4, "long": 10, "infinite": None}.get(str(duration), duration),
            "nonce": shown.get("nonce") or context.nonce(),
        }
        place = self if shown else type(self)(EVENT)
        return place._add("toast", props, raw={"body": text, "icon": icon or ""})

    def balloons(self) -> Self:
        """Let balloons rise.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> if st.button("Celebrate"):
        ...     st.balloons()
        """
        return self._add("balloons", {"nonce": self._context("balloons").nonce()})

    def snow(self) -> Self:
        """Let it snow.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> if st.button("Winter"):
        ...     st.snow()
        """
        return self._add("snow", {"nonce": self._context("snow").nonce()})

    def skeleton(
        self, height: int | Literal["stretch"] | None = None, *, width: Stretch = "stretch"
    ) -> SkeletonPlaceholder:
        """Show a grey shape where something will be.

        The next command on it takes its place; as a `with` block it goes at the end of the block, and what
        the block draws stands beside it.

        Parameters
        ----------
        height
            Pixels, `"stretch"`, or None for the height of an input.
        width
            `"stretch"` or pixels.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> place = st.skeleton(200)
        >>> place.line_chart([1, 3, 2])
        """
        from .handles import SkeletonPlaceholder

        props = {
            "height": None if height is None else height_prop(height, ("stretch",)),
            "width": width_prop(width, ("stretch",)),
        }
        holder = self._block("empty", {"width": props["width"]})
        holder._add("skeleton", props)
        return SkeletonPlaceholder(holder._root, holder._node)

    def _clear(self) -> None:
        if self._node is not None:
            self._context("empty").clear(self._node)


def show_exception(error: BaseException) -> None:
    """Show what ended a run, where the run had come to: as much of it as `client.showErrorDetails` says."""
    extent = details(error)
    if extent == "full":
        StatusCommands().exception(error)
        return
    shown = StatusCommands()
    files = shown._context("exception").session.script.files
    props = {
        "name": HIDDEN if extent == "none" else type(error).__name__,
        "message": None if extent == "none" else HIDDEN,
        "trace": trace(error, files) or None if extent == "stacktrace" else None,
    }
    shown._add("exception", props, raw={"message": HIDDEN, "is_markdown": False})


def details(error: BaseException) -> str:
    """How much of an error is shown; what is wrong with the options themselves is never hidden."""
    if isinstance(error, ConfigError):
        return "full"
    told = str(config.get("client.showErrorDetails"))
    return {"True": "full", "False": "stacktrace"}.get(told, told)


def _percent(value: object) -> int:
    if isinstance(value, numbers.Integral):
        if 0 <= int(value) <= 100:
            return int(value)
        raise StreamlitValueOutOfRangeError(f"`st.progress({value})`: an int goes from 0 to 100.")
    if isinstance(value, numbers.Real):
        if 0.0 <= float(value) <= 1.0:
            return int(float(value) * 100)
        raise StreamlitValueOutOfRangeError(
            f"`st.progress({value})`: a float goes from 0.0 to 1.0; write an int for percent."
        )
    raise StreamlitAPIException(
        f"`st.progress` takes an int from 0 to 100 or a float from 0.0 to 1.0, not {type(value).__name__}."
    )


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg or error)
    if isinstance(error, KeyError) and len(error.args) == 1 and isinstance(error.args[0], str):
        # A KeyError's str is the repr of its message.
        return error.args[0] if " " in error.args[0] else repr(error.args[0])
    return str(error).strip()
