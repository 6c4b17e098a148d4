"""The package: the only module that talks to ebooklib. Its files are packed again so that bytes repeat.

ebooklib swallows write errors unless told not to, writes the time of day into the archive and has no
`xml:lang` on the package; each of these is set right here.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ebooklib import epub

from pipeline.formats.epub.package import About, File
from pipeline.model.diagnostics import Diagnostic, Place, warning

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """Writes the package with its language."""

    def _write_opf_file(self, root: Any) -> None:
        root.set(XML_LANG, self.book.language)
        super()._write_opf_file(root)


def pack(about: About, files: Sequence[File]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return an EPUB 3.3 of these files, and what ebooklib had to say."""
    book = epub.EpubBook()
    book.set_identifier(about.identifier)
    book.set_title(about.title)
    book.set_language(about.language)
    for name in about.creators:
        book.add_author(name, uid=f"creator-{about.creators.index(name) + 1}")
    for key, value in (
        ("date", about.published),
        ("description", about.description),
        ("rights", about.rights),
    ):
        if value:
            book.add_metadata("DC", key, value)
    for subject in about.subjects:
        book.add_metadata("DC", "subject", subject)
    for key, value in about.accessibility:
        book.add_metadata(None, "meta", value, {"property": f"schema:{key}"})
    items: dict[str, Any] = {}
    for file in files:
        item = epub.EpubItem(uid=file.id, file_name=file.name, media_type=file.media_type, content=file.data)
        item.properties = list(file.properties)
        item.is_linear = True
        items[file.name] = item
        book.add_item(item)
    book.toc = [epub.Link(file.name, file.title, f"toc-{file.id}") for file in files if file.title]
    book.add_item(epub.EpubNcx())
    book.spine = [items[file.name] for file in files if file.linear]
    made = io.BytesIO()
    with _Listening() as said:
        writer = _Writer(made, book, {"raise_exceptions": True, "mtime": about.date})
        writer.process()
        writer.write()
    found = tuple(warning("ebooklib", text, Place("ebook.epub")) for text in said.texts)
    return _repacked(made.getvalue(), about.date), found


class _Listening(logging.Handler):
    """Collects what is logged while it is open."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.texts.append(record.getMessage())

    def __enter__(self) -> _Listening:
        """Listen to the root logger, which is the one that ebooklib uses."""
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *failure: object) -> None:
        """Listen no more."""
        logging.getLogger().removeHandler(self)


def _repacked(data: bytes, date: datetime) -> bytes:
    """Return the archive with time, order, rights and compression fixed; `mimetype` first and stored."""
    stamp = (max(1980, date.year), date.month, date.day, date.hour, date.minute, date.second)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = ["mimetype", *sorted(name for name in old.namelist() if name != "mimetype")]
        for name in names:
            info = zipfile.ZipInfo(name, stamp)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name), compresslevel=9)
    return made.getvalue()
