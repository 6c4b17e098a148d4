"""The package of an e-book: the only module that calls ebooklib. Its files are packed again for stable bytes.

By default ebooklib ignores write errors, writes the time of day into the archive and no `xml:lang` into the
package; each of these is corrected here. XHTML is written unchanged: ebooklib's own item for it parses and
changes it.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from typing import Any

from ebooklib import epub

from pipeline import archive
from pipeline.formats.epub.package import About, Entry, File
from pipeline.model.diagnostics import Diagnostic, Place, warning

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """Writes the package with its language."""

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.book.language)
        super()._write_opf_file(root)


def pack(
    about: About, spine_files: Sequence[File], other_files: Sequence[File], contents: Sequence[Entry]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return an EPUB 3.3, and the warnings of ebooklib.

    `spine_files` are read one after the other; `other_files` are the resources that they use.
    """
    book = epub.EpubBook()
    _describe(book, about)
    items = [_item(file) for file in (*spine_files, *other_files)]
    for item in items:
        book.add_item(item)
    book.add_item(epub.EpubNcx())
    book.spine = items[: len(spine_files)]
    book.toc = [_entry(entry, f"toc-{number}") for number, entry in enumerate(contents, 1)]
    output = io.BytesIO()
    with (
        warnings.catch_warnings(record=True) as warnings_caught,
        _Listening() as log,
        archive.without_clock(),
    ):
        warnings.simplefilter("always")
        writer = _Writer(output, book, {"raise_exceptions": True, "mtime": about.date})
        writer.process()
        writer.write()
    messages = dict.fromkeys([*log.texts, *(str(each.message) for each in warnings_caught)])
    return archive.repack(output.getvalue(), about.date, "mimetype", level=9), tuple(
        warning("ebooklib", text, Place("ebook.epub")) for text in messages
    )


def _describe(book: Any, about: About) -> None:
    """Set the metadata of a book."""
    book.set_identifier(about.identifier)
    book.set_title(about.title)
    book.set_language(about.language)
    for number, name in enumerate(about.creators, 1):
        book.add_author(name, role="aut", uid=f"creator-{number}")
    fields = (
        ("publisher", about.publisher),
        ("date", about.publication_date),
        ("description", about.description),
        ("rights", about.rights),
    )
    for key, value in (*fields, *(("subject", subject) for subject in about.subjects)):
        if value:
            book.add_metadata("DC", key, value)
    for key, value in about.accessibility:
        book.add_metadata(None, "meta", value, {"property": f"schema:{key}"})


def _item(file: File) -> Any:
    name = file.name.replace("/", "-").replace(".", "-")
    item = epub.EpubItem(uid=name, file_name=file.name, media_type=file.media_type, content=file.data)
    item.properties = list(file.properties)
    item.is_linear = True
    return item


def _entry(entry: Entry, name: str) -> Any:
    """Return an entry of the contents in ebooklib's form, for readers of EPUB 2."""
    link = epub.Link(entry.target, entry.title, name)
    if not entry.inner:
        return link
    return (link, [_entry(inner, f"{name}-{number}") for number, inner in enumerate(entry.inner, 1)])


class _Listening(logging.Handler):
    """Collects log messages within a `with` block."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Record a message."""
        self.texts.append(record.getMessage())

    def __enter__(self) -> _Listening:
        """Add the handler to the root logger, which ebooklib uses."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *failure: object) -> None:
        """Remove the handler."""
        logging.getLogger().removeHandler(self)
