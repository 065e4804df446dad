"""How a page looks before its app has run: the theme of the app's folder."""

from __future__ import annotations

from logging import Logger
from pathlib import Path

from jupyter_streamkit.config import Config, ConfigError
from jupyter_streamkit.config.theme import Theme, theme


def look(folder: Path, log: Logger) -> Theme:
    """The theme of the apps in a folder. What is wrong with it the page of an app will say."""
    config = Config()
    config.folder = folder
    try:
        return theme(config)
    except ConfigError as error:
        log.warning("%s", error)
        return Theme(None, "", "")
