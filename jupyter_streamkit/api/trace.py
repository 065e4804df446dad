"""A traceback as the author of a script wants it: the script's own lines, and what they called.

Frames of this package are left out, and so is what led to the script.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from traceback import StackSummary, TracebackException

from .source import is_ours


def trace(error: BaseException, files: Collection[str]) -> str:
    """The traceback of an exception, with those that led to it; its own name and message are not repeated."""
    whole = TracebackException.from_exception(error, capture_locals=False)
    for each in _chain(whole):
        each.stack = _trimmed(each.stack, files)
    text = "".join(whole.format(chain=True))
    if not isinstance(error, (SyntaxError, BaseExceptionGroup)):
        text = text.removesuffix("".join(whole.format_exception_only()))
    lines = text.removeprefix("Traceback (most recent call last):\n").rstrip()
    return re.sub(r'File "<streamapp ([^">]*)>"', r'Cell "\1"', lines)


def _chain(whole: TracebackException) -> list[TracebackException]:
    """The exception, its causes and contexts, and those in its group."""
    found: list[TracebackException] = []
    waiting: list[TracebackException | None] = [whole]
    while waiting:
        each = waiting.pop()
        if each is not None:
            found.append(each)
            waiting += [each.__cause__, each.__context__, *(each.exceptions or ())]
    return found


def _trimmed(stack: StackSummary, files: Collection[str]) -> StackSummary:
    frames = list(stack)
    scripts = [index for index, frame in enumerate(frames) if frame.filename in files]
    frames = frames[scripts[0] :] if scripts else frames
    return StackSummary.from_list([frame for frame in frames if not is_ours(frame.filename)])
