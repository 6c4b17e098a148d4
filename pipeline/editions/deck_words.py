"""Words for slides from prose: without citations and notes, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions.deck_languages import in_language
from pipeline.model import nodes as n
from pipeline.model.faults import is_fault
from pipeline.model.lines import join, lines_of, row_line
from pipeline.model.visibility import has_words, is_visible
from pipeline.model.walk import Rebuild, map_inlines, map_tree, rows, text_of, walk
from pipeline.wording.reference_words import wants_object
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.sentence_ends import ends
from pipeline.wording.terms import term

# The mark between the cells of a row that is read out.
_BETWEEN: n.Inlines = (n.Str(";"), n.Space())
# What may follow the end of a sentence: closing marks belong to it.
_END = re.compile(r"[.!?…。！？｡؟۔।॥។៕][”’\"')\]»]*$")
# Marks of scripts without capitals end a sentence whatever follows.
_NO_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f "))
_FULL = tuple("。！？｡؟۔।॥។៕")
# The number of a slide among several, with what `part_of` may write before it.
_PART = re.compile("\\(\u200e?[^() 0-9]*[0-9]+[^() 0-9]*\u00a0[^() ]*[0-9]+[^() 0-9]*\\)")
# The number of words before and after a mark that decide whether it ends a sentence.
_NEAR = 40
NO_BREAK = "\u00a0"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


def bare(inlines: n.Inlines) -> n.Inlines:
    """Return a text for a slide, without bracketed citations and notes; names and years in the text stay."""
    return tidy(_Bare().inlines(inlines))


def bare_blocks(blocks: n.Blocks) -> n.Blocks:
    """Return blocks without citations in brackets and notes."""
    return _Bare().blocks(blocks)


def bare_table(table: n.Table) -> n.Table:
    """Return a table without citations in brackets, notes and its caption."""
    (bare_one,) = bare_blocks((replace(table, caption=n.Caption(None, ())),))
    assert isinstance(bare_one, n.Table)
    return bare_one


def without_part(title: n.Inlines) -> n.Inlines:
    """Return a title without the number that `part_of` adds; its blanks part it from words of an author."""
    match title:
        case (*rest, n.Space(), n.Str(text=text)) if _PART.fullmatch(text):
            return tuple(rest)
        case _:
            return title


def part_of(title: n.Inlines, position: int, count: int, lang: str) -> n.Inlines:
    """Return a title with the number of this slide among several; no line ends within the number."""
    if count == 1:
        return title
    mark = term(lang, "page", page=str(position), pages=str(count)).replace(" ", NO_BREAK)
    if prevailing_direction(text_of(title)) == "rtl" and prevailing_direction(mark) == "ltr":
        # Else its first number would be set as one of the title, behind the second.
        mark = LEFT_TO_RIGHT + mark
    return (*title, n.Space(), n.Str(f"({mark})"))


class _Bare(Rebuild):
    def __init__(self) -> None:
        super().__init__(_without_citation, lambda block: (block,))

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, and remove the blanks and empty brackets that a citation leaves behind."""
        result: list[n.Inline] = []
        opening: int | None = None  # where a bracket opens that has held nothing but gaps so far
        for item in items:
            if isinstance(item, n.Cite) and _ends_with_object(result):
                result.append(item)
                opening = None
                continue
            pieces = self.inline(self.descend_inline(item))
            if isinstance(item, n.Cite | n.Note) and not pieces:
                if opening is None and result and _opens(result[-1]):
                    opening = len(result) - 1
                continue
            if opening is not None and isinstance(item, n.Str) and item.text.startswith(")"):
                result[opening:] = [n.Str(text_of(tuple(result[opening : opening + 1])).removesuffix("("))]
                pieces = (replace(item, text=item.text[1:]),)
            if not _joins(item):
                opening = None
            result += pieces
        return tidy(tuple(each for each in result if each != n.Str("")))


def _opens(item: n.Inline) -> bool:
    """Return whether a bracket opens at the end of a word."""
    return isinstance(item, n.Str) and item.text.endswith("(")


def _joins(item: n.Inline) -> bool:
    """Return whether an inline only stands between two citations or notes."""
    return isinstance(item, n.Space | n.SoftBreak) or (isinstance(item, n.Str) and item.text in (";", ","))


def _ends_with_object(inlines: list[n.Inline]) -> bool:
    """Return whether a text would lack a word without the citation after it: `the model of [@lee]`."""
    match inlines:
        case [*_, n.Str(text=word), n.Space() | n.SoftBreak()]:
            return wants_object(word)
        case _:
            return False


def _without_citation(node: n.Inline) -> n.Inlines:
    match node:
        case n.Note():
            return ()
        case n.Cite(citations=citations) if all(each.mode == "NormalCitation" for each in citations):
            return ()
        case _:
            return (node,)


def tidy(inlines: n.Inlines) -> n.Inlines:
    """Drop blanks at both ends, before a full stop or comma, and beside another blank."""
    result: list[n.Inline] = []
    for item in inlines:
        if isinstance(item, n.Space | n.SoftBreak):
            if result and not isinstance(result[-1], n.Space):
                result.append(n.Space())
            continue
        if (
            isinstance(item, n.Str)
            and item.text[:1] in tuple(".,;")
            and result
            and isinstance(result[-1], n.Space)
        ):
            result.pop()
        result.append(item)
    while result and isinstance(result[-1], n.Space):
        result.pop()
    if result and isinstance(result[-1], n.Str) and result[-1].text.endswith(","):
        result[-1] = n.Str(result[-1].text[:-1])
    return tuple(result)


