"""The answer of a station to a job, as a message: what it has made, or why it has made nothing.

It comes from another machine: whatever it holds that a build of this article cannot have is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline import artifacts, child
from pipeline.cluster.message import Message, by_digest, digest
from pipeline.disk import PROGRAM, TWO_ANSWERS, Answers, ask_again
from pipeline.formats.format import Format
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, ToolMissing
from pipeline.model.inventory import ArticleEntry, Subject
from pipeline.product import MadeArtifact, Product
from pipeline.timing import StageTime

_ENTRY = re.compile(r"(?:[0-9a-f]{64})?")
_MOST = 20_000  # findings, stages, and programs


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer of a station whose fingerprint is another: that fingerprint."""

    fingerprint: Mapping[str, str]


Outcome = Product | DossierError | child.Fault | Refusal


def to_message(outcome: Outcome) -> Message:
    """Return an outcome as a message."""
    match outcome:
        case Product():
            pieces = [artifacts.pack(each.artifact) for each in outcome.artifacts]
            artifact_values = [
                {
                    "file": each.artifact.name,
                    "entry": each.entry,
                    "seconds": each.seconds,
                    "data": digest(data),
                }
                for each, data in zip(outcome.artifacts, pieces, strict=True)
            ]
            value = {
                "settled": all(answer != TWO_ANSWERS for _, answer in outcome.answers),
                "programs": [question[1] for question, _ in outcome.answers if question[0] == PROGRAM],
                "artifacts": artifact_values,
                "diagnostics": [_to_json(each) for each in outcome.diagnostics],
                "failed": list(outcome.failed_files),
                "times": [asdict(each) for each in outcome.times],
                "subject": outcome.subject and _subject_to_json(outcome.subject),
            }
            return Message({"product": value}, by_digest(pieces))
        case DossierError():
            diagnostics = [_to_json(each) for each in outcome.diagnostics]
            return Message({"failure": diagnostics, "missing": isinstance(outcome, ToolMissing)})
        case child.Fault():
            return Message({"fault": [str(outcome), outcome.trace]})
        case Refusal():
            return Message({"refusal": dict(outcome.fingerprint)})


def from_message(
    message: Message,
    slug: str,
    formats: Sequence[Format],
    most_bytes: int,
    answers: Answers = (),
    choice: Sequence[Format] = (),
) -> Outcome:
    """Return the outcome for an article; ValueError if no build of it in these formats can have it.

    `choice` are the formats of which the article may have chosen_names others, one at least.
    `answers` are those that the article was read with. A product has them, with what this machine answers
    about the programs that the station looked for; it has none if another build might make something else.
    """
    try:
        match message.value:
            case {"product": value}:
                return replace(
                    _product(value, message.files, slug, formats, most_bytes, choice),
                    answers=_answers(value, answers),
                )
            case {"failure": diagnostics, "missing": is_missing}:
                kind = ToolMissing if is_missing is True else DossierError
                return kind(_diagnostics(diagnostics))
            case {"fault": [str(words), str(trace)]}:
                return child.Fault(words, trace)
            case {"refusal": dict(fingerprint)}:
                return Refusal({_text(name): _text(value) for name, value in fingerprint.items()})
            case _:
                raise ValueError("it is none that a station gives")
    except (LookupError, TypeError, AttributeError) as failure:
        raise ValueError(f"it lacks {failure}") from failure


def _product(
    value: Any,
    files: Mapping[str, bytes],
    slug: str,
    formats: Sequence[Format],
    most_bytes: int,
    choice: Sequence[Format],
) -> Product:
    format_by_file = {each.file: each for each in (*formats, *choice)}
    artifact_values = [_artifact(each, files, format_by_file, most_bytes) for each in value["artifacts"]]
    failed_files = [_text(name) for name in value["failed"]]
    names = sorted([*(each.artifact.name for each in artifact_values), *failed_files])
    own_names = {name for each in choice if (name := each.file) in names}
    if names != sorted(each.file for each in formats) and names != sorted(own_names or {""}):
        raise ValueError("its artifacts are not those that were asked for")
    diagnostics, times = _diagnostics(value["diagnostics"]), _times(value["times"])
    subject = value["subject"] and _subject(value["subject"], slug)
    return Product(slug, tuple(artifact_values), diagnostics, tuple(failed_files), times, subject=subject)


def _subject_to_json(subject: Subject) -> dict[str, Any]:
    article = subject.article.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"article": article, "date": subject.date, "draft": subject.is_draft}


def _subject(value: Any, slug: str) -> Subject:
    """Return what an inventory is of; ValueError if it is of another article."""
    subject = Subject(ArticleEntry.model_validate(value["article"]), _text(value["date"]), value["draft"])
    if subject.article.slug != slug or not isinstance(subject.is_draft, bool):
        raise ValueError("it is of another article")
    return subject


def _answers(value: Any, answers: Answers) -> Answers:
    if value["settled"] is not True:
        return ()
    questions = [(PROGRAM, _text(name)) for name in _few(value["programs"])]
    return (*answers, *((question, ask_again(question) or "") for question in questions))


def _artifact(
    value: Any, files: Mapping[str, bytes], format_by_file: Mapping[str, Format], most_bytes: int
) -> MadeArtifact:
    data, entry = files[value["data"]], _text(value["entry"])
    if len(data) > most_bytes:
        raise ValueError(f"an artifact has more than {most_bytes:,} bytes")
    if not _ENTRY.fullmatch(entry):
        raise ValueError("the key of an artifact is none")
    artifact = artifacts.unpack(data, format_by_file[value["file"]])
    return MadeArtifact(artifact, entry, _number(value["seconds"]))


def _times(values: Any) -> tuple[StageTime, ...]:
    return tuple(
        StageTime(
            _text(each["stage"]), _number(each["cpu"]), _number(each["wall"]), int(_number(each["memory"]))
        )
        for each in _few(values)
    )


def _to_json(each: Diagnostic) -> dict[str, Any]:
    return {**asdict(each), "severity": each.severity.value}


def _diagnostics(values: Any) -> tuple[Diagnostic, ...]:
    return tuple(_diagnostic(each) for each in _few(values))


def _diagnostic(value: Any) -> Diagnostic:
    place = value["place"]
    line, column, end = (int(_number(place[name])) for name in ("line", "column", "end_column"))
    return Diagnostic(
        _text(value["code"]),
        Severity(value["severity"]),
        _text(value["message"]),
        Place(_text(place["file"]), line, column, end),
        _text(value["hint"]),
    )


def _few(values: Any) -> Sequence[Any]:
    if not isinstance(values, list) or len(values) > _MOST:
        raise ValueError("it has too many findings, stages or programs")
    return values


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**53:
        raise TypeError("a number")
    return value
