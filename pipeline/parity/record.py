"""What the files of an article state, as JSON: with it the proof can be repeated without the article."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.model.inspection import Cell, Mark, MarkKind, Passage, PassageKind

VERSION = 1


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Mark(_Strict):
    kind: MarkKind
    start: int
    end: int
    name: str = ""


class _Passage(_Strict):
    kind: PassageKind
    text: str
    level: int = 0
    name: str = ""
    cell: tuple[int, int, int] | None = None
    marks: list[_Mark] = []


class _Record(_Strict):
    version: int
    files: dict[str, list[_Passage]]


def json_text(statements: Mapping[str, Sequence[Passage]]) -> str:
    """Return the statements of files, by their names, as JSON; the same bytes for the same statements."""
    value = {
        "version": VERSION,
        "files": {name: [_value(each) for each in statements[name]] for name in sorted(statements)},
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _value(passage: Passage) -> dict[str, Any]:
    value: dict[str, Any] = {"kind": passage.kind, "text": passage.text}
    if passage.level:
        value["level"] = passage.level
    if passage.name:
        value["name"] = passage.name
    if passage.cell:
        value["cell"] = [passage.cell.table, passage.cell.row, passage.cell.column]
    if passage.marks:
        value["marks"] = [
            {"kind": each.kind, "start": each.start, "end": each.end, "name": each.name}
            for each in passage.marks
        ]
    return value


def read(text: str) -> Mapping[str, tuple[Passage, ...]]:
    """Return the statements of files from JSON; ValueError for anything else."""
    try:
        record = _Record.model_validate_json(text, strict=False)
    except ValidationError as failure:
        raise ValueError(f"no statements: {failure.errors()[0]['msg']}") from failure
    if record.version != VERSION:
        raise ValueError(f"statements of version {record.version}; this program reads version {VERSION}")
    return {name: tuple(_passage(each) for each in passages) for name, passages in record.files.items()}


def _passage(value: _Passage) -> Passage:
    marks = tuple(Mark(each.kind, each.start, each.end, each.name) for each in value.marks)
    cell = Cell(*value.cell) if value.cell else None
    return Passage(value.kind, value.text, level=value.level, name=value.name, cell=cell, marks=marks)
