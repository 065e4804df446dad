"""Every example of Streamlit's own Get Started guide runs unchanged, up to "Create a multipage app".

The guide lies in a folder beside the repository (STREAMKIT_SHARED); without it these tests skip.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import sqlite3
import textwrap
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from jupyter_streamkit.testing.v1 import AppTest

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("STREAMKIT_SHARED", REPOSITORY.parent / "shared"))
DATA = Path(os.environ.get("STREAMKIT_DATA", SHARED / "data"))
END = "# Create a multipage app"


@dataclass(frozen=True)
class Example:
    line: int
    source: str
    summary: str
    """The file name that the guide gives it, if it does."""

    def __str__(self) -> str:
        first = next((line for line in self.source.splitlines() if line.strip() and "import" not in line), "")
        return f"{self.line}: {first[:40]}"


def guide() -> str:
    for path in sorted((SHARED / "seeds").glob("003_*.md")):
        return path.read_text(encoding="utf-8")
    return ""


def examples(text: str) -> list[Example]:
    """The Python blocks, as one would type them: without the indentation of the list that they stand in."""
    found = []
    for block in re.finditer(r"^( *)```python\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL):
        before = text[: block.start()]
        summary = re.search(
            r"<summary>(?:<b>)?<code>([^<]+)</code>[^\n]*</summary>\s*(?:<br/>)?\s*\Z", before
        )
        found.append(
            Example(before.count("\n") + 1, textwrap.dedent(block[2]), summary[1] if summary else "")
        )
    return found


GUIDE = guide()
FIRST_HALF = examples(GUIDE[: GUIDE.find(END)]) if GUIDE else []
SECOND_HALF = examples(GUIDE[GUIDE.find(END) :]) if GUIDE else []
PAGES = [example for example in FIRST_HALF if example.summary]

# The Uber tutorial is told in pieces; they are put together below.
TUTORIAL = GUIDE[: GUIDE.find("# Create an app\n")].count("\n")
TUTORIAL_PIECES = [example for example in FIRST_HALF if example.line > TUTORIAL]
WHOLE = [
    example
    for example in FIRST_HALF
    if example.line < TUTORIAL and not example.summary and "import streamlit" in example.source
]

# The guide's code is older than the libraries that it uses: what they will drop one day is no error of ours.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")

needs_guide = pytest.mark.skipif(
    not GUIDE, reason=f"the guide is not at {SHARED / 'seeds'}: set STREAMKIT_SHARED"
)
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the data is not at {DATA}: set STREAMKIT_DATA or STREAMKIT_SHARED"
)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def data_instead_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have no network: what the guide reads from there comes from the folder of data.

    It is exchanged at the level of urllib, so that the app, and pandas in it, run as they are. What is not in the
    folder cannot be had, as on a machine without a network.
    """

    def urlopen(request: object, *args: object, **kwargs: object) -> io.BytesIO:
        url = request.full_url if isinstance(request, urllib.request.Request) else str(request)
        name = url.rpartition("/")[2]
        plain = DATA / name.removesuffix(".gz")
        if not plain.is_file():
            raise urllib.error.URLError(f"no network: {url}")
        content = plain.read_bytes()
        answer = io.BytesIO(gzip.compress(content) if name.endswith(".gz") else content)
        answer.headers = {}  # type: ignore[attr-defined] pandas looks for the encoding here
        return answer

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)


def run(source: str, **more: object) -> AppTest:
    app = AppTest.from_string(source, default_timeout=60)
    app.run()
    assert not app.exception, app.exception
    return app


@needs_guide
def test_the_guide_was_read() -> None:
    assert len(FIRST_HALF) >= 40
    assert [page.summary for page in PAGES] == ["streamlit_app.py", "main_page.py", "page_2.py", "page_3.py"]
    covered = {*WHOLE, *PAGES, *TUTORIAL_PIECES}
    left = [example.source.strip() for example in FIRST_HALF if example not in covered]
    # `import time` alone, and a cached function to be filled in: both are run below.
    assert [source.splitlines()[0] for source in left] == ["import time", "@st.cache_data"]


