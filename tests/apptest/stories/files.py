"""Files that a viewer uploads."""

from __future__ import annotations

import pytest
from apptest.telling import Story

from .steps import again

ONE = "f = st.file_uploader('x')\nst.text(None if f is None else (f.name, f.type, f.size, f.read()))\n"
MANY = "st.text([(f.name, f.getvalue()) for f in st.file_uploader('x', accept_multiple_files=True)])"


def say(text):
    return lambda app: app.chat_input[0].set_value(text).run()


def give(*files):
    return lambda app: app.file_uploader[0].set_value(list(files)).run()


def upload(*file):
    return lambda app: app.file_uploader[0].upload(*file).run()


def clear(app):
    app.file_uploader[0].clear().run()


def record(*file):
    return lambda app: app.audio_input[0].upload(*file).run()


def shoot(*file):
    return lambda app: app.camera_input[0].upload(*file).run()


def refused(kind, file):
    """Both testers refuse what the device cannot make."""

    def step(app):
        with pytest.raises(Exception, match=r".") as caught:
            app.get(kind)[0].set_value(file)
        assert caught.typename == "AppTestError"

    return step


SAID = "f = st.audio_input('x', help='*h*')\nst.text(f and (f.name, f.type, f.size, f.read()))\n"
SEEN = "f = st.camera_input('x', resolution='720p')\nst.text(f and (f.name, f.type, f.size, f.read()))\n"


STORIES = {
    "one": Story(ONE, [upload("a.txt", b"abc", "text/plain"), again, clear, again]),
    "one, read twice": Story(
        ONE + "if f:\n    st.text(f.read())\n    f.seek(0)\n    st.text(f.read(1))\n    st.text(f.tell())",
        [upload("a.txt", b"abc"), again],
    ),
    "one after the other": Story(ONE, [give(("a", b"1", "x/y")), give(("b", b"2", "x/y")), give()]),
    "several": Story(MANY, [give(("a", b"1", ""), ("b", b"", "")), again, clear]),
    "a folder": Story(
        "st.text([f.name for f in st.file_uploader('x', accept_multiple_files='directory')])",
        [give(("d/a", b"1", ""), ("d/e/a", b"2", ""))],
    ),
    "types": Story(
        "st.text(st.file_uploader('x', type=['csv', '.TXT', 'jpg']))\n"
        "st.file_uploader('y', 'image')\nst.file_uploader('z', ['image/png', 'tiff'])"
    ),
    "a callback": Story(
        "st.file_uploader('x', on_change=lambda n: st.text(n), args=['changed'])",
        [upload("a.txt", b"abc"), again, clear],
    ),
    "ignored": Story(
        "st.text(st.file_uploader('x', on_change='ignore') is None)\nst.button('b')",
        [lambda app: app.button[0].click().run()],
    ),
    "in a form": Story(
        "with st.form('f'):\n    f = st.file_uploader('x')\n    st.form_submit_button('b')\n"
        "st.text(f and f.name)",
        [lambda app: (app.file_uploader[0].upload("a", b"1"), app.button[0].click().run()), again],
    ),
    "set by the script": Story("st.session_state.f = []\nst.file_uploader('x', key='f')"),
    "limits that make no sense": Story("st.file_uploader('x', max_upload_size=0)"),
    "disabled": Story("st.text(st.file_uploader('x', disabled=True))"),
    "a picture, a table": Story(
        "import pandas as pd\nf = st.file_uploader('x')\nif f:\n    st.text(pd.read_csv(f).to_dict())",
        [upload("a.csv", b"a,b\n1,2\n", "text/csv")],
    ),
    "cached by its content": Story(
        "@st.cache_data\ndef size(file):\n    st.session_state.n = st.session_state.get('n', 0) + 1\n"
        "    return len(file.getvalue())\nf = st.file_uploader('x')\nst.text(f and size(f))\n"
        "st.text(st.session_state.get('n'))",
        [upload("a", b"1"), again, give(("a", b"1", "")), give(("a", b"12", ""))],
    ),
    "a recording": Story(
        SAID,
        [
            record("a.wav", b"RIFF"),
            again,
            record("b.WAV", b"2", "Audio/WAV"),
            lambda app: app.audio_input[0].set_value(("c.wav", bytearray(b"3"), "audio/wav")).run(),
            lambda app: app.audio_input[0].clear().run(),
            again,
        ],
    ),
    "no recording": Story(
        SAID,
        [
            refused("audio_input", ("a.mp3", b"", "audio/wav")),
            refused("audio_input", ("a.wav", b"", "audio/mpeg")),
            refused("audio_input", [("a.wav", b"", "audio/wav")]),
            refused("audio_input", ("a.wav", "text", "audio/wav")),
            refused("audio_input", b"RIFF"),
            again,
        ],
    ),
    "rates": Story(
        "st.audio_input('x', sample_rate=None)\nst.audio_input('x', sample_rate=48000)\n"
        "st.audio_input('x', sample_rate=44000)"
    ),
    "a photo": Story(
        SEEN,
        [
            shoot("a.jpg", b"\xff\xd8"),
            again,
            shoot("b.JPG", b"2", "Image/JPEG"),
            refused("camera_input", ("a.png", b"", "image/png")),
            refused("camera_input", ("a.jpg", b"", "image/png")),
            lambda app: app.camera_input[0].set_value(None).run(),
        ],
    ),
    "resolutions": Story("st.camera_input('x')\nst.camera_input('x', resolution='4k')"),
    "recordings in a form": Story(
        "with st.form('f', clear_on_submit=True):\n    a = st.audio_input('x')\n    c = st.camera_input('y')\n"
        "    st.form_submit_button('b')\nst.text([f and f.name for f in (a, c)])",
        [
            lambda app: (
                app.audio_input[0].upload("a.wav", b"1"),
                app.camera_input[0].upload("c.jpg", b"2"),
                app.button[0].click().run(),
            )
        ],
    ),
    "recordings of the script's own": Story("st.session_state.f = None\nst.audio_input('x', key='f')"),
    "a recording's callback": Story(
        "st.audio_input('x', on_change=lambda: st.text('changed'))",
        [record("a.wav", b"1"), again, lambda app: app.audio_input[0].clear().run()],
    ),
    "disabled recordings": Story(
        "st.text(st.audio_input('x', disabled=True))\nst.text(st.camera_input('x', disabled=True))",
        [refused("audio_input", ("a.wav", b"", "audio/wav"))],
    ),
    "the parts of a message that may be spoken": Story(
        "m = st.chat_input(accept_audio=True)\n"
        "if m:\n    st.text(list(m))\n    st.text(m.audio)\n    st.text(m.to_dict())\n    st.text(hasattr(m, 'files'))",
        [say("hello")],
    ),
    "a rate that no microphone has": Story("st.chat_input(accept_audio=True, audio_sample_rate=5)"),
    "the parts of a message": Story(
        "m = st.chat_input(accept_file=True)\n"
        "if m:\n    st.text(m['text'])\n    st.text(list(m))\n    st.text('audio' in m)\n"
        "    st.text(m.to_dict())\n    st.text(hasattr(m, 'audio'))\n    m['other'] = 1",
        [say("hello")],
    ),
}
