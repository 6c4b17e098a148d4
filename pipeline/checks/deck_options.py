"""Options of the deck in the front matter that name what the article has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import Names
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence


@check(Consequence.ADVICE)
def appendix_unknown(survey: Survey) -> Iterator[Finding]:
    """The appendix of the deck names a section that there is not.

    Why: a section that is meant for the appendix then stands among the others.

    Bad:
        deck:
          appendix: [methosd]

    Good:
        deck:
          appendix: [methods]
    """
    appendix = survey.manuscript.front.deck.appendix
    if not appendix:
        return
    sections = [(heading.attr.id, walk.text_of(heading.inlines)) for heading in _sections(survey.headings)]
    known_names = {_fold(name) for names in sections for name in names}
    suggestions = Names([name for names in sections for name in names if name])
    file = PurePath(survey.manuscript.source.file).name
    for index, name in enumerate(appendix):
        if _fold(name) not in known_names:
            place = survey.manuscript.places.of(file, "deck", "appendix", index)
            hint = suggestions.hint(name, otherwise="name a section by its id or its heading")
            yield Finding(f"no section is called `{name[:80]}`", place, hint)


def _sections(headings: tuple[n.Header, ...]) -> Iterator[n.Header]:
    """Yield the headings of sections: those that no other heading is above."""
    levels: list[int] = []
    for heading in headings:
        while levels and levels[-1] >= heading.level:
            levels.pop()
        levels.append(heading.level)
        if len(levels) == 1:
            yield heading


def _fold(name: str) -> str:
    return " ".join(name.removeprefix("#").casefold().split())
