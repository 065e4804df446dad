"""The command `streamkit`: its words, its servers, and that nothing is left of them."""

from __future__ import annotations

import os
import re
import signal
import socket
from contextlib import suppress
from pathlib import Path

import browsing
import psutil
import pytest
import servers
from commands import running, streamkit
from playwright.sync_api import Browser, Page, expect
from servers import Server, wait_for

from jupyter_streamkit._version import __version__

SCRIPT = """
'''About it.'''
import logging, sys, threading
import streamlit as st
import beside

st.set_page_config(page_title="Scripted")
st.title(beside.TITLE)
st.text(f"{sys.argv[1:]} {__file__}")
if st.button("Fail"):
    raise ValueError("here")
print("printed\\nin two lines")
logging.getLogger("mine").warning("logged")
threading.Thread(target=print, args=["in a thread"]).start()
""".strip()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["version"], 0, f"streamkit {__version__}\n"),
        (["run", "absent.py"], 2, "Error: There is no file or folder absent.py.\n"),
        (["run", "found.py"], 2, "Error: There is no file or folder found.py. Did you mean found.ipynb?\n"),
        (["run", "notes.txt"], 2, "notes.txt is no app: an app is a script (.py) or a notebook (.ipynb).\n"),
        (["run", "broken.ipynb"], 2, "broken.ipynb cannot be read as a notebook.\n"),
        (["run"], 2, "name a file or a folder, or begin with `streamkit init`.\n"),
        (
            ["run", "found.ipynb", "--server.port", "x"],
            2,
            "Error: --server.port takes a whole number, not 'x'.\n",
        ),
        (
            ["run", "found.ipynb", "--nosuch"],
            2,
            "no option --nosuch; those of the script itself stand behind `--`.\n",
        ),
        (["run", "http://127.0.0.1:9/app.py"], 2, "http://127.0.0.1:9/app.py cannot be fetched: "),
        (["run", "http://127.0.0.1:9/app"], 2, "its address ends neither in .py nor in .ipynb.\n"),
        (
            ["run", "found.ipynb", "--server.sslCertFile=x"],
            1,
            "set both server.sslCertFile and server.sslKeyFile.\n",
        ),
        (["cache", "clear"], 0, "There is no cache in "),
        (["nosuch"], 2, "invalid choice: 'nosuch'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_it_says(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "broken.ipynb").touch()
    browsing.write_notebook(tmp_path / "found.ipynb", "%%streamapp\n1")
    done = streamkit(tmp_path, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_options_are_shown_with_their_values(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[theme]\nprimaryColor = "#123456"')
    done = streamkit(tmp_path, "config", "show", "--server.port", "9000")
    assert done.returncode == 0
    for line in ("[server]", 'primaryColor = "#123456"', "# primaryColor =", "# runOnSave = false"):
        assert any(each.startswith(line) for each in done.stdout.splitlines()), line
    assert re.search(r"^port = 9000  # ", done.stdout, re.MULTILINE)


def test_the_cache_on_the_disk_is_deleted(tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "jupyter_streamkit" / "cache_data" / "value"
    kept.parent.mkdir(parents=True)
    kept.touch()
    done = streamkit(tmp_path, "cache", "clear")
    assert (done.returncode, done.stdout) == (0, f"The cache {kept.parent} is deleted.\n")
    assert not kept.parent.exists()


def test_init_writes_an_app_once(tmp_path: Path) -> None:
    first = streamkit(tmp_path, "init", "new")
    assert (first.returncode, "streamkit run new/app.py" in first.stdout) == (0, True)
    again = streamkit(tmp_path, "init", "new")
    assert (again.returncode, again.stderr) == (2, "Error: new/app.py is there already; it stays as it is.\n")


def test_a_script_from_the_first_look_to_the_end(page: Page, tmp_path: Path, tmp_path_factory) -> None:
    """One server, because starting one takes its time."""
    home, app = tmp_path_factory.mktemp("home"), tmp_path / "my app"
    app.mkdir()
    (app / "script.py").write_text(SCRIPT)
    (app / "beside.py").write_text("TITLE = 'First'")
    (app / ".streamlit").mkdir()
    (app / ".streamlit" / "config.toml").write_text(
        '[theme]\nbackgroundColor = "#102030"\ntextColor = "#fff"'
    )
    port = servers.free_port()
    with running(home, tmp_path, "my app/script.py", f"--server.port={port}", "a", "--", "--b") as (
        address,
        process,
        log,
    ):
        assert address == f"http://localhost:{port}/"
        page.goto(address)
        expect(page.get_by_role("heading", name="First")).to_be_visible()
        expect(page).to_have_title("Scripted")
        expect(page.get_by_text(f"['a', '--b'] {app / 'script.py'}")).to_be_visible()
        expect(page.locator("body")).to_have_css("background-color", "rgb(16, 32, 48)")
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(16, 32, 48)")
        expect(page.get_by_text("About it.")).to_have_count(0)

        page.get_by_role("button", name="Fail").click()
        expect(page.get_by_test_id("stExceptionTrace")).to_contain_text(
            f'File "{app / "script.py"}", line 10'
        )

        for line in ("printed", "in two lines", "logged", "in a thread", "ValueError: here"):
            told = re.compile(rf"^Session [0-9a-f]{{8}} of script\.py: {line}$", re.MULTILINE)
            wait_for(lambda told=told: told.search(log.read_text()), what=f"{line!r} in the log")

        (app / "beside.py").write_text("TITLE = 'Second'")
        page.get_by_test_id("stSavedOffer").get_by_role("button", name="Rerun", exact=True).click()
        expect(page.get_by_role("heading", name="Second")).to_be_visible()
        expect(page.get_by_test_id("stSavedOffer")).to_have_count(0)
        (app / "script.py").write_text(SCRIPT.replace("beside.TITLE", "'Third'"))
        page.get_by_test_id("stSavedOffer").get_by_role("button", name="Always rerun").click()
        expect(page.get_by_role("heading", name="Third")).to_be_visible()
        (app / "script.py").write_text(SCRIPT.replace("beside.TITLE", "'Fourth'"))
        expect(page.get_by_role("heading", name="Fourth")).to_be_visible()

        family = psutil.Process(process.pid).children(recursive=True)
        assert family
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.wait(30) == 0
        _, alive = psutil.wait_procs(family, 10)
        assert alive == [], "Ctrl+C leaves nothing"
        assert "Stopping…\n" in log.read_text()


def test_an_app_at_an_address(
    browser: Browser,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fetched by https and served by https, at the next port, with arguments; the copy is gone in the end."""
    home, secret = tmp_path_factory.mktemp("home"), servers.certificate(tmp_path_factory.mktemp("secret"))
    cell = "%%streamapp\nimport sys\nimport streamlit as st\nst.text(f'From afar {sys.argv}')"
    browsing.write_notebook(tmp_path / "app.ipynb", cell)
    monkeypatch.setenv("SSL_CERT_FILE", secret.authority)
    monkeypatch.setenv("TMPDIR", str(home))
    https = ("--server.sslCertFile", secret.file, "--server.sslKeyFile", secret.key)
    with socket.socket() as taken, servers.files(tmp_path, secret) as url:
        with suppress(OSError):  # somebody else has it already
            taken.bind(("127.0.0.1", 8501))
            taken.listen()
        with running(home, tmp_path, f"{url}app.ipynb", *https, "--", "--year", "5") as (address, _, log):
            assert "Port 8501 is in use: using " in log.read_text()
            context = browser.new_context(ignore_https_errors=True)
            page = context.new_page()
            page.goto(address)
            told = page.get_by_text("From afar")
            expect(told).to_contain_text("'--year', '5']")
            copies = list(home.glob("streamkit-*/app.ipynb"))
            context.close()
    assert address.startswith("https://localhost:85")
    assert len(copies) == 1
    assert not copies[0].exists()


TAXIS = """
'''Rides in the city.'''
import streamlit as st

st.set_page_config("Taxis", ":material/local_taxi:")
""".strip()


def test_a_folder_is_a_gallery(page: Page, voila: Server) -> None:
    folder = voila.root / "some apps"
    for inside in ("pages", "empty", "deep"):
        (folder / inside).mkdir(parents=True)
    (folder / "taxis.py").write_text(TAXIS)
    (folder / "helper.py").write_text("import streamlit as st\ndef show(): st.title('helped')\n")
    (folder / "secret.py").write_text("print('run')\n")
    (folder / "pages" / "map.py").write_text("import streamlit as st\nst.text('the map')\n")
    browsing.write_notebook(folder / "plain.ipynb", "# markdown\n# Notes\nOf mine.", "print('shown')")
    browsing.write_notebook(
        folder / "deep" / "inner.ipynb", "%%streamapp\nimport streamlit as st\nst.title('Inner')"
    )
    page.goto(f"{voila.url}voila/tree/some apps")
    cards = page.locator(".streamkit-gallery > li")
    expect(cards).to_have_count(3)
    expect(cards.filter(has_text="Taxis")).to_contain_text("Rides in the city.")
    expect(cards.filter(has_text="Notes")).to_contain_text("its outputs are shown")
    icon = page.get_by_text("local_taxi")
    icon.evaluate("() => document.fonts.ready")
    assert icon.evaluate("icon => icon.scrollWidth <= icon.clientWidth"), "one sign, not a word"
    page.get_by_label("Search apps").fill("ride city")
    expect(cards.filter(visible=True)).to_have_count(1)
    page.reload()
    expect(cards.filter(visible=True)).to_have_count(1)
    page.get_by_role("link", name="map").click()
    expect(page.get_by_text("the map")).to_be_visible()
    for path in ("secret.py", "helper.py", "pages/map.py"):
        assert page.request.get(f"{voila.url}voila/render/some apps/{path}").status == 404, path
    page.goto(f"{voila.url}voila/tree/some apps/deep")
    page.get_by_role("link", name="Inner").click()
    expect(page.get_by_role("heading", name="Inner")).to_be_visible()


def test_a_port_in_use(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import streamlit as st\nst.title('x')\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = streamkit(tmp_path, "run", "--server.address=127.0.0.1", f"--server.port={port}")
    assert (done.returncode, done.stderr) == (
        1,
        f"Error: Port {port} is in use: choose another with --server.port.\n",
    )
