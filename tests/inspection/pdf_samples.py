"""PDFs to read back: printed from Markdown, and damaged by hand in their content streams."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf

from pipeline import pandoc
from pipeline.formats.pdf import PDF
from pipeline.inspection import inspect
from pipeline.model.inspection import Inspection, Passage
from tests.formats.pdf_setting import SETTING, edition

Change = Callable[[pikepdf.Pdf], None]


def print_pdf(markdown: str) -> bytes:
    """Return a PDF of Markdown under a heading."""
    return PDF.render(edition(*pandoc.read(f"# Head\n\n{markdown}").blocks), SETTING).data


def read(data: bytes) -> Inspection:
    return inspect("briefing.pdf", data)


def own_passages(inspection: Inspection) -> list[Passage]:
    """Return the passages after the first heading, without what the page sets around them."""
    start = next(index for index, each in enumerate(inspection.passages) if each.level == 2)
    return [each for each in inspection.passages[start + 1 :] if each.kind != "frame"]


def body(markdown: str) -> list[tuple[str, str]]:
    """Return the kinds and words of what is printed of Markdown."""
    return [(each.kind, each.text) for each in own_passages(read(print_pdf(markdown)))]


def change_pdf(data: bytes, change: Change) -> bytes:
    """Return a PDF after a change to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def with_operators(change: Callable[[list[Any]], list[Any]], page: int = 0) -> Change:
    """Return a change of the operators of a page."""

    def apply(pdf: pikepdf.Pdf) -> None:
        target = pdf.pages[page]
        instructions = change(list(pikepdf.parse_content_stream(target)))
        target.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))

    return apply


def operator(name: str, *operands: Any) -> pikepdf.ContentStreamInstruction:
    """Return an operator of a content stream."""
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name))


def text_number(instructions: list[Any], content: int) -> int:
    """Return the index of the operator that shows the text of a marked content."""
    start = next(
        index
        for index, each in enumerate(instructions)
        if str(each.operator) == "BDC"
        and isinstance(each.operands[1], pikepdf.Dictionary)
        and each.operands[1].get("/MCID") == content
    )
    return next(
        index for index in range(start, len(instructions)) if str(instructions[index].operator) == "TJ"
    )
