"""Images of an article: the file that a name means, in a form that every edition shows."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pipeline import ghostscript, process, resvg, theme
from pipeline.load import text as texts
from pipeline.load.named_file import IMAGE, MAX_NAME, LocatedFile, RefusedName, find
from pipeline.load.raster import Picture, Unreadable, picture
from pipeline.load.reach import Reach
from pipeline.load.svg import Vector, clean
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, warning
from pipeline.model.stages import Media
from pipeline.pdfium.pages import rasterize
from pipeline.wording import letters
from pipeline.wording.scripts import SCRIPTS

MAX_BYTES = 20_000_000
# More is drawn as pixels: programs that read vectors would take minutes for it.
MAX_VECTOR_ELEMENTS = 20_000
MAX_VECTOR_BYTES = 4_000_000
# The replacement for a character that no typeface has.
MISSING_GLYPH = "\N{WHITE SQUARE}"
SVG = "image/svg+xml"
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
_LFS = b"version https://git-lfs"
_ENDINGS = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe"),
    "image/gif": (".gif",),
    SVG: (".svg", ".svgz"),
}
# SVG features that WeasyPrint ignores, draws otherwise, or computes endlessly.
_DEMANDING = re.compile(
    rb'<(?:filter|mask|textPath)\b|spreadMethod="re|mix-blend-mode|writing-mode="[tv]|<image[^>]*svg\+xml'
)
_DATA = re.compile(r"data:[\w/+.-]*((?:;[\w=-]+)*),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LoadedImage:
    """An image as editions show it, its file as the briefing carries it, and the diagnostics.

    There is no file for an image in the text itself, and no image if it cannot be shown.
    """

    media: Media | None
    name: str = ""
    data: bytes = field(default=b"", repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


def read(url: str, reach: Reach, place: Place) -> LoadedImage | None:
    """Return an image, or the reason why it is not shown; None if there is no such file."""
    if data_address := _DATA.match(url):
        return _image(url, "", _decode_data(url[data_address.end() :], data_address.group(1)), place)
    file = find(url, reach, IMAGE)
    match file:
        case None:
            return None
        case RefusedName(code=code, message=message, hint=hint):
            return LoadedImage(None, diagnostics=(warning(code, message, place, hint),))
        case LocatedFile():
            pass
    try:
        data = texts.read_bytes(file.path, reach, IMAGE.limit)
    except DossierError as failure:
        [problem] = failure.diagnostics
        reason = Unreadable(problem.message, problem.hint)
        return LoadedImage(None, diagnostics=(_unreadable(file.path.name, reason, place),))
    image = _image(url, file.name, data, place)
    if file.difference:
        return _with(image, Diagnostic("file-name", Severity.NOTE, file.difference, place))
    return image


def _decode_data(text: str, parameters: str) -> bytes:
    """Return the bytes in a data URL; empty if they are damaged or too large."""
    if len(text) > 2 * MAX_BYTES:
        return b""
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(data) if parameters.lower().endswith(";base64") else data
    except binascii.Error:
        return b""


def _image(url: str, name: str, data: bytes, place: Place) -> LoadedImage:
    """Convert the bytes of an image file to the form that editions show, or report why that fails."""
    label = name.rpartition("/")[2] or url[:MAX_NAME]
    try:
        if data.startswith(_LFS):
            raise Unreadable("the file only names an image that Git LFS keeps", "run `git lfs pull`")
        result, diagnostics = _convert(label, data, place)
    except Unreadable as failure:
        return LoadedImage(None, name, data, (_unreadable(label, failure, place),))
    ending = Path(label).suffix.lower()
    endings = _ENDINGS[result.media_type]
    if name and result.data == data and ending and ending not in endings:
        message = f"{label}: the name ends in `{ending}`, the image is {result.media_type}"
        diagnostics += (Diagnostic("file-name", Severity.NOTE, message, place, f"call it {endings[0]}"),)
    return LoadedImage(Media(url, result.media_type, result.data, result.pixels), name, data, diagnostics)


def _convert(label: str, data: bytes, place: Place) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return an image in a form that every edition shows, and diagnostics of the changes."""
    if b"%PDF-" in data[:1024]:
        return _draw(label, rasterize, data, "pdfium", place)
    if data.startswith(_POSTSCRIPT):
        if ghostscript.program() is None:
            hint = "install Ghostscript, or export the figure as PDF, SVG or PNG"
            raise Unreadable("drawing PostScript needs Ghostscript, which is not here", hint)
        return _draw(label, ghostscript.rasterize, data, "Ghostscript", place)
    if _is_markup(data):
        return _vector(label, clean(data), place)
    result = picture(data)
    diagnostics = tuple(_note("image-converted", f"{label}: {each}", place) for each in result.changes)
    return result, diagnostics


