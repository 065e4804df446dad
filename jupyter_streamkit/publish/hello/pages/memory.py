"""What a session remembers, and what is computed once."""

import time

import jupyter_streamkit as st


@st.cache_data
def slow_square(number: int) -> int:
    """Compute a square as if it were hard."""
    time.sleep(1)
    return number * number


st.title("Memory")

st.header("Session state")
st.session_state.setdefault("count", 0)
if st.button("Count"):
    st.session_state.count += 1
st.write("Pressed", st.session_state.count, "times, by you alone: each viewer has a session.")

st.header("Caches")
number = st.selectbox("A number", range(1, 11))
st.write("Its square is", slow_square(number), ". It takes a second for the first time, and none after it.")
