"""One kernel for all tests; each test leaves it without apps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from jupyter_client.manager import KernelManager
from kernels import Kernel


@pytest.fixture(scope="session")
def _manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KernelManager, Path]]:
    home = tmp_path_factory.mktemp("kernel")
    manager = KernelManager()
    manager.start_kernel(env=servers.environment(home), cwd=str(home))
    yield manager, home
    manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(_manager: tuple[KernelManager, Path]) -> Iterator[Kernel]:
    """A kernel as a user starts it: nothing is loaded by hand."""
    manager, _ = _manager
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    kernel = Kernel(manager, client)
    yield kernel
    kernel.run(
        "import sys\n"
        "magics = get_ipython().magics_manager.registry.get('StreamappMagics')\n"
        "for name in list(magics.apps.by_name) if magics else (): magics.apps.close(name)"
    )
    client.stop_channels()
