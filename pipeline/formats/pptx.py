"""The deck as PPTX: pandoc writes text, links, tables and formulas; python-pptx puts them in their places.

The only module that imports python-pptx.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline import pandoc
from pipeline.formats import archive, figure_frames
from pipeline.formats import pptx_compose as compose
from pipeline.formats import pptx_layouts as layouts
from pipeline.formats.format import Format, Setting
from pipeline.formats.formulas import formulas_in, voices
from pipeline.formats.pptx_languages import set_languages
from pipeline.formats.pptx_links import lead_inside
from pipeline.formats.pptx_order import put_in_order
from pipeline.formats.pptx_reference import reference
from pipeline.formats.pptx_tables import set_table
from pipeline.formats.pptx_text import given, languages, pieces, with_pictures, without_formulas
from pipeline.formats.pptx_xml import A14, NAMES, Element, parsed, placed
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.slides import Slide, figures_of
from pipeline.model.stages import Artifact, Edition
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.cover import foot
from pipeline.slides.findings import findings, room
from pipeline.wording.clipping import clipped

FILE = "deck.pptx"
# What python-pptx takes as a property of the file, in characters.
LONGEST = 255
# Pandoc's writer takes the square of their number: so many take twenty seconds, three times as many minutes.
MOST_SLIDES = 1_000
LINKS = ("http://", "https://", "mailto:")


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the deck as PPTX."""
    import pptx

    every = edition.slides
    if len(every) > MOST_SLIDES:
        raise _too_long(every, edition)
    slides, shown, unshown = with_pictures(without_formulas(every), edition, setting)
    clock = {**os.environ, "SOURCE_DATE_EPOCH": str(int(setting.date.timestamp()))}
    answer = pandoc.slides(given(slides, edition), reference(), env=clock)
    presentation = pptx.Presentation(io.BytesIO(_declared(answer.output)))
    made = list(presentation.slides)
    if len(made) != len(slides):
        raise _broken(f"pandoc made {len(made)} slides of {len(slides)}")
    lead_inside({slide.id: page for slide, page in zip(slides, made, strict=True)})
    by_name = {layout.name: layout for layout in presentation.slide_layouts}
    for slide, page in zip(slides, made, strict=True):
        _compose(slide, page, by_name, _Pictures(edition, setting, shown))
    for ours in layouts.layouts().values():
        by_name[ours.pandoc].name = ours.name
    presentation.slide_layouts.remove(by_name[layouts.layouts()["blank"].pandoc])
    for layout in presentation.slide_layouts:
        set_languages(layout._element, edition.front.lang, {})
    set_languages(presentation.slide_master._element, edition.front.lang, {})
    _properties(presentation.core_properties, edition, setting.date)
    _check_links(presentation)
    written = io.BytesIO()
    with archive.timeless():
        presentation.save(written)
    data = archive.sealed(written.getvalue(), setting.date)
    found = (*answer.diagnostics, *unshown, *findings(slides, edition.source))
    return Artifact(FILE, "pptx", data, len(slides), "slides", found)


def _declared(data: bytes) -> bytes:
    """Name the prefix of formulas as we do, and declare it where pandoc forgets it: in tables."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("ppt/slides/slide") and b"<a14:m>" in part:
                part = part.replace(b"<a14:m>", b"<formula:m>").replace(b"</a14:m>", b"</formula:m>")
                part = part.replace(b"<p:sld ", f'<p:sld xmlns:formula="{A14}" '.encode(), 1)
            new.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def _compose(slide: Slide, page: Any, by_name: dict[str, Any], pictures: _Pictures) -> None:
    """Give a slide its layout, and each of its texts, table and picture the placeholder made for it."""
    edition = pictures.edition
    tree: Element = page.shapes._spTree
    layout = layouts.layouts()[layouts.layout_of(slide.kind, len(figures_of(slide)))]
    title = tree.find(".//p:sp/p:nvSpPr/p:nvPr/p:ph[@type='title']/../../../p:txBody/a:p", NAMES)
    frame = tree.find(".//p:graphicFrame", NAMES)
    texts = compose.paragraphs_of(tree)
    wanted = pieces(slide)
    if title is None or len(texts) != len(wanted):
        raise _broken(f"pandoc wrote {len(texts)} paragraphs of {len(wanted)} on slide {slide.id}")
    placed_texts: dict[int, list[Element]] = defaultdict(list)
    for piece, paragraph in zip(wanted, texts, strict=True):
        compose.set_paragraph(paragraph, piece, slide)
        name, _, place = piece.slot.partition("-")
        index = layouts.FIRST_FIGURE + int(place) if name == "figure" else compose.SLOTS[piece.slot]
        placed_texts[index].append(paragraph)
    compose.bare_paragraph(title)
    _lay_out(page, by_name[layout.pandoc])
    shapes = list(compose.shapes(slide, layout, placed_texts, title, _fixed(slide, edition)))
    formulas = iter(formulas_in(slide.content))
    said = iter(voices(slide.content, edition.front.lang)) if slide.kind == "formula" else iter(())
    del tree[2:]
    tree.extend(compose.guarded(shape, formulas, said) for shape in shapes)
    for block in slide.content:
        if isinstance(block, n.Table) and frame is not None:
            set_table(frame, block, slide)
            shapes[1].addnext(compose.guarded(frame, formulas, said))
    images = [node for node in walk(slide.content) if isinstance(node, n.Image)]
    for position, node in reversed(list(enumerate(images))):
        box = _part(room(slide), position, len(images))
        shapes[1].addnext(_picture(node, box, page, pictures, held=position == 0))
    compose.number_shapes(tree)
    compose.quiet_links(tree)
    put_in_order(tree)
    own = languages((*slide.content, *slide.notes, n.Plain(slide.title)))
    set_languages(tree, edition.front.lang, own)
    if page.has_notes_slide:
        notes = page.notes_slide.shapes._spTree
        compose.number_shapes(notes)
        put_in_order(notes)
        set_languages(notes, edition.front.lang, own)


def _fixed(slide: Slide, edition: Edition) -> dict[int, str]:
    """Return the texts of a slide that are not written by pandoc, by placeholder."""
    texts = {layouts.KICKER: slide.kicker, layouts.SECTION: slide.number}
    if slide.kind == "cover":
        texts |= {layouts.CONTENT: edition.front.subtitle or "", layouts.FOOT: foot(edition.front)}
    return texts


def _lay_out(page: Any, layout: Any) -> None:
    """Tie a slide to another layout."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    for name, relation in list(page.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.SLIDE_LAYOUT:
            page.part.rels.pop(name)
    page.part.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)


