"""The sections of a deck by where they stand, and what the front matter puts into the appendix."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.editions.deck_minutes import Part
from pipeline.editions.deck_questions import is_open
from pipeline.editions.deck_words import headline
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.names import fold_name
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from pipeline.wording.terms import term


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the text: its heading, its blocks, and whether it is a part of another in the text."""

    heading: n.Header
    blocks: n.Blocks
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """The slides of sections by where they stand."""

    usual: tuple[Part, ...]
    questions: tuple[Part, ...]
    appendix: tuple[Part, ...]


def order_sections(sections: Iterable[Section], slides: Iterable[Part], appendix: Sequence[str]) -> Order:
    """Return the slides of sections: the usual ones, those of open questions, those of the appendix."""
    parts: tuple[list[Part], list[Part], list[Part]] = ([], [], [])
    names = frozenset(map(fold_name, appendix))
    for section, part in zip(sections, slides, strict=True):
        is_later = section.is_part or _is_named(section.heading, names)
        parts[2 if is_later else 1 if is_open(section.heading) else 0].append(part)
    return Order(*(tuple(each) for each in parts))


def with_parts_apart(sections: Iterable[Section], appendix: Sequence[str]) -> Iterator[Section]:
    """Yield sections, and behind each its parts that the appendix names, which are sections there."""
    names = frozenset(map(fold_name, appendix))
    for section in sections:
        if not names or _is_named(section.heading, names):
            yield section
            continue
        rest: list[n.Block] = []
        parts: list[tuple[n.Header, list[n.Block]]] = []
        target = rest
        for block in section.blocks:
            if isinstance(block, n.Header):
                if target is not rest and block.level <= parts[-1][0].level:
                    target = rest
                if target is rest and _is_named(block, names):
                    parts.append((block, []))
                    target = parts[-1][1]
                    continue
            target.append(block)
        yield replace(section, blocks=tuple(rest))
        yield from (Section(replace(each, level=1), tuple(blocks), is_part=True) for each, blocks in parts)


def _is_named(heading: n.Header, names: Collection[str]) -> bool:
    own = (heading.attr.id, text_of(headline(heading.inlines)))
    return any(fold_name(each) in names for each in own)


def appendix_slides(parts: Sequence[Part], lang: str) -> list[Slide]:
    """Return the slides of an appendix behind its divider; none without sections."""
    slides = [slide for part in parts for slide in part]
    return [Slide("appendix", "divider", words(term(lang, "appendix"))), *slides] if slides else []
