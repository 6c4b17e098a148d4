"""Text in a native chart: its properties, and labels with their words in a cell of the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.formats.pptx.elements import Element, colour, foreign, new, size

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def value(name: str, content: str | float) -> Element:
    """Return an element of a chart that has only a value."""
    return new(f"c:{name}", val=f"{content:.15g}" if isinstance(content, float) else str(content))


def run_properties(name: str, points: float, lang: str, *, bold: bool = False, tint: str = "tx1") -> Element:
    """Return the style of letters: in the typeface of furniture, in a colour of the theme."""
    face = (
        new(f"a:{script}", typeface=f"+mn-{end}")
        for script, end in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
    )
    result = new(f"a:{name}", colour(tint), *face, sz=size(points), b=int(bold))
    if name != "defRPr":
        result.set("lang", lang)
    return result


def text_properties(
    points: float, lang: str, *, bold: bool = False, tint: str = "tx1", is_level: bool = True
) -> Element:
    """Return the style of text in a part of a chart; horizontal text is never rotated."""
    return new(
        "c:txPr",
        new("a:bodyPr", rot=0, vert="horz") if is_level else new("a:bodyPr", rot=1, vert="horz"),
        new("a:lstStyle"),
        new(
            "a:p",
            new("a:pPr", run_properties("defRPr", points, lang, bold=bold, tint=tint)),
            new("a:endParaRPr", lang=lang),
        ),
    )


def words(lines: Sequence[Sequence[Element]], wrap: str = "none") -> Element:
    """Return lines of runs as the rich text of a title or a label."""
    paragraphs = (new("a:p", *line) for line in lines)
    body = new("a:bodyPr", rot=0, vert="horz", wrap=wrap)
    return new("c:tx", new("c:rich", body, new("a:lstStyle"), *paragraphs))


def run(text: str, properties: Element) -> Element:
    """Return a run of text."""
    return new("a:r", properties, new("a:t", text=text))


def field(kind: str, text: str, place: tuple[int, int, int], properties: Element) -> Element:
    """Return a field that a program fills from the sheet, with its text for those that do not."""
    series, category, number = place
    guid = f"{{{series + 1:08X}-{number:04X}-4000-8000-{category + 1:012X}}}"
    return new("a:fld", properties, new("a:t", text=text), id=guid, type=kind)


def flags() -> list[Element]:
    """Return the elements that turn off the values that a program would write into a label."""
    return [value(f"show{name}", 0) for name in _FLAGS]


def extension(uri: str, *children: Element) -> Element:
    """Return an extension list with elements of Office 2013."""
    return new("c:extLst", new("c:ext", *children, uri=uri))


def office_2013(name: str, *children: Element, text: str = "", **attributes: str) -> Element:
    """Return an element that charts have since Office 2013."""
    result = foreign(C15, name, "c15", *children, **attributes)
    result.text = text or None
    return result


def cached_texts(name: str, reference: str, texts: Sequence[str | None]) -> Element:
    """Return texts of the sheet with the reference to their cells."""
    cache = new("c:strCache", *_cache_points(texts))
    return new(f"c:{name}", new("c:strRef", new("c:f", text=reference), cache))


def cached_values(name: str, reference: str, values: Sequence[float | None]) -> Element:
    """Return values of the sheet with the reference to their cells; gaps are left out."""
    texts = [None if each is None else f"{each:.15g}" for each in values]
    cache = new("c:numCache", new("c:formatCode", text="General"), *_cache_points(texts))
    return new(f"c:{name}", new("c:numRef", new("c:f", text=reference), cache))


def cached_labels(reference: str, texts: Sequence[str | None]) -> Element:
    """Return the extension of a series that names the cells of its labels."""
    cache = office_2013("dlblRangeCache", *_cache_points(texts))
    labels = office_2013("datalabelsRange", office_2013("f", text=reference), cache)
    return extension("{02D57815-91ED-43cb-92C2-25804820EDAC}", labels)


def _cache_points(texts: Sequence[str | None]) -> list[Element]:
    points = [
        new("c:pt", new("c:v", text=text), idx=index) for index, text in enumerate(texts) if text is not None
    ]
    return [value("ptCount", len(texts)), *points]


def to_bytes(root: Element) -> bytes:
    """Return the bytes of a part."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["c", "a", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
