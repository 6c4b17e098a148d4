"""Findings of a short article, as its author reads them."""

from __future__ import annotations

from pathlib import Path

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, Place

FRONT = "---\ntitle: A country\ndate: 2026-11-23\nas-of: 2026-11-23\nlang: en\n---\n\n"


def diagnostics(folder: Path, text: str, ledger: str = "", front: str = FRONT) -> tuple[Diagnostic, ...]:
    """Return what the checks find in an article of a text and the entries of a ledger."""
    (folder / "article.md").write_text(f"{front}{text}\n", "utf-8")
    if ledger:
        (folder / "facts.yaml").write_text(f"facts:\n{ledger}", "utf-8")
    return tuple(check_article(locate(str(folder), folder)).diagnostics)


def messages(folder: Path, code: str, text: str, ledger: str = "", front: str = FRONT) -> list[str]:
    """Return the messages of a code, each with the words of its file that its place spans."""
    return [
        f"{each.message} @ {words(folder, each.place)}".rstrip()
        for each in diagnostics(folder, text, ledger, front)
        if each.code == code
    ]


def words(folder: Path, place: Place) -> str:
    """Return the words that a place spans, or its line and column where it spans none."""
    if not place.end_column:
        return f"{place.line}:{place.column}"
    line = (folder / Path(place.file).name).read_text("utf-8").split("\n")[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]
