"""What the app shares with its pages."""

import streamlit as st


@st.cache_data
def prices() -> dict[str, int]:
    return {"apple": 3, "pear": 4}


def cart() -> list[str]:
    return st.session_state.setdefault("cart", [])