@needs_guide
@pytest.mark.parametrize("example", [each for each in WHOLE if "st.connection" not in each.source], ids=str)
def test_an_example_runs(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    # One example sleeps ten seconds to look busy; that it comes to its end is shown without them.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    app = run(example.source)
    assert list(app), "it draws something"
    app.run()
    assert not app.exception, app.exception


@needs_guide
def test_the_pieces_that_need_a_line_before_them() -> None:
    (short,) = [each.source for each in FIRST_HALF if each.source.strip() == "import time"]
    run(short)
    (cached,) = [each.source for each in FIRST_HALF if "long_running_function" in each.source]
    # The guide leaves the function's body to the reader (`return …`).
    run(
        "import streamlit as st\n"
        + cached.replace("…", "param1 + param2")
        + "\nst.text(long_running_function(1, 2))"
    )


@needs_guide
def test_the_slider_squares() -> None:
    (example,) = [each for each in WHOLE if "squared is" in each.source]
    app = run(example.source)
    assert app.slider[0].set_value(10).run().markdown[0].value.replace("`", "") == "10 squared is 100"


@needs_guide
def test_the_name_is_in_the_session_state() -> None:
    (example,) = [each for each in WHOLE if 'key="name"' in each.source]
    app = run(example.source)
    app.text_input(key="name").set_value("Ada").run()
    assert app.markdown[0].value == "Ada"


@needs_guide
def test_the_check_box_shows_the_data_frame() -> None:
    (example,) = [each for each in WHOLE if "Show dataframe" in each.source]
    app = run(example.source)
    assert not app.dataframe
    assert app.checkbox[0].check().run().dataframe[0].value.shape == (20, 3)


@needs_guide
def test_the_select_box_of_a_column() -> None:
    (example,) = [each for each in WHOLE if "You selected" in each.source]
    app = run(example.source)
    assert app.selectbox[0].select(3).run().markdown[0].value.replace("`", "") == "You selected:  3"


@needs_guide
def test_the_sidebar_has_its_inputs() -> None:
    (example,) = [each for each in WHOLE if "add_selectbox" in each.source]
    app = run(example.source)
    assert app.sidebar.selectbox[0].options == ["Email", "Home phone", "Mobile phone"]
    assert app.sidebar.slider[0].value == (25.0, 75.0)
    assert not app.main.selectbox


@needs_guide
def test_the_columns_have_their_elements() -> None:
    (example,) = [each for each in WHOLE if "Sorting hat" in each.source]
    app = run(example.source)
    left, right = app.columns
    assert left.button[0].label == "Press me!"
    right.radio[0].set_value("Ravenclaw").run()
    assert app.columns[1].markdown[0].value == "You are in Ravenclaw house!"


@needs_guide
def test_the_counter_counts() -> None:
    (example,) = [each for each in WHOLE if "Run it again" in each.source]
    app = run(example.source)
    assert app.header[0].value == "This page has run 1 times."
    assert app.button[0].click().run().header[0].value == "This page has run 2 times."


@needs_guide
def test_the_data_of_a_session_stays() -> None:
    (example,) = [each for each in WHOLE if "color_picker" in each.source]
    app = run(example.source)
    before = app.session_state.df
    app.color_picker[0].pick("#00ff00").run()
    assert app.session_state.df is before


@needs_guide
def test_the_connection_reads_a_table(tmp_path: Path) -> None:
    (example,) = [each for each in FIRST_HALF if "st.connection(" in each.source]
    with sqlite3.connect(tmp_path / "my.db") as database:
        database.execute("create table my_table (name text, age int)")
        database.execute("insert into my_table values ('Ada', 36)")
    database.close()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(
        f'[connections.my_database]\ntype = "sql"\nurl = "sqlite:///{tmp_path / "my.db"}"\n'
    )
    app = run(example.source)
    assert app.dataframe[0].value.to_dict("records") == [{"name": "Ada", "age": 36}]


@needs_guide
def test_the_three_pages(tmp_path: Path) -> None:
    for page in PAGES:
        (tmp_path / page.summary).write_text(page.source, encoding="utf-8")
    app = AppTest.from_file(tmp_path / "streamlit_app.py", default_timeout=10).run()
    assert not app.exception, app.exception
    assert app.main.markdown.values == ["# Main page 🎈"]
    assert app.sidebar.markdown.values == ["# Main page 🎈"]
    app.switch_page("page_2.py").run()
    assert app.main.markdown.values == ["# Page 2 ❄️"]
    app.switch_page("page_3.py").run()
    assert app.sidebar.markdown.values == ["# Page 3 🎉"]


# The Uber tutorial. Each piece goes below what has been written so far, as the guide says, except those that
# the guide puts in the place of others:
# - `@st.cache_data` above `def load_data(nrows):` replaces that line,
# - `data_load_state.text("Done! ...")` replaces the line that said "done!",
# - the slider replaces `hour_to_filter = 17`,
# - the check box replaces the raw data that was written before (which the guide shows once more above it).


def grow(source: str, piece: str) -> str:
    """The script after a step of the tutorial."""
    if piece.startswith("@st.cache_data"):
        return source.replace("def load_data(nrows):\n", piece)
    if piece.startswith('data_load_state.text("Done!'):
        return source.replace("data_load_state.text('Loading data...done!')\n", piece)
    if piece.startswith("hour_to_filter = st.slider"):
        return source.replace("hour_to_filter = 17\n", piece)
    raw = "st.subheader('Raw data')\nst.write(data)\n"
    if piece.startswith("if st.checkbox("):
        return source.replace(raw, piece)
    if piece == raw and raw in source:
        return source
    return source + piece


@needs_guide
@needs_data
def test_the_tutorial_step_by_step() -> None:
    """Each step is the same app, edited: its session goes on, as when a file is saved."""
    *pieces, complete = TUTORIAL_PIECES
    app, source = AppTest.from_string("", default_timeout=60), ""
    for piece in pieces:
        source = grow(source, piece.source)
        app._source = source
        app.run()
        assert not app.exception, (piece, app.exception)
    assert app.slider[0].value == 17
    assert set(app.subheader.values) >= {"Number of pickups by hour", "Map of all pickups at 17:00"}
    assert "st.slider" in complete.source


@needs_guide
@needs_data
def test_the_whole_tutorial() -> None:
    app = run(TUTORIAL_PIECES[-1].source)
    assert app.title[0].value == "Uber pickups in NYC"
    assert app.text[0].value == "Done! (using st.cache_data)"
    assert app.subheader.values == ["Number of pickups by hour", "Map of all pickups at 17:00"]
    app.checkbox[0].check().run()
    assert app.dataframe[0].value.shape[0] == 10_000
    assert app.slider[0].set_value(3).run().subheader[-1].value == "Map of all pickups at 3:00"


# The page after the heading begins with one app of several pages, chosen by a select box.


@needs_guide
@needs_data
@pytest.mark.parametrize("page", ["—", "Plotting Demo", "Mapping Demo", "DataFrame Demo"])
def test_the_hello_app(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = [each for each in SECOND_HALF if each.summary == "hello.py"]
    # The demo sleeps 0.05 s a hundred times; what is shown here is that it comes to its end.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    app = run(example.source)
    app.sidebar.selectbox[0].select(page).run()
    assert not app.exception, app.exception
    assert app.markdown
