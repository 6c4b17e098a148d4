"""The editions of an article compared with it: nothing differs, whatever their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.against.judging import findings_of, judge
from tests.articles import artifact

# The least statements that each file must have been compared by.
LEAST = {
    "cambodia-us-relations": {
        "deck.pptx": 230, "deck.html": 220, "briefing.pdf": 180, "ebook.epub": 220, "deck.pdf": 80,
        "article.html": 180,
    },
    "si-2019": {"deck.pptx": 45, "briefing.pdf": 35, "ebook.epub": 45},
}  # fmt: skip
CASES = [(article, file) for article, files in LEAST.items() for file in files]


@pytest.mark.parametrize(("article", "file"), CASES)
def test_nothing_differs(article: str, file: str, build_folder: Path) -> None:
    comparison = judge(artifact(build_folder, article, file), article)
    assert findings_of(comparison) == []
    assert comparison.same_count >= LEAST[article][file]
