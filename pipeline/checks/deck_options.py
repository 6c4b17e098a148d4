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
from pipeline.model.names import fold_name


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
    sections = [(heading.attr.id, _words(heading)) for heading in survey.headings]
    known_names = {fold_name(name) for names in sections for name in names} - {""}
    suggestions = Names([name for names in sections for name in names if name])
    file = PurePath(survey.manuscript.source.file).name
    for index, name in enumerate(appendix):
        if fold_name(name) not in known_names:
            place = survey.manuscript.places.of(file, "deck", "appendix", index)
            hint = suggestions.hint(name, otherwise="name a section by its id or its heading")
            yield Finding(f"no section is called `{name[:80]}`", place, hint)


def _words(heading: n.Header) -> str:
    """Return the words of a heading without citations and the full stop at its end."""
    plain = walk.map_inlines(heading.inlines, lambda node: () if isinstance(node, n.Cite) else (node,))
    return walk.text_of(plain).rstrip(".")
