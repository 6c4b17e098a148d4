"""The proof in a release: what was read back from its editions, and reading it back again from the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.inspection import inspect
from pipeline.model.diagnostics import Diagnostic, error
from pipeline.model.facts import Amount, Fact, OfficeHolder
from pipeline.model.inspection import Inspection, InspectionError, Passage
from pipeline.parity import record
from pipeline.parity.proof import prove_again
from pipeline.parity.text import fold
from pipeline.release.audit import Folder
from pipeline.release.published import FACTS, UNREADABLE, read_facts
from pipeline.wording import number_reading
from pipeline.wording.facts import parts_of
from pipeline.wording.reading import disagreement

FILE, STATEMENTS = "proof.json", "statements.json"
# The units of figures.
_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, 12))
_DATES = ("date", "year", "from", "to", "as-of")
_HINT = "fetch the release anew; if it is so where it is published, tell its publisher"


def contradictions(folder: Folder) -> Iterator[Diagnostic]:
    """Read every edition back, and yield where it does not say what the proof and the facts say of it."""
    if folder.manifest is None:
        return
    try:
        value = json.loads(folder.data(FILE) or b"")
        proofs = {each["file"]: each for each in value["artifacts"]}
        data = read_facts(json.loads(folder.data(FACTS) or b""))
        facts = {each.id: each for each in data.facts}
        statements = record.read((folder.data(STATEMENTS) or b"").decode("utf-8"))
    except UNREADABLE as failure:
        message = f"`{FILE}` or `{STATEMENTS}` is not in the form of a proof ({type(failure).__name__})"
        yield error("release-contradictory", message, folder.place(FILE), _HINT)
        return
    for entry in folder.manifest.files:
        if entry.role != "edition":
            continue
        own = _Edition(entry.name, proofs.get(entry.name), statements.get(entry.name))
        for message in _of_edition(own, folder, facts, data.lang):
            yield error(
                "release-contradictory", f"`{entry.name}`: {message}", folder.place(entry.name), _HINT
            )


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition's file, with its part of the proof and what it states; None where there is none."""

    name: str
    proof: Any
    statement: Sequence[Passage] | None


def _of_edition(own: _Edition, folder: Folder, facts: Mapping[str, Fact], lang: str) -> Iterator[str]:
    if own.proof is None or own.statement is None:
        yield f"{STATEMENTS if own.proof else FILE} has nothing of it"
        return
    try:
        inspection = inspect(own.name, folder.data(own.name) or b"")
    except InspectionError as failure:
        yield f"it cannot be read back: {failure}"
        return
    for each in prove_again(own.name, own.statement, inspection).differences:
        yield f"{inspection.unit} {each.spot}: {each.message}" if each.spot else each.message
    try:
        yield from _of_readings(own.proof, inspection, facts, lang)
    except UNREADABLE as failure:
        yield f"its part of {FILE} is not in the form of a proof ({type(failure).__name__})"
    yield from _of_marks(inspection, facts)


def _of_readings(
    proof: Mapping[str, Any], inspection: Inspection, facts: Mapping[str, Fact], lang: str
) -> Iterator[str]:
    """Yield where the facts of a proof are not in the edition, or mean something else than the fact."""
    if proof["differences"]:
        yield f"{FILE} tells differences from the article"
    texts: dict[int, list[str]] = {}
    for passage in inspection.passages:
        texts.setdefault(passage.spot, []).append(fold(passage.text))
    for reading in proof["facts"]:
        words, spot = str(reading["words"]), int(reading[inspection.unit])
        if not any(fold(words) in text for text in texts.get(spot, ())):
            yield f"“{words[:80]}” is not on its {inspection.unit} {spot}, where {FILE} has it"
        fact = facts.get(reading["id"])
        if fact is None:
            yield f"the fact `{str(reading['id'])[:80]}` is not in {FACTS}"
        elif all(disagreement(words, fact, show, lang) for show in _shows(fact, words)) and not _is_scaled(
            words, fact, lang
        ):
            reason = disagreement(words, fact, None, lang)
            yield f"“{words[:80]}” is not what {FACTS} says of `{fact.id}`: {reason}"


def _shows(fact: Fact, words: str) -> Iterator[str | None]:
    """Yield what of a fact an edition may show in these words: the fact itself, or one of its parts."""
    is_name = isinstance(fact, OfficeHolder) and not any(each.isdigit() for each in words)
    yield None
    # A name agrees with every date, for it has none.
    yield from (part for part in parts_of(fact) if not (is_name and part in _DATES))


def _is_scaled(words: str, fact: Fact, lang: str) -> bool:
    """Return whether words are the amount of a fact in thousands, millions and so on, as figures have it."""
    numbers = list(number_reading.numbers(words, lang))
    return (
        isinstance(fact, Amount)
        and bool(numbers)
        and any(
            all(
                any(abs(each.value * scale - end) <= each.quantum * scale / 2 for end in fact.value.ends)
                for each in numbers
            )
            for scale in _SCALES
        )
    )


def _of_marks(inspection: Inspection, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the facts that an edition itself names and that are not published."""
    names = {m.name for p in inspection.passages for m in p.marks if m.kind == "fact" and m.name}
    for name in sorted(names - facts.keys()):
        yield f"it names the fact `{name[:80]}`, which is not in {FACTS}"
