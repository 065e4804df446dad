"""The first app of somebody who has none."""

from __future__ import annotations

from pathlib import Path

from .usage import UsageError

SCRIPT = '''\
"""Compound interest: what becomes of your savings."""

import pandas as pd
import streamlit as st

st.set_page_config(page_title="Compound interest", page_icon="💰")

st.title("Compound interest")
rate = st.slider("Interest (%)", 0.0, 10.0, 4.0)
years = st.number_input("Years", 1, 50, 20)

growth = pd.DataFrame({"savings": [100 * (1 + rate / 100) ** year for year in range(years + 1)]})
st.line_chart(growth)
st.metric("In the end", f"{growth.savings.iloc[-1]:.0f}", f"{growth.savings.iloc[-1] - 100:.0f}")
'''


def write(folder: Path, as_notebook: bool) -> Path:
    """Write a first app into a folder, which is made if there is none.

    Raises
    ------
    UsageError
        There is an app already, or the folder cannot be written.
    """
    file = folder / ("app.ipynb" if as_notebook else "app.py")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as text:
            text.write(_notebook() if as_notebook else SCRIPT)
    except FileExistsError:
        raise UsageError(f"{file} is there already; it stays as it is.") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from None
    return file


def _notebook() -> str:
    import nbformat

    heading, script = SCRIPT.removeprefix('"""').split('."""\n\n', 1)
    title, words = heading.split(": ")
    cells = [
        nbformat.v4.new_markdown_cell(f"# {title}\n\n{words.capitalize()}."),
        nbformat.v4.new_code_cell(f"%%streamapp\n{script.rstrip()}"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}))
    return text + "\n"
