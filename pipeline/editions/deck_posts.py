"""People and posts: the offices of the box at a glance, and who holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions.deck_opening import parts_at_a_glance
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_words import bare_table
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.slides.table_pieces import pieces
from pipeline.slides.tables import to_slide_table
from pipeline.wording.terms import term


def posts(opening: n.Blocks, setting: Setting) -> Iterator[Slide]:
    """Yield the slides of the offices and who holds them."""
    for part in parts_at_a_glance(opening, "officials"):
        for table in (block for block in part if isinstance(block, n.Table)):
            yield from _slides(table, setting)


def _slides(table: n.Table, setting: Setting) -> Iterator[Slide]:
    line = setting.sources.of((table,))
    title = words(term(setting.lang, "officials"))
    slide_table = _with_date_heading(to_slide_table(bare_table(table), setting.canvas), setting.lang)
    size, parts = pieces(slide_table, title, line, setting.sentences, setting.canvas)
    kicker = term(setting.lang, "at-a-glance")
    for position, part in enumerate(parts, 1):
        name = "officials" if position == 1 else f"officials-{position}"
        yield Slide(name, "table", title, kicker, content=(part.table,), source=line, size=size)


def _with_date_heading(table: n.Table, lang: str) -> n.Table:
    """Head the last column of the table of offices with the date; its sources are in the source line."""
    head = table.head.rows[0]
    cell = replace(head.cells[-1], blocks=(n.Plain(words(term(lang, "colophon-as-of"))),))
    return replace(table, head=replace(table.head, rows=(replace(head, cells=(*head.cells[:-1], cell)),)))
