"""Slides as pandoc wrote them, put in order: each paragraph in the placeholder of its layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from html import escape

from pipeline.formats import pptx_layouts as layouts
from pipeline.formats.pptx_layouts import Holder, Layout, Level
from pipeline.formats.pptx_text import TAB, Piece
from pipeline.formats.pptx_xml import (
    A14,
    MC,
    NAMES,
    A,
    Element,
    emu,
    list_style,
    parsed,
    placed,
    placeholder,
    size,
)
from pipeline.model import nodes as n
from pipeline.model.slides import Slide, figures_of
from pipeline.model.walk import text_of
from pipeline.slides import measuring as measure
from pipeline.slides.cover import Cover, cover, title_height
from pipeline.slides.figures import boxes, label_style, number_style
from pipeline.slides.findings import hero_style, point_gap
from pipeline.slides.points import items_of, lead_style, lead_width

SLOTS = {"content": layouts.CONTENT, "second": layouts.SECOND, "source": layouts.SOURCE}


def paragraphs_of(tree: Element) -> list[Element]:
    """Return the paragraphs of a slide's shapes but its title, in order."""
    return [
        paragraph
        for shape in tree.iter(f"{{{NAMES['p']}}}sp")
        if shape.find(".//p:ph[@type='title']", NAMES) is None
        for paragraph in shape.iterfind("p:txBody/a:p", NAMES)
    ]


def shapes(
    slide: Slide, layout: Layout, given: Mapping[int, list[Element]], title: Element, texts: Mapping[int, str]
) -> Iterator[Element]:
    """Yield the shapes of a slide: its title, then its placeholders, in the order in which they are read."""
    for holder in layout.holders:
        if holder.type == "sldNum":
            yield _number(holder)
        elif holder.index == layouts.TITLE:
            place = _title_place(slide, holder, texts)
            yield _text_shape(holder, [title], _title_style(slide, texts), place)
        elif texts.get(holder.index):
            run = f"<a:p><a:r><a:rPr/><a:t>{escape(texts[holder.index], quote=False)}</a:t></a:r></a:p>"
            style = _fixed_style(slide, holder, texts)
            yield _text_shape(holder, [parsed(run)], style, _moved(slide, holder, texts))
        elif given.get(holder.index):
            inset = measure.points("gap-least") if slide.kind in ("points", "text") else 0.0
            inset *= 2 if lead_width(slide.content, lead_style(slide.kind)) else 1
            yield _text_shape(
                holder, given[holder.index], _own_style(slide, holder), _moved(slide, holder, texts), inset
            )


def _text_shape(
    holder: Holder, paragraphs: list[Element], style: str, place: str = "<p:spPr/>", inset: float = 0.0
) -> Element:
    top = f' tIns="{emu(inset)}"' if inset else ""
    shape = parsed(
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"{placeholder(holder)}</p:nvPr></p:nvSpPr>{place}<p:txBody><a:bodyPr{top}/>{style}</p:txBody></p:sp>"
    )
    body = shape.find("p:txBody", NAMES)
    assert body is not None
    body.extend(deepcopy(paragraph) for paragraph in paragraphs)
    return shape


def guarded(shape: Element, formulas: Iterator[str], said: Iterator[str]) -> Element:
    """Return a shape as it is, or one with formulas beside what other programs show: their TeX.

    `said` are the words of the formulas of a slide that shows nothing else: they name its shape.

    LibreOffice knows the namespace of formulas by its usual prefix alone, and then shows nothing: so
    the choice names it otherwise.
    """
    if next(shape.iter(f"{{{A14}}}m"), None) is None:
        return shape
    found = list(shape.iter(f"{{{A14}}}m"))
    if words := ". ".join(word for _, word in zip(found, said, strict=False)):
        name = shape.find(".//p:cNvPr", NAMES)
        assert name is not None
        name.set("descr", words)
    plain = deepcopy(shape)
    for formula in list(plain.iter(f"{{{A14}}}m")):
        parent = formula.getparent()
        assert parent is not None
        parent.replace(
            formula, parsed(f"<a:r><a:rPr/><a:t>{escape(next(formulas), quote=False)}</a:t></a:r>")
        )
    choice = parsed(
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:formula="{A14}"><mc:Choice Requires="formula"/>'
        "<mc:Fallback/></mc:AlternateContent>"
    )
    choice[0].append(shape)
    choice[1].append(plain)
    return choice


def _cover(slide: Slide, texts: Mapping[int, str]) -> Cover:
    return cover(text_of(slide.title), texts.get(layouts.CONTENT, ""))


def _title_place(slide: Slide, holder: Holder, texts: Mapping[int, str]) -> str:
    """Return where a title stands when not where its layout has it: on a cover with a long one."""
    if slide.kind != "cover" or not _cover(slide, texts).name:
        return "<p:spPr/>"
    height = title_height(_cover(slide, texts), text_of(slide.title))
    return f"<p:spPr>{placed(replace(holder.box, height=height))}</p:spPr>"


def _fixed_style(slide: Slide, holder: Holder, texts: Mapping[int, str]) -> str:
    """Return what a text that pandoc does not write is set in otherwise than its layout: a long subtitle."""
    if slide.kind != "cover" or holder.index != layouts.CONTENT or not _cover(slide, texts).name:
        return "<a:lstStyle/>"
    return list_style((Level(_cover(slide, texts).subtitle, "accent4"),))


