"""A kernel that is made ready but for its sockets; then the process forks, and each fork gets sockets of its own.

What is done before the fork is shared by all viewers: it takes each of them neither time nor memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import ipywidgets
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp

from jupyter_streamkit.widgets import foreign

OPTIONS = [
    # A database and a thread, for commands that nobody types.
    "--HistoryManager.enabled=False",
    # Two threads; what C code prints may go straight to the server's log.
    "--IPKernelApp.capture_fd_output=False",
    # The server's end is watched already: 1 is a parent that never ends.
    "--IPKernelApp.parent_handle=1",
]


class ForkedKernel(IPythonKernel):
    """IPython's kernel, in two steps."""

    @classmethod
    def instance(cls, **traits: Any) -> ForkedKernel:
        """The kernel; made without sockets, and given them when the application asks for it."""
        if not cls.initialized():
            return super().instance(**traits)
        kernel: ForkedKernel = super().instance()
        kernel.connect(traits)
        return kernel

    def connect(self, traits: dict[str, Any]) -> None:
        """Take the sockets, and hand them to all that write to them."""
        for name in traits.keys() - {"user_ns"}:
            setattr(self, name, traits[name])
        self.ident = str(uuid4())
        self._stdout, self._stderr = sys.stdout, sys.stderr
        shell: Any = self.shell
        for writer in (shell.displayhook, shell.display_pub):
            writer.session = self.session
            writer.pub_socket = self.iopub_socket
        shell.displayhook.topic = self._topic("execute_result")
        shell.starting_dir = str(Path.cwd())
        shell.user_ns["_dh"][:] = [shell.starting_dir]


class ForkedKernelApp(IPKernelApp):
    """IPython's application for kernels; `fork` is called when nothing is left to do that all can share.

    It returns in a new process, with the path of the connection file.
    """

    fork: Callable[[], str]

    def init_connection_file(self) -> None:
        """Where the application begins with what is one kernel's own."""
        self.kernel_class = ForkedKernel
        kernel = ForkedKernel.instance(parent=self, log=self.log, profile_dir=self.profile_dir)
        # When it was imported there was no shell yet.
        ipywidgets.load_ipython_extension(kernel.shell)
        foreign.watch()  # it changes a class, and with it the pages of all that inherit from it
        self.connection_file = self.fork()
        super().init_connection_file()

    def init_code(self) -> None:
        """Run the files of the profile.

        IPython also lists all modules, for `%reset --aggressive`: to touch each name costs a kernel 2 MB.
        """
        self._run_startup_files()
        self._run_exec_lines()
        self._run_exec_files()
        shell: Any = self.shell
        if self.hide_initial_ns:
            shell.user_ns_hidden.update(shell.user_ns)
