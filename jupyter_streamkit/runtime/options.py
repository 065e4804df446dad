"""What the options say of a session's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_streamkit.config import config
from jupyter_streamkit.config.theme import theme
from jupyter_streamkit.tree.node import Json

if TYPE_CHECKING:
    from .session import Session


def configure(session: Session) -> None:
    """Read the options that stand beside the app, and tell the page of its look.

    Raises
    ------
    ConfigError
        A file has a value that an option does not take.
    """
    config.folder = Path(session.script.folder)
    version = config.version
    if session.configured != version:
        look = theme(config)
        facts: dict[str, Json] = {
            "theme": {"id": look.id, "style": look.style} if look.style else None,
            "toolbar": config.get("client.toolbarMode"),
        }
        usual: dict[str, Json] = {"theme": None, "toolbar": "auto"}
        if facts != {name: session.props.get(name, usual[name]) for name in facts}:
            session.tell(facts)
        session.configured = version
