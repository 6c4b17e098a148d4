"""An article in a language without rules: a note names the checks that did not run; no rule is English."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import languages
from pipeline.checking import check_article
from pipeline.checks.registry import CHECKS, UNCHECKED_CODE
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, Severity

# Words that the rules of English find, in the middle of other words, with numbers of all kinds.
ENGLISH = (
    "The navy captured a ship. Recently some say that it was old. No other navy has ever sunk so many ships. "
    "Support stood high: 62 per cent. "
    "They gave $3 million and $4 million, in total $9 million. The NCO and the XYZ. Relations were broken in "
    "1965. Relations worsened in 1967. In modern times the court dissolved the party. The banker John Smith "
    "laundered money."
)
TEXTS = {
    "pl": "Traktat podpisano 30 marca 1867 roku za 7,2 miliona dolarów, 30% w złocie. W 1990 było 2000 osób.",
    "fi": "Sopimus allekirjoitettiin 30. maaliskuuta 1867. Hinta oli 7,2 miljoonaa dollaria eli 30 %.",
    "sw": "Mkataba ulitiwa saini tarehe 30 Machi 1867. Marekani ililipa dola milioni 7.2, asilimia 30.",
    "tr": "Antlaşma 30 Mart 1867 tarihinde imzalandı. Bedel 7,2 milyon dolardı, %30 altın.",
    "it": "Il trattato fu firmato il 30 marzo 1867. Il prezzo era di 7,2 milioni di dollari, il 30%.",
}


def findings(folder: Path, head: str, text: str) -> list[Diagnostic]:
    (folder / "paper.md").write_text(
        f"---\ntitle: T\ndate: 2026-01-02\n{head}\n---\n\n# S\n\n{text}\n", "utf-8"
    )
    return list(check_article(locate(str(folder / "paper.md"), folder)).diagnostics)


@pytest.mark.parametrize("lang", TEXTS)
def test_a_language_without_rules_is_told_once_and_has_no_rules_of_english(tmp_path: Path, lang: str) -> None:
    diagnostics = findings(tmp_path, f"lang: {lang}", f"{TEXTS[lang]} {ENGLISH}")
    partial = [] if languages.has(lang, "page") else ["language-partial"]
    assert sorted(each.code for each in diagnostics) == sorted([*partial, UNCHECKED_CODE])
    (note,) = (each for each in diagnostics if each.code == UNCHECKED_CODE)
    assert note.severity is Severity.NOTE
    assert note.place.line == 4
    for each in CHECKS:
        assert (each.code in note.hint.replace(",", "").split()) is bool(each.needs), each.code


def test_the_same_words_are_found_in_english(tmp_path: Path) -> None:
    codes = {each.code for each in findings(tmp_path, "lang: en", ENGLISH)}
    assert {"date-relative", "weasel-attribution", "universal-claim", "abbreviation-undefined"} <= codes
    assert {"sum-mismatch", "state-contradicted", "percent-without-base", "event-undated"} <= codes
    assert UNCHECKED_CODE not in codes


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_language_with_rules_is_checked_in_full(lang: str) -> None:
    assert all(each.runs_in(lang) for each in CHECKS)


def test_a_check_that_is_off_is_not_named(tmp_path: Path) -> None:
    diagnostics = findings(tmp_path, "lang: fi\nchecks: {severity: {style-mixed: off}}", TEXTS["fi"])
    (note,) = (each for each in diagnostics if each.code == UNCHECKED_CODE)
    assert "style-mixed" not in note.hint
    assert "term-inconsistent" in note.hint


def test_an_allowance_for_a_check_that_did_not_run_is_no_error(tmp_path: Path) -> None:
    text = "<!-- allow universal-claim: the statute says so -->\nSe on ainoa sopimus."
    assert {each.code for each in findings(tmp_path, "lang: it", text)} == {UNCHECKED_CODE}
    assert "suppression-unused" in {each.code for each in findings(tmp_path, "lang: en", text)}


def test_formulas_without_words_are_told_once(tmp_path: Path) -> None:
    codes = [
        each.code
        for each in findings(
            tmp_path,
            "lang: de",
            "Es gilt $a = b$ und $c = d$, und so stehen hier mehr als nur ein paar wenige Wörter.",
        )
    ]
    assert codes == ["formula-unspoken"]
    assert (
        findings(
            tmp_path,
            "lang: fr",
            "On a $a = b$ et $c = d$, et il y a ici un peu plus que quelques petits mots.",
        )
        == []
    )


def test_the_note_can_be_turned_off(tmp_path: Path) -> None:
    diagnostics = findings(
        tmp_path, f"lang: it\nchecks: {{severity: {{{UNCHECKED_CODE}: off}}}}", TEXTS["it"]
    )
    assert diagnostics == []


def test_what_asks_for_no_rules_is_checked_in_every_language(tmp_path: Path) -> None:
    words = f"{ENGLISH}\n\n![](media/none.png)\n\nSee [@nobody] and @fig-none, 30 February 1867.\n"
    free = {each.code for each in CHECKS if not each.needs}
    english, swahili = (
        sorted(each.code for each in findings(tmp_path, f"lang: {lang}", text) if each.code in free)
        for lang, text in (("en", words), ("sw", words.replace("February", "Februari")))
    )
    assert english == swahili
    assert "date-impossible" in english
