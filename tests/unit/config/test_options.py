"""The options: where they come from, what they take, and that they are Streamlit's."""

from __future__ import annotations

import logging
import os

import pytest

import jupyter_streamkit as st
from jupyter_streamkit.config import ConfigError, UnknownOptionError
from jupyter_streamkit.config.options import OPTIONS
from jupyter_streamkit.errors import StreamlitAPIException

# Streamlit makes or looks these up when it starts.
MADE = {"server.cookieSecret", "server.headless", "browser.serverPort", "secrets.files"}


def test_what_is_nearer_wins(config, write, monkeypatch) -> None:
    assert (config.get("server.port"), config.is_set("server.port")) == (8501, False)
    for port, folder in enumerate(("home", "project", "app"), 1):
        write(folder, f"[server]\nport = {port}")
        assert config.get("server.port") == port
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "4")
    assert (config.get("server.port"), config.is_set("server.port")) == (4, True)


def test_files_add_up(config, write) -> None:
    write("home", '[server]\nport = 1\n[theme]\nfont = "serif"')
    write("app", "[server]\nrunOnSave = true")
    assert [config.get(key) for key in ("server.port", "server.runOnSave", "theme.font")] == [
        1,
        True,
        "serif",
    ]
    assert config.section("theme") == {"font": "serif"}


def test_a_changed_file_is_read_again(config, write) -> None:
    file = write("app", "client.toolbarMode = 'viewer'")
    before = config.version
    assert config.get("client.toolbarMode") == "viewer"
    file.write_text("client.toolbarMode = 'minimal'")
    os.utime(file, ns=(1, 1))
    assert config.get("client.toolbarMode") == "minimal"
    assert config.version != before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[server]\n\nport = 'abc'", "line 3: server.port takes a whole number, not 'abc'"),
        ("[server]\nport = true", "line 2: server.port takes a whole number"),
        (
            "[theme.light.sidebar]\n# red\n primaryColor = 3",
            "line 3: theme.light.sidebar.primaryColor takes a text",
        ),
        (
            'client.showErrorDetails = "some"',
            'line 1: client.showErrorDetails takes one of "full", "stacktrace"',
        ),
        ("[server]\nrunOnSave = 1", "line 2: server.runOnSave takes true or false"),
        ("[server\nport = 1", "is not valid TOML: Expected ']' at the end of a table declaration (at line 1"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(config, write, text: str, said: str) -> None:
    file = write("app", text)
    with pytest.raises(ConfigError) as caught:
        config.get("server.port")
    assert str(caught.value).startswith(str(file))
    assert said in str(caught.value)


def test_options_of_other_versions_go_to_the_log(config, write, caplog) -> None:
    file = write("app", "[nosuch]\na = 1\n[server]\nport = 5\nnever = { b = 1 }")
    with caplog.at_level(logging.WARNING):
        assert config.get("server.port") == 5
    assert [record.getMessage() for record in caplog.records] == [
        f"{file}, line 2: there is no option nosuch.a here; it is ignored.",
        f"{file}, line 5: there is no option server.never here; it is ignored.",
    ]


def test_values_of_the_environment_are_read_by_kind(config, monkeypatch) -> None:
    told = {
        "STREAMLIT_SERVER_RUN_ON_SAVE": ("server.runOnSave", "yes", True),
        "STREAMLIT_THEME_CHART_CATEGORICAL_COLORS": (
            "theme.chartCategoricalColors",
            "red, blue",
            ["red", "blue"],
        ),
        "STREAMLIT_RUNNER_CONNECTION_DEFAULT_TTL": ("runner.connectionDefaultTTL", "1.5", 1.5),
    }
    for variable, (key, text, value) in told.items():
        monkeypatch.setenv(variable, text)
        assert config.get(key) == value
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "http")
    with pytest.raises(ConfigError, match=r"The environment variable STREAMLIT_SERVER_PORT: .* not 'http'"):
        config.get("server.port")


def test_scripts_set_some(config) -> None:
    config.set("client.showErrorDetails", "none")
    assert config.get("client.showErrorDetails") == "none"
    with pytest.raises(ConfigError, match=r"cannot be set by a script: write it into .*config.toml"):
        config.set("server.port", 1)
    with pytest.raises(ConfigError, match=r"`st.set_option`: client.toolbarMode takes one of"):
        config.set("client.toolbarMode", "big")


def test_unknown_names() -> None:
    for ask in (lambda: st.get_option("no.such"), lambda: st.set_option("no.such", 1)):
        with pytest.raises(UnknownOptionError, match=r"There is no option `no.such`"):
            ask()
    assert issubclass(UnknownOptionError, (RuntimeError, StreamlitAPIException))


def test_they_are_streamlits() -> None:
    theirs = pytest.importorskip("streamlit.config").get_config_options()
    shown = {
        key: option
        for key, option in theirs.items()
        if option.visibility == "visible" and not option.deprecated
    }
    assert shown.keys() - OPTIONS.keys() == set()
    ours = {key: OPTIONS[key] for key in shown}
    assert {key: each.variable for key, each in ours.items()} == {
        key: each.env_var for key, each in shown.items()
    }
    assert {key: each.scriptable for key, each in ours.items()} == {
        key: each.scriptable for key, each in shown.items()
    }
    assert {key: each.default for key, each in ours.items() if key not in MADE} == {
        key: each.value for key, each in shown.items() if key not in MADE
    }
