"""A real ipykernel for the tests, and what they ask of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

Message = dict[str, Any]


class Kernel:
    """A kernel and a client that keeps all that the kernel sends."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager = manager
        self.client = client
        self.messages: list[Message] = []

    def run(self, code: str, cell: str = "cell", deleted: tuple[str, ...] = ()) -> list[Message]:
        """Run a cell as JupyterLab does; returns what came until it and its app were idle."""
        start = len(self.messages)
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}}
        content |= {"allow_stdin": False, "stop_on_error": True}
        message = self.client.session.msg("execute_request", content)
        message["metadata"] = {"cellId": cell, "deletedCells": list(deleted)}
        self.client.shell_channel.send(message)
        id = message["header"]["msg_id"]
        self.until(
            lambda each: each["msg_type"] == "status" and idle(each) and each["parent_header"]["msg_id"] == id
        )
        return self.messages[start:]

    def app(self, code: str, cell: str = "cell") -> list[Message]:
        """Run an app's cell; returns what came until its first run had ended."""
        start = len(self.messages)
        self.run(code, cell)
        if not any(finished(each) for each in self.messages[start:]):
            self.until(finished)
        return self.messages[start:]

    def until(self, condition: Callable[[Message], bool], seconds: float = 20) -> Message:
        """Read messages until one fits."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=max(end - time.monotonic(), 0.01))
            self.messages.append(message)
            if condition(message):
                return message
        raise TimeoutError

    def quiet(self, seconds: float = 0.3) -> list[Message]:
        """Read what comes within a time."""
        start = len(self.messages)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.client.iopub_channel.msg_ready():
                self.messages.append(self.client.get_iopub_msg(timeout=1))
            else:
                time.sleep(min(left, 0.01))
        return self.messages[start:]

    def evaluate(self, expression: str) -> str:
        """What a cell that prints an expression prints."""
        told = self.run(f"print({expression})", cell="evaluate")
        return "".join(each["content"]["text"] for each in told if each["msg_type"] == "stream").strip()

    def send(self, model: str, data: dict[str, Any]) -> list[Message]:
        """Send a comm message as a browser does; returns what came until the run that it caused had ended."""
        start = len(self.messages)
        message = self.client.session.msg("comm_msg", {"comm_id": model, "data": data})
        self.client.shell_channel.send(message)
        self.until(finished)
        return self.messages[start:]

    def change(self, model: str, value: object) -> list[Message]:
        """Change the value of an input."""
        return self.send(model, {"method": "update", "state": {"value": value}, "buffer_paths": []})

    def say(self, root: str, **content: object) -> list[Message]:
        """Send a message to an app."""
        return self.send(root, {"method": "custom", "content": content})


def holds(process: int, text: str) -> bool:
    """Whether a text is anywhere in a process's memory."""
    wanted = text.encode()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            begin, end, access = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
            if "r" in access and "[v" not in line:
                memory.seek(int(begin, 16))
                if wanted in memory.read(int(end, 16) - int(begin, 16)):
                    return True
    return False


def idle(message: Message) -> bool:
    state: str = message["content"].get("execution_state", "")
    return state == "idle"


def finished(message: Message) -> bool:
    """Whether a message is the patch that ends a chain of runs."""
    patch = patch_of(message)
    return patch is not None and patch["state"] == "idle"


def patch_of(message: Message) -> dict[str, Any] | None:
    if message["msg_type"] != "comm_msg":
        return None
    content = message["content"]["data"].get("content", {})
    return content if content.get("method") == "patch" else None


def nodes(messages: list[Message]) -> list[dict[str, Any]]:
    """The new nodes of all patches, in order."""
    patches = [patch for each in messages if (patch := patch_of(each))]
    return [node for patch in patches for node in patch.get("put", {}).values()]


def root(messages: list[Message]) -> str:
    """The root model that a cell displayed."""
    views = [each["content"]["data"] for each in messages if each["msg_type"] == "display_data"]
    view = "application/vnd.jupyter.widget-view+json"
    id: str = next(data[view]["model_id"] for data in views if view in data)
    return id
