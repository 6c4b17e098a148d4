"""Reading of another file: its form by its bytes and its name, and the language of its words."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import languages
from pipeline.against import book, page, pdf, plain, slides, word
from pipeline.against.pieces import SAVE_ANEW, OtherText, UnreadableError
from pipeline.load import text as texts
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.inspection import InspectionError

MAX_BYTES = 100_000_000
MAX_TEXT = 10_000_000
_READERS: Mapping[str, tuple[str, Callable[[bytes], OtherText]]] = {
    "pptx": ("a presentation (PPTX)", slides.read),
    "docx": ("a Word file (DOCX)", word.read),
    "epub": ("an e-book (EPUB)", book.read),
    "pdf": ("a PDF", pdf.read),
    "html": ("a web page", page.read),
    "text": ("a text", plain.read),
}
_ENDINGS: Mapping[str, str] = {
    ".pptx": "pptx", ".pptm": "pptx", ".ppsx": "pptx", ".potx": "pptx", ".docx": "docx", ".docm": "docx",
    ".dotx": "docx", ".epub": "epub", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
}  # fmt: skip
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMS = "PPTX, DOCX, PDF, EPUB, HTML, Markdown and plain text"
# Words by which a language is told need at least this many hits.
_LEAST_WORDS = 3


def bytes_of(path: Path) -> bytes:
    """Return the bytes of another file that the command line names."""
    return texts.read_bytes(path, None, MAX_BYTES)


def read(path: Path, data: bytes) -> OtherText:
    """Return the text of another file; DossierError with one diagnostic for one that cannot be read."""
    try:
        form = form_of(data, path)
        if form in ("text", "html") and len(data) > MAX_TEXT:
            raise UnreadableError(
                f"the text is larger than {MAX_TEXT:,} bytes", "name the part of it that counts"
            )
        other = _READERS[form][1](data)
        if not any(each.text.strip() for each in other.pieces):
            raise UnreadableError(
                "there is no text in the file", "look at the file; perhaps it is only pictures"
            )
    except (UnreadableError, InspectionError) as failure:
        place = Place(texts.display_path(path))
        hint = failure.hint if isinstance(failure, UnreadableError) else SAVE_ANEW
        raise DossierError([error("against-unreadable", str(failure), place, hint)]) from None
    return other


def form_of(data: bytes, path: Path) -> str:
    """Return the form of a file; UnreadableError for one that is not read, or not what its name says."""
    form_by_name = _ENDINGS.get(path.suffix.lower())
    form = _form_of_bytes(data)
    if not data.strip():
        raise UnreadableError("the file is empty")
    if form is None:
        form = form_by_name if form_by_name in ("html", "text") else None if form_by_name else "text"
    if form is None:
        what = _READERS[form_by_name or "text"][0]
        raise UnreadableError(
            f"this is not {what}, as its name says", "save it anew, or give it its own ending"
        )
    if form_by_name is not None and form_by_name != form and {form_by_name, form} != {"html", "text"}:
        what, other = _READERS[form_by_name][0], _READERS[form][0]
        ending = next(ending for ending, each in _ENDINGS.items() if each == form)
        raise UnreadableError(
            f"this is not {what}, as its name says, but {other}", f"give it the ending {ending}"
        )
    return form_by_name or form


def _form_of_bytes(data: bytes) -> str | None:
    """Return the form that the bytes show; None for a text."""
    if data.startswith(_OLD):
        raise UnreadableError(
            "this is a file of an old Office program, or one with a password",
            "open it, save it without a password as .pptx or .docx, and name that",
        )
    if data[:1024].lstrip().startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _form_of_archive(data)
    if re.match(
        rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)",
        data[:2048],
        re.IGNORECASE | re.DOTALL,
    ):
        return "html"
    return None


def _form_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as failure:
        raise UnreadableError("the file cannot be unpacked: it is damaged") from failure
    folders = Counter(name.partition("/")[0] for name in names)
    if "ppt" in folders:
        return "pptx"
    if "word" in folders:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    raise UnreadableError(f"this archive is none of {FORMS}", "save it as one of these, and name that")


def language_of(other: OtherText, default: str) -> str:
    """Return the language of a file: that of its words where they show one, else what it states."""
    words = Counter(
        each for piece in other.pieces for each in re.findall(r"[^\W\d_]+", piece.text.casefold())
    )
    scores: dict[str, int] = {}
    for tag in languages.tags("proposals"):
        if tag != "und" and "-" not in tag:
            stop = {each.casefold() for each in languages.part(tag, "proposals")["stop"]}
            scores[tag] = sum(words[each] for each in stop)
    best = max(scores, key=lambda tag: scores[tag], default="")
    own_lang = (other.lang or "").replace("_", "-")
    if best and scores[best] >= _LEAST_WORDS:
        # A program states its own language more often than that of the text.
        return own_lang if languages.primary(own_lang or "und") == best else best
    return own_lang or default
