"""Validators and their verdicts on files: findings, or the reason why a file was not checked."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipeline import process
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity

_Answer = TypeVar("_Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Tools:
    """The places of validators that are not packages of this environment.

    `node` is the folder that contains `node_modules`, `outloud` the separate environment of outloud.
    """

    node: Path = field(default_factory=lambda: Path(sys.prefix) / "node")
    outloud: Path = field(default_factory=lambda: Path(sys.prefix) / "outloud")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A validator's verdict on one file. With a `reason` it was not checked, and `cure` is the way out."""

    version: str
    findings: tuple[Diagnostic, ...] = ()
    reason: str = ""
    cure: str = ""

    @property
    def is_checked(self) -> bool:
        """Whether the validator came to a verdict."""
        return not self.reason

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(each.severity is severity for each in self.findings)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file, a validator by its name, and its verdict."""

    path: Path
    validator: str
    verdict: Verdict


class NoVerdict(Exception):
    """A validator is missing or gave no answer; the file is neither valid nor invalid by it."""

    def __init__(self, reason: str, cure: str = "") -> None:
        """Keep the reason and the cure."""
        super().__init__(reason)
        self.reason, self.cure = reason, cure


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator: its name for the table, the endings of files that it can check, and its function.

    `run` raises NoVerdict, or the DossierError of a program that is missing or does not end. `version` tells
    all of the validator that decides its verdict on a file; it raises NoVerdict where the validator is
    missing. Verdicts of one without it are not kept.
    """

    name: str
    formats: tuple[str, ...]
    run: Callable[[Path, Tools], Verdict]
    version: Callable[[Tools], str] | None = None


def program_version(path: str) -> str:
    """Return what tells one version of a program from another without running it."""
    status = Path(path).stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def package_version(*names: str) -> str:
    """Return the versions of packages. Raises NoVerdict."""
    try:
        return " ".join(f"{name} {version(name)}" for name in names)
    except PackageNotFoundError as failure:
        raise NoVerdict(f"{failure.name} is not here") from failure


def ask(command: Sequence[str], *, timeout: float = 120.0) -> process.ProcessResult:
    """Run a validator; NoVerdict if it cannot be started or does not end."""
    try:
        return process.run(command, timeout=timeout)
    except DossierError as failure:
        raise NoVerdict(failure.diagnostics[0].message, "dossier doctor") from failure


def answer(shape: type[_Answer], process_result: process.ProcessResult) -> _Answer:
    """Parse a validator's JSON; NoVerdict with its last words if there is none or it has another shape."""
    try:
        return shape.model_validate_json(process_result.output)
    except ValidationError as failure:
        raise NoVerdict(f"no answer that can be read: {last_words(process_result)}") from failure


def last_words(process_result: process.ProcessResult) -> str:
    """Return the last line of a program's output."""
    output = process_result.errors.strip() or process_result.output.decode("utf-8", "replace").strip()
    return (
        output.splitlines()[-1].strip()[:200] if output else f"it ended with status {process_result.status}"
    )


def message(text: str) -> str:
    """Return a tool's sentence in Dossier's style: in one line, from a small letter, without a full stop."""
    plain = " ".join(text.split()).removesuffix(".")
    return plain[:1].lower() + plain[1:] if re.match(r"(?:[A-Z][a-z]+|A)\b", plain) else plain


def inside(path: Path, part: str, line: int = 0, column: int = 0) -> Place:
    """Return a place in a part of a packed file, as if the file were a folder."""
    name = part.lstrip("/")
    return Place(f"{path}/{name}" if name else str(path), max(line, 0), max(column, 0))
