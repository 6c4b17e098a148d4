"""Memory of verdicts by the digest of the file, the validator and its version; none where there was none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.model.byte_cache import ByteCache, without_cache
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify.verdict import NoVerdict, Tools, Validator, Verdict


@dataclass(frozen=True, slots=True)
class Memory:
    """A cache of bytes, and the function that returns the digest of a file, which is empty for none."""

    cached_bytes: ByteCache = without_cache
    digest: Callable[[Path], str] = lambda path: ""

    def verdict(self, path: Path, validator: Validator, tools: Tools) -> Verdict:
        """Return the verdict on a file, the one of another time if nothing has changed. Raises NoVerdict."""
        digest = self.digest(path)
        if validator.version is None or not digest:
            return _require_check(validator.run(path, tools))
        parts = (validator.name, validator.version(tools), digest, path.name)
        fresh_verdicts: list[Verdict] = []

        def make() -> bytes:
            fresh_verdicts.append(_require_check(validator.run(path, tools)))
            return _pack(fresh_verdicts[0], path)

        data = self.cached_bytes("verdict", parts, make)
        return fresh_verdicts[0] if fresh_verdicts else _unpack(data, path)


def _require_check(verdict: Verdict) -> Verdict:
    if not verdict.is_checked:
        raise NoVerdict(verdict.reason, verdict.cure)
    return verdict


def _pack(verdict: Verdict, path: Path) -> bytes:
    """Return a verdict as bytes; the same file may be elsewhere another time."""
    findings = [
        asdict(each) | {"severity": each.severity.value, "file": each.place.file.removeprefix(str(path))}
        for each in verdict.findings
    ]
    return json.dumps({"version": verdict.version, "findings": findings}).encode()


def _unpack(data: bytes, path: Path) -> Verdict:
    value = json.loads(data)
    return Verdict(value["version"], tuple(_finding(each, path) for each in value["findings"]))


def _finding(value: dict[str, Any], path: Path) -> Diagnostic:
    place = replace(Place(**value.pop("place")), file=f"{path}{value.pop('file')}")
    return Diagnostic(**{**value, "place": place, "severity": Severity(value["severity"])})
