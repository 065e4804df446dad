"""Figures of matplotlib, as pictures."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING, Any, Literal, Self

from ..errors import StreamlitAPIException
from ..tree.blob import Blob
from .commands import Commands, width_prop

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_lock = threading.Lock()
"""matplotlib's caches of fonts and text belong to the process and are not made for several threads."""
DPI = 200


class PyplotCommands(Commands):
    def pyplot(
        self,
        fig: Figure,
        clear_figure: bool = False,
        *,
        width: Literal["stretch", "content"] | int = "stretch",
        use_container_width: bool | None = None,
        alt: str | None = None,
        **kwargs: Any,
    ) -> Self:
        """Draw a figure of matplotlib.

        Parameters
        ----------
        fig
            The figure.
        clear_figure
            Empty the figure afterwards.
        width
            `"stretch"`, `"content"` or pixels.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        alt
            What a screen reader says of the picture.
        **kwargs
            Go to `Figure.savefig`: `dpi` (200), `bbox_inches` (`"tight"`), `format` (`"png"`, `"svg"`)...

        Returns
        -------
        A handle.

        Raises
        ------
        StreamlitAPIException
            It is not a figure.

        Examples
        --------
        >>> import matplotlib.pyplot as plt
        >>> import jupyter_streamkit as st
        >>> figure, axes = plt.subplots()
        >>> line = axes.plot([1, 3, 2])
        >>> handle = st.pyplot(figure)
        """
        if use_container_width is not None:
            width = "stretch" if use_container_width else "content"
        checked = width_prop(width)
        figure = _figure(fig)
        blob, mime = _picture(figure, kwargs)
        if clear_figure:
            figure.clf()
        picture = {"blob": blob.name, "mime": mime, "alt": alt}
        return self._add("image", {"images": [picture], "width": checked, "pyplot": True}, blobs=(blob,))


def _figure(fig: Any) -> Figure:
    """The figure itself, or that of axes."""
    figure: Any = fig if hasattr(fig, "savefig") else getattr(fig, "figure", None)
    if not hasattr(figure, "savefig"):
        raise StreamlitAPIException(
            f"`st.pyplot` draws a figure of matplotlib, not {type(fig).__name__}: write "
            "`fig, ax = plt.subplots()`, draw on `ax`, then `st.pyplot(fig)`."
        )
    return figure  # type: ignore[no-any-return]


def _picture(figure: Figure, kwargs: dict[str, Any]) -> tuple[Blob, str]:
    options: dict[str, Any] = {"dpi": DPI, "bbox_inches": "tight", "format": "png"} | kwargs
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(options["format"], options["format"])
    if kind == "png":
        # Without it each picture holds the version of matplotlib, and some writers the time.
        options.setdefault("metadata", {"Software": None})
    file = io.BytesIO()
    with _lock:
        figure.savefig(file, **options)
    return Blob.of(file.getvalue()), f"image/{kind}"
