"""The plugin of pytest: `--streamkit` lets `import streamlit` be this package, in the tests and in what they import.

Every pytest of the environment loads this module, so it imports nothing of ours before it is asked to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("streamkit").addoption(
        "--streamkit",
        action="store_true",
        help="let `import streamlit` be jupyter_streamkit, with its own `streamlit.testing.v1`",
    )


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before the first conftest.py, which may import it too."""
    if early_config.known_args_namespace.streamkit:
        from jupyter_streamkit.runtime import alias

        alias.take_over()


def pytest_report_header(config: pytest.Config) -> str | None:
    from jupyter_streamkit._version import __version__

    if not config.getoption("streamkit"):
        return None
    return f"streamkit: `import streamlit` is jupyter_streamkit {__version__}"
