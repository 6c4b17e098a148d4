"""What a deck does not show it says: nothing of a section is lost for want of a whole sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.editions.deck import deck
from pipeline.load.article import load, locate
from pipeline.model.walk import text_of
from pipeline.resolve import resolve

NOTE = "[^1]: Before.\n\n    - one item\n\n    ```\n    code\n    ```"
CELLS = "+---------+\n| - one   |\n| - two   |\n+---------+\n| > three |\n+---------+"
TABLE = "  | a | b |\n  |---|---|\n  | c | d |\n\n  : Caption here."
NOTES = "| a^[Of a.] |\n|---|\n| b^[Of b.] |\n\n: First.^[Of it.] Second.^[Of two.]"
SHORT = "| a |\n|---|\n| b |\n\n: First.^[Of it.]"
SECTIONS = {
    "no sentence": "# Thanks\n\nAnn and Bob",
    "no words": "# Thanks\n\n# Work\n\nIt was done.",
    "only headings and words": "# Work\n\n## First part\n\nas planned\n\n## Second part\n\nas always",
    "a heading over words among slides": "# Work\n\nIt was done.\n\n## Remainder\n\nas planned",
    "blocks in a note": f"# Work\n\nIt was done.[^1]\n\n{NOTE}",
    "blocks in cells": f"# Work\n\nIt was done.\n\n{CELLS}",
    "notes in a table": f"# Work\n\nIt was done.\n\n{NOTES}",
    "a note in a caption": f"# Work\n\nIt was done.\n\n::: {{.slide message='So.'}}\n{SHORT}\n:::",
    "a caption in a list": f"# Work\n\nIt was done.\n\n- item\n\n{TABLE}",
}
WORDS = {
    "no sentence": "Thanks|Ann and Bob",
    "no words": "Thanks|Work|It was done.",
    "only headings and words": "First part|as planned|Second part|as always",
    "a heading over words among slides": "It was done.|Remainder|as planned",
    "blocks in a note": "It was done|Before.|one item|code",
    "blocks in cells": "one|two|three",
    "notes in a table": "Of a.|Of b.|First|Of it.|Second|Of two.",
    "a note in a caption": "First.|(Of it.)",
    "a caption in a list": "item|c; d|Caption here.",
}


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_word_is_shown_or_said(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text(f"---\ntitle: T\n---\n\n{SECTIONS[kind]}\n", "utf-8")
    document, _ = resolve(load(locate(str(path), tmp_path)).manuscript)
    text = " ".join(text_of(deck(document).blocks, notes=True).split())
    assert [words for words in WORDS[kind].split("|") if words not in text] == []
