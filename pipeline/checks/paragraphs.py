"""Paragraphs that end or begin within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.discourse.passages import OBJECT, Passage
from pipeline.discourse.sentences import spans_of
from pipeline.model import nodes as n
from pipeline.model import walk

FEWEST_WORDS = 12
FEWEST_WITHOUT_STOP = 25
FEWEST_AT_BEGIN = 6
# Of the paragraphs of an article so many have a mark at their end where one without is a slip.
USUAL = 0.8

_CLOSING = "\"'”’“»)]*_ \u00a0"
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LOWERCASE_BEGIN = re.compile(r"[^\W\d_A-Z]+ [^\W\d_]")


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph that ends (`at_end`) or begins within a sentence; `is_cut` if words are surely missing."""

    passage: Passage
    at_end: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with the blocks before and after it."""

    block: n.Para
    passage: Passage
    before: n.Block | None
    after: n.Block | None


def breaks(
    blocks: n.Blocks, texts: Sequence[Passage], lang: str, never_last: frozenset[str], small: frozenset[str]
) -> Iterator[Break]:
    """Yield the paragraphs that end or begin within a sentence; `small` are grammatical words."""
    by_offset: dict[int, Passage] = {}
    for passage in texts:
        first = next((offset for offset in passage.offsets if offset is not None), None)
        if first is not None and passage.kind == "prose":
            by_offset.setdefault(first, passage)
    paragraphs = list(_paragraphs(blocks, by_offset))
    long_ones = [each for each in paragraphs if len(each.passage.text.split()) >= FEWEST_WORDS]
    count = sum(not _has_no_stop(each.passage.text) for each in long_ones)
    is_usual = count >= USUAL * len(long_ones)
    open_ends: set[int] = set()
    for each in paragraphs:
        result = _at_end(each, lang, never_last, is_usual=is_usual)
        if result is not None:
            open_ends.add(id(each.block))
            yield result
        elif _begins_within(each, small) and id(each.before) not in open_ends:
            yield Break(each.passage, at_end=False, is_cut=True)


def _paragraphs(blocks: n.Blocks, by_offset: Mapping[int, Passage]) -> Iterator[_Paragraph]:
    around: tuple[n.Block | None, ...] = (None, *blocks, None)
    for (before, block), (_, after) in pairwise(pairwise(around)):
        match block:
            case n.Div(blocks=inner):
                yield from _paragraphs(inner, by_offset)
            case n.Para(inlines=inlines):
                at = next((node.at for node in walk.walk(inlines) if node.at is not None), None)
                passage = by_offset.get(at) if at is not None else None
                if passage is not None and not any(map(_is_apart, walk.walk(inlines))):
                    yield _Paragraph(block, passage, before, after)
            case _:
                pass


def _is_apart(node: walk.AnyNode) -> bool:
    """Return whether a paragraph with such a node is no running text: picture, formula, verse."""
    return isinstance(node, n.Image | n.LineBreak) or (
        isinstance(node, n.Math) and node.kind == "DisplayMath"
    )


def _has_no_stop(text: str) -> bool:
    last = text.rstrip(_CLOSING)[-1:]
    return last.isalnum() or last == ","


def _at_end(each: _Paragraph, lang: str, never_last: frozenset[str], *, is_usual: bool) -> Break | None:
    """Return the break at the end of a paragraph, or None."""
    text = each.passage.text
    words = text.split()
    if not isinstance(each.after, n.Para | n.Header | None) or len(words) < FEWEST_WORDS:
        return None
    if isinstance(each.after, n.Para) and any(map(_is_apart, walk.walk(each.after.inlines))):
        return None
    if not _has_no_stop(text) or OBJECT in text[-2:] or isinstance(_last(each.block.inlines), n.Link):
        return None
    last = _WORD.findall(words[-1].lower())
    goes_on = isinstance(each.after, n.Para) and _is_lowercase_begin(walk.text_of((each.after,)))
    if goes_on or (last and last[-1] in never_last and text.rstrip()[-1:].isalpha()):
        return Break(each.passage, at_end=True, is_cut=True)
    has_others = len(list(spans_of(text, lang))) > 1
    if is_usual and has_others and len(words) >= FEWEST_WITHOUT_STOP and text.rstrip()[-1:].isalnum():
        return Break(each.passage, at_end=True, is_cut=False)
    return None


def _last(inlines: n.Inlines) -> n.Inline | None:
    plain = [node for node in inlines if not isinstance(node, n.Cite | n.Note | n.Space | n.SoftBreak)]
    return plain[-1] if plain else None


def _is_lowercase_begin(text: str) -> bool:
    match = _LOWERCASE_BEGIN.match(text)
    return match is not None and match.group()[0].islower() and match.group()[-1].islower()


def _begins_within(each: _Paragraph, small: frozenset[str]) -> bool:
    """Return whether a paragraph begins with a grammatical word in lowercase where nothing goes on.

    Other words in lowercase may be names, as of a program.
    """
    if not isinstance(each.before, n.Para | n.Header):
        return False
    if any(map(_is_apart, walk.walk(each.before.inlines))):
        return False
    before = walk.text_of((each.before,)).rstrip(_CLOSING)
    if isinstance(each.before, n.Para) and before[-1:] not in tuple(".!?…"):
        return False
    text = each.passage.text
    return (
        len(text.split()) >= FEWEST_AT_BEGIN
        and isinstance(each.block.inlines[0], n.Str)
        and text.split(" ", 1)[0] in small
        and _is_lowercase_begin(text)
    )
