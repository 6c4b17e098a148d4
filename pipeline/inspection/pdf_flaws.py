"""What nobody can read or follow in a PDF, and the lines of text that no structure element has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.inspection.line import single_blanks
from pipeline.inspection.pdf_words import in_line, is_spelled, parts, reading
from pipeline.model.inspection import Flaw, Passage, PassageKind
from pipeline.pdfium.marked import Run
from pipeline.pdfium.reading import File, LinkArea

# Words further apart than this share of their height have a blank between them.
_GAP = 0.2


def flaws(file: File) -> Iterator[Flaw]:
    """Yield what nobody can read or follow."""
    for number, page in enumerate(file.pages, 1):
        for run in page.runs:
            if run.reason and run.text.strip():
                yield Flaw("glyph-unreadable", single_blanks(run.text), number, run.reason)
            if run.spelling is not None and not is_spelled(run.text, run.spelling):
                reason = f"it is read out as “{single_blanks(run.spelling)}”"
                yield Flaw("glyph-unreadable", single_blanks(run.text), number, reason)
        for link in page.links:
            if link.is_dead:
                words = single_blanks("".join(parts(_within(page.runs, link), None)))
                reason = f"its target {link.target} is not there" if link.target else "it leads nowhere"
                yield Flaw("link-dead", words, number, reason)


def _within(runs: Sequence[Run], link: LinkArea) -> list[Run]:
    return [each for each in runs if covers(link, each)]


def covers(link: LinkArea, run: Run) -> bool:
    """Return whether a link's rectangle has the first letter of a run."""
    x, y = (run.first[0] + run.first[2]) / 2, (run.first[1] + run.first[3]) / 2
    low_x, low_y, high_x, high_y = link.box
    return low_x <= x <= high_x and low_y <= y <= high_y


def lines(runs: Sequence[Run], page: int, kind: PassageKind) -> Iterator[Passage]:
    """Yield the lines that runs stand in."""
    line: list[str] = []
    last: Run | None = None
    for run in runs:
        if last is not None and not in_line(last.last, run.first):
            yield from _line(line, page, kind)
            line = []
        elif last is not None and abs(run.first[0] - last.last[2]) > _GAP * (run.first[3] - run.first[1]):
            line.append(" ")
        line.append(reading(run))
        last = run
    yield from _line(line, page, kind)


def _line(line: Sequence[str], page: int, kind: PassageKind) -> Iterator[Passage]:
    if words := single_blanks("".join(line)):
        yield Passage(kind, words, page)
