"""Drafts of slides: what a section has for each of them, and the slides that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.editions import deck_points as points
from pipeline.editions.deck_figures import Showing, Stand
from pipeline.editions.deck_plain import paragraph_slide, plain_slides, plain_tables
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_words import bare, count_words, notes_of, part_of, speaker_notes
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Kind, Slide
from pipeline.model.walk import text_of
from pipeline.slides.findings import fits
from pipeline.slides.points import common_size


@dataclass(slots=True)
class Draft:
    """A slide before its notes and source line are set: its source blocks, its prose and its heading.

    `loose` are the blocks behind it that no slide shows yet, `tables` those of them that are tables without
    a caption. A box with a message is a slide even without content.
    """

    slide: Slide
    blocks: n.Blocks = ()
    prose: tuple[n.Block, ...] = ()
    heading: n.Inlines = ()
    message: n.Inlines = ()
    loose: list[n.Block] = field(default_factory=list)
    tables: list[n.Table] = field(default_factory=list)

    @property
    def is_opening(self) -> bool:
        """Whether it is a slide under a heading, with the first sentences behind that."""
        return self.slide.kind == "text" and not self.blocks and not self.message


@dataclass(frozen=True, slots=True)
class Finisher:
    """Finishes the drafts of a section; `next_id` returns the id of a further slide."""

    setting: Setting
    stand: Stand
    next_id: Callable[[], str]

    def paragraphs(self, draft: Draft) -> tuple[Slide, ...]:
        """Return a slide of the paragraphs of a draft, for a section of which nothing else can be shown."""
        if not draft.is_opening or not text_of(draft.slide.title):
            return ()
        showings = paragraph_slide(draft.slide, draft.prose, self.stand)
        notes = speaker_notes(draft.prose)
        return tuple(
            replace(each.slide, source=self.setting.sources.of(each.blocks), notes=notes) for each in showings
        )

    def finish(self, draft: Draft) -> tuple[Slide, ...]:
        """Return the slide of a draft, and those of what is behind it and is no sentence."""
        tables = self._tables(draft)
        own = n.Plain(draft.message or draft.heading or draft.slide.title)
        showings = self._opening(draft) if draft.is_opening else (Showing(draft.slide, draft.blocks),)
        first, *rest = (*showings, *tables) or (Showing(draft.slide, ()),)
        line = draft.slide.source or self.setting.sources.of((own, *first.slide.content, *first.blocks))
        notes = (*draft.prose, *(notes_of(first.note_blocks) if first in tables else ()))
        return (
            replace(first.slide, id=draft.slide.id, source=line, notes=speaker_notes(notes)),
            *map(self._further, rest),
        )

    def _further(self, showing: Showing) -> Slide:
        """Return a slide behind the first one of a draft."""
        source = showing.slide.source or self.setting.sources.of(showing.blocks)
        notes = speaker_notes(notes_of(showing.note_blocks))
        return replace(showing.slide, id=self.next_id(), source=source, notes=notes)

    def _tables(self, draft: Draft) -> tuple[Showing, ...]:
        """Return the slides of tables without a caption; a table that none shows is said."""
        title, kicker = self.stand.title, ""
        if draft.heading:
            title, kicker = draft.slide.title, draft.slide.kicker
        result: list[Showing] = []
        for table in draft.tables:
            showings = plain_tables(table, replace(draft.slide, title=title, kicker=kicker), self.stand)
            result += showings
            draft.prose += () if showings else (table,)
        return tuple(result)

    def _opening(self, draft: Draft) -> tuple[Showing, ...]:
        """Return the slide of the first sentences or short lists behind a heading, or what else is there."""
        lists = tuple(b for b in draft.loose if isinstance(b, n.BulletList) and _short(b))
        blocks: n.Blocks = lists or self._sentences(draft)
        texts = points.points_of(blocks)
        if not texts:
            return plain_slides(draft.slide, draft.loose, self.stand)
        canvas, is_list = self.setting.canvas, len(texts) > 1
        kind: Kind = "points" if is_list else "text"
        content = points.with_leads(texts, self.setting.ledger, self.setting.lang, canvas)
        if is_list and _fits(content, canvas):
            parts: tuple[n.Blocks, ...] = (content,)
        else:
            parts = self.setting.parts_that_fit(content if is_list else (n.Para(texts[0]),))
        size = common_size(parts, canvas)
        return tuple(
            Showing(
                replace(
                    draft.slide,
                    kind=kind,
                    title=part_of(draft.slide.title, position, len(parts), self.setting.lang),
                    content=part,
                    size=size,
                ),
                blocks,
            )
            for position, part in enumerate(parts, 1)
        )

    def _sentences(self, draft: Draft) -> n.Blocks:
        """Return the first sentences of a section, as many as a slide has room for; the rest is said."""
        texts = points.short_points(_paragraphs(draft.prose), self.setting.lang)
        while len(texts) > 1 and not _fits(points.list_of(tuple(map(bare, texts))), self.setting.canvas):
            texts = texts[:-1]
        return tuple(map(n.Plain, texts))


def _fits(content: n.Blocks, canvas: Canvas) -> bool:
    return fits(Slide("", "points", (), content=content), canvas)


def _paragraphs(blocks: n.Blocks) -> Iterator[n.Inlines]:
    return (block.inlines for block in blocks if isinstance(block, n.Para))


def _short(block: n.BulletList) -> bool:
    items = points.points_of((block,))
    return (
        len(items) <= points.MOST_POINTS
        and count_words(tuple(n.Plain(i) for i in items)) <= points.MOST_WORDS
    )
