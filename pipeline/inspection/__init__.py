"""Inspection: a finished file is read back as passages, never with the library that wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.model.inspection import Inspection, NoReaderError

Reader = Callable[[bytes], Inspection]


def inspect(name: str, data: bytes) -> Inspection:
    """Read a finished file back by its name, a folder from a zip archive of its files.

    Raise InspectionError, whose text says why, for a file that cannot be read; NoReaderError, which is one,
    for a format that nothing reads.
    """
    reader = reader_of(name)
    if reader is None:
        raise NoReaderError(f"{name} is of no kind that is read back")
    return reader(data)


def reader_of(name: str) -> Reader | None:
    """Return the function that reads files of this name; None if there is none."""
    _, dot, ending = name.rpartition("/")[2].lower().rpartition(".")
    return READERS.get(ending if dot else "")


# A reader is imported when it is needed: each loads libraries that the others do not.
def _book(data: bytes) -> Inspection:
    from pipeline.inspection import book

    return book.inspect(data)


def _page(data: bytes) -> Inspection:
    from pipeline.inspection import deck_page, page

    root = page.parse(data)
    return deck_page.inspect_root(root) if deck_page.is_deck(root) else page.inspect_root(root)


def _slides(data: bytes) -> Inspection:
    from pipeline.inspection import slides

    return slides.inspect(data)


def _site(data: bytes) -> Inspection:
    from pipeline.inspection import page

    return page.inspect_site(data)


def _pdf(data: bytes) -> Inspection:
    from pipeline.inspection import pdf

    return pdf.inspect(data)


# The readers by the end of a file's name; a folder has no ending.
READERS: Mapping[str, Reader] = {
    "": _site,
    "zip": _site,
    "epub": _book,
    "html": _page,
    "pptx": _slides,
    "pdf": _pdf,
}
