"""Data, and what can be seen of it."""

import math

import pandas as pd

import jupyter_streamkit as st

st.title("Charts")
waves = st.slider("Waves", 1, 10, 3)
points = [step / 50 for step in range(51)]
frame = pd.DataFrame(
    {
        "sine": [math.sin(2 * math.pi * waves * x) for x in points],
        "damped": [math.sin(2 * math.pi * waves * x) * (1 - x) for x in points],
    },
    index=pd.Index(points, name="x"),
)
chart, table = st.tabs(["Chart", "Table"])
chart.line_chart(frame)
table.dataframe(frame)
