"""What the kernel takes of files, and what it refuses, whatever a browser says."""

from __future__ import annotations

import io
import os
import weakref
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pages import Drawn, drawn
from PIL import Image

from jupyter_streamkit.runtime import uploads as module
from jupyter_streamkit.runtime.downloads import Downloads
from jupyter_streamkit.runtime.uploads import PIECE, Rules, UploadedFile, Uploads
from jupyter_streamkit.testing.errors import AppTestError
from jupyter_streamkit.testing.v1 import AppTest

ANY = Rules(several=True)


def given(
    uploads: Uploads, content: bytes = b"abc", name: str = "a.txt", rules: Rules = ANY
) -> dict[str, object]:
    """A file that came, as the browser tells of it."""
    upload = uploads.begin(name, "", len(content), rules)
    for number, place in enumerate(range(0, len(content), PIECE)):
        uploads.take({"id": upload.id, "number": number}, content[place : place + PIECE])
    return upload.told()


def opened(content: bytes) -> UploadedFile:
    uploads = Uploads()
    return uploads.open([given(uploads, content)])[0]


def test_pieces_come_in_any_order_and_twice() -> None:
    content = os.urandom(2 * PIECE + 5)
    uploads = Uploads()
    upload = uploads.begin("a", "", len(content), ANY)
    for number in (2, 0, 2):
        uploads.take({"id": upload.id, "number": number}, content[number * PIECE : (number + 1) * PIECE])
        assert not upload.complete
    assert uploads.take({"id": upload.id, "number": 1}, content[PIECE : 2 * PIECE]) == {"missing": 0}
    file = uploads.open([upload.told()])[0]
    assert file.read() == file.getvalue() == bytes(file.getbuffer()) == content
    assert (file.seek(-5, os.SEEK_END), file.read()) == (2 * PIECE, content[-5:])


@pytest.mark.parametrize(
    ("number", "piece"),
    [
        (0, b"ab"),
        (0, b"abcd"),
        (1, b"abc"),
        (-1, b"abc"),
        (True, b"abc"),
        ("0", b"abc"),
        (None, b"abc"),
        (0, "abc"),
    ],
)
def test_a_piece_that_does_not_fit_is_refused(number: object, piece: object) -> None:
    uploads = Uploads()
    upload = uploads.begin("a", "", 3, ANY)
    with pytest.raises((ValueError, TypeError)):
        uploads.take({"id": upload.id, "number": number}, piece)
    assert not upload.complete


@pytest.mark.parametrize(
    ("rules", "name", "type", "size", "fits"),
    [
        (Rules(types=(".csv",)), "A.CSV", "", 0, True),
        (Rules(types=(".csv",)), "a.csv.exe", "text/csv", 0, False),
        (Rules(types=("image/*",)), "a", "image/png", 0, True),
        (Rules(types=("image/*",)), "a.png", "", 0, True),
        (Rules(types=("image/*",)), "a.txt", "text/plain", 0, False),
        (Rules(most=5), "a", "", 5, True),
        (Rules(most=5), "a", "", 6, False),
        (Rules(), "a", "", -1, False),
    ],
)
def test_rules(rules: Rules, name: str, type: str, size: int, fits: bool) -> None:
    if fits:
        Uploads().begin(name, type, size, rules)
    else:
        with pytest.raises(ValueError, match=name):
            Uploads().begin(name, type, size, rules)


@pytest.mark.parametrize(
    ("told", "name", "in_folder"),
    [
        ("a.txt", "a.txt", "a.txt"),
        ("d/e/a.txt", "a.txt", "d/e/a.txt"),
        ("../../etc/passwd", "passwd", "etc/passwd"),
        ("/etc/passwd", "passwd", "etc/passwd"),
        ("..\\x\\a", "a", "x/a"),
        ("..", None, None),
        ("", None, None),
        ("a\0", None, None),
    ],
)
def test_names_lead_nowhere(told: str, name: str | None, in_folder: str | None) -> None:
    for directory, expected in ((False, name), (True, in_folder)):
        if expected is None:
            with pytest.raises(ValueError, match="no name"):
                Uploads().begin(told, "", 0, Rules(directory=directory))
        else:
            assert Uploads().begin(told, "", 0, Rules(directory=directory)).name == expected


