"""The generated chapters of the handbook and the folder that they are in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.handbook.reference import codes, commands, editions, front_matter, kinds
from tests.handbook.reference.chapter import Chapter

FOLDER = Path(__file__).parents[3] / "source" / "handbook" / "chapters" / "reference"
CHAPTERS: tuple[Callable[[], Chapter], ...] = (
    commands.chapter,
    front_matter.chapter,
    kinds.facts_chapter,
    kinds.figures_chapter,
    editions.chapter,
    codes.chapter,
)
