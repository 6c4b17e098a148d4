"""A section as slides: its points, figures, tables and numbers; its prose becomes their speaker notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions import deck_points as points
from pipeline.editions.deck_columns import columns_slide, divide_columns
from pipeline.editions.deck_drafts import Draft, Finisher
from pipeline.editions.deck_figures import Showing, Stand, figure_slide, table_slides
from pipeline.editions.deck_kickers import BETWEEN, joint, short
from pipeline.editions.deck_languages import in_language
from pipeline.editions.deck_parts import parts_of
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_shown import display
from pipeline.editions.deck_sources import cited_keys
from pipeline.editions.deck_words import (
    bare_blocks,
    headline,
    notes_of,
    part_of,
)
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.columns import columns_of
from pipeline.model.slide_boxes import OF_SECTIONS, is_box
from pipeline.model.slides import Slide
from pipeline.model.visibility import is_visible
from pipeline.model.walk import text_of, walk
from pipeline.slides.findings import fits
from pipeline.slides.points import common_size
from pipeline.wording.terms import term

# A section with this many slides of its own gets a divider; the name of any other is above its slides.
LEAST_DIVIDED = 3


def section(heading: n.Header, blocks: n.Blocks, setting: Setting) -> tuple[Slide, ...]:
    """Return the slides of a section; one without points of its own opens with its first sentences."""
    maker = _Section(heading, setting, _has_slides(blocks))
    maker.read(blocks)
    lang = heading.attr.get("lang") or ""
    return tuple(
        replace(slide, kicker_lang=lang) if slide.kicker == maker.kicker else slide
        for slide in maker.slides()
    )


def _has_slides(blocks: n.Blocks) -> bool:
    return any(is_box(node, *OF_SECTIONS) for node in walk(blocks))


class _Section:
    """Reads a section block by block into drafts of slides."""

    def __init__(self, heading: n.Header, setting: Setting, has_slides: bool) -> None:
        self.setting = setting
        self.has_slides = has_slides
        self.name = heading.attr.id
        self.title = in_language(headline(heading.inlines), heading.attr)
        self.kicker = text_of(self.title)
        self.stand = Stand(self.title, self.kicker, setting.lang, setting.sources, setting.canvas)
        self.count = 0
        self.drafts: list[Draft] = []
        self.finisher = Finisher(setting, self.stand, self._id)
        if has_slides:
            number = heading.attr.get("number") or ""
            slide = Slide(self.name, "divider", self.title, number=number, at=heading.at)
            self._add(slide, ())
            self._say((), notes_of(heading.inlines))
        else:
            self._open(heading)

    def read(self, blocks: n.Blocks) -> None:
        """Take the section's blocks in order."""
        for block in blocks:
            match block:
                case n.Div(attr=attr) if "key-points" in attr.classes:
                    message, box = _message_apart(block)
                    self._points(box, message)
                case n.Div(attr=attr) if "slide" in attr.classes:
                    self._slide(block)
                case n.Div(attr=attr) if "notes" in attr.classes:
                    self.drafts[-1].prose += block.blocks
                case n.Div():
                    self.read(block.blocks)
                case n.Figure():
                    self._figure(block)
                case n.Table() if block.caption.blocks:
                    self._table(block)
                case n.Table():
                    self.drafts[-1].tables.append(block)
                case n.Header() if not self.has_slides:
                    self._open(block)
                case n.Para(inlines=inlines) if not self.has_slides and display(inlines):
                    self.drafts[-1].loose.append(block)
                    self._formulas(block)
                case _:
                    self.drafts[-1].loose.append(block)

    def slides(self) -> tuple[Slide, ...]:
        """Return the slides with their source lines and notes; openings without words are left out."""
        targets = {name: draft for draft in self.drafts for name in draft.slide.ids if name}
        for draft, block in [(each, block) for each in self.drafts for block in each.loose]:
            target = next((targets[name] for name in _link_targets(block) if name in targets), draft)
            target.prose += (block,)
        slides = tuple(
            (slide, bool(slide.content or slide.kind == "divider" or draft.message))
            for draft in self.drafts
            for slide in self.finisher.finish(draft)
        )
        full = tuple(slide for slide, is_full in slides if is_full)
        spare = tuple(block for slide, is_full in slides if not is_full for block in self._notes_of(slide))
        if not full:
            full = tuple(slide for draft in self.drafts for slide in self.finisher.paragraphs(draft))
            names = {slide.id for slide in full}
            spare = tuple(
                block for slide, _ in slides if slide.id not in names for block in self._notes_of(slide)
            )
        if not full:
            divider = replace(slides[0][0], id=self.name, kind="divider", source=(), notes=spare)
            return (divider,) if spare or self.kicker else ()
        opening, *rest = replace(full[0], id=self.name, notes=spare + full[0].notes), *full[1:]
        if opening.kind != "divider" or not rest:
            return (opening, *rest)
        if len(rest) < LEAST_DIVIDED:
            return (replace(rest[0], id=self.name, notes=opening.notes + rest[0].notes), *rest[1:])
        return (opening, *(replace(each, level=3) for each in rest))

    def _notes_of(self, slide: Slide) -> n.Blocks:
        """Return the speaker notes for a slide that is left out: its heading and its notes."""
        own = () if text_of(slide.title) == text_of(self.title) else (n.Para((n.Strong(slide.title),)),)
        return (*own, *slide.notes)

    def _add(self, slide: Slide, blocks: n.Blocks, heading: n.Inlines = ()) -> None:
        self.drafts.append(Draft(slide, blocks, notes_of(heading), heading))

    def _show(self, slide: Slide, blocks: n.Blocks, message: n.Inlines) -> None:
        """Add a slide of blocks that no other slide shows, with their notes as speaker notes."""
        self._add(slide, blocks)
        self.drafts[-1].message = message
        self._say((), (*notes_of(message), *notes_of(blocks)))

    def _id(self) -> str:
        self.count += 1
        return f"slide-{self.name.removeprefix('sec-')}-{self.count}"

    def _open(self, heading: n.Header) -> None:
        """Begin a slide of first sentences under a heading."""
        title = in_language(headline(heading.inlines), heading.attr)
        kicker = self.kicker if heading.level > 1 else ""
        name = heading.attr.id if heading.level > 1 else self._id()
        self._add(Slide(name, "text", title, kicker, at=heading.at), (), heading.inlines)

    def _points(self, div: n.Div, message: n.Inlines) -> None:
        """Add a slide of points, or several if one has no room for them."""
        title = headline(message) or self.title
        if not points.is_flat(div.blocks):
            slide = Slide(self._id(), "text", title, self.kicker, at=div.at)
            self._text(slide, div.blocks, message)
            return
        groups = points.groups(div.blocks, self.setting.canvas, self.setting.lang)
        lists = [self._with_leads(points.points_of(group)) for group in groups]
        size = common_size(lists, self.setting.canvas)
        for position, (group, items) in enumerate(zip(groups, lists, strict=True), 1):
            slide_title = part_of(title, position, len(groups), self.setting.lang)
            slide = Slide(self._id(), "points", slide_title, self.kicker, content=items, size=size, at=div.at)
            self._show(slide, group, message)

    def _with_leads(self, texts: tuple[n.Inlines, ...]) -> n.Blocks:
        return points.with_leads(texts, self.setting.ledger, self.setting.lang, self.setting.canvas)

    def _slide(self, div: n.Div) -> None:
        """Add the slides of a box, one for each part of its content."""
        message, box = _message_apart(div)
        for part in parts_of(box.blocks):
            self._headed_part(replace(box, blocks=part.blocks), message, part.headings)

    def _headed_part(self, div: n.Div, message: n.Inlines, headings: tuple[n.Header, ...]) -> None:
        """Add the slides of a part; the last heading over it is their title if there is no message.

        Other headings are behind the name of the section in the line above the title.
        """
        above = headings if message else headings[:-1]
        own = message or next((in_language(each.inlines, each.attr) for each in headings[-1:]), ())
        start = len(self.drafts)
        self._part(div, own)
        if not headings:
            return
        first, names = self.drafts[start], [text_of(headline(each.inlines)) for each in above]
        name = headings[-1].attr.id
        if all(draft.slide.id != name for draft in self.drafts):  # else they are over the part before too
            first.slide = replace(first.slide, id=name or first.slide.id)
            for each, words_above in zip(above, names, strict=True):
                is_short = short(words_above, self.setting.canvas) == words_above
                first.prose += (*(() if is_short else (n.Para(each.inlines),)), *notes_of(each.inlines))
        for draft in self.drafts[start:]:
            label = draft.slide.kicker.removeprefix(self.kicker).removeprefix(BETWEEN)
            kicker = joint(self.kicker, *(short(name, self.setting.canvas) for name in names), label)
            draft.slide = replace(draft.slide, kicker=kicker)

    def _part(self, div: n.Div, message: n.Inlines) -> None:
        title = headline(message) or self.title
        match div.blocks:
            case (n.Figure() as figure,):
                self._figure(figure, title, message)
                return
            case (n.Para(inlines=(n.Image(),) as image),):
                figure = n.Figure(n.Attr(), n.Caption(None, ()), (n.Plain(image),), at=div.at)
                self._figure(figure, title, message)
                return
            case (n.Table() as table,):
                self._table(table, title, message)
                return
            case (block,) if columns := columns_of(block):
                self._columns(columns, title, message, div.at)
                return
            case blocks if any(isinstance(each, n.BulletList) for each in blocks) and points.is_flat(blocks):
                self._points(div, message)
                return
            case _:
                pass
        slide = Slide(self._id(), "text", title, self.kicker, at=div.at)
        number = points.number_of(div.blocks, self.setting.ledger)
        if number:
            first, rest = number
            hero = n.Div(n.Attr("", ("hero",)), tuple(n.Para(each) for each in (first, rest) if each))
            slide = replace(slide, kind="number", content=(hero,))
        elif any(display(b.inlines) for b in div.blocks if isinstance(b, n.Para)):
            slide = replace(slide, kind="formula", content=bare_blocks(div.blocks))
        if slide.content and (fits(slide, self.setting.canvas) or (len(div.blocks) == 1 and not number)):
            self._show(slide, div.blocks, message)
        else:
            self._text(replace(slide, kind="text"), div.blocks, message)

    def _text(self, slide: Slide, blocks: n.Blocks, message: n.Inlines, before: int = 0) -> None:
        """Add a slide of unchanged blocks, or several if one has no room for them.

        So many slides with the same message are before them.
        """
        parts = self.setting.parts_that_fit(blocks)
        contents = [bare_blocks(part) for part in parts]
        size = "" if before else common_size(contents, self.setting.canvas)
        for position, (part, content) in enumerate(zip(parts, contents, strict=True), 1):
            name = slide.id if position == 1 else self._id()
            title = part_of(slide.title, before + position, before + len(parts), self.setting.lang)
            part_slide = replace(slide, id=name, title=title, content=content, size=size)
            self._show(part_slide, part, message)

    def _columns(
        self, columns: tuple[n.Div, ...], title: n.Inlines, message: n.Inlines, at: int | None
    ) -> None:
        """Add a slide of columns, or several; what is left of one column alone takes whole slides."""
        at = next((column.at for column in columns if column.at is not None), at)
        pairs, rest = divide_columns(columns, self.stand)
        count = len(pairs) + (len(self.setting.parts_that_fit(rest)) if rest else 0)
        for position, pair in enumerate(pairs, 1):
            slide_title = part_of(title, position, count, self.setting.lang)
            self._put(columns_slide(pair, slide_title, self.stand), message)
        if rest:
            slide = Slide(self._id(), "text", title, self.kicker, at=at)
            self._text(slide, rest, message, before=len(pairs))

    def _figure(self, figure: n.Figure, title: n.Inlines = (), message: n.Inlines = ()) -> None:
        self._put(figure_slide(figure, title, self.stand), message)

    def _table(self, table: n.Table, title: n.Inlines = (), message: n.Inlines = ()) -> None:
        for each in table_slides(table, title, self.stand):
            self._put(each, message)

    def _put(self, showing: Showing, message: n.Inlines) -> None:
        """Add a slide, with the words of captions that are not on it as speaker notes."""
        slide = replace(showing.slide, id=self._id())
        if slide.source and (keys := cited_keys((n.Plain(message),))):
            slide = replace(slide, source=self.setting.sources.of_keys((*keys, *cited_keys(showing.blocks))))
        self._add(slide, showing.blocks)
        self.drafts[-1].message = message
        notes = notes_of(showing.note_blocks, showing.rest)
        self._say(showing.rest, (*notes_of(message), *notes))

    def _say(self, words_left: n.Inlines, notes: n.Blocks) -> None:
        """Add words that the slide does not show, and notes, to its speaker notes."""
        self.drafts[-1].prose += (n.Para(words_left),) if words_left else ()
        self.drafts[-1].prose += notes

    def _formulas(self, para: n.Para) -> None:
        for formula in display(para.inlines):
            marks = (
                [m.text for m in formula.inlines if isinstance(m, n.Str)]
                if isinstance(formula, n.Span)
                else []
            )
            name = f"{term(self.setting.lang, 'equation')} {marks[0]}" if marks else self.kicker
            content = (n.Para((formula,)),)
            self._add(Slide(self._id(), "formula", words(name), self.kicker, content=content, at=para.at), ())


def _message_apart(box: n.Div) -> tuple[n.Inlines, n.Div]:
    """Return the message of a box, which may be words of an attribute, and the box without it."""
    message, rest = titles.message_apart(box)
    if rest is not box:  # one with markup, of which nothing may be left
        return (message if is_visible(message) else ()), rest
    return in_language(words(box.attr.get("message") or ""), box.attr), rest


def _link_targets(block: n.Block) -> Iterator[str]:
    return (node.url[1:] for node in walk((block,)) if isinstance(node, n.Link) and node.url.startswith("#"))
