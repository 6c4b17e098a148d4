"""Open questions: boxes and sections of the class `open-questions` make slides near the end of a deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.editions.deck_section import section
from pipeline.editions.deck_setting import Setting
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.slide_boxes import OPEN_QUESTIONS
from pipeline.model.slides import Slide
from pipeline.model.walk import Rebuild
from pipeline.wording.terms import term


def without_questions(blocks: n.Blocks) -> tuple[n.Blocks, tuple[n.Blocks, ...]]:
    """Return blocks without their boxes of open questions, and these boxes, each with the notes behind it."""
    taker = _Taker()
    rest = taker.blocks(blocks)
    return rest, tuple(tuple(group) for group in taker.groups)


class _Taker(Rebuild):
    """Takes boxes of open questions out of blocks."""

    def __init__(self) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.groups: list[list[n.Block]] = []

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Return blocks without the boxes, and without the notes right behind one."""
        result: list[n.Block] = []
        is_behind = False
        for item in items:
            classes = item.attr.classes if isinstance(item, n.Div) else ()
            if OPEN_QUESTIONS in classes:
                self.groups.append([item])
            elif is_behind and "notes" in classes:
                self.groups[-1].append(item)
            else:
                result += super().blocks((item,))
            is_behind = OPEN_QUESTIONS in classes
        return tuple(result)


def is_open(heading: n.Header) -> bool:
    """Tell whether a section is of open questions."""
    return OPEN_QUESTIONS in heading.attr.classes


def questions(groups: Iterable[n.Blocks], setting: Setting) -> Iterator[Slide]:
    """Yield the slides of boxes of open questions."""
    name = words(term(setting.lang, OPEN_QUESTIONS))
    for box, *notes in groups:
        assert isinstance(box, n.Div)
        message = box.attr.get("message")
        attr = n.Attr(box.attr.id, ("slide",), (("message", message),) if message else ())
        blocks = (replace(box, attr=attr), *notes)
        slides = section(n.Header(1, n.Attr(OPEN_QUESTIONS), name, at=box.at), blocks, setting)
        own = (slide for slide in slides if slide.kind != "divider")
        for position, slide in enumerate(own):
            yield replace(
                slide,
                id=slide.id if position else OPEN_QUESTIONS,
                kicker=slide.kicker if message else "",
                level=2,
            )
