from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from apptest.fragment_runs import let_fragments_run


@pytest.fixture(scope="module")
def theirs() -> Iterator[Any]:
    """Streamlit's own tester, with which ours is compared."""
    testing = pytest.importorskip("streamlit.testing.v1", reason="Streamlit is what we compare with")
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)
    with pytest.MonkeyPatch.context() as patch:
        # For every app it looks through all packages of the environment for components: most of its time.
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        let_fragments_run(patch)
        yield testing.AppTest
