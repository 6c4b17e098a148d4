"""The articles that tests build from end to end, and where what is built of them stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.load.article import load, locate
from pipeline.model.stages import Document
from pipeline.resolve import resolve

ROOT = Path(__file__).parent.parent
ARTICLES = ("cambodia-us-relations", "si-2019", "tests/sample", "tests/joss/paper.md")
# Articles of what is hard to set: what pages cut, and passages in other scripts.
TORTURE, PASSAGES = "tests/torture", "tests/passages"


def artifact(built: Path, article: str, file: str) -> Path:
    """Return the path of what is built of an article; `built` is the folder that the fixture returns."""
    return built / Path(article).stem / file


@cache
def document(article: str) -> Document:
    """Return an article resolved, which leaves nothing to be told."""
    made, diagnostics = resolve(load(locate(article, ROOT / "source")).manuscript)
    assert diagnostics == ()
    return made
