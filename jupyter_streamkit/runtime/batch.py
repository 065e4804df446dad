"""What a run takes together: events, and what its callbacks made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_streamkit.tree.node import Json

from .fragments import Fragment
from .pages import Visit


@dataclass(slots=True)
class Batch:
    """Events that one run takes together."""

    values: dict[str, Json] = field(default_factory=dict)
    delivered: set[str] = field(default_factory=set)
    """The inputs whose values came with the press of their form's button: what stands around them need not run."""
    pressed: set[str] = field(default_factory=set)
    carried: dict[str, Json] = field(default_factory=dict)
    """Presses whose callback has been run, but which the script has not met, and what they bring along."""
    full: bool = False
    """The whole script has to run, whatever the events."""
    fragments: set[Fragment] = field(default_factory=set)
    """These have to run."""
    visit: Visit | None = None
    """The viewer wants another page."""

    def fits(self, widget_id: str, trigger: bool) -> bool:
        """One run can meet a button's press once."""
        return not trigger or widget_id not in self.pressed


@dataclass(slots=True)
class Votes:
    """What the callbacks of one run want to be run."""

    full: bool = False
    usual: bool = False
    """One of them is content with what its event runs anyway."""
    fragments: set[Fragment] = field(default_factory=set)
