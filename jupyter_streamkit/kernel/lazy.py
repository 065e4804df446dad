"""Makes `%%streamapp` known to a kernel without loading anything.

Every kernel of the environment runs this at start (etc/ipython/startup): it must import nothing heavy.
"""

from __future__ import annotations

from IPython.core.getipython import get_ipython


def register() -> None:
    """Let the first use of `%%streamapp` load the extension.

    Examples
    --------
    >>> from jupyter_streamkit.kernel import lazy
    >>> lazy.register()
    """
    shell = get_ipython()
    if shell is not None:
        shell.magics_manager.register_lazy("streamapp", "jupyter_streamkit")
