"""What libraries make when they are first used, made once for all kernels: fonts, pools, and modules that they load."""

from __future__ import annotations

import io
from collections.abc import Callable


def _draw() -> None:
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([0, 1], label="a")
    figure.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")


def _tabulate() -> None:
    import pandas as pd

    frame = pd.DataFrame({"text": ["a", "b"], "number": [0.5, 1], "time": pd.to_datetime(["2000", "2001"])})
    frame.sort_values("text").groupby("text").sum(numeric_only=True).to_string()


def _colour() -> None:
    from jupyter_streamkit.tree.markup import highlight

    highlight("a = 1", "python")


FIRST_USES: dict[str, Callable[[], None]] = {
    "the first use of matplotlib.pyplot": _draw,
    "the first use of pandas": _tabulate,
    "the first use of pygments": _colour,
}
"""By their names, which end in that of the module that has to be there."""
