"""The structure tree of the PDF, in place of WeasyPrint's own.

It is added to the objects of the PDF before they are written: no file is parsed a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.formats.pdf.boxes import Page, page_elements, places
from pipeline.formats.pdf.repair import repair_structure
from pipeline.formats.pdf.tree import Artifact, Content, Element, content, links
from pipeline.formats.pdf.writer import Writer, pages_of
from pipeline.wording.terms import term


class Sheet:
    """A page that is read when it is painted, and gives back the memory of its boxes then.

    It stands for WeasyPrint's own page, which would keep all boxes until the whole PDF is written.
    """

    def __init__(self, page: Any, number: int, order: Mapping[int, int]) -> None:
        """Take a page, its number, counted from 0, and the place of each element in the HTML."""
        self.page, self.number, self.order = page, number, order
        self.content: Page | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page, read its structure, and drop its boxes."""
        self.page.paint(stream, scale)
        box = self.page._page_box
        self.content = page_elements(box, self.number, stream._tags, self.order)
        self.page._page_box, stream._tags = None, {}
        for *_, link in self.page.links:
            link.children = ()
        for area in box.children:
            # The area of the notes refers back to its page: without a collector neither would go.
            vars(area).pop("page", None)


def sheets(pages: Sequence[Any]) -> list[Sheet]:
    """Return the sheets of laid-out pages."""
    order = places(pages[0]._page_box)
    return [Sheet(page, number, order) for number, page in enumerate(pages)]


def write_structure(pdf: Any, document: Any, streams: Sequence[Any]) -> None:
    """Write the structure of a laid-out document; the arguments are those of WeasyPrint's `add_tags`."""
    import pydyf

    pages = [page.content for page in document.pages]
    whole = Element("Document", tuple(kid for page in pages for kid in page.kids))
    root, repetitions = repair_structure(whole, term(document.metadata.lang or "", "return"))
    marks = [_marks(stream) for stream in streams]
    artifacts = [*(each for page in pages for each in page.artifacts), *repetitions]
    _to_artifacts(streams, marks, [*artifacts, *_find_decoration(marks, root, artifacts)])
    _write_words(streams, marks, content(root.kids))
    _keep_links(pdf, frozenset(link.object.reference for link in links(root.kids)))
    Writer(pdf, streams).write(root)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    # Pages are numbered as they are printed. No issue of WeasyPrint's is known.
    first = pydyf.Array((0, pydyf.Dictionary({"S": "/D"})))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": first})


def _marks(stream: Any) -> dict[int, int]:
    """Return the index in a page's operators of the properties of each marked content."""
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


def _find_decoration(
    marks: Sequence[Mapping[int, int]], root: Element, artifacts: Iterable[Artifact]
) -> Iterator[Artifact]:
    """Find content that belongs to no element or artifact: dots of leaders, blanks, decoration."""
    marked_content = {
        (each.page, each.number) for each in (*content(root.kids), *(a.content for a in artifacts))
    }
    for page, numbers in enumerate(marks):
        for number in numbers:
            if (page, number) not in marked_content:
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


def _write_words(
    streams: Sequence[Any], marks: Sequence[Mapping[int, int]], contents: Iterable[Content]
) -> None:
    """Write the actual text of content whose glyphs are in another order, for search and copying."""
    import pydyf

    for each in contents:
        if each.words:
            index = marks[each.page][each.number]
            streams[each.page].stream[index]["ActualText"] = pydyf.String(each.words)


def _keep_links(pdf: Any, references: frozenset[bytes]) -> None:
    """Keep only these annotations on the pages; WeasyPrint repeats them within a link and for a leader.

    Waits for Kozea/WeasyPrint #185.
    """
    for page in pages_of(pdf):
        if "Annots" in page:
            page["Annots"][:] = [reference for reference in page["Annots"] if reference in references]