@dataclass(frozen=True, slots=True)
class _Pictures:
    """What pictures are made of: the edition, the setting that draws, and images as pixels by their names."""

    edition: Edition
    setting: Setting
    pixels: Mapping[str, bytes]


def _part(box: measure.Box, place: int, count: int) -> measure.Box:
    """Return the part of a box for one of several pictures beside each other."""
    gap = measure.points("gap-least")
    width = (box.width - gap * (count - 1)) / count
    return measure.Box(box.x + place * (width + gap), box.y, width, box.height)


def _picture(node: n.Image, box: measure.Box, page: Any, pictures: _Pictures, *, held: bool) -> Element:
    """Return a picture as large as its box allows; one that is `held` is in the layout's placeholder."""
    drawing = pictures.edition.drawings.get(node.url.removeprefix("figure:"))
    if drawing is not None:
        data = pictures.setting.draw(drawing, figure_frames.slide(box, "png"))
    else:
        data = pictures.pixels[node.url]
    part, relation = page.part.get_or_add_image_part(io.BytesIO(data))
    across, down = part.image.size
    scale = min(box.width / across, box.height / down)
    width, height = across * scale, down * scale
    place = measure.Box(box.x, box.y + (box.height - height) / 2, width, height)
    holder = f'<p:ph type="pic" idx="{layouts.CONTENT}"/>' if held else ""
    lock = 'noGrp="1" ' if held else ""
    form = "" if held else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    shape = parsed(
        '<p:pic><p:nvPicPr><p:cNvPr id="0" name="Picture"/>'
        f'<p:cNvPicPr><a:picLocks {lock}noChangeAspect="1"/>'
        f"</p:cNvPicPr><p:nvPr>{holder}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{placed(place)}{form}</p:spPr></p:pic>"
    )
    name = shape.find(".//p:cNvPr", NAMES)
    assert name is not None
    name.set("descr", text_of(node.inlines))
    return shape


def _properties(core: Any, edition: Edition, date: datetime) -> None:
    front = edition.front
    core.title = clipped(front.title, LONGEST)
    core.subject = clipped(front.subtitle or "", LONGEST)
    core.author = clipped(", ".join(author.name for author in front.authors), LONGEST)
    core.last_modified_by = core.author
    core.keywords = clipped(", ".join(front.keywords), LONGEST)
    core.language = front.lang
    core.created = core.modified = date.replace(tzinfo=None)
    core.revision = 1


def _check_links(presentation: Any) -> None:
    """Refuse a presentation that would reach for anything but the web or a mail program."""
    parts = [part for page in presentation.slides for part in _parts_of(page)]
    for part in parts:
        for relation in part.rels.values():
            if relation.is_external and not relation.target_ref.startswith(LINKS):
                raise _broken(f"a slide leads to {relation.target_ref}")


def _parts_of(page: Any) -> list[Any]:
    return [page.part, *([page.notes_slide.part] if page.has_notes_slide else [])]


def _too_long(slides: Sequence[Slide], edition: Edition) -> DossierError:
    message = f"the deck has {len(slides):,} slides, and a PPTX is made of no more than {MOST_SLIDES:,}"
    hint = "divide the article, or put what the deck can do without between `::: {except=deck}` and `:::`"
    return DossierError([error("deck-too-long", message, edition.source.place(slides[MOST_SLIDES].at), hint)])


def _broken(message: str) -> DossierError:
    return DossierError(
        [error("pptx-broken", message, Place(FILE), "this is a fault of Dossier: please report it")]
    )


PPTX = Format("pptx", FILE, "deck", render)
