"""pdfium: the only module that imports it. The first page of a PDF in, a picture out."""

from __future__ import annotations

import io
import math

from pipeline import process
from pipeline.bounds import room

# Sharp enough for print at the full width of a page, and no more pixels than a page can have.
WIDEST = 2_000
MAX_PIXELS = 4_000_000
FINEST = 1_200 / 72
SECONDS = 20.0
MEMORY = 2_000_000_000


def rasterize(data: bytes) -> bytes:
    """Return the first page of a PDF as PNG; process.ProcessError if there is none."""
    return process.run_apart(draw, data, timeout=SECONDS, memory=room(MEMORY))


def draw(data: bytes) -> bytes:
    """Draw the first page of a PDF on white, within the bounds of size; run it in a process of its own."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if len(document) == 0:
            raise ValueError("the PDF has no page")
        page = document[0]
        width, height = page.get_size()
        if not (width > 0 and height > 0 and math.isfinite(width * height)):
            raise ValueError("the page of the PDF has no size")
        image = page.render(scale=scale(width, height)).to_pil().convert("RGB")
    output = io.BytesIO()
    image.save(output, "PNG")
    return output.getvalue()


def scale(width: float, height: float) -> float:
    """Return the number of pixels for a point of a page."""
    return min(WIDEST / width, math.sqrt(MAX_PIXELS / (width * height)), FINEST)
