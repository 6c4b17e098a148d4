"""Letters: every character of an article is in a typeface of the editions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline import theme
from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model.checkout import extra
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Place
from pipeline.wording import letters, word_breaks
from pipeline.wording.unreadable import HINT, find_unreadable, scripts

# Passages that are reported one by one; more are reported together.
MOST = 5


@check(Consequence.MARKED)
def glyph_missing(survey: Survey) -> Iterator[Finding]:
    """No typeface of the editions has a sign of the article.

    Why: the PDF shows its code point in a box. In the e-book and the slides it is left to the typefaces of
    the reader's own device.

    Bad:
        The name is written 𐒰.

    Good:
        The name is written with a letter of the Osage alphabet.
    """
    styles = theme.of(survey.manuscript.look)
    missing_letters = letters.find_missing("".join(text for text, _, _ in _texts(survey)), styles)
    if not missing_letters or find_unreadable(survey.manuscript.source.text, styles):
        return
    run = re.compile(f"[{re.escape(missing_letters)}]+")
    finding_by_letter: dict[str, Finding] = {}
    count: Counter[str] = Counter()
    for text, at, place in _texts(survey):
        for match in run.finditer(text):
            count.update(match[0])
            if match[0] in finding_by_letter or len(finding_by_letter) > MOST:
                continue
            codes = " ".join(f"U+{ord(each):04X}" for each in match[0][:8])
            finding_by_letter[match[0]] = Finding(
                f"no typeface has `{match[0][:40]}` ({codes})",
                _place_of_match(survey, match[0], None if at is None else at + match.start()) or place,
                "write it in letters of another alphabet as well, or show it as an image",
            )
    if len(finding_by_letter) <= MOST:
        yield from finding_by_letter.values()
        return
    first = next(iter(finding_by_letter.values()))
    names = ", ".join(scripts(count))
    yield Finding(
        f"no typeface has {count.total():,} signs of the article ({names}); here is the first",
        first.place,
        "write them in letters of another alphabet as well, or show them as images",
    )


@check(Consequence.IMPOSSIBLE)
def typeface_missing(survey: Survey) -> Iterator[Finding]:
    """No typeface has more than half of the letters of an article.

    Why: a PDF of code points in boxes can be read by nobody, so it is not built. E-book and slides take the
    typefaces of the reader's own device; they are built.

    Bad:
        漢字書

    Good:
        漢字 are letters, as their readers know.
    """
    source = survey.manuscript.source
    lack = find_unreadable(source.text, theme.of(survey.manuscript.look))
    if lack is not None:
        yield Finding(lack.message, source.place(source.text.index(lack.first), 1), HINT)


@check(Consequence.MARKED)
def line_breaks_missing(survey: Survey) -> Iterator[Finding]:
    """The package that knows the words of a script is not installed.

    Why: the script has no spaces between its words. Without the package the lines of a PDF break within
    words; the e-book and the slides are left to the reader's own device, which knows where.

    Bad:
        pip install .

    Good:
        pip install '.[khmer]'
    """
    if word_breaks.is_installed():
        return
    for node in survey.nodes:
        if isinstance(node, n.Str) and (run := word_breaks.long_run(node.text)):
            at = None if node.at is None else node.at + run.start()
            yield Finding(
                f"no package for line breaks between words of {word_breaks.SCRIPT}: lines break anywhere",
                _place_of_match(survey, run[0], at) or survey.place(node.at),
                f"`{extra(word_breaks.EXTRA)}`",
            )
            return


def _place_of_match(survey: Survey, text: str, at: int | None) -> Place | None:
    source = survey.manuscript.source
    offset = at if at is not None and source.text.startswith(text, at) else source.text.find(text)
    return source.place(offset, len(text)) if offset >= 0 else None


def _texts(survey: Survey) -> Iterator[tuple[str, int | None, Place]]:
    """Yield each text that editions show, its offset in the article, and its place if it is elsewhere."""
    manuscript = survey.manuscript
    whole = survey.place(None)
    front = manuscript.front
    names = (*(author.name for author in front.authors), *front.institutions())
    yield " ".join((front.title, front.subtitle or "", front.kicker or "", *names)), None, whole
    for node in survey.nodes:
        match node:
            case n.Str(text=text) | n.Code(text=text) | n.CodeBlock(text=text) | n.Math(text=text):
                yield text, node.at, survey.place(node.at)
            case _:
                pass
    for reference in survey.references.values():
        yield " ".join(_strings(reference.fields)), None, reference.place
    for file, figure in manuscript.figures.items():
        yield figure.model_dump_json(), None, Place(file)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _strings(each)
        case list() | tuple():
            for each in value:
                yield from _strings(each)
        case _:
            return
