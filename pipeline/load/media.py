"""Images of an article: the file that a name means, in a form that every edition shows."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pipeline import ghostscript, pdfium, process, resvg
from pipeline.load import text as texts
from pipeline.load.named_file import IMAGE, SHOWN, Located, Refused, find
from pipeline.load.raster import Picture, Unreadable, picture
from pipeline.load.reach import Reach
from pipeline.load.svg import Vector, clean
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, warning
from pipeline.model.stages import Media
from pipeline.wording import letters
from pipeline.wording.scripts import SCRIPTS

MAX_BYTES = 20_000_000
# More is drawn as pixels: programs that read vectors would take minutes for it.
MAX_VECTOR_ELEMENTS = 20_000
MAX_VECTOR_BYTES = 4_000_000
# What is drawn where no typeface has a sign.
LACKING = "\N{WHITE SQUARE}"
SVG = "image/svg+xml"
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
_LFS = b"version https://git-lfs"
_ENDINGS = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe"),
    "image/gif": (".gif",),
    SVG: (".svg", ".svgz"),
}
# What WeasyPrint leaves out, draws otherwise, or counts on with.
_DEMANDING = re.compile(
    rb'<(?:filter|mask|textPath)\b|spreadMethod="re|mix-blend-mode|writing-mode="[tv]|<image[^>]*svg\+xml'
)
_DATA = re.compile(r"data:[\w/+.-]*((?:;[\w=-]+)*),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """An image that was asked for: as it is shown, its file as it is carried, and what is to be said of it.

    There is no file of an image that stands in the text itself, and no image where none can be shown.
    """

    media: Media | None
    name: str = ""
    data: bytes = field(default=b"", repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


def read(url: str, reach: Reach, place: Place) -> Read | None:
    """Return an image, or why it is not shown; None when there is no such file."""
    if embedded := _DATA.match(url):
        return _shown(url, "", _unwrapped(url[embedded.end() :], embedded.group(1)), place)
    found = find(url, reach, IMAGE)
    match found:
        case None:
            return None
        case Refused(code=code, message=message, hint=hint):
            return Read(None, diagnostics=(warning(code, message, place, hint),))
        case Located():
            pass
    try:
        data = texts.read_bytes(found.path, reach, IMAGE.limit)
    except DossierError as failure:
        [problem] = failure.diagnostics
        reason = Unreadable(problem.message, problem.hint)
        return Read(None, diagnostics=(_unreadable(found.path.name, reason, place),))
    shown = _shown(url, found.name, data, place)
    if found.difference:
        return _with(shown, Diagnostic("file-name", Severity.NOTE, found.difference, place))
    return shown


def _unwrapped(text: str, parameters: str) -> bytes:
    """Return what an address of data holds; nothing where it is damaged or too large."""
    if len(text) > 2 * MAX_BYTES:
        return b""
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data) if parameters.lower().endswith(";base64") else data
    except binascii.Error:
        return b""


def _shown(url: str, name: str, data: bytes, place: Place) -> Read:
    """Return an image made of the bytes of a file."""
    label = name.rpartition("/")[2] or url[:SHOWN]
    try:
        if data.startswith(_LFS):
            raise Unreadable("the file only names an image that Git LFS keeps", "run `git lfs pull`")
        shown, diagnostics = _converted(label, data, place)
    except Unreadable as failure:
        return Read(None, name, data, (_unreadable(label, failure, place),))
    ending = Path(label).suffix.lower()
    endings = _ENDINGS[shown.media_type]
    if name and shown.data == data and ending and ending not in endings:
        message = f"{label}: the name ends in `{ending}`, the image is {shown.media_type}"
        diagnostics += (Diagnostic("file-name", Severity.NOTE, message, place, f"call it {endings[0]}"),)
    return Read(Media(url, shown.media_type, shown.data, shown.pixels), name, data, diagnostics)


def _converted(label: str, data: bytes, place: Place) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return an image in a form that every edition shows, and what was done to it."""
    if b"%PDF-" in data[:1024]:
        return _drawn(label, pdfium.drawn, data, "pdfium", place)
    if data.startswith(_POSTSCRIPT):
        if ghostscript.program() is None:
            hint = "install Ghostscript, or export the figure as PDF, SVG or PNG"
            raise Unreadable("drawing PostScript needs Ghostscript, which is not here", hint)
        return _drawn(label, ghostscript.drawn, data, "Ghostscript", place)
    if _is_markup(data):
        return _vector(label, clean(data), place)
    shown = picture(data)
    found = tuple(_note("image-converted", f"{label}: {each}", place) for each in shown.changes)
    return shown, found


def _vector(label: str, vector: Vector, place: Place) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return a clean SVG, or a drawing of one that is too much for the programs that read it."""
    found: tuple[Diagnostic, ...] = ()
    if vector.removed:
        message = f"{label}: taken out of the SVG: {', '.join(vector.removed)}"
        found = (_note("image-cleaned", message, place),)
    if vector.missing:
        message = (
            f"{label}: {vector.missing} pictures that the SVG names are not in it: frames stand for them"
        )
        hint = "export it again with its pictures embedded"
        found = (*found, warning("image-incomplete", message, place, hint))
    large = vector.drawn > MAX_VECTOR_ELEMENTS or len(vector.data) > MAX_VECTOR_BYTES
    if lacking := letters.missing(vector.words):
        codes = " ".join(f"U+{ord(each):04X}" for each in lacking[:8])
        message = f"{label}: no typeface has `{lacking[:40]}` ({codes}), which the SVG sets"
        found = (*found, warning("glyph-missing", message, place, "export it with its text as paths"))
    if not large and not _DEMANDING.search(vector.data) and not _foreign(vector.words):
        return Picture(SVG, vector.data), found
    data = vector.data.decode().translate(dict.fromkeys(map(ord, lacking), LACKING)).encode()
    try:
        pixels = resvg.drawn(data, vector.width, vector.height, layers=vector.layers)
    except process.Unanswered as failure:
        raise Unreadable(f"the SVG cannot be drawn: {failure}", "export it as PNG") from None
    if not large:
        return Picture(SVG, vector.data, pixels=pixels), found
    message = f"{label}: drawn as pixels, for it has {vector.drawn:,} elements and {len(vector.data):,} bytes"
    return Picture("image/png", pixels), (*found, _note("image-converted", message, place))


def _foreign(words: str) -> bool:
    """Tell words that the typefaces of every page do not have."""
    return bool(letters.beyond(words)) or any(script.within(words) for script in SCRIPTS)


def _drawn(
    label: str, draw: Callable[[bytes], bytes], data: bytes, program: str, place: Place
) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return what a program draws of a page."""
    try:
        drawn = draw(data)
    except (process.Unanswered, DossierError) as failure:
        reason = failure.diagnostics[0].message if isinstance(failure, DossierError) else str(failure)
        raise Unreadable(
            f"{program} cannot draw it: {reason}", "export the figure again, or as PNG"
        ) from None
    found = _note("image-converted", f"{label}: its first page is drawn by {program} as PNG", place)
    return Picture("image/png", drawn), (found,)


def _is_markup(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0")
    return start.startswith(b"<") or data.startswith(b"\x1f\x8b")


def _note(code: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, message, place)


def _unreadable(label: str, failure: Unreadable, place: Place) -> Diagnostic:
    return warning("image-unreadable", f"{label}: {failure.reason}", place, failure.hint)


def _with(read: Read, found: Diagnostic) -> Read:
    return replace(read, diagnostics=(*read.diagnostics, found))
