"""The files that a PDF carries, read back: of any maker, made with any intent. Nothing is written here."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.formats.pdf.attached import DATE_FORM
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import clash, name_problem

MAX_FILES = 2_000
MAX_BYTES = 20_000_000
MAX_TOTAL = 500_000_000
_ANEW = "take the briefing as it was built, or build it again from its article"


@dataclass(frozen=True, slots=True)
class Detached:
    """The files of a briefing by name, the name of the article's text, and the clock of its build.

    `clock` counts seconds since 1970; None where the PDF does not tell.
    """

    article: str
    files: Mapping[str, bytes] = field(repr=False)
    clock: int | None


class _Odd(ValueError):
    """Something that no briefing has; says what."""


def detached(data: bytes, name: str) -> Detached:
    """Return the article that a PDF carries; DossierError where it carries none, or not whole.

    `name` is how messages call the PDF.
    """
    import pikepdf

    place = Place(name)
    try:
        with _bounded(), pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise pikepdf.PasswordError
            return _read(pdf, place)
    except pikepdf.PasswordError as failure:
        hint = "save it without a password first"
        raise _refused("extract-unreadable", "the PDF is encrypted", place, hint) from failure
    except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError, RuntimeError) as failure:
        if b"%PDF-" not in data[:1024]:
            raise _refused("extract-unreadable", "this is no PDF", place, _ANEW) from failure
        reason = "what it says of its files is not in the form of a PDF"
        if isinstance(failure, pikepdf.PdfError | _Odd):
            # qpdf begins with what it read from, which is a stream in memory.
            reason = re.sub(r"^stream <[^>]*>\W*", "", " ".join(str(failure).split()))[:80]
        raise _refused("extract-unreadable", f"this is no whole PDF: {reason}", place, _ANEW) from failure


@contextmanager
def _bounded() -> Iterator[None]:
    """Keep streams that unpack to more than a file may have from filling the memory."""
    from pikepdf.settings import set_qpdf_limits

    before = set_qpdf_limits(
        flate_max_memory=MAX_BYTES, run_length_max_memory=MAX_BYTES, png_max_memory=MAX_BYTES,
        tiff_max_memory=MAX_BYTES, parser_max_container_size=1_000_000, doc_max_warnings=100,
    )  # fmt: skip
    try:
        yield
    finally:
        set_qpdf_limits(**before)  # type: ignore[arg-type]  # what it gave back, it takes


def _read(pdf: Any, place: Place) -> Detached:
    specifications = list(pdf.Root.get("/AF", ()))
    sources = [each for each in specifications if each.get("/AFRelationship") == "/Source"]
    if not sources:
        raise _refused(
            "extract-nothing", "the PDF carries no article", place,
            "only briefings that Dossier built without `attach: false` do",
        )  # fmt: skip
    if len(specifications) > MAX_FILES:
        raise _refused("extract-too-large", f"the PDF carries more than {MAX_FILES:,} files", place, _ANEW)
    names = [_name(each) for each in specifications]
    for each in names:
        if problem := name_problem(each):
            raise _refused("extract-unsafe", f"the PDF carries a file {each!r}: {problem}", place, _ANEW)
    if twins := clash(names):
        what = f"the PDF carries {twins[0]!r} and {twins[1]!r}: no folder can hold both"
        raise _refused("extract-unsafe", what, place, _ANEW)
    files: dict[str, bytes] = {}
    for each, specification in zip(names, specifications, strict=True):
        files[each] = _content(specification, each, place)
        if sum(map(len, files.values())) > MAX_TOTAL:
            raise _refused("extract-too-large", f"the files have more than {MAX_TOTAL:,} bytes", place, _ANEW)
    return Detached(_name(sources[0]), files, _clock(sources[0]))


def _name(specification: Any) -> str:
    import pikepdf

    name = specification.get("/UF", specification.get("/F"))
    if not isinstance(name, pikepdf.String):
        raise _Odd("a file has no name")
    return str(name)


def _content(specification: Any, name: str, place: Place) -> bytes:
    """Return the bytes of a file, which are those that its size and checksum tell of."""
    import pikepdf

    stream = specification["/EF"]["/F"]
    parameters = stream["/Params"]
    size, told = int(parameters["/Size"]), parameters["/CheckSum"]
    if not isinstance(told, pikepdf.String):
        raise _Odd(f"{name!r} has no checksum")
    if size > MAX_BYTES:
        raise _refused("extract-too-large", f"{name!r} has more than {MAX_BYTES:,} bytes", place, _ANEW)
    if stream.get("/Filter") not in (None, "/FlateDecode"):
        raise _Odd(f"{name!r} is packed in a way that is not known")
    data = bytes(stream.get_stream_buffer())
    checksum = hashlib.md5(data, usedforsecurity=False).digest()
    if len(data) != size or checksum != bytes(told):
        raise _refused("extract-damaged", f"{name!r} is not what its checksum tells of", place, _ANEW)
    return data


def _clock(specification: Any) -> int | None:
    """Return the time that a file bears, which is that of the build."""
    try:
        text = str(specification["/EF"]["/F"]["/Params"]["/ModDate"])
        return int(datetime.strptime(text, DATE_FORM).replace(tzinfo=UTC).timestamp())
    except (KeyError, ValueError):
        return None


def _refused(code: str, message: str, place: Place, hint: str) -> DossierError:
    return DossierError([error(code, message, place, hint)])
