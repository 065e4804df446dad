"""Microphone and camera, on a published page; Chromium has pretended ones, which beep and blink."""

from __future__ import annotations

from browsing import open_published, write_notebook
from playwright.sync_api import Page, expect
from servers import Server

APP = """%%streamapp
import io, wave
import streamlit as st
from PIL import Image

said = st.audio_input("Say", sample_rate=22050)
if said is not None:
    with wave.open(said) as sound:
        loud = any(sound.readframes(sound.getnframes()))
        st.text(f"{said.type} {sound.getframerate()} {sound.getnchannels()} {sound.getsampwidth()} {loud}")
seen = st.camera_input("Look", resolution="480p")
if seen is not None:
    picture = Image.open(seen)
    st.text(f"{seen.type} {picture.format} {picture.height} {len(picture.getcolors(1 << 20)) > 1}")
"""


def test_recordings(page: Page, voila: Server) -> None:
    write_notebook(voila.root / "recordings.ipynb", APP)
    open_published(page, voila, "recordings.ipynb")
    microphone, camera = page.get_by_test_id("stAudioInput"), page.get_by_test_id("stCameraInput")
    expect(camera.get_by_role("alert")).to_contain_text("does not let this page use the camera")
    microphone.get_by_role("button", name="Record").click()
    expect(microphone.get_by_role("alert")).to_contain_text("does not let this page use the microphone")

    page.context.grant_permissions(["camera", "microphone"])
    camera.get_by_role("button", name="Try again").click()
    shoot = camera.get_by_test_id("stCameraInputButton")
    expect(shoot).to_be_enabled()
    page.wait_for_function("() => document.querySelector('.stCameraInput video').videoWidth > 0")
    shoot.click()
    expect(page.get_by_text("image/jpeg JPEG 480 True")).to_be_visible()
    expect(camera.get_by_role("img", name="What the camera saw")).to_be_visible()

    microphone.get_by_role("button", name="Record").click()
    expect(microphone.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text("00:01")
    microphone.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_text("audio/wav 22050 1 2 True")).to_be_visible()
    expect(microphone.get_by_role("button", name="Play")).to_be_enabled()
    microphone.get_by_role("button", name="Clear recording").click()
    expect(page.get_by_text("audio/wav")).to_have_count(0)
    expect(microphone.get_by_role("button", name="Play")).to_have_count(0)

    shoot.click()
    expect(page.get_by_text("image/jpeg")).to_have_count(0)
    expect(shoot).to_have_accessible_name("Take Photo")


SPOKEN = """%%streamapp
import streamlit as st

message = st.chat_input("Say", accept_audio=True, accept_file=True, audio_sample_rate=8000)
if message:
    rate = message.audio and int.from_bytes(message.audio.getvalue()[24:28], "little")
    st.text(f"{message.text!r} {len(message.files)} {rate}")
"""


def test_a_message_is_spoken(page: Page, voila: Server) -> None:
    write_notebook(voila.root / "spoken.ipynb", SPOKEN)
    page.context.grant_permissions(["microphone"])
    open_published(page, voila, "spoken.ipynb")
    line, speak = (
        page.get_by_test_id("stChatInputTextArea"),
        page.get_by_role("button", name="Start recording"),
    )
    line.fill("with this")
    speak.click()
    page.get_by_role("button", name="Cancel recording").click()
    expect(line).to_have_value("with this")
    speak.click()
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Submit recording").click()
    expect(page.get_by_text("'with this' 0 8000")).to_be_visible()
    line.fill("only text")
    line.press("Enter")
    expect(page.get_by_text("'only text' 0 None")).to_be_visible()
