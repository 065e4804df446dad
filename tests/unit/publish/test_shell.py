"""What a published page shows before its kernel has started."""

from __future__ import annotations

import pytest

from jupyter_streamkit.publish.page import plain_title


@pytest.mark.parametrize(
    ("script", "title"),
    [
        (
            "import streamlit as st\nst.title('Squares & more', anchor='x')\nst.title('Other')",
            "Squares & more",
        ),
        ("if True:\n    st.title('Perhaps')", ""),
        ("st.title(f'{1}')", ""),
        ("st.title('*Not* :red[plain]')", ""),
        ("st.sidebar.title('Beside')", ""),
        ("plt.title('Of a figure')", ""),
        ("st.title(", ""),
        ("1", ""),
    ],
)
def test_a_title_in_plain_words_is_known_before(script: str, title: str) -> None:
    assert plain_title(f"%%streamapp\n{script}") == title
