"""Writes the generated chapters of the handbook: `make handbook-reference`."""

from __future__ import annotations

from tests.handbook.reference.all import CHAPTERS, FOLDER

for each in CHAPTERS:
    chapter = each()
    (FOLDER / f"{chapter.name}.md").write_text(chapter.text, "utf-8")
