"""The structure tree written into WeasyPrint's PDF, in place of WeasyPrint's own.

WeasyPrint gives the objects of the PDF before they are written: no file is parsed a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.formats.pdf.boxes import page_elements, places
from pipeline.formats.pdf.repair import repaired
from pipeline.formats.pdf.tree import Artifact, Content, Element, content, links
from pipeline.formats.pdf.writer import Writer, pages_of
from pipeline.wording.terms import term


def tag(pdf: Any, document: Any, streams: Sequence[Any]) -> None:
    """Write the structure of a laid-out document; takes what WeasyPrint gives to `add_tags`."""
    import pydyf

    order = places(document.pages[0]._page_box)
    read = [
        page_elements(page._page_box, number, stream._tags, order)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    whole = Element("Document", tuple(kid for page in read for kid in page.kids))
    root, repeated = repaired(whole, term(document.metadata.lang or "", "return"))
    marks = [_marks(stream) for stream in streams]
    artifacts = [*(each for page in read for each in page.artifacts), *repeated]
    _to_artifacts(streams, marks, [*artifacts, *_rest(marks, root, artifacts)])
    _say(streams, marks, content(root.kids))
    _keep(pdf, frozenset(link.object.reference for link in links(root.kids)))
    Writer(pdf, streams).write(root)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    # Pages are numbered as they are printed. No issue of WeasyPrint's is known.
    first = pydyf.Array((0, pydyf.Dictionary({"S": "/D"})))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": first})


def _marks(stream: Any) -> dict[int, int]:
    """Return where in a page's operators the properties of each marked content stand."""
    return {
        operand["MCID"]: index
        for index, operand in enumerate(stream.stream)
        if isinstance(operand, dict) and "MCID" in operand
    }


ARTIFACTS: Mapping[str, Mapping[str, str]] = {
    "Header": {"Type": "/Pagination", "Subtype": "/Header", "Attached": "[/Top]"},
    "Footer": {"Type": "/Pagination", "Subtype": "/Footer", "Attached": "[/Bottom]"},
    "Repeat": {"Type": "/Pagination"},
    "Layout": {"Type": "/Layout"},
}


def _rest(
    marks: Sequence[Mapping[int, int]], root: Element, artifacts: Iterable[Artifact]
) -> Iterator[Artifact]:
    """Yield what neither an element nor an artifact holds: dots of leaders, blanks, decoration."""
    known = {(each.page, each.number) for each in (*content(root.kids), *(a.content for a in artifacts))}
    for page, numbers in enumerate(marks):
        for number in numbers:
            if (page, number) not in known:
                yield Artifact(Content(page, number), "Layout")


def _to_artifacts(
    streams: Sequence[Any], marks: Sequence[Mapping[int, int]], artifacts: Iterable[Artifact]
) -> None:
    """Mark content as artifacts. Waits for Kozea/WeasyPrint #1836."""
    import pydyf

    for each in artifacts:
        operators = streams[each.content.page].stream
        index = marks[each.content.page][each.content.number]
        operators[index - 1] = "/Artifact"
        operators[index] = pydyf.Dictionary(ARTIFACTS[each.kind])


def _say(streams: Sequence[Any], marks: Sequence[Mapping[int, int]], contents: Iterable[Content]) -> None:
    """Write words to content whose glyphs do not say them in order, for search and copying."""
    import pydyf

    for each in contents:
        if each.words:
            index = marks[each.page][each.number]
            streams[each.page].stream[index]["ActualText"] = pydyf.String(each.words)


def _keep(pdf: Any, kept: frozenset[bytes]) -> None:
    """Leave only these annotations on the pages; those within a link, or of a leader, say it once more.

    Waits for Kozea/WeasyPrint #185.
    """
    for page in pages_of(pdf):
        if "Annots" in page:
            page["Annots"][:] = [reference for reference in page["Annots"] if reference in kept]
