"""Files compared with the articles of the tests, without the command line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.against import own, reading
from pipeline.against.comparison import Comparison, compare
from pipeline.against.own import OwnText
from pipeline.load.article import load
from pipeline.load.location import locate
from pipeline.resolve import resolve

ROOT = Path(__file__).parents[2]


@cache
def own_text(article: str) -> OwnText:
    """Return what an article of `source/` states."""
    manuscript = load(locate(article, ROOT / "source")).manuscript
    return own.read(manuscript, resolve(manuscript)[0])


def judge(path: Path, article: str, lang: str | None = None) -> Comparison:
    """Compare a file with an article."""
    ours = own_text(article)
    other = reading.read(path, path.read_bytes())
    return compare(other, ours, lang or reading.language_of(other, ours.lang))


def findings_of(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Return the findings: differs or unknown, the place in words, their words, and ours."""
    return [
        (
            each.state,
            each.theirs.spot(each.start).words,
            each.text,
            each.ours or (each.own.statement.text if each.own else ""),
        )
        for each in comparison.verdicts
        if each.state != "same"
    ]
