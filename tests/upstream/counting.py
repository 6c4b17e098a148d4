"""Counting of calls within WeasyPrint and pydyf, and PDFs to count them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from pipeline.formats.pdf import weasy
from pipeline.formats.pdf.resource import BASE


@contextmanager
def count_calls(module: str, name: str, weigh: Callable[..., int]) -> Iterator[list[int]]:
    """Collect what the calls of a function weigh."""
    weasy.load()
    counts: list[int] = []
    owner: Any = __import__(module, fromlist=["_"])
    *classes, last = name.split(".")
    for each in classes:
        owner = getattr(owner, each)
    function = getattr(owner, last)

    def call(*arguments: Any, **options: Any) -> Any:
        counts.append(weigh(*arguments))
        return function(*arguments, **options)

    with mock.patch.object(owner, last, call):
        yield counts


def write_pdf(css: str, body: str, *, small: bool = False, **options: Any) -> bytes:
    """Return a PDF as WeasyPrint writes it; a small one has its streams compressed."""
    press = weasy.press(css, ())
    html = weasy.load().HTML(string=f"<html lang='en'><title>t</title><body>{body}", base_url=BASE)
    document = html.render(font_config=press.fonts, stylesheets=[press.sheet], pdf_variant=weasy.VARIANT)
    data: bytes = document.write_pdf(pdf_variant=weasy.VARIANT, uncompressed_pdf=not small, **options)
    return data
