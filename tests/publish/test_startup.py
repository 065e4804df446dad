"""`%%streamapp` is there in every kernel of the environment, at no cost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

HEAVY = {"altair", "ipywidgets", "jupyter_streamkit.runtime", "matplotlib", "numpy", "pandas", "voila"}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BlockingKernelClient]:
    environment = servers.environment(tmp_path_factory.mktemp("home"))
    manager, client = start_new_kernel(env=environment)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> str:
    printed: list[str] = []

    def collect(message: dict) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    client.execute_interactive(code, output_hook=collect, timeout=60)
    return "".join(printed)


def test_a_new_kernel_has_loaded_nothing_of_weight(kernel: BlockingKernelClient) -> None:
    loaded = run(kernel, f"import sys; print(*sorted({HEAVY!r} & set(sys.modules)))")
    assert loaded.split() == []


def test_a_new_kernel_has_no_name_of_ours(kernel: BlockingKernelClient) -> None:
    assert (
        run(kernel, "print([name for name in dir() if 'register' in name or 'streamkit' in name])") == "[]\n"
    )


def test_a_new_kernel_knows_the_magic(kernel: BlockingKernelClient) -> None:
    assert "streamapp" in run(kernel, "%lsmagic\nprint(*get_ipython().magics_manager.magics['cell'])")
    assert "unrecognized arguments: --unknown" in run(kernel, "%%streamapp --unknown\n1")


def test_registering_imports_nothing_of_weight() -> None:
    code = f"import sys, jupyter_streamkit.kernel.lazy; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_installed_startup_file_is_ours() -> None:
    installed = Path(sys.prefix, "etc", "ipython", "startup", "50-jupyter_streamkit.py")
    ours = servers.REPOSITORY / "etc" / "ipython" / "startup" / installed.name
    assert installed.read_text() == ours.read_text()
