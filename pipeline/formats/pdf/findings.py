"""What WeasyPrint logged, as diagnostics with the place in the article that they are about."""

from __future__ import annotations

import logging
import re

from pipeline.formats.pdf.patches.memory import Full
from pipeline.formats.pdf.signs import NOTDEF
from pipeline.formats.pdf.weasy import Message, Printed
from pipeline.isolation import COSTLY
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error
from pipeline.model.stages import Edition
from pipeline.wording import letters
from pipeline.wording.unreadable import CODE, HINT, unreadable

SHOWN = 40
# What a message says of another program's words.
LONGEST = 200
_IMAGE = re.compile(r"Failed to (?:load image at|render SVG image) '?([^':\s]*:[^':\s]*)")


def of(printed: Printed, edition: Edition) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a rendering; an error is what the PDF would lack."""
    found = [diagnostic(message, edition) for message in printed.messages if not _is_told(message)]
    found += [
        error("resource-refused", f"the page asks for {url[:LONGEST]}", Place(edition.source.file),
              "only the article's own images, figures and fonts can be on it")
        for url in printed.refused
    ]  # fmt: skip
    if printed.cut:
        found.append(_cut(printed.cut, edition))
    return tuple(found)


def require_letters(edition: Edition) -> None:
    """Raise DossierError where no typeface has most of an article's letters."""
    source = edition.source
    if lack := unreadable(source.text):
        place = source.place(source.text.index(lack.first), 1)
        raise DossierError([error(CODE, lack.message, place, HINT)])


def too_long(full: Full, edition: Edition) -> DossierError:
    """Return what is told of a text whose pages take all memory, at what stands on the last."""
    words = full.words.split()
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    known = next((each for each in starts if each in edition.source.text), "")
    message = f"the PDF needs more memory than one article may take: none is left on page {full.page}"
    return DossierError([error("article-too-costly", message, _place(edition, known), COSTLY)])


def _is_told(message: Message) -> bool:
    """Tell a sign that the check of the text finds: the faces lack it by itself, and not in its word."""
    match = NOTDEF.match(message.text)
    return match is not None and bool(letters.find_missing(chr(int(match[2], 16))))


def diagnostic(message: Message, edition: Edition) -> Diagnostic:
    """Return a message as a diagnostic."""
    if match := NOTDEF.match(message.text):
        character, code = match.groups()
        return error(
            "glyph-missing",
            f"no typeface has {character!r} (U+{code}) as it stands there; the page shows its code point",
            _place(edition, character),
            "write it in another way",
        )
    if match := _IMAGE.match(message.text):
        name = match.group(1).rpartition("/")[2]
        return error(
            "image-unreadable",
            f"the image {name[:LONGEST]} cannot be drawn: {message.text[:LONGEST]}",
            _place(edition, name),
            "open it and save it again as PNG, JPEG or SVG",
        )
    severity = Severity.ERROR if message.level >= logging.ERROR else Severity.WARNING
    quoted = re.search(r"[\"'“#]([^\"'”]+)[\"'”]", message.text)
    place = _place(edition, quoted.group(1)) if quoted else Place(edition.source.file)
    return Diagnostic("weasyprint", severity, message.text[:LONGEST], place)


def _cut(lines: tuple[str, ...], edition: Edition) -> Diagnostic:
    """Return the longest of the lines that are not whole on a page, as a diagnostic that counts them."""
    words = max(lines, key=len).split()  # In a table it is the widest that pushes the others out.
    shown = " ".join(words)
    if len(shown) > SHOWN:
        shown = shown[:SHOWN] + "\N{HORIZONTAL ELLIPSIS}"
    # The text has marks between some words, and not the number of a footnote.
    known = (" ".join(words[start : start + 3]) for start in range(len(words)))
    return error(
        "text-cut",
        f'the edge of the page cuts off "{shown}"; lines cut: {len(lines)}',
        _place(edition, next((each for each in known if each in edition.source.text), "")),
        "what stands there is wider than its column or higher than a page: make two of it",
    )


def _place(edition: Edition, words: str) -> Place:
    """Return where words stand in the article's text, or the whole file."""
    offset = edition.source.text.find(words)
    return edition.source.place(offset if offset >= 0 and words else None, len(words) if offset >= 0 else 0)
