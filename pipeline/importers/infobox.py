"""Information boxes: their fields as proposed facts, of office-holders if one is named, else claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.facts.naming import slug, unique
from pipeline.importers.imported_article import Field
from pipeline.model.diagnostics import Diagnostic, Place, Severity, warning
from pipeline.model.facts import Claim, ClaimValue, OfficeHolder, Source, TermValue
from pipeline.wording.offices import office_data, office_name, states

_NUMBERED_KEY = re.compile(r"(.*?)[ _]?(\d*)")

# A colour of a shirt or a line, as boxes write it.
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|(?=[0-9A-F]*[A-F])(?:[0-9A-F]{6})")


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a box: its key and value as written, its place, and its sources."""

    key: str
    value: str
    place: Place
    sources: tuple[Source, ...] = ()

    @property
    def parts(self) -> tuple[str, str]:
        """The key in lowercase without its number, and the number."""
        match = _NUMBERED_KEY.fullmatch(self.key.strip().lower())
        return (match.group(1), match.group(2)) if match else (self.key.lower(), "")


@dataclass(frozen=True, slots=True)
class Box:
    """The facts of a box, and the diagnostics of its other fields."""

    fields: tuple[Field, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(lines: Sequence[Line], lang: str, used_ids: set[str]) -> Box:
    """Return the fields of a box as facts; `used_ids` are the ids of other facts."""
    reader = _Reader(lines, lang, used_ids)
    fields = tuple(reader.fields())
    return Box(fields, tuple(reader.diagnostics))


class _Reader:
    def __init__(self, lines: Sequence[Line], lang: str, used_ids: set[str]) -> None:
        self.lines = lines
        self.lang = lang
        self.used_ids = used_ids
        self.data = office_data(lang)
        self.words: dict[str, Any] = self.data["box-words"]
        self.diagnostics: list[Diagnostic] = []
        self.helpers = {name for rule in self.data["box"] for name in rule.get("title", ())}

    def fields(self) -> Iterator[Field]:
        """Yield the facts in the order of the box."""
        for line in self.lines:
            base, number = line.parts
            rule = next((rule for rule in self.data["box"] if base in rule["field"]), None)
            if not line.value.strip():
                continue
            if not base:
                self.report_skip(line, "it has no name")
            elif (
                line.key.strip().lower() in self.words["look"]
                or base in self.words["look"]
                or (_COLOUR.fullmatch(line.value.strip()))
            ):
                self.report_skip(line, "it is about the look of the box and states no fact")
            elif rule is not None:
                yield self.office(line, rule, number)
            elif base not in self.helpers:
                yield self.claim(line, base)

    def report_skip(self, line: Line, hint: str) -> None:
        message = f"the field `{line.key}` of the box is not carried: {line.value[:60]}"
        self.diagnostics.append(Diagnostic("import-skipped", Severity.NOTE, message, line.place, hint))

    def beside(self, names: Sequence[str], number: str) -> Line | None:
        """Return the first of some fields with the same number."""
        return next(
            (
                each
                for each in self.lines
                if each.parts[0] in names and each.parts[1] == number and each.value
            ),
            None,
        )

    def office(self, line: Line, rule: dict[str, Any], number: str) -> Field:
        """Return a holder of an office as a fact."""
        titles = rule.get("title", ())
        title_line = self.beside(titles, number)
        if title_line is None and titles:
            title_line = next((each for each in self.lines if each.parts[0] in titles and each.value), None)
            if title_line is not None:
                title = f"`{title_line.key}` is taken: {title_line.value}"
                message = f"the office of `{line.key}` is not named; {title}"
                self.diagnostics.append(
                    warning("import-guessed", message, line.place, "check the subject of the fact")
                )
        title = (
            title_line.value.strip()
            if title_line
            else str(rule.get("office") or line.parts[0].replace("_", " "))
        )
        mission = self.beside(rule.get("of", ()), number)
        state = next((name for _, _, name in states(mission.value, self.lang)), "") if mission else ""
        subject = office_name(
            state, title[:1].lower() + title[1:] if title[1:2].islower() else title, self.lang
        )
        vacant = line.value.strip().casefold() in self.words["vacant"]
        fact = OfficeHolder(
            id=unique(slug(f"{subject} {'vacant' if vacant else line.value}"), self.used_ids),
            kind="office-holder",
            subject=subject,
            value=TermValue(holder=None if vacant else _plain(line.value)),
            status="proposed",
            sources=line.sources,
            note=_note(line),
        )
        return Field(fact, subject)

    def claim(self, line: Line, base: str) -> Field:
        """Return any other field as a claim."""
        label = str(self.words.get(base) or base.replace("_", " "))
        subject = label[:1].upper() + label[1:]
        value = _plain(line.value)
        fact = Claim(
            id=unique(slug(f"{base} {value}"), self.used_ids),
            kind="claim",
            subject=subject,
            value=ClaimValue(text=value),
            status="proposed",
            sources=line.sources,
            note=_note(line),
        )
        return Field(fact, subject)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _note(line: Line) -> str:
    return f"Proposed from the field {line.key} of an information box, line {line.place.line}."
