"""Options of editions in the front matter: names of what the article has, and words with little room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import Names
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.front_matter import HANDLING_LENGTH
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


@check(Consequence.WRONG)
def edition_unknown(survey: Survey) -> Iterator[Finding]:
    """The front matter names an edition that there is not.

    Why: what is meant by it would not be built, and nobody would miss it.

    Bad:
        editions: [briefing, e-book]

    Good:
        editions: [briefing, ebook]
    """
    names = survey.all_editions
    file = PurePath(survey.manuscript.source.file).name
    for index, name in enumerate(survey.manuscript.front.editions):
        if name not in names:
            place = survey.manuscript.places.of(file, "editions", index)
            hint = Names(names).hint(name, otherwise=f"editions: {', '.join(names)}")
            yield Finding(f"no edition is called `{name[:80]}`", place, hint)


@check(Consequence.ADVICE)
def handling_long(survey: Survey) -> Iterator[Finding]:
    """The line on who may read the article has more than 100 characters.

    Why: a slide has room for two lines of small letters; the rest is left out there, with an ellipsis.

    Bad:
        briefing:
          handling: >-
            Internal – for the members of the delegation and their deputies alone,
            not for circulation in other houses, by any means

    Good:
        briefing:
          handling: Internal – for the delegation alone
    """
    handling = survey.manuscript.front.briefing.handling or ""
    if len(handling) > HANDLING_LENGTH:
        file = PurePath(survey.manuscript.source.file).name
        message = f"of these {len(handling)} characters slides show {HANDLING_LENGTH} at most"
        hint = "say in a few words who may read it"
        yield Finding(message, survey.manuscript.places.of(file, "briefing", "handling"), hint)


def _words(heading: n.Header) -> str:
    """Return the words of a heading without citations and the full stop at its end."""
    plain = walk.map_inlines(heading.inlines, lambda node: () if isinstance(node, n.Cite) else (node,))
    return walk.text_of(plain).rstrip(".")
