"""Reading of the files attached to a PDF, which may come from anybody. This module writes no files."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.formats.pdf.attachments import DATE_FORM
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import find_clash, name_problem

MAX_FILES = 2_000
MAX_BYTES = 20_000_000
MAX_TOTAL = 500_000_000
_REBUILD_HINT = "take the briefing as it was built, or build it again from its article"


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files attached to a briefing by name, the name of the article's text, and the time of the build.

    `clock` is in seconds since 1970, or None if the PDF has no valid time.
    """

    article: str
    files: Mapping[str, bytes] = field(repr=False)
    clock: int | None


class _FormError(ValueError):
    """The attached files do not have the form that Dossier writes."""


def read_attachments(data: bytes, name: str) -> Attachments:
    """Read the article that is attached to a PDF. Raise DossierError if there is none or if it is damaged.

    `name` is the name of the PDF in diagnostics.
    """
    import pikepdf

    place = Place(name)
    try:
        with _limit_streams(), pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise pikepdf.PasswordError
            return _read(pdf, place)
    except pikepdf.PasswordError as failure:
        hint = "save it without a password first"
        raise _refusal("extract-unreadable", "the PDF is encrypted", place, hint) from failure
    except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError, RuntimeError) as failure:
        if b"%PDF-" not in data[:1024]:
            raise _refusal("extract-unreadable", "not a PDF file", place, _REBUILD_HINT) from failure
        reason = "invalid list of attached files"
        if isinstance(failure, pikepdf.PdfError | _FormError):
            # qpdf begins with what it read from, which is a stream in memory.
            reason = re.sub(r"^stream <[^>]*>\W*", "", " ".join(str(failure).split()))[:80]
        raise _refusal("extract-unreadable", f"damaged PDF: {reason}", place, _REBUILD_HINT) from failure


@contextmanager
def _limit_streams() -> Iterator[None]:
    """Limit the memory that a compressed stream may take when it is unpacked."""
    from pikepdf.settings import set_qpdf_limits

    before = set_qpdf_limits(
        flate_max_memory=MAX_BYTES, run_length_max_memory=MAX_BYTES, png_max_memory=MAX_BYTES,
        tiff_max_memory=MAX_BYTES, parser_max_container_size=1_000_000, doc_max_warnings=100,
    )  # fmt: skip
    try:
        yield
    finally:
        set_qpdf_limits(**before)  # type: ignore[arg-type]  # what it gave back, it takes


def _read(pdf: Any, place: Place) -> Attachments:
    specifications = list(pdf.Root.get("/AF", ()))
    sources = [each for each in specifications if each.get("/AFRelationship") == "/Source"]
    if not sources:
        raise _refusal(
            "extract-nothing", "no article attached to the PDF", place,
            "only briefings that Dossier built without `attach: false` do",
        )  # fmt: skip
    if len(specifications) > MAX_FILES:
        raise _refusal(
            "extract-too-large", f"more than {MAX_FILES:,} files attached to the PDF", place, _REBUILD_HINT
        )
    names = [_name(each) for each in specifications]
    for each in names:
        if problem := name_problem(each):
            raise _refusal(
                "extract-unsafe",
                f"unsafe name of an attached file, {each!r}: {problem}",
                place,
                _REBUILD_HINT,
            )
    if twins := find_clash(names):
        what = f"attached files {twins[0]!r} and {twins[1]!r} cannot be in one folder"
        raise _refusal("extract-unsafe", what, place, _REBUILD_HINT)
    files: dict[str, bytes] = {}
    for each, specification in zip(names, specifications, strict=True):
        files[each] = _content(specification, each, place)
        if sum(map(len, files.values())) > MAX_TOTAL:
            raise _refusal(
                "extract-too-large",
                f"attached files are together larger than {MAX_TOTAL:,} bytes",
                place,
                _REBUILD_HINT,
            )
    return Attachments(_name(sources[0]), files, _clock(sources[0]))


def _name(specification: Any) -> str:
    import pikepdf

    name = specification.get("/UF", specification.get("/F"))
    if not isinstance(name, pikepdf.String):
        raise _FormError("attached file without a name")
    return str(name)


def _content(specification: Any, name: str, place: Place) -> bytes:
    """Read an attached file and compare it with its stated size and checksum."""
    import pikepdf

    stream = specification["/EF"]["/F"]
    parameters = stream["/Params"]
    size, stated_checksum = int(parameters["/Size"]), parameters["/CheckSum"]
    if not isinstance(stated_checksum, pikepdf.String):
        raise _FormError(f"missing checksum of {name!r}")
    if size > MAX_BYTES:
        raise _refusal(
            "extract-too-large", f"{name!r} is larger than {MAX_BYTES:,} bytes", place, _REBUILD_HINT
        )
    if stream.get("/Filter") not in (None, "/FlateDecode"):
        raise _FormError(f"unsupported compression of {name!r}")
    data = bytes(stream.get_stream_buffer())
    checksum = hashlib.md5(data, usedforsecurity=False).digest()
    if len(data) != size or checksum != bytes(stated_checksum):
        raise _refusal(
            "extract-damaged", f"checksum of {name!r} does not match its content", place, _REBUILD_HINT
        )
    return data


def _clock(specification: Any) -> int | None:
    """Return the modification time of an attached file, which is the time of the build."""
    try:
        text = str(specification["/EF"]["/F"]["/Params"]["/ModDate"])
        return int(datetime.strptime(text, DATE_FORM).replace(tzinfo=UTC).timestamp())
    except (KeyError, ValueError):
        return None


def _refusal(code: str, message: str, place: Place, hint: str) -> DossierError:
    return DossierError([error(code, message, place, hint)])
