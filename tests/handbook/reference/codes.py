"""Every code of a finding, by theme, from the explanations that `dossier explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from pipeline.checks.registry import explanations
from pipeline.report.explanation import Explanation, grade
from tests.handbook.reference.chapter import Chapter, listing

# The themes in words, in the order of the chapter.
THEMES: Mapping[str, str] = {
    "facts": "Facts and their bindings",
    "values": "Values of facts",
    "arithmetic": "Sums",
    "shares": "Shares",
    "changes": "Changes",
    "averages": "Averages",
    "conversions": "Conversions of units",
    "ages": "Ages",
    "enumerations": "Things counted and named",
    "contradictions": "Numbers that contradict each other",
    "quantities": "Quantities",
    "counts": "Counts",
    "comparisons": "Comparisons",
    "offices": "Office-holders",
    "states": "States that last",
    "chronology": "The order of time",
    "sequences": "What comes after what",
    "intervals": "The time between two dates",
    "happenings": "Events that are once",
    "lives": "Births and deaths",
    "timeliness": "Facts that grow old",
    "coverage": "What the lead and the body cover",
    "evidence": "Evidence",
    "phrasing": "Phrasing",
    "acts": "Acts",
    "citations": "Citations",
    "sources": "Sources and their dates",
    "figures": "Figures",
    "structure": "Structure",
    "slides": "Slides",
    "slide_agreement": "Slides and their sections",
    "deck_options": "Options of the deck",
    "markup": "Markup",
    "leftovers": "Markup that is left over",
    "form": "Form and spelling",
    "slips": "Slips of the pen",
    "letters": "Letters and typefaces",
    "looks": "The look of a house",
    "reading": "Reading the files",
    "importing": "Importing",
    "comparing": "Comparing a file with an article",
    "building": "Building",
    "programs": "Other programs",
    "releasing": "Releasing",
}

_INTRODUCTION = """
`dossier explain CODE` prints what stands here. The first word is the severity; an error stops the build.
Where an article without a ledger has another one, it is that of a plain paper. How an article or a desk
changes severities, and allows one finding, is told in [Find faults](../check.md).
"""


def chapter() -> Chapter:
    """Return the chapter on codes."""
    return Chapter("codes", "Every code", (_INTRODUCTION.strip(), *_parts()))


def _parts() -> Iterator[str]:
    entries = sorted(explanations().values(), key=lambda each: (list(THEMES).index(each.theme), each.code))
    for theme, group in groupby(entries, key=lambda each: each.theme):
        yield f"## {THEMES[theme]} {{#theme-{theme.replace('_', '-')}}}"
        for each in group:
            yield from _entry(each)


def _entry(explanation: Explanation) -> Iterator[str]:
    yield f"### {explanation.code} {{#{explanation.code} .unnumbered}}"
    yield f"**{_first_upper(grade(explanation))}.** {explanation.what}"
    yield _first_upper(explanation.why)
    for head, example in (("Bad:", explanation.bad), ("Good:", explanation.good)):
        if example:
            yield head
            yield listing(example, "text")


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
