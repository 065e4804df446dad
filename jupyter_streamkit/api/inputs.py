"""All inputs: what the reader answers with."""

from __future__ import annotations

from .button_groups import ButtonGroupCommands
from .buttons import ButtonCommands
from .chat import ChatCommands
from .choices import ChoiceCommands
from .color_picker import ColorCommands
from .dates import DateCommands
from .menus import MenuCommands
from .numbers import NumberCommands
from .recordings import RecordingCommands
from .sliders import SliderCommands
from .textfields import TextFieldCommands
from .ticks import TickCommands


class InputCommands(
    ButtonCommands,
    ButtonGroupCommands,
    ChatCommands,
    ChoiceCommands,
    ColorCommands,
    DateCommands,
    MenuCommands,
    NumberCommands,
    RecordingCommands,
    SliderCommands,
    TextFieldCommands,
    TickCommands,
):
    """A place in the page, with the commands for inputs."""
