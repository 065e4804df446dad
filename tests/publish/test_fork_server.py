"""Forked kernels in a real Voilà: limits, figures, and the ends of servers and zygotes."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import browsing
import psutil
import pytest
import servers
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from servers import REPOSITORY, Server, wait_for
from voila.app import Voila

from jupyter_streamkit.publish.kernels.manager import PublishedKernels

APP = "%%streamapp\nimport streamlit as st\nif st.button('press'):\n    st.write('pressed')"
OPTIONS = ("--StreamkitLimits.max_sessions=6", "--StreamkitMetrics.address=/metrics")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    browsing.write_notebook(root / "app.ipynb", APP)
    with servers.voila(root, home, *OPTIONS) as server:
        yield server


def get(server: Server, path: str = "voila/render/app.ipynb") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(server.url + path, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def zygotes(server: Server) -> list[psutil.Process]:
    return [each for each in server.process.children() if "zygote" in " ".join(each.cmdline())]


def figure(server: Server, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", get(server, "metrics")[1], re.MULTILINE)
    return float(found[1]) if found else 0


def test_five_viewers_at_once(server: Server) -> None:
    with ThreadPoolExecutor(5) as viewers:
        assert [code for code, _ in viewers.map(lambda _: get(server), range(5))] == [200] * 5
    kernels = server.kernels()
    assert len(kernels) == 5
    assert {kernel.parent() for kernel in kernels} == set(zygotes(server))
    assert re.search(r"Session [0-9a-f]{8} of app\.ipynb: kernel forked in \d", server.log.read_text())


def test_the_figures(server: Server) -> None:
    wait_for(lambda: figure(server, 'streamkit_run_seconds_count{app="app.ipynb"}') >= 5, 20, "the runs")
    assert figure(server, 'streamkit_sessions{app="app.ipynb"}') == 5
    assert figure(server, "streamkit_kernels") == 5
    assert figure(server, "streamkit_queue") == 0
    assert figure(server, 'streamkit_start_seconds_count{how="forked"}') == 5
    assert 0 < figure(server, 'streamkit_start_seconds{how="forked",quantile="0.5"}') < 60
    assert figure(server, 'streamkit_memory_bytes{of="kernels"}') > 5e6
    assert figure(server, 'streamkit_memory_bytes{of="zygote"}') > 1e6


def test_a_viewer_too_many_is_told_and_gets_in_later(server: Server) -> None:
    while get(server)[0] == 200:
        assert len(server.kernels()) <= 6
    code, page = get(server)
    assert code == 503
    assert "All places are taken" in page
    assert '<meta http-equiv="refresh"' in page
    assert figure(server, "streamkit_refused_total") == 2
    for kernel in server.kernels():
        end(server, kernel)
    assert get(server)[0] == 200


def end(server: Server, kernel: psutil.Process) -> None:
    """End a kernel's session as a closing page does."""
    id = re.search(r"kernel-(\S+)\.json", " ".join(kernel.cmdline()))[1]  # type: ignore[index]
    request = urllib.request.Request(
        f"{server.url}voila/api/shutdown/{id}", data=b"_xsrf=token", headers={"Cookie": "_xsrf=token"}
    )
    urllib.request.urlopen(request, timeout=60).close()


def test_nothing_outlives_the_server(server: Server) -> None:
    """The last test of this server."""
    family = [*zygotes(server), *server.kernels()]
    assert len(family) >= 2
    family[0].suspend()  # also a zygote that hears nothing
    server.process.kill()
    _, alive = psutil.wait_procs([server.process, *family], timeout=10)
    assert alive == []


def test_an_idle_session_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    browsing.write_notebook(root / "app.ipynb", APP)
    with servers.voila(root, home, "--StreamkitLimits.idle_seconds=2") as server:
        assert get(server)[0] == 200
        wait_for(lambda: not server.kernels(), 20, "the kernel's end")
        told = re.compile(r"Session [0-9a-f]{8} of app\.ipynb ended after \d+ s")
        wait_for(lambda: told.search(server.log.read_text()), 10, "a line in the log")


def test_other_templates_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(REPOSITORY / "etc/jupyter/voila.json", tmp_path)
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    app = Voila()
    app.initialize(["--template=lab", str(tmp_path)])
    app.init_settings()
    assert isinstance(app.kernel_manager, PublishedKernels)
    assert not app.kernel_manager.publishes
    assert app.kernel_manager.kernel_manager_class.endswith("ServerKernelManager")
    assert factory.default_provisioner_name == before
