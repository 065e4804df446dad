"""Apps beside JupyterLab: what Voilà's server extension needs to serve them as Voilà itself does.

Where the template is `streamkit`, `/voila` is the gallery, and scripts are apps, too. Elsewhere a notebook's page
has it with `?template=streamkit` in its address.
"""

from __future__ import annotations

from typing import Any

SETTING = "streamkit_contents"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Nothing yet: Voilà's extension has to have its addresses first."""


async def _start_jupyter_server_extension(server: Any) -> None:
    """Take over Voilà's addresses, when all extensions are loaded."""
    from .handlers import serve_pages
    from .lock import lock, rules
    from .sign_in import add_sign_in

    lock(server.web_app)
    add_sign_in(server.web_app)
    serve_pages(server.web_app)
    for rule in rules(server.web_app.default_router):
        configuration = rule.target_kwargs.get("voila_configuration")
        if configuration is not None and configuration.template == "streamkit":
            _serve_apps(server, rule, configuration)


def _serve_apps(server: Any, rule: Any, configuration: Any) -> None:
    from voila.tornado.treehandler import TornadoVoilaTreeHandler

    from .contents import AppContents
    from .handlers import GalleryHandler

    configuration.extension_language_mapping = {".py": "python", **configuration.extension_language_mapping}
    if rule.target is TornadoVoilaTreeHandler:
        rule.target = GalleryHandler
    if SETTING not in server.web_app.settings:
        server.web_app.settings[SETTING] = AppContents(parent=server, root_dir=server.root_dir)
