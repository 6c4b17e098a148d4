"""Random prose of numbers, dates and offices: proposing makes no error, finds all, and is undone whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.checking import check_article
from pipeline.cli import dossier
from pipeline.load.location import Location
from pipeline.model.diagnostics import Diagnostic, Severity

NAMES = (
    "Ann Lee",
    "Bo Roe",
    "Kagame",
    "Lenín Moreno",
    "Louis St. Laurent",
    "However",
    "Doha",
    "Winter Olympics",
)
OFFICES = ("president", "minister", "mayor", "prime minister", "ambassador", "chairman", "foreign minister")
PLACES = ("Examplia", "Japan", "Old Dover", "the Bank of Arda", "France", "Lima")
NOUNS = ("ships", "cubic metres", "new cases", "people", "heavy doors", "km", "miles", "votes", "of them", "")
CHANGES = ("rose", "fell", "grew", "stood", "ranged", "went")
FORMS = (
    "President {name} of {place} met {name2}, the {office} of {place2}, in {place}.",
    "{name} became {office} of {place} {date}.",
    "The {office}, {name}, spoke {date}.",
    "{office} {name} and {office} {name2} came {date}.",
    "Exports {change} from {amount} {date} to {amount2} {date2}.",
    "It {change} between {number} and {number2} {noun} {date}.",
    "Of {number} {noun}, {number2} were of {noun2}.",
    "A total of {number} {noun} and {amount} {date}.",
    "The population of {place} was {number} {date}, against {number2} {date2}.",
    "Resolution {number} and Agenda 2030 of {date} (No. {number2}).",
    "They won {number}-{number2}; call +44 20 7946 {number}.",
    "About {number} to {number2} {noun} a year ({amount}, {percent}).",
    "The {number}-mile zone of {place} is {number2} {noun} wide.",
    "{percent} of {noun} and {percent2} of {noun2} {change} {date}.",
    "The population of {place} in 1990 was {number}. The population of {place} in 1990 was {number2}.",
)
HEADS = (
    "",
    "facts: []\n",
    "# mine\nfacts:\n  - id: own\n    kind: claim\n    subject: S\n    value: {text: T}\n",
)


def _number(chance: random.Random) -> str:
    return chance.choice(
        (str(chance.randint(1, 9)), str(chance.randint(10, 400)), f"{chance.randint(1000, 9_999_999):,}")
    )


def _date(chance: random.Random) -> str:
    year = chance.randint(1900, 2020)
    month = chance.choice(("January", "May", "December"))
    return chance.choice(
        (
            f"in {year}",
            f"on {chance.randint(1, 28)} {month} {year}",
            f"in {month} {year}",
            f"from {year} to {year + 3}",
            "",
        )
    )


def _amount(chance: random.Random) -> str:
    scale = chance.choice(("", " million", " billion"))
    return f"{chance.choice(('$', '€', '£'))}{chance.randint(1, 900)}{scale}"


def prose(seed: int) -> str:
    """Return an article of random sentences."""
    chance = random.Random(seed)
    paragraphs = []
    for _ in range(4):
        sentences = []
        for _ in range(5):
            slots = {"change": chance.choice(CHANGES)}
            for end in ("", "2"):
                slots[f"name{end}"], slots[f"place{end}"] = chance.choice(NAMES), chance.choice(PLACES)
                slots[f"number{end}"], slots[f"noun{end}"] = _number(chance), chance.choice(NOUNS)
                slots[f"amount{end}"], slots[f"date{end}"] = _amount(chance), _date(chance)
                slots[f"percent{end}"] = (
                    f"{chance.randint(1, 99)}{chance.choice(('%', ' percent', ' percentage points'))}"
                )
            office = chance.choice(OFFICES)
            text = chance.choice(FORMS).format(office=office, **slots).replace(" .", ".").replace("  ", " ")
            sentences.append(text[:1].upper() + text[1:])
        paragraphs.append(" ".join(sentences))
    head = "---\ntitle: Numbers\ndate: 2026-11-23\nlang: en\n---\n\n# Numbers\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def _errors(folder: Path) -> list[Diagnostic]:
    location = Location("article", folder, folder / "article.md")
    return [each for each in check_article(location).diagnostics if each.severity is Severity.ERROR]


def _run(*words: str | Path) -> str:
    result = CliRunner().invoke(dossier, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("seed", range(12))
def test_proposing_makes_no_error_and_is_undone_whole(seed: int, tmp_path: Path) -> None:
    article, ledger = tmp_path / "article.md", tmp_path / "facts.yaml"
    article.write_text(prose(seed), "utf-8")
    if head := HEADS[seed % len(HEADS)]:
        ledger.write_text(head, "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    codes = sorted(each.code for each in _errors(tmp_path))
    _run("facts", "propose", article)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert b"status: proposed" in after["facts.yaml"]
    assert [code for code in sorted(each.code for each in _errors(tmp_path)) if code not in codes] == []
    _run("facts", "propose", article)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == after
    _run("facts", "strip", article)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
