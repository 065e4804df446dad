"""A command that was asked for in a wrong way."""


class UsageError(Exception):
    """The command cannot do what it was asked for, and why."""