def _vector(label: str, vector: Vector, place: Place) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return a clean SVG, or a raster image of one that is too complex for the programs that read it."""
    diagnostics: tuple[Diagnostic, ...] = ()
    if vector.removals:
        message = f"{label}: taken out of the SVG: {', '.join(vector.removals)}"
        diagnostics = (_note("image-cleaned", message, place),)
    if vector.missing_count:
        count = vector.missing_count
        what = "a picture that the SVG names is not in it: a frame stands for it"
        if count > 1:
            what = f"{count} pictures that the SVG names are not in it: frames stand for them"
        message = f"{label}: {what}"
        hint = "export it again with its pictures embedded"
        diagnostics = (*diagnostics, warning("image-incomplete", message, place, hint))
    large = vector.element_count > MAX_VECTOR_ELEMENTS or len(vector.data) > MAX_VECTOR_BYTES
    if missing_letters := letters.find_missing(vector.words, theme.load()):
        codes = " ".join(f"U+{ord(each):04X}" for each in missing_letters[:8])
        message = f"{label}: no typeface has `{missing_letters[:40]}` ({codes}), which the SVG sets"
        diagnostics = (
            *diagnostics,
            warning("glyph-missing", message, place, "export it with its text as paths"),
        )
    if not large and not _DEMANDING.search(vector.data) and not _foreign(vector.words):
        return Picture(SVG, vector.data), diagnostics
    data = vector.data.decode().translate(dict.fromkeys(map(ord, missing_letters), MISSING_GLYPH)).encode()
    try:
        pixels = resvg.rasterize(data, vector.width, vector.height, layers=vector.layers)
    except process.ProcessError as failure:
        raise Unreadable(f"the SVG cannot be drawn: {failure}", "export it as PNG") from None
    if not large:
        return Picture(SVG, vector.data, pixels=pixels), diagnostics
    count, size = vector.element_count, len(vector.data)
    message = f"{label}: drawn as pixels, for it has {count:,} elements and {size:,} bytes"
    return Picture("image/png", pixels), (*diagnostics, _note("image-converted", message, place))


def _foreign(words: str) -> bool:
    """Report words in letters that no typeface has."""
    return bool(letters.find_unusual(words, theme.load())) or any(script.within(words) for script in SCRIPTS)


def _draw(
    label: str, draw: Callable[[bytes], bytes], data: bytes, program: str, place: Place
) -> tuple[Picture, tuple[Diagnostic, ...]]:
    """Return a program's drawing of a page."""
    try:
        png = draw(data)
    except (process.ProcessError, DossierError) as failure:
        reason = failure.diagnostics[0].message if isinstance(failure, DossierError) else str(failure)
        raise Unreadable(
            f"{program} cannot draw it: {reason}", "export the figure again, or as PNG"
        ) from None
    diagnostic = _note("image-converted", f"{label}: its first page is drawn by {program} as PNG", place)
    return Picture("image/png", png), (diagnostic,)


def _is_markup(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0")
    return start.startswith(b"<") or data.startswith(b"\x1f\x8b")


def _note(code: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, message, place)


def _unreadable(label: str, failure: Unreadable, place: Place) -> Diagnostic:
    return warning("image-unreadable", f"{label}: {failure.reason}", place, failure.hint)


def _with(image: LoadedImage, diagnostic: Diagnostic) -> LoadedImage:
    return replace(image, diagnostics=(*image.diagnostics, diagnostic))
