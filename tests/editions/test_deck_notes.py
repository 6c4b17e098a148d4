"""Speaker notes within a box of a slide are for the speaker: no slide shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.load.article import locate
from pipeline.model.walk import text_of

NOTES = "::: notes\nprivate words\n:::\n"


@pytest.mark.parametrize(
    "box",
    [
        f'::::::: {{.slide message="Prices rose."}}\n- public\n\n{NOTES}:::::::\n',
        f'::::::: {{.slide message="Prices rose."}}\n{NOTES}\n- public\n\n:::::::\n',
        f"::::::: key-points\n- public\n\n{NOTES}:::::::\n",
        f'::::::: {{.open-questions message="Why?"}}\n- public\n\n{NOTES}:::::::\n',
        "::::::: {.slide message=Two}\n:::::: columns\n::::: column\npublic\n\n"
        f"{NOTES}:::::\n::::: column\nmore\n:::::\n::::::\n:::::::\n",
        f'::::::: {{.slide message="Prices rose."}}\n- public\n\n:::::::\n\n{NOTES}',
    ],
)
def test_notes_are_with_their_slide_and_not_on_it(tmp_path: Path, box: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: T\n---\n\n# Own\n\nIt is so.\n\n{box}", "utf-8")
    edition = deck(resolve_article(locate(str(tmp_path / "a.md"), tmp_path)).document)
    [slide] = [each for each in edition.slides if "public" in text_of(each.content)]
    assert "private words" in text_of(slide.notes)
    assert [each.id for each in edition.slides if "private" in text_of(each.content)] == []
