"""The stories of many small apps, told by Streamlit's own tester and by ours: they have to be the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from apptest.stories import areas, editor, files, flow, layout, pages, state, testers, widgets
from apptest.telling import Story

from jupyter_streamkit.testing.v1 import AppTest

STORIES: dict[str, Story] = {
    f"{module.__name__.rpartition('.')[2]}: {name}": story
    for module in (areas, editor, files, flow, layout, pages, state, testers, widgets)
    for name, story in module.STORIES.items()
}


@pytest.mark.parametrize("name", STORIES)
def test_as_streamlit_tells_it(name: str, theirs: Any, tmp_path: Path) -> None:
    story = STORIES[name]
    assert story.tell(AppTest, tmp_path / "ours") == story.tell(theirs, tmp_path / "theirs")