def test_values_name_files_that_are_there() -> None:
    uploads = Uploads()
    file = given(uploads)
    lie = {**file, "name": "evil", "size": 1}
    assert uploads.check([lie], ANY) == [file]
    unfinished = uploads.begin("b", "", 1, ANY).told()
    for value in ([unfinished], [file, file], [{"id": "?"}], ["x"], [{}], "x", None, [{"id": ["x"]}]):
        with pytest.raises(ValueError, match="file"):
            uploads.check(value, ANY)
    with pytest.raises(ValueError, match="another"):
        uploads.check([file], Rules(several=True, types=(".csv",)))
    with pytest.raises(ValueError, match="no files"):
        uploads.check([file, given(uploads)], Rules())


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = Uploads()
    for _ in range(module.AT_ONCE):
        last = uploads.begin("a", "", 1, ANY)
    with pytest.raises(ValueError, match="too many"):
        uploads.begin("a", "", 1, ANY)
    uploads.answer({"drop": last.id})
    uploads.begin("a", "", 1, ANY)
    monkeypatch.setattr(module, "PATIENCE", -1)
    uploads.begin("a", "", 1, ANY)
    with pytest.raises(ValueError, match="no room"):
        uploads.begin("a", "", 1 << 60, Rules(most=1 << 61))


APP = """
if st.session_state.get("shown", True):
    file = st.file_uploader("x", key="file")
    st.text(file and file.read().decode())
st.button("b", key="b")
"""


def test_a_file_goes_with_its_widget_and_its_session() -> None:
    with drawn(APP) as page:

        def put(content: bytes) -> weakref.ref[object]:
            told = given(page.session.uploads, content, rules=Rules())
            page.send(page.one("file_uploader").id, [told])
            return weakref.ref(page.session.uploads.get(told["id"]))

        first = put(b"one")
        assert page.texts == ["one"]
        second = put(b"two")
        assert (page.texts, first()) == (["two"], None)
        page.session.state["shown"] = False
        page.rerun()
        assert second() is None
        page.session.state["shown"] = True
        third = put_again(page, put)
    assert third() is None


def test_an_input_reads_only_what_it_was_sent() -> None:
    with drawn("st.camera_input('x')") as page:
        source = page.browser.nodes[page.one("camera_input").id].source
        assert source is not None
        uploads = page.session.uploads
        told, _ = source.answer({"name": "a.jpg", "type": "image/jpeg", "size": 2})
        with pytest.raises(ValueError, match="complete"):
            source.answer({"open": told["id"]})
        uploads.take({"id": told["id"], "number": 0}, b"ab")
        opened, _ = source.answer({"open": told["id"]})
        assert page.session.downloads.answer({"id": opened["id"], "number": 0}) == ({}, [b"ab"])
        for id in (given(uploads)["id"], "?", None, ["x"]):
            with pytest.raises(ValueError, match=r"another|no such"):
                source.answer({"open": id})


def put_again(page: Drawn, put) -> weakref.ref[object]:
    page.rerun()
    kept = put(b"three")
    assert page.texts == ["three"]
    return kept


def test_the_script_cannot_set_the_files() -> None:
    app = AppTest.from_string(
        "import streamlit as st\nst.session_state.f = []\nst.file_uploader('x', key='f')"
    ).run()
    assert "cannot be set" in app.exception[0].message


CHAT = """
import streamlit as st
m = st.chat_input("say", accept_file=HOW)
st.text(m and (m.text, [(f.name, f.getvalue()) for f in m.files]))
"""


def test_a_message_with_files() -> None:
    app = AppTest.from_string(CHAT.replace("HOW", "'multiple'")).run()
    line = app.chat_input[0]

    def says() -> str:
        return str(app.run().text[0].value)

    line.upload("a", b"1").upload("b", b"22").set_value("two")
    assert says() == "('two', [('a', b'1'), ('b', b'22')])"
    assert [file.name for file in app.chat_input[0].value.files] == ["a", "b"]
    assert says() == "None"
    line.upload("a", b"1")
    assert says() == "('', [('a', b'1')])"
    line.upload("a", b"1").set_value("x").clear()
    assert says() == "('x', [])"


