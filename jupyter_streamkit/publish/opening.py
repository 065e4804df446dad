"""The page of an app as it is sent: its first sight at once, then what the kernel has to say."""

from __future__ import annotations

from asyncio import Future
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from nbconvert.filters import ansi2html
from nbformat import NotebookNode
from voila.paths import collect_template_paths
from voila.utils import create_include_assets_functions

from .page import Page, cut
from .viewer import Viewer

TEMPLATE = "streamkit"


class Opening:
    """A page of an app that is sent while its kernel starts and runs the notebook.

    Parameters
    ----------
    handler
        Who answers the request.
    renderer
        Voilà's renderer, which has read the notebook.
    kernel_id
        The kernel that is being started.
    """

    def __init__(self, handler: Any, renderer: Any, kernel_id: Future[str]) -> None:
        self._handler = handler
        self._renderer = renderer
        self._kernel_id = kernel_id
        self._viewer = Viewer(renderer)
        self._page = Page(renderer.notebook)
        self._texts: list[str] = []

    async def send(self) -> None:
        """Send the page; what stands on it so far goes out wherever there is something to wait for."""
        cut(self._renderer.notebook)
        _ = self._viewer.token  # sets a cookie, so it comes before the first text
        try:
            await self._write("app.html")
        except Exception:
            self._handler.log.exception("The page of %s could not be completed", self._renderer.notebook_path)
            self._viewer.fail()
            await self._write("failed.html")
        self._viewer.sent("".join(self._texts))

    async def _write(self, name: str) -> None:
        async for text in template(name).generate_async(self._names()):
            self._handler.write(text)
            self._texts.append(text)

    def _names(self) -> dict[str, Any]:
        """What the template knows."""
        return {
            **create_include_assets_functions(TEMPLATE, self._renderer.base_url),
            "nb": self._renderer.notebook,
            "page": self._page,
            "resources": self._renderer.resources,
            "run": self._run,
            "scripts": self._viewer.files.first,
            "start": self._start,
            "theme": self._viewer.theme,
            "viewer": self._viewer,
        }

    async def _start(self) -> str:
        """The kernel's id, as soon as there is one."""
        self._handler.flush()
        kernel_id = await self._kernel_id
        self._viewer.watch(kernel_id)
        return kernel_id

    async def _run(self, kernel_id: str) -> AsyncIterator[NotebookNode]:
        """Run the notebook; yields the cells that the viewer has to hear of."""
        self._handler.flush()
        renderer = self._renderer
        kernel = self._handler.kernel_manager.get_kernel(kernel_id)
        # What Voilà gives to templates to do it.
        await renderer._jinja_kernel_start(renderer.notebook, kernel_id, kernel)  # noqa: SLF001
        await self._viewer.introduce()
        async for cell in renderer._jinja_cell_generator(renderer.notebook, kernel_id):  # noqa: SLF001
            if self._page.has_failed(cell):
                self._viewer.fail()
                yield cell


@cache
def environment() -> Environment:
    """Our templates, each compiled once."""
    paths = collect_template_paths(["voila"], TEMPLATE)
    made = Environment(loader=FileSystemLoader(paths), autoescape=True, enable_async=True)
    made.filters["ansi2html"] = ansi2html
    return made


def template(name: str) -> Template:
    """One of them."""
    return environment().get_template(name)
