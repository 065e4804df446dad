"""A look at what a script can be."""

import jupyter_streamkit as st

st.set_page_config(page_title="Hello", page_icon="👋")

st.title("Hello 👋")
st.markdown(
    "This page is a Python script. It runs from top to bottom whenever you touch something on it, and what changed "
    "is drawn anew."
)

name = st.text_input("What is your name?", placeholder="Ada")
if name:
    st.success(f"Nice to meet you, {name}.")

left, right = st.columns(2)
with left:
    number = st.slider("A number", 0, 100, 12)
with right:
    st.metric("Its square", number * number)

st.code(
    """import streamlit as st

number = st.slider("A number", 0, 100, 12)
st.metric("Its square", number * number)""",
    language="python",
)
st.info(
    "More of it stands on the pages at the left. `streamkit init` writes a first app of your own.", icon="💡"
)
