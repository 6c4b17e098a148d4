"""What a web page, a site and an e-book state: formulas as MathML with words, and words for other signs."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.epub.about import identifier
from pipeline.formats.epub.chapters import chapters
from pipeline.formats.formulas import own_words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.inspection import Inspection, Passage, PassageKind
from pipeline.model.stages import Edition
from pipeline.model.walk import AnyNode, walk
from pipeline.parity.comparison import compare
from pipeline.parity.differences import Difference, differences
from pipeline.parity.forms import Forms, Readings
from pipeline.parity.marks import mark_differences
from pipeline.parity.statement import state_blocks
from pipeline.parity.text import fold

FORMATS = frozenset({"epub", "html", "site"})


def adapt_page(edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages that the pages of an edition show."""
    heads, text = _parts(edition, statement)
    return (*heads, *text)


def adapt_book(edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages that an e-book shows; what is before the first section has a heading of its own."""
    heads, text = _parts(edition, statement)
    first = chapters(edition)[0].blocks[0]
    is_own = any(first is each for each in edition.blocks)
    opening = () if is_own else state_blocks((first,), _forms(edition))
    return (*heads, *opening, *text)


def _parts(
    edition: Edition, statement: tuple[Passage, ...]
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return the titles with the notes and formulas in them, and the text."""
    own, blocks = titles.apart(edition.blocks)
    if own == titles.Titles() and not any(map(_has_form, walk(blocks))):
        return (), statement
    form = _forms(edition)
    passages = state_blocks(edition.blocks, form)
    count = len(state_blocks(edition.blocks[: len(edition.blocks) - len(blocks)], form))
    return passages[:count], passages[count:]


def _forms(edition: Edition) -> Forms:
    return forms(edition.blocks, edition.front.lang)


def _has_form(node: AnyNode) -> bool:
    """Return whether a node is stated in a form that formats differ in."""
    return isinstance(node, n.Math) or (isinstance(node, n.Span) and bool(own_words(node)))


def forms(blocks: n.Blocks, lang: str) -> Forms:
    """Return the formulas of blocks as they are drawn, each with the words that are spoken for it."""
    readings = Readings(blocks, lang)

    def formula(node: n.Math, words: str) -> tuple[tuple[PassageKind, str], ...]:
        return ("formula", readings.signs(node)), ("alt", words or readings.words(node))

    return Forms(formula, has_labels=True)


def head_differences(edition: Edition, inspection: Inspection) -> Iterator[Difference]:
    """Yield what differs in the title, the authors whose names no reader sees, and wrong metadata."""
    alignment = compare(_titles(edition), [each for each in inspection.passages if each.kind == "title"])
    yield from differences(alignment)
    yield from mark_differences(alignment)
    heads = "".join(fold(each.text) for each in inspection.passages if each.kind == "frame")
    for author in edition.front.authors:
        if fold(author.name) not in heads:
            yield Difference("text-lost", f"the author {author.name} is lost", None, 0)
    for name, value in _metadata(edition, inspection.format):
        other = inspection.metadata.get(name, "")
        if fold(value) != fold(other):
            message = f"the {name} in the metadata is {other or 'not set'}, not {value}"
            yield Difference("metadata-differs", message, None, 0)


def _titles(edition: Edition) -> tuple[Passage, ...]:
    """Return the title and the subtitle, which are blocks only where they have markup."""
    front = edition.front
    own, _ = titles.apart(edition.blocks)
    result = []
    for name, inlines, words in (
        (titles.TITLE, own.title, front.title),
        (titles.SUBTITLE, own.subtitle, front.subtitle),
    ):
        passages = state_blocks((titles.block(name, inlines),)) if inlines else ()
        result += [each for each in passages if each.kind == "title"]
        if not inlines and words:
            result.append(Passage("title", words))
    return tuple(result)


def _metadata(edition: Edition, form: str) -> Iterator[tuple[str, str]]:
    """Yield the values that the metadata of a file has by their names."""
    front = edition.front
    yield "author", "; ".join(author.name for author in front.authors)
    yield "date", str(front.date) if front.date else ""
    if form == "epub":
        yield "identifier", identifier(edition)
    elif front.id:
        yield "identifier", front.id