def test_a_message_with_one_file() -> None:
    app = AppTest.from_string(CHAT.replace("HOW", "True, file_type='csv'")).run()
    app.chat_input[0].upload("a.csv", b"1").upload("b.csv", b"22").set_value("x").run()
    assert app.text[0].value == "('x', [('b.csv', b'22')])"
    with pytest.raises(AppTestError, match=r"only \.csv is accepted"):
        app.chat_input[0].upload("b.txt", b"")


@pytest.mark.parametrize(
    "what", ["text", {"text": "x"}, {"text": "x", "files": [{"id": "?"}]}, {"files": []}, None]
)
def test_messages_that_do_not_fit(what: object) -> None:
    with drawn("st.chat_input('say', accept_file=True)") as page:
        input = page.browser.nodes[page.one("chat_input").id].input
        assert input is not None
        with pytest.raises(ValueError, match=r"file|message|text"):
            input.check(what)


def test_libraries_read_the_files() -> None:
    archive, picture, array = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(archive, "w") as pack:
        pack.writestr("a", "b" * PIECE)
    Image.new("RGB", (3, 2)).save(picture, "png")
    np.save(array, np.arange(5))
    assert zipfile.ZipFile(opened(archive.getvalue())).read("a") == b"b" * PIECE
    assert Image.open(opened(picture.getvalue())).size == (3, 2)
    assert np.load(opened(array.getvalue())).tolist() == [0, 1, 2, 3, 4]
    assert pd.read_csv(opened(b"a\n1\n"))["a"].tolist() == [1]
    assert list(io.TextIOWrapper(opened(b"x\ny\n"))) == ["x\n", "y\n"]


def saved(app: str) -> bytes:
    """What a viewer gets who presses the download button."""
    with drawn(app) as page:
        shown = page.one("download_button")
        if "blob" in shown.props:
            return page.browser.blobs[shown.props["blob"]]
        source = page.browser.nodes[shown.id].source
        assert source is not None
        told, _ = source.answer({"open": True})
        downloads, content = page.session.downloads, b""
        for number in range(-(-told["size"] // told["piece"])):
            content += downloads.answer({"id": told["id"], "number": number})[1][0]
        assert len(content) == told["size"]
        downloads.answer({"close": told["id"]})
        return content


BIG = 2 * PIECE + 7


@pytest.mark.parametrize(
    "data",
    [
        "bytes(n)",
        "'x' * n",
        "memoryview(bytes(n))",
        "lambda: bytes(n)",
        "path",
        "lambda: path",
        "open(path, 'rb')",
        "open(path)",
        "__import__('io').BytesIO(bytes(n))",
    ],
)
@pytest.mark.parametrize("size", [5, BIG])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_download(data: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("x" * size)
    app = f"from pathlib import Path\npath, n = Path({str(path)!r}), {size}\nst.download_button('x', {data})"
    assert len(saved(app)) == size


def test_a_file_may_be_closed_and_deleted_before_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    path.write_bytes(b"y" * BIG)
    app = f"""
        import os
        with open({str(path)!r}, "rb") as file:
            st.download_button("x", file)
        os.remove({str(path)!r})
    """
    assert saved(app) == b"y" * BIG


def test_a_path_gives_name_and_type(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b")
    with drawn(f"from pathlib import Path\nst.download_button('x', Path({str(path)!r}))") as page:
        props = page.one("download_button").props
        assert (props["file_name"], props["mime"]) == ("table.csv", "text/csv")


@pytest.mark.parametrize("request_", [{"id": "?", "number": 0}, {"id": [], "number": 0}, {}])
def test_questions_about_no_file(request_: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Downloads().answer(request_)


def test_what_cannot_be_saved() -> None:
    app = AppTest.from_string("import streamlit as st\nst.download_button('x', 5)").run()
    assert "cannot save a int" in app.exception[0].message
