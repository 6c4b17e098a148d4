"""The text of an SVG: unpacked, decoded from any encoding, and not too large for a parser."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

from pipeline.load.raster import Unreadable
from pipeline.model import characters

MAX_BYTES = 20_000_000
MAX_MARKUP = 1_500_000
# Parsers compare each attribute of an element with all others.
MAX_ATTRIBUTES = 5_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_ENCODING = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings in which a `<` is the byte that it is in ASCII, so that no two programs read different markup.
_PLAIN = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|macintosh"
    r"|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ATTRIBUTE = re.compile(r"""=\s*["']""")


def read(data: bytes) -> str:
    """Return the text of an SVG without its declaration; Unreadable if it is damaged or too large."""
    text = _decode(_unpack(data))
    if text.count("<") > MAX_MARKUP:
        raise Unreadable(f"the SVG has more than {MAX_MARKUP:,} tags", "export it as PNG")
    if any(len(_ATTRIBUTE.findall(each)) > MAX_ATTRIBUTES for each in text.split("<")):
        raise Unreadable(
            f"an element of the SVG has more than {MAX_ATTRIBUTES:,} attributes", "export it as PNG"
        )
    return characters.fit(_DECLARATION.sub("", text).lstrip(), "")


def _unpack(data: bytes) -> bytes:
    """Return the bytes of an SVG, unpacked if it is packed (`.svgz`)."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            text = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error):
        raise Unreadable("the packed SVG is damaged") from None
    if len(text) > MAX_BYTES:
        raise Unreadable(f"the SVG unpacks to more than {MAX_BYTES:,} bytes", "make it smaller")
    return text


def _decode(data: bytes) -> str:
    name = next((each for mark, each in _MARKS if data.startswith(mark)), "")
    if not name:
        declaration = _ENCODING.match(data)
        name = declaration[1].decode("ascii") if declaration else "utf-8"
        if not _PLAIN.fullmatch(name):
            raise Unreadable(f"the SVG is in the encoding {name}, which is not read", "save it as UTF-8")
    try:
        return data.decode(name).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise Unreadable(f"the SVG is not in {name.upper()}, as it says", "save it as UTF-8") from None
