"""All inputs: what the reader answers with."""

from __future__ import annotations

from .buttons import ButtonCommands
from .choices import ChoiceCommands
from .color_picker import ColorCommands
from .dates import DateCommands
from .numbers import NumberCommands
from .sliders import SliderCommands
from .textfields import TextFieldCommands
from .ticks import TickCommands


class InputCommands(
    ButtonCommands,
    ChoiceCommands,
    ColorCommands,
    DateCommands,
    NumberCommands,
    SliderCommands,
    TextFieldCommands,
    TickCommands,
):
    """A place in the page, with the commands for inputs."""
