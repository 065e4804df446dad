import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture
def app() -> AppTest:
    tested = AppTest.from_file("../app.py", default_timeout=30)
    tested.secrets["clerk"] = "Ada"
    return tested.run()
