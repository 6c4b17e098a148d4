"""Form: consistent spelling, explained abbreviations, no thin section, complete references and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from pipeline import languages
from pipeline.checks import links, names, works
from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.discourse.sentences import Sentence
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.references import Reference

_RUNNING_TEXT = ("prose", "list", "standfirst", "key-point", "caption", "note")
_STYLED_TEXT = ("prose", "standfirst", "key-point", "note")
_SOLID = (n.Figure, n.Table, n.CodeBlock, n.DefinitionList)
LEAST_ITEMS = 3


@cache
def _data(lang: str) -> Mapping[str, Any]:
    return languages.part(lang, "form")


@check(Consequence.JUDGEMENT, "form")
def abbreviation_undefined(survey: Survey) -> Iterator[Finding]:
    """An abbreviation is never spelled out.

    Why: whoever wrote it knows it; a reader from another field does not. The commonest need no words.

    Bad:
        He was accredited to the SNC.

    Good:
        He was accredited to the Supreme National Council (SNC).
    """
    lang = survey.manuscript.front.lang
    running_sentences = [each for each in survey.sentences if each.kind in _RUNNING_TEXT]
    text = "\n".join(each.text for each in survey.sentences)
    defined_names = set(names.known_abbreviations(lang))
    for word, sentence, start in names.abbreviations(running_sentences):
        if word in defined_names or names.is_numeral(word):
            continue
        defined_names.add(word)
        if not names.is_spelled_out(word, text, lang):
            yield Finding(
                f"undefined abbreviation {word}",
                survey.place_in(sentence, start, start + len(word)),
                f"write the name in full where it first stands, and ({word}) behind it",
            )


@check(Consequence.JUDGEMENT, "form")
def style_mixed(survey: Survey) -> Iterator[Finding]:
    """One thing is written in two ways: US and U.S., two orders of the date, $ and dollars, % and per cent.

    Why: it looks like two hands, and makes every search through the text miss half. Tables and quotations
    may differ.

    Bad:
        It was signed on 30 March 1867 and paid on August 1, 1868.

    Good:
        It was signed on 30 March 1867 and paid on 1 August 1868.
    """
    styled_sentences = [each for each in survey.sentences if each.kind in _STYLED_TEXT]
    for group in _data(survey.manuscript.front.lang).get("styles", ()):
        ways = {way: list(_uses(styled_sentences, pattern)) for way, pattern in group["ways"].items()}
        there = sorted((way for way in ways if ways[way]), key=lambda way: -len(ways[way]))
        for way in there[1:]:
            sentence, start, end = ways[way][0]
            usual = there[0]
            yield Finding(
                f"{group['name']}: here as in `{way}` ({len(ways[way])}×), elsewhere as in `{usual}` "
                f"({len(ways[usual])}×)",
                survey.place_in(sentence, start, end),
                f"write all as in `{usual}`, or all as in `{way}`",
            )


def _uses(sentences: Sequence[Sentence], pattern: str) -> Iterator[tuple[Sentence, int, int]]:
    for sentence in sentences:
        for match in re.finditer(pattern, sentence.text):
            if not sentence.is_quoted(*match.span()):
                yield sentence, *match.span()


@check(Consequence.JUDGEMENT, "form")
def term_inconsistent(survey: Survey) -> Iterator[Finding]:
    """A name or a word stands in two spellings.

    Why: a reader takes them for two, and a search finds one. Names that differ by a letter within them count,
    and words that the language spells in two ways.

    Bad:
        In July they ousted Ranariddh. The party of Ranaridh lost its seats.

    Good:
        In July they ousted Ranariddh. The party of Ranariddh lost its seats.
    """
    running_sentences = [each for each in survey.sentences if each.kind in _RUNNING_TEXT]
    words = names.capitalised_words(running_sentences)
    for rare, usual in names.alike(words, survey.manuscript.front.lang):
        use = words[rare]
        yield Finding(
            f"{rare} ({use.count}×) is elsewhere spelled {usual} ({words[usual].count}×)",
            survey.place_in(use.sentence, use.start, use.start + len(rare)),
            "choose one of the two",
        )
    for pair in _data(survey.manuscript.front.lang).get("variants", ()):
        uses = {
            word: list(_uses(running_sentences, rf"(?i)(?<![\w-]){re.escape(word)}(?![\w-])"))
            for word in pair
        }
        there = sorted((word for word in pair if uses[word]), key=lambda word: len(uses[word]))
        if len(there) > 1:
            sentence, start, end = uses[there[0]][0]
            yield Finding(
                f"{there[0]} ({len(uses[there[0]])}×) is elsewhere {there[1]} ({len(uses[there[1]])}×)",
                survey.place_in(sentence, start, end),
                "choose one of the two",
            )


@check(Consequence.JUDGEMENT, "form")
def section_thin(survey: Survey) -> Iterator[Finding]:
    """A section has only a few words.

    Why: a heading promises a subject; a line or two belong into the section before. How few are too few is
    the limit `section-words`. A figure, a table or code makes a section whole.

    Bad:
        # The handover

        See above.

    Good:
        # The payment and the handover

        The flag changed in October, and the Treasury paid ten months later.
    """
    least = survey.options.limits.section_words
    short = frozenset(_data(survey.manuscript.front.lang).get("short-sections", ()))
    blocks = [block for each in survey.manuscript.blocks for block in _unwrap(each)]
    heads = [index for index, block in enumerate(blocks) if isinstance(block, n.Header)]
    for index, end in pairwise([*heads, len(blocks)]):
        head, body = blocks[index], blocks[index + 1 : end]
        assert isinstance(head, n.Header)
        next_block = blocks[end] if end < len(blocks) else None
        title = walk.text_of(head.inlines)
        if isinstance(next_block, n.Header) and next_block.level > head.level:
            continue
        if any(_is_whole(block) for block in body):
            continue
        count = sum(len(walk.text_of((block,), notes=True).split()) for block in body)
        if 0 < count < least and title.lower().strip(" .:") not in short:
            yield Finding(
                f"the section `{title}` has {count} {'word' if count == 1 else 'words'}",
                survey.place(head.at, title),
                "say more, or join it with another section",
            )


def _unwrap(block: n.Block) -> Iterator[n.Block]:
    if isinstance(block, n.Div):
        for inner in block.blocks:
            yield from _unwrap(inner)
    else:
        yield block


def _is_whole(block: n.Block) -> bool:
    """Return whether a block alone is enough for a section: figure, table, code, formula, list of three."""
    if isinstance(block, n.BulletList | n.OrderedList):
        return len(block.items) >= LEAST_ITEMS
    formula = any(isinstance(node, n.Math) and node.kind == "DisplayMath" for node in walk.walk((block,)))
    return isinstance(block, _SOLID) or formula


@check(Consequence.JUDGEMENT)
def reference_incomplete(survey: Survey) -> Iterator[Finding]:
    """A reference lacks what its type needs: title, author or publisher, date, journal, address.

    Why: a reader cannot find the source, and an editor cannot judge it. A page without a date of issue needs
    the day on which it was read; an article's own date tells it of all.

    Bad:
        {"id": "area", "type": "webpage", "title": "Alaska"}

    Good:
        {"id": "area", "type": "webpage", "title": "Alaska", "publisher": "National Archives",
         "accessed": {"date-parts": [[2026, 11, 23]]}, "URL": "https://www.archives.gov/"}
    """
    front = survey.manuscript.front
    is_dated = (front.as_of or front.date) is not None
    for reference in survey.manuscript.references:
        if survey.manuscript.plain and reference.id not in survey.used_references:
            continue  # nothing of it is printed
        missing_fields = works.missing_fields(reference, is_dated=is_dated)
        if missing_fields:
            names = " and no ".join(works.NAMES.get(name, name) for name in missing_fields)
            what = f"the reference `{reference.id}` has no {names}"
            yield Finding(what, reference.place, works.advice(reference, missing_fields))


@check(Consequence.JUDGEMENT)
def reference_duplicate(survey: Survey) -> Iterator[Finding]:
    """Two references are one work: the same DOI, the same address, or title and year alike.

    Why: the list of sources then looks longer than it is, and one source passes for two.

    Bad:
        smith-2001a and smith-2001b, both https://www.example.org/report

    Good:
        smith-2001, cited twice with different pages
    """
    first_by_mark: dict[tuple[str, ...], Reference] = {}
    keys: set[str] = set()
    for reference in survey.manuscript.references:
        if reference.id in keys:
            continue  # id-duplicate reports that
        keys.add(reference.id)
        marks = list(works.marks(reference))
        same = next((first_by_mark[mark] for mark in marks if mark in first_by_mark), None)
        if same is not None:
            kind = next(mark[0] for mark in marks if mark in first_by_mark)
            yield Finding(
                f"the references `{same.id}` and `{reference.id}` have the same {kind}",
                reference.place,
                f"keep one of the two; the first is in line {same.place.line}",
            )
        for mark in marks:
            first_by_mark.setdefault(mark, reference)


@check(Consequence.JUDGEMENT)
def link_suspicious(survey: Survey) -> Iterator[Finding]:
    """A link is shortened, tracks its reader, leads elsewhere than it says or to no public host, or is http.

    Why: a reader on paper types it, a reader in ten years wants to know what it was. Short addresses die with
    the service that made them. A reference may be http: it tells where the source was found.

    Bad:
        See [the warrant](https://bit.ly/3xYz).

    Good:
        See [the warrant](https://www.archives.gov/milestone-documents/check-for-the-purchase-of-alaska).
    """
    for node in survey.nodes:
        if isinstance(node, n.Link):
            wrong = links.suspicion(node.url, walk.text_of(node.inlines))
            if wrong:
                yield Finding(wrong[0], survey.place_of_text(node), wrong[1])
    for reference in survey.manuscript.references:
        url = reference.fields.get("URL")
        wrong = links.suspicion(re.sub("^http:", "https:", url)) if isinstance(url, str) else None
        if wrong:
            yield Finding(f"the reference `{reference.id}`: {wrong[0]}", reference.place, wrong[1])
