"""What is tried of the pipeline on a bundle, in this process: a value, or findings with a code and a place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from pipeline.checking import check_article
from pipeline.checks.registry import explanations
from pipeline.commands.extracting import _extract as extract_files
from pipeline.editions import EDITIONS
from pipeline.importers import reading
from pipeline.load.article import Location
from pipeline.load.excerpts import excerpts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity, in_order, limit_per_code
from pipeline.model.source import name_problem
from pipeline.model.stages import Document
from pipeline.report.renderers import RENDERERS
from pipeline.report.report import Report
from pipeline.resolve import resolve
from tests.fuzz.bundle import Bundle

# Codes that say that something failed, and not what the author can mend.
VAGUE = ("article-failed", "render-failed", "system-failed", "pandoc-failed", "tool-missing")


# Words of Python's own exceptions, which tell an author nothing.
_JARGON = re.compile(
    r"\b(?:object (?:has no attribute|is not)|unsupported operand|list index|NoneType|must be str)\b|\b__[a-z]+__\b"
)


class Vague(Exception):
    """Findings that tell the author nothing: a code of ours, or no place."""


def try_bundle(bundle: Bundle, folder: Path) -> str:
    """Try a bundle in an empty folder, and return in a word how far it came; raise what is wrong with that."""
    match bundle.target:
        case "article":
            own = folder / "article"
            own.mkdir()
            write(bundle.files, own)
            return _article(own, "article.md", untrusted=len(bundle.files) % 2 == 0)
        case "import":
            return _import(bundle, folder)
        case _:
            return _extract(bundle, folder)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder; names that lead out of it are left out."""
    for name, data in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\0" in name:
            continue
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        except OSError:
            continue  # too long a name, or a folder of that name


def _article(folder: Path, name: str, *, untrusted: bool) -> str:
    location = Location("fuzz", folder, folder / name, limit=folder, is_untrusted=untrusted)
    try:
        checks = check_article(location)
    except DossierError as failure:
        _tell(failure.diagnostics, location.reach)
        return "refused"
    diagnostics = list(checks.diagnostics)
    _tell(diagnostics, location.reach)
    if any(each.severity is Severity.ERROR for each in diagnostics):
        return "errors"
    try:
        document, more = resolve(checks.manuscript)
    except DossierError as failure:
        _tell(failure.diagnostics, location.reach)
        return "unresolved"
    _tell(checks.grading.apply(more), location.reach)
    return _edit(document, location.reach)


def _edit(document: Document, reach: Reach) -> str:
    for edition in EDITIONS.values():
        try:
            edition.edit(document)
        except DossierError as failure:
            _tell(failure.diagnostics, reach)
            return "unedited"
    return "whole"


def _import(bundle: Bundle, folder: Path) -> str:
    names = list(bundle.files)
    first = next((PurePosixPath(each).parts[0] for each in names if each.startswith("import.")), None)
    if first is None:
        return "nothing"
    source = folder / "in"
    source.mkdir()
    inside = {each: data for each, data in bundle.files.items() if each.startswith(f"{first}/")}
    write({each: data for each, data in bundle.files.items() if each not in inside}, source)
    path = source / first
    if inside:
        path.write_bytes(_pack({each.partition("/")[2]: data for each, data in inside.items()}))
    reach = Reach.of(source, source)
    try:
        imported_article = reading.read(path, None, "en", reach)
    except DossierError as failure:
        _tell(failure.diagnostics, reach)
        return "refused"
    _tell(imported_article.diagnostics, reach)
    files = imported_article.files()
    for each in files:
        assert not (problem := name_problem(each)), f"{each!r}: {problem}"
    result = folder / "made"
    result.mkdir()
    write(files, result)
    return f"imported {_article(result, 'article.md', untrusted=True)}"


def _pack(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive_file:
        for name, data in members.items():
            archive_file.writestr(zipfile.ZipInfo(name or "x"), data)
    return out.getvalue()


def _extract(bundle: Bundle, folder: Path) -> str:
    path = folder / "briefing.pdf"
    path.write_bytes(next(iter(bundle.files.values()), b""))
    reach = Reach.of(folder, folder)
    try:
        files, article, _ = extract_files(path, reach)
    except DossierError as failure:
        _tell(failure.diagnostics, reach)
        return "refused"
    for each in files:
        assert not (problem := name_problem(each)), f"{each!r}: {problem}"
    result = folder / "made"
    result.mkdir()
    write(files, result)
    if not (result / article).is_file():
        return "extracted"
    return f"extracted {_article(result, article, untrusted=True)}"


def _tell(diagnostics: Iterable[Diagnostic], reach: Reach) -> None:
    """Print findings in every form, to nobody; raise Vague where one tells nothing."""
    in_source_order = in_order(limit_per_code(diagnostics))
    result = explanations()
    report = Report(in_source_order, excerpts(in_source_order, (reach,)), result, "0")
    for render in RENDERERS.values():
        render(report).encode()
    for each in in_source_order:
        if each.code.partition("/")[0] not in result or each.code in VAGUE:
            raise Vague(f"{each.code}: {each.message}")
        if jargon := _JARGON.search(each.message):
            raise Vague(f"{each.code} {jargon.group()}: {each.message}")
        if each.severity is Severity.ERROR and not (each.message and each.place.file):
            raise Vague(f"{each.code} has no place")
