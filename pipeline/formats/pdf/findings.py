"""Diagnostics from WeasyPrint's log, with their places in the article."""

from __future__ import annotations

import logging
import re

from pipeline.formats.edition_theme import of_edition
from pipeline.formats.pdf.missing_glyphs import NOTDEF
from pipeline.formats.pdf.patches.memory import MemoryFull
from pipeline.formats.pdf.weasy import Message, Printout
from pipeline.isolation import COSTLY
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error
from pipeline.model.stages import Edition
from pipeline.wording import letters
from pipeline.wording.unreadable import CODE, HINT, find_unreadable

EXCERPT_LENGTH = 40
# The maximum length of another program's message.
MESSAGE_LENGTH = 200
_IMAGE = re.compile(r"Failed to (?:load image at|render SVG image) '?([^':\s]*:[^':\s]*)")


def diagnose(printout: Printout, edition: Edition) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a printout; an error means that the PDF lacks something."""
    diagnostics = [
        diagnostic(message, edition)
        for message in printout.messages
        if not _is_in_text_check(message, edition)
    ]
    diagnostics += [
        error("resource-refused", f"the page requests {url[:MESSAGE_LENGTH]}", Place(edition.source.file),
              "only the article's own images, figures and fonts can be on it")
        for url in printout.refused_urls
    ]  # fmt: skip
    if printout.cut_lines:
        diagnostics.append(_text_cut(printout.cut_lines, edition))
    return tuple(diagnostics)


def require_letters(edition: Edition) -> None:
    """Raise DossierError if no typeface has most of an article's letters."""
    source = edition.source
    if lack := find_unreadable(source.text, of_edition(edition)):
        place = source.place(source.text.index(lack.first), 1)
        raise DossierError([error(CODE, lack.message, place, HINT)])


def memory_error(failure: MemoryFull, edition: Edition) -> DossierError:
    """Return the error for an article that needs too much memory, placed at the text of its last page."""
    words = failure.words.split()
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    place_words = next((each for each in starts if each in edition.source.text), "")
    message = f"the PDF needs more memory than one article may take: none is left on page {failure.page}"
    return DossierError([error("article-too-costly", message, _place(edition, place_words), COSTLY)])


def _is_in_text_check(message: Message, edition: Edition) -> bool:
    """Return whether the check of the text reports a missing glyph: no typeface has the character itself."""
    match = NOTDEF.match(message.text)
    return match is not None and bool(letters.find_missing(chr(int(match[2], 16)), of_edition(edition)))


def diagnostic(message: Message, edition: Edition) -> Diagnostic:
    """Return a message as a diagnostic."""
    if match := NOTDEF.match(message.text):
        character, code = match.groups()
        return error(
            "glyph-missing",
            f"no typeface has {character!r} (U+{code}) in this context; the page shows its code point",
            _place(edition, character),
            "write it in another way",
        )
    if match := _IMAGE.match(message.text):
        name = match.group(1).rpartition("/")[2]
        return error(
            "image-unreadable",
            f"the image {name[:MESSAGE_LENGTH]} cannot be drawn: {message.text[:MESSAGE_LENGTH]}",
            _place(edition, name),
            "open it and save it again as PNG, JPEG or SVG",
        )
    severity = Severity.ERROR if message.level >= logging.ERROR else Severity.WARNING
    quotation = re.search(r"[\"'“#]([^\"'”]+)[\"'”]", message.text)
    place = _place(edition, quotation.group(1)) if quotation else Place(edition.source.file)
    return Diagnostic("weasyprint", severity, message.text[:MESSAGE_LENGTH], place)


def _text_cut(lines: tuple[str, ...], edition: Edition) -> Diagnostic:
    """Return the diagnostic for lines that the edge of a page cuts off: their number and the longest."""
    words = max(lines, key=len).split()  # In a table it is the widest that pushes the others out.
    excerpt = " ".join(words)
    if len(excerpt) > EXCERPT_LENGTH:
        excerpt = excerpt[:EXCERPT_LENGTH] + "\N{HORIZONTAL ELLIPSIS}"
    # The text has marks between some words, and not the number of a footnote.
    phrases = (" ".join(words[start : start + 3]) for start in range(len(words)))
    return error(
        "text-cut",
        f'the edge of the page cuts off "{excerpt}"; lines cut: {len(lines)}',
        _place(edition, next((each for each in phrases if each in edition.source.text), "")),
        "what stands there is wider than its column or higher than a page: make two of it",
    )


def _place(edition: Edition, words: str) -> Place:
    """Return the place of words in the article's text, or the whole file if they are not there."""
    offset = edition.source.text.find(words)
    return edition.source.place(offset if offset >= 0 and words else None, len(words) if offset >= 0 else 0)
