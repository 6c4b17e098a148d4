"""Bibliographies: CSL JSON, CSL YAML or BibTeX beside the article, as references with their places."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import pandoc
from pipeline.load import text as texts
from pipeline.load import yaml_text
from pipeline.load.guard import link_problem
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.references import Reference
from pipeline.model.source import SourceFile, SourceText

_FORMS = {".bib": "biblatex", ".bibtex": "bibtex", ".ris": "ris"}
_BIB_KEY = re.compile(r"@\w+\s*[{(]\s*([^,\s]+)\s*,")


@dataclass(frozen=True, slots=True)
class Read:
    """The references of an article, the files they were read from, and what is wrong."""

    references: tuple[Reference, ...]
    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(names: Sequence[str], root: Path, place: Place) -> Read:
    """Read the bibliography files an article names, in order; `place` is where it names them."""
    references: list[Reference] = []
    files: list[SourceFile] = []
    problems: list[Diagnostic] = []
    for name in names:
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()):
            hint = "put the file beside article.md"
            problems.append(
                error("path-unsafe", f"the bibliography {name} lies outside the article", place, hint)
            )
        elif not path.is_file():
            hint = "check the name, or leave out `bibliography`"
            problems.append(
                error("bibliography-missing", f"there is no bibliography file {name}", place, hint)
            )
        else:
            try:
                source, faults = texts.read_text(path)
                problems += faults
                found, faults = _entries(source, path.suffix)
            except DossierError as failure:
                problems += failure.diagnostics
                continue
            references += found
            files.append(SourceFile(name, "references", source.data))
            problems += faults
    return Read(tuple(references), tuple(files), tuple(problems))


def _entries(source: SourceText, suffix: str) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    problems: tuple[Diagnostic, ...] = ()
    if suffix in _FORMS:
        entries, keys = _converted(source, _FORMS[suffix])
    elif suffix == ".json":
        entries, keys = _json(source)
    else:
        parsed = yaml_text.parse(source)
        problems += parsed.diagnostics
        value = parsed.value.get("references") if isinstance(parsed.value, dict) else parsed.value
        entries, keys = (value if isinstance(value, list) else []), {}
    references: list[Reference] = []
    for index, entry in enumerate(entries):
        name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        place = keys.get(name, Place(source.file))
        if not name or not entry.get("type"):
            what = f"reference {name or index + 1} has no {'`type`' if name else '`id`'}"
            problems += (error("reference-invalid", what, place, "give each entry an `id` and a CSL `type`"),)
            continue
        problems += _unsafe(name, entry, place)
        references.append(Reference(name, entry, place))
    return tuple(references), problems


def _unsafe(name: str, entry: dict[str, Any], place: Place) -> tuple[Diagnostic, ...]:
    url = entry.get("URL")
    problem = link_problem(url) if isinstance(url, str) else None
    if problem is None:
        return ()
    return (error("link-unsafe", f"reference {name}: {problem}", place, "give the http(s) address"),)


def _converted(source: SourceText, form: str) -> tuple[list[Any], dict[str, Place]]:
    try:
        entries = pandoc.bibliography(source.text.encode(), form)
    except DossierError as failure:
        message = failure.diagnostics[0].message
        where = re.search(r"line (\d+), column (\d+)", message)
        place = Place(source.file, int(where.group(1)), int(where.group(2))) if where else Place(source.file)
        reason = " ".join(message.partition("):")[2].split()) or message
        raise DossierError(
            [error("bibliography-invalid", f"the bibliography cannot be read: {reason}", place)]
        ) from failure
    return entries, {
        m.group(1): source.place(m.start(1), len(m.group(1))) for m in _BIB_KEY.finditer(source.text)
    }


def _json(source: SourceText) -> tuple[list[Any], dict[str, Place]]:
    try:
        entries = json.loads(source.text)
    except (json.JSONDecodeError, RecursionError) as failure:
        line, column = getattr(failure, "lineno", 0), getattr(failure, "colno", 0)
        reason = getattr(failure, "msg", "too deeply nested")
        raise DossierError(
            [
                error(
                    "bibliography-invalid",
                    f"this is not JSON: {reason[:1].lower()}{reason[1:]}",
                    Place(source.file, line, column),
                )
            ]
        ) from failure
    if not isinstance(entries, list):
        raise DossierError(
            [
                error(
                    "bibliography-invalid",
                    "CSL JSON is a list of entries",
                    Place(source.file, 1, 1),
                    "wrap it in [ ]",
                )
            ]
        )
    keys = {
        json.loads(m.group(1)): source.place(m.start(1), len(m.group(1)))
        for m in re.finditer(r'"id"\s*:\s*("(?:[^"\\]|\\.)*")', source.text)
    }
    return entries, keys
