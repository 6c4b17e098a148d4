"""Lines above and below the titles of the HTML deck, in the direction of their letters."""

from __future__ import annotations

from pathlib import Path

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.formats.reveal import HTML
from pipeline.load.article import locate
from tests.formats.deck_setting import SETTING

ARTICLE = """---
title: دراسة
subtitle: {}
kicker: {}
lang: ar
---

# {}

## نص

كلمات.
"""


def test_kickers_and_subtitles_have_the_direction_of_their_letters(tmp_path: Path) -> None:
    for text, direction in (("من عام", ' dir="rtl"'), ("Words", "")):
        file = tmp_path / "article.md"
        file.write_text(ARTICLE.format(text, text, text), encoding="utf-8")
        data = HTML.render(deck(resolve_article(locate(str(file), tmp_path)).document), SETTING).data.decode()
        assert f'<p class="subtitle"{direction}>{text}</p>' in data
        assert data.count(f'<p class="kicker"{direction}>{text}</p>') == 2
