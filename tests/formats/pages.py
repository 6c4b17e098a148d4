"""Pages as WeasyPrint lays them out with our repairs in place: their lines and their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.formats.pdf import weasy
from pipeline.formats.pdf.resource import BASE


def pages(css: str, body: str) -> list[Any]:
    """Return the boxes of the pages that a body becomes with a style sheet."""
    press = weasy.press(css, ())
    document = (
        weasy.load()
        .HTML(string=f"<html lang='en'><body>{body}", base_url=BASE)
        .render(font_config=press.fonts, stylesheets=[press.sheet])
    )
    return [page._page_box for page in document.pages]


def lines(box: Any) -> Iterator[Any]:
    """Yield the boxes of the lines in a box, in the order that they are painted."""
    if type(box).__name__ == "LineBox":
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from lines(child)


def words(box: Any) -> str:
    """Return the text in a box."""
    own: str = getattr(box, "text", "")
    return own + "".join(words(child) for child in getattr(box, "children", ()))
