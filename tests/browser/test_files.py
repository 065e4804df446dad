"""Files that go to an app and come from it, on a published page."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from browsing import open_published, write_notebook
from playwright.sync_api import Browser, Page, expect
from servers import Server

SIZE = 30 << 20

APP = """%%streamapp
import hashlib
import streamlit as st

def digest(file):
    return hashlib.blake2b(file.read(), digest_size=8).hexdigest()

n = st.slider("n", 0, 10)
st.text(f"n is {n}")
file = st.file_uploader("One", type=["bin", "txt"], max_upload_size=31)
if file is not None:
    st.text(f"{file.name} {file.size} {digest(file)}")
    st.download_button("Back", lambda: file, "back.bin", on_click="ignore")
many = st.file_uploader("Many", accept_multiple_files=True, max_upload_size=1)
st.text([each.name for each in many])
if message := st.chat_input("Say", accept_file="multiple"):
    st.text(f"{message.text}: {[each.name for each in message.files]}")
"""


@pytest.fixture
def app(voila: Server) -> str:
    write_notebook(voila.root / "files.ipynb", APP)
    return "files.ipynb"


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.bin"
    path.write_bytes(hashlib.shake_128(b"seed").digest(SIZE))
    return path


def test_a_big_file_goes_there_and_back_while_others_work(
    page: Page, browser: Browser, voila: Server, app: str, big: Path
) -> None:
    open_published(page, voila, app)
    expect(page.get_by_text("n is 0")).to_be_visible()
    other = browser.new_context().new_page()
    open_published(other, voila, app)
    expect(other.get_by_text("n is 0")).to_be_visible()

    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(big)
    expect(page.get_by_role("progressbar", name="Uploading big.bin")).to_be_visible()
    other.get_by_role("slider", name="n").press("ArrowRight")
    expect(other.get_by_text("n is 1")).to_be_visible()
    digest = hashlib.blake2b(big.read_bytes(), digest_size=8).hexdigest()
    expect(page.get_by_text(f"big.bin {SIZE} {digest}")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("progressbar")).to_have_count(0)

    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Back").click()
    assert download.value.suggested_filename == "back.bin"
    assert Path(download.value.path()).read_bytes() == big.read_bytes()
    other.context.close()


def test_files_are_listed_refused_and_removed(page: Page, voila: Server, app: str) -> None:
    open_published(page, voila, app)
    one = page.get_by_test_id("stFileUploader").first
    many = page.get_by_test_id("stFileUploader").last
    expect(one).to_contain_text("up to 31 MB · .bin, .txt")

    def choose(uploader, *names: str, size: int = 3) -> None:
        files = [{"name": name, "mimeType": "text/plain", "buffer": bytes(size)} for name in names]
        uploader.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)

    choose(one, "a.csv")
    expect(one.get_by_role("alert")).to_have_text("Only .bin, .txt is accepted")
    choose(one, "a.txt")
    expect(page.get_by_text("a.txt 3 ")).to_be_visible()
    expect(one.get_by_role("alert")).to_have_count(0)
    one.get_by_role("button", name="Remove a.txt").click()
    expect(page.get_by_text("a.txt 3 ")).to_have_count(0)

    choose(many, "big", size=(1 << 20) + 1)
    expect(many.get_by_role("alert")).to_have_text("Larger than 1 MB")
    choose(many, "1", "2", "3")
    expect(page.get_by_text("['1', '2', '3']")).to_be_visible()
    choose(many, "4")
    expect(page.get_by_text("['1', '2', '3', '4']")).to_be_visible()
    expect(many.get_by_test_id("stFileChip")).to_have_count(3)
    many.get_by_role("button", name="Next files").click()
    many.get_by_role("button", name="Remove 4").click()
    expect(page.get_by_text("['1', '2', '3']")).to_be_visible()


def test_files_are_dropped(page: Page, voila: Server, app: str) -> None:
    open_published(page, voila, app)
    zone = page.get_by_test_id("stFileUploaderDropzone").last
    expect(zone).to_be_visible()
    transfer = page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'dropped.md')); return data; }"
    )
    zone.dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.get_by_text("['dropped.md']")).to_be_visible()


def test_files_are_attached_to_a_message(page: Page, voila: Server, app: str) -> None:
    open_published(page, voila, app)
    chat = page.get_by_test_id("stChatInput")
    for name in ("a", "b"):
        files = [{"name": name, "mimeType": "text/plain", "buffer": b"x"}]
        chat.get_by_test_id("stChatInputFileUploadInput").set_input_files(files)
        expect(chat.get_by_role("button", name=f"Remove {name}")).to_be_visible()
        expect(chat.get_by_role("progressbar")).to_have_count(0)
    chat.get_by_role("button", name="Remove a").click()
    chat.get_by_test_id("stChatInputTextArea").fill("look")
    chat.get_by_test_id("stChatInputSubmitButton").click()
    expect(page.get_by_text("look: ['b']")).to_be_visible()
    expect(chat.get_by_test_id("stFileChip")).to_have_count(0)