def headline(inlines: n.Inlines) -> n.Inlines:
    """Return a text as a slide's title: without citations and the last full stop; empty without words."""
    title = without_links(bare(inlines))
    if not has_words(title):
        return ()
    match title:
        case (n.Span(attr=attr, inlines=inner) as span,) if attr.get("lang"):
            return (replace(span, inlines=headline(inner)),)
        case _:
            pass
    if (
        title
        and isinstance(title[-1], n.Str)
        and title[-1].text.endswith(".")
        and not title[-1].text.endswith("..")
    ):
        title = (*title[:-1], n.Str(title[-1].text[:-1]))
    return tidy(tuple(item for item in title if item != n.Str("")))


def without_links(inlines: n.Inlines) -> n.Inlines:
    """Return inlines with the words of links, not the links."""
    return map_inlines(inlines, lambda node: node.inlines if isinstance(node, n.Link) else (node,))


def sentences(inlines: n.Inlines, lang: str) -> Iterator[n.Inlines]:
    """Yield the sentences of a paragraph; content nested in another inline stays whole.

    Sentences of a paragraph in one language of its own end by the rules of that.
    """
    match inlines:
        case (n.Span(attr=attr, inlines=inner) as span,) if own := attr.get("lang"):
            yield from ((replace(span, inlines=each),) for each in sentences(inner, own))
            return
        case _:
            pass
    current: list[n.Inline] = []
    for index, item in enumerate(inlines):
        current.append(item)
        behind = inlines[index + 1 : index + 1 + _NEAR]
        if behind and isinstance(behind[0], n.Space | n.SoftBreak) and _ends(current, behind, lang):
            yield tidy(tuple(current))
            current = []
    if sentence := tidy(tuple(current)):
        yield sentence


def _ends(items: list[n.Inline], behind: n.Inlines, lang: str) -> bool:
    """Return whether a sentence ends with the last of some inlines, or before the notes there."""
    while items and isinstance(items[-1], n.Note):
        items = items[:-1]
    if any(isinstance(node, n.Cite) or is_fault(node) for node in walk(tuple(items[-1:]))):
        return False  # the marks in a label or after a fault are its own
    mark = _END.search(text_of(tuple(items[-1:])))
    if mark is None:
        return False
    rest = text_of(behind).lstrip()
    if mark.group().startswith(_FULL) or not rest:
        return True
    words = tuple(item for item in items[-_NEAR:] if not isinstance(item, n.Note))
    before = text_of(words).removesuffix(mark.group())
    return ends(before, mark.group(), rest, lang)


def is_closed(text: str) -> bool:
    """Return whether a text ends as a sentence does, in whatever script, within quotation marks or not."""
    return _END.search(text.translate(_NO_BLANKS)) is not None


def count_words(items: n.Blocks | n.Inlines) -> int:
    """Return the number of words a reader counts in a text."""
    return sum(1 for word in text_of(items).split() if re.search(r"\w", word))


def cites(items: n.Blocks | n.Inlines) -> Iterator[n.Cite]:
    """Yield the citations in a text, in reading order."""
    return (node for node in walk(items) if isinstance(node, n.Cite))


def facts(items: n.Blocks | n.Inlines) -> tuple[str, ...]:
    """Return the ids of the facts that a text states, each once."""
    names = (node.attr.get("fact") for node in walk(items) if isinstance(node, n.Span))
    return tuple(dict.fromkeys(name for name in names if name))


def speaker_notes(blocks: n.Blocks) -> n.Blocks:
    """Return prose as speaker notes: headings and terms in bold, tables as lines, notes in brackets."""
    return map_tree(blocks, inline=_speak_inline, block=_speak_block)


def _speak_inline(node: n.Inline) -> n.Inlines:
    if isinstance(node, n.Note):
        line = join(line for block in node.blocks for line in lines_of(block))
        return (n.Space(), n.Str("("), *line, n.Str(")")) if line else ()
    if isinstance(node, n.Image):
        return node.inlines
    match node:
        case n.Span(inlines=(n.Math(kind="DisplayMath") as formula, n.Str() as number)):
            return (replace(node, inlines=(formula, n.Space(), number)),)
        case _:
            return (node,)


def notes_of(items: n.Blocks | n.Inlines, but: n.Inlines = ()) -> n.Blocks:
    """Return the footnotes in a slide's content as paragraphs of speaker notes, without those in `but`."""
    elsewhere = [node for node in walk(but) if isinstance(node, n.Note)]
    notes = (node for node in walk(items) if isinstance(node, n.Note) and node not in elsewhere)
    lines = (join(line for block in note.blocks for line in lines_of(block)) for note in notes)
    return tuple(n.Para(line) for line in lines if line)


def _speak_block(block: n.Block) -> n.Blocks:
    match block:
        case n.Header(attr=attr, inlines=inlines):
            return (n.Para((n.Strong(in_language(inlines, attr)),)),)
        case n.Table():
            lines = (row_line(row, _BETWEEN) for row in rows(block))
            return (*block.caption.blocks, *(n.Para(line) for line in lines if line))
        case n.Div():
            return block.blocks
        case n.Figure():
            return block.caption.blocks
        case n.HorizontalRule():
            return ()
        case n.Para(inlines=inlines) if not is_visible(inlines):
            return ()  # of a picture that nobody hears of
        case _:
            return (block,)
