"""The form in which findings are given to programs: `--format json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.records import Record, Text


class FindingEntry(Record):
    """One finding. Lines and columns count from 1, columns in characters; null is unknown."""

    code: Annotated[Text, Field(description="its code, which `dossier explain` explains")]
    severity: Annotated[Literal["error", "warning", "note"], Field(description="an error stops a build")]
    message: Annotated[Text, Field(description="what is wrong")]
    hint: Annotated[Text | None, Field(description="the way out")]
    file: Annotated[str, Field(description="the file, as it is named from the working folder")]
    line: Annotated[int | None, Field(ge=1, description="null is the whole file")]
    column: Annotated[int | None, Field(ge=1)]
    end_column: Annotated[
        int | None, Field(alias="end_column", ge=1, description="column behind the last character")
    ]
    precision: Annotated[
        float | None,
        Field(ge=0, le=1, description="share of the findings of the code that were right where judged"),
    ]


class Summary(Record):
    """The number of findings of each severity."""

    errors: Annotated[int, Field(ge=0)]
    warnings: Annotated[int, Field(ge=0)]
    notes: Annotated[int, Field(ge=0)]


class Findings(Record):
    """The findings of a command."""

    version: Annotated[Literal[1], Field(description="version of this form")]
    dossier: Annotated[str, Field(description="version of Dossier")]
    summary: Summary
    findings: tuple[FindingEntry, ...]
