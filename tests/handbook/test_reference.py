"""The generated chapters of the handbook are what the code says now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.handbook.reference.all import CHAPTERS, FOLDER
from tests.handbook.reference.chapter import Chapter


@pytest.mark.parametrize("write", CHAPTERS, ids=lambda each: each.__module__.rpartition(".")[2])
def test_a_generated_chapter_is_current(write: Callable[[], Chapter]) -> None:
    chapter = write()
    assert (FOLDER / f"{chapter.name}.md").read_text("utf-8") == chapter.text, "make handbook-reference"


def test_no_other_chapter_lies_among_them() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {write().name for write in CHAPTERS}