def _moved(slide: Slide, holder: Holder, texts: Mapping[int, str]) -> str:
    """Return where a shape stands when not where its layout has it."""
    if slide.kind == "figures" and holder.index >= layouts.FIRST_FIGURE:
        place = boxes(figures_of(slide), slide.size)[holder.index - layouts.FIRST_FIGURE]
        return f"<p:spPr>{placed(place)}</p:spPr>"
    if slide.kind != "cover" or holder.index != layouts.CONTENT:
        return "<p:spPr/>"
    box = holder.box
    usual = layouts.COVER_LINES * layouts.COVER_TITLE.line
    up = usual - title_height(_cover(slide, texts), text_of(slide.title))
    return f"<p:spPr>{placed(measure.Box(box.x, box.y - up, box.width, box.height))}</p:spPr>"


def _number(holder: Holder) -> Element:
    return parsed(
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{holder.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"{placeholder(holder)}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:fld id="{C5EF2332-01BF-834F-8236-50238282D533}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
        "</a:p></p:txBody></p:sp>"
    )


def _title_style(slide: Slide, texts: Mapping[int, str]) -> str:
    if slide.kind == "cover" and _cover(slide, texts).name:
        return list_style((Level(_cover(slide, texts).title, "bg1"),))
    small = slide.kind not in ("cover", "divider") and measure.title_style(slide.title) is measure.SMALL_TITLE
    return list_style((Level(measure.SMALL_TITLE, "tx2"),)) if small else "<a:lstStyle/>"


def _own_style(slide: Slide, holder: Holder) -> str:
    """Return what this slide sets otherwise than its layout: the size that fits, the column of leads."""
    if slide.kind == "figures" and holder.index >= layouts.FIRST_FIGURE:
        number = number_style(figures_of(slide))
        return list_style(layouts.figure_levels(number, label_style(slide.size)))
    if slide.kind == "sources" and holder.index in (layouts.CONTENT, layouts.SECOND):
        level = layouts.entry_level(slide.size, slide.content)
        return "<a:lstStyle/>" if level == layouts.entry_level("") else list_style((level,))
    if holder.index != layouts.CONTENT:
        return "<a:lstStyle/>"
    if slide.kind in ("points", "text", "colophon"):
        leads = lead_width(slide.content, lead_style(slide.kind))
        style = measure.LARGE if slide.size == "large" else measure.TEXT
        bulleted = slide.kind == "points" and not leads
        indent = leads or (style.points if bulleted else 0.0)
        leading = not leads or slide.kind == "colophon"
        return list_style(
            (Level(style, before=point_gap(slide), bullet=bulleted, indent=indent, exact=leading),)
        )
    if slide.kind == "number" and hero_style(text_of(items_of(slide.content)[0][1])) is measure.NUMBER:
        return list_style((Level(measure.NUMBER, "tx2"),))
    return "<a:lstStyle/>"


def bare_paragraph(paragraph: Element) -> None:
    """Leave how a paragraph is set to its placeholder."""
    old = paragraph.find("a:pPr", NAMES)
    if old is not None:
        paragraph.remove(old)


def set_paragraph(paragraph: Element, piece: Piece, slide: Slide) -> None:
    """Give a paragraph the level it has in its placeholder, and its lead the look of one."""
    bare_paragraph(paragraph)
    tab = ""
    # The tab behind the number of an entry leads to the margin of the lines below it.
    leads = slide.kind != "sources"
    if leads and any(isinstance(item, n.Str) and item.text == TAB for item in piece.words):
        stop = emu(lead_width(slide.content, lead_style(slide.kind)))
        tab = f'<a:tabLst><a:tab pos="{stop}" algn="l"/></a:tabLst>'
        _set_lead(paragraph, slide)
    depth = f' lvl="{piece.level}"' if piece.level else ""
    if tab or depth:
        paragraph.insert(0, parsed(f"<a:pPr{depth}>{tab}</a:pPr>"))


def _set_lead(paragraph: Element, slide: Slide) -> None:
    """Set what stands before the tab as a lead; the tab and the words after it stay as they are."""
    for run in paragraph.findall("a:r", NAMES):
        text = run.find("a:t", NAMES)
        assert text is not None
        lead, tab, rest = (text.text or "").partition(TAB)
        after = deepcopy(run) if tab and lead else None
        if lead:
            text.text = lead
            _set_run(run, lead_style(slide.kind))
        if after is not None:
            following = after.find("a:t", NAMES)
            assert following is not None
            following.text = tab + rest
            run.addnext(after)
        if tab:
            return


def _set_run(run: Element, style: measure.Style) -> None:
    face = "mj" if style.role == "text" else "mn"
    properties = parsed(
        f'<a:rPr sz="{size(style.points)}" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        f'<a:latin typeface="+{face}-lt"/></a:rPr>'
    )
    old = run.find("a:rPr", NAMES)
    if old is not None:
        run.remove(old)
    run.insert(0, properties)


def number_shapes(tree: Element) -> None:
    """Give every shape of a slide an id of its own; 1 is the tree's, and a stand-in has its shape's."""
    count = 0
    for shape in tree.iterfind(".//p:cNvPr", NAMES):
        stands_in = next(shape.iterancestors(f"{{{MC}}}Fallback"), None) is not None
        count += not stands_in
        shape.set("id", str(count))


def quiet_links(tree: Element) -> None:
    """Let links have the colour of the text they stand in."""
    for link in tree.iter(f"{{{A}}}hlinkClick"):
        link[:] = [
            parsed(
                '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
                'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
                "</a:ext></a:extLst>"
            )
        ]
