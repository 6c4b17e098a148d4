"""A press release in other words: what is wrong in it is told, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline import pandoc
from tests.against.judging import findings_of, judge
from tests.command import dossier

DEFAULT = "cambodia-us-relations"
# Right: economic aid, its years, the mission and its head, the break, the evacuation, exports, the tariff.
RELEASE = """
# The United States and Cambodia: seventy-five years on

Washington gave Phnom Penh some US$410 million in economic help between 1955 and 1963, and about
US$38.7 million for its army.

Ambassador Twining opened the American mission in November 1991. Diplomatic ties had been cut on May 3, 1965,
and were restored four years later, on 2 August 1969.

When the last Americans were flown out of Phnom Penh on April 12, 1975, 276 people left by helicopter.

American customs counted Cambodian goods worth $9.9 billion in 2024, which is 39.7 percent of all exports.

The tariff on Cambodian goods stood at 19 percent from 7 August 2025. The American Embassy is led by chargé
d’affaires Bridget Wallace.
"""
WRONG = [
    ("differs", "US$38.7 million", "$83.7 million"),
    ("differs", "2 August 1969", "2 July 1969"),
    ("differs", "39.7 percent", "37.9 per cent"),
    ("differs", "Bridget Wallace", "Bridgette Walker"),
]
COMMUNIQUE = """
# Le Cambodge et les États-Unis

Les États-Unis ont reconnu le Cambodge le 7 février 1950. Les relations datent du 11 juillet 1950. Une
légation ouvrit à Phnom Penh le 14 novembre 1950 et devint une ambassade le 24 juin 1952.

De 1955 à 1963, Washington accorda 409,6 millions de dollars d’aide économique et 87,3 millions de dollars
d’aide militaire. Le 3 mai 1965, le Cambodge rompit les relations. Elles furent rétablies le 2 juillet 1969.

Le 18 mars 1970, Lon Nol prit le pouvoir. Son gouvernement reçut 1,18 milliard de dollars d’aide militaire et
503 millions de dollars d’aide économique. Le 12 avril 1975, des hélicoptères évacuèrent 267 personnes. Phnom
Penh tomba le 17 avril 1975.
"""


def word_file(text: str, path: Path) -> Path:
    """Write a text as Word does."""
    command = [pandoc.program(), "--from", "markdown", "--output", str(path)]
    subprocess.run(command, check=True, input=text.encode())
    return path


def test_a_release_in_other_words(tmp_path: Path) -> None:
    comparison = judge(word_file(RELEASE, tmp_path / "release.docx"), DEFAULT)
    assert [(state, theirs, ours) for state, _, theirs, ours in findings_of(comparison)] == WRONG
    assert comparison.same_count == 10


def test_the_same_as_a_text_has_lines(tmp_path: Path) -> None:
    path = tmp_path / "release.md"
    path.write_text(RELEASE.lstrip(), "utf-8")
    assert [(where, theirs) for _, where, theirs, _ in findings_of(judge(path, DEFAULT))] == [
        ("line 4", "US$38.7 million"),
        ("line 7", "2 August 1969"),
        ("line 11", "39.7 percent"),
        ("line 14", "Bridget Wallace"),
    ]


def test_a_translation_is_compared_by_values_and_order(tmp_path: Path) -> None:
    path = tmp_path / "communique.txt"
    path.write_text(COMMUNIQUE, "utf-8")
    comparison = judge(path, DEFAULT)
    assert comparison.lang == "fr"
    assert [(state, theirs, ours) for state, _, theirs, ours in findings_of(comparison)] == [
        ("differs", "87,3 millions de dollars", "$83.7 million"),
        ("differs", "267", "276"),
    ]
    assert comparison.same_count == 13


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_what_the_article_lacks_is_a_warning(strict: tuple[str, ...], status: int, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Some 4,500 American students live in Siem Reap.\n", "utf-8")
    run = dossier("check", "--against", path, DEFAULT, "--format", "json", *strict)
    assert run.returncode == status, run.stderr
    entries = json.loads(run.stdout)["findings"]
    assert {(each["code"], each["severity"], each["line"]) for each in entries} == {
        ("against-unknown", "warning", 1)
    }
    assert "4,500" in entries[0]["message"]


def test_what_differs_is_an_error_with_fact_and_source(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("On 4 May 1965 Cambodia broke off relations.\n", "utf-8")
    run = dossier("check", "--against", path, DEFAULT)
    assert run.returncode == 1
    assert "4 May 1965   ours: 3 May 1965" in run.stdout
    assert "fact break-1965, source oh-recognition-guide, state-1997-factsheet" in run.stdout
    assert run.stdout.endswith("1 differ, 0 are not in the article, 0 are the same\n")
    short = dossier("check", "--against", path, DEFAULT, "--format", "short")
    assert f"{path}:1: error against-differs: “4 May 1965” where the article has “3 May 1965”" in short.stdout
    sarif = json.loads(dossier("check", "--against", path, DEFAULT, "--format", "sarif").stdout)
    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == ["against-differs"]


def test_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Nothing.\n", "utf-8")
    for arguments, message in (
        (("--against", path, DEFAULT, "si-2019"), "compares a file with one article"),
        (("--lang", "de", DEFAULT), "--lang is the language of the file of --against"),
        (("--against", tmp_path / "no.pptx", DEFAULT), "does not exist"),
    ):
        run = dossier("check", *arguments)
        assert run.returncode == 2
        assert message in run.stderr
