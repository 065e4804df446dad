"""The addresses of apps: what stands in for Voilà's own handlers.

Voilà's handler of pages lets a viewer wait for the kernel before the first byte, and compiles its templates anew for
each. `PageHandler` sends the first sight of an app at once; scripts load while the kernel starts.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import split_host_and_port
from tornado.web import Application, authenticated
from voila._version import __version__
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler
from voila.utils import get_page_config

from .compressed import compress
from .extension import SETTING
from .lock import lock, move_login, rules
from .opening import TEMPLATE, Opening
from .page import Page
from .sign_in import add_sign_in


class OfApps(JupyterHandler):
    """Sees scripts as apps, and folders as galleries, also beside JupyterLab, which has its own idea of a folder."""

    @property
    def contents_manager(self) -> Any:
        """The contents as apps."""
        return self.settings.get(SETTING) or super().contents_manager


class GalleryHandler(OfApps, TornadoVoilaTreeHandler):
    """The gallery of a folder."""


class PageHandler(OfApps, TornadoVoilaHandler):
    """A page with our template. Pages with others, and those that Voilà renders in ways of its own, stay Voilà's."""

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Send the page while its kernel starts and runs the notebook."""
        if not self._is_ours(path):
            await self._send(self.get_generator(path))
            return
        renderer = self._renderer(self.notebook_path or path)
        await renderer.initialize(
            template=self.get_argument("template", None), theme=self.get_argument("theme", None)
        )
        kernel_id = asyncio.ensure_future(self._start_kernel(renderer))
        await asyncio.sleep(0)
        if kernel_id.done():  # no place for another viewer: that has a page of its own
            kernel_id.result()
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Accel-Buffering", "no")  # nginx would keep the first sight back
        async with self._kept_alive():
            if renderer.template_name == TEMPLATE and Page(renderer.notebook).is_app:
                await Opening(self, renderer, kernel_id).send()
            else:
                await self._send(self._notebook(renderer, await kernel_id))

    def _is_ours(self, path: str | None) -> bool:
        configuration = self.voila_configuration
        template = configuration.template
        if configuration.allow_template_override == "YES":
            template = self.get_argument("template", template)
        kinds = {".ipynb", *configuration.extension_language_mapping}
        is_page = Path(self.notebook_path or path or "").suffix in kinds and not (self.notebook_path and path)
        own_ways = configuration.progressive_rendering or configuration.preheat_kernel
        return is_page and template == TEMPLATE and not own_ways

    def _renderer(self, file: str | None) -> Any:
        """Voilà's renderer of a notebook, as Voilà's own handler makes it."""
        told = {
            "base_url": self.base_url,
            "settings": self.settings,
            "log": self.log,
            "voila_configuration": self.voila_configuration,
        }
        page_config = get_page_config(**told)
        if self.page_config_hook:
            page_config = self.page_config_hook(page_config, **told, notebook_path=file)
        return NotebookRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=file,
            template_paths=self.template_paths,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            page_config=page_config,
            mathjax_config=self.settings.get("mathjax_config"),
            mathjax_url=self.settings.get("mathjax_url"),
        )

    async def _start_kernel(self, renderer: Any) -> str:
        name = renderer.notebook.metadata.kernelspec.name
        start = self.kernel_manager.start_kernel(
            kernel_name=name, path=renderer.cwd, env={**os.environ, **self._environment()}
        )
        kernel_id: str = await ensure_async(start)
        return kernel_id

    def _environment(self) -> dict[str, str]:
        """What Voilà tells kernels of the request, in the words of CGI and in its own."""
        request = self.request
        host, port = split_host_and_port(request.host.lower())
        wanted = {name.lower() for name in self.voila_configuration.http_header_envs}
        headers = {name: value for name, value in request.headers.items() if name.lower() in wanted}
        return {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()} | {
            "SCRIPT_NAME": request.path,
            "PATH_INFO": "",
            "QUERY_STRING": request.query,
            "SERVER_NAME": host,
            "SERVER_PORT": str(port or ""),
            "SERVER_PROTOCOL": request.version,
            "SERVER_SOFTWARE": f"voila/{__version__}",
            "VOILA_APP_PORT": str(port or ""),
            "VOILA_BASE_URL": self.base_url,
            "VOILA_PREHEAT": "False",
            "VOILA_REQUEST_URL": request.full_url(),
            "VOILA_SERVER_URL": self.settings.get("server_url", "/"),
        }

    async def _notebook(self, renderer: Any, kernel_id: str) -> AsyncIterator[str]:
        """The page of a notebook without an app."""
        kernel = self.kernel_manager.get_kernel(kernel_id)
        async for text, _ in renderer.generate_content_generator(kernel_id, kernel):
            yield text

    async def _send(self, texts: AsyncIterator[str]) -> None:
        async for text in texts:
            self.write(text)
            self.flush()

    @asynccontextmanager
    async def _kept_alive(self) -> AsyncIterator[None]:
        """Say something now and then: a proxy gives up a server that is silent."""

        async def speak() -> None:
            while True:
                await asyncio.sleep(self.voila_configuration.http_keep_alive_timeout)
                self.write("\n")
                self.flush()

        speaking = asyncio.ensure_future(speak())
        try:
            yield
        finally:
            speaking.cancel()


def take_over(application: Application) -> None:
    """Have a Voilà serve apps in our way, to those whom it knows."""
    for arrange in (move_login, lock, add_sign_in, serve_pages, compress):
        arrange(application)


def serve_pages(application: Application) -> None:
    """Put our handler of pages in the place of Voilà's."""
    for rule in rules(application.default_router):
        if rule.target is TornadoVoilaHandler:
            rule.target = PageHandler
