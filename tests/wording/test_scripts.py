"""Scripts, how they run, and the marks of languages."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from pipeline import theme
from pipeline.wording import scripts
from pipeline.wording.typography import typography


@pytest.mark.parametrize(
    ("lang", "code", "direction"),
    [
        ("ar", "Arab", "rtl"),
        ("fa-IR", "Arab", "rtl"),
        ("ur", "Arab", "rtl"),
        ("he", "Hebr", "rtl"),
        ("yi", "Hebr", "rtl"),
        ("km", "Khmr", "ltr"),
        ("und-Arab", "Arab", "rtl"),
        ("uz-Arab", "Arab", "rtl"),
        ("ar-Latn", None, "ltr"),
        ("en-GB", None, "ltr"),
        ("zz", None, "ltr"),
    ],
)
def test_a_tag_tells_the_script_and_how_it_runs(lang: str, code: str | None, direction: str) -> None:
    script = scripts.script_of(lang)
    assert (script.code if script else None) == code
    assert scripts.direction(lang) == direction


def test_every_script_has_a_typeface_and_every_such_typeface_its_script() -> None:
    faces = {face.script: face for face in theme.load().scripts()}
    assert set(faces) == {each.code for each in scripts.SCRIPTS}


def test_a_phrase_holds_the_figures_and_marks_between_its_words() -> None:
    parts = [
        (each and each.code, part) for each, part in scripts.phrases("In (العربية 1955، لغة) and עברית 7")
    ]
    assert parts == [
        (None, "In ("), ("Arab", "العربية 1955، لغة"), (None, ") and "), ("Hebr", "עברית"), (None, " 7"),
    ]  # fmt: skip


def test_a_text_runs_as_most_of_its_letters() -> None:
    assert scripts.prevailing_direction("המשלוח הגיע (USAID)") == "rtl"
    assert scripts.prevailing_direction("שלום is the Hebrew word for peace") == "ltr"
    assert scripts.prevailing_direction("1955 – 1960") == "ltr"


def test_languages_have_their_quotation_marks() -> None:
    assert typography("de-AT")["double"] == ("„", "“")
    assert typography("de-CH")["double"] == ("«", "»")
    assert typography("fr-CA")["double"][0] == "«\u00a0"
    assert typography("xx")["double"] == ("“", "”")


def test_the_marks_are_those_that_weasyprint_has_from_cldr() -> None:
    from pipeline.formats.pdf import weasy

    weasy.load()
    from weasyprint.text.constants import LANG_QUOTES

    marks_by_tag = tomllib.loads(
        (resources.files("pipeline.languages") / "quotation.toml").read_text("utf-8")
    )
    both = {lang for lang in marks_by_tag if lang in LANG_QUOTES and "-" not in lang}
    assert len(both) > 20
    other = {
        lang for lang in both if "".join(side[0] for side in LANG_QUOTES[lang]) != marks_by_tag[lang][:2]
    }
    assert other == set()


def test_letters_of_both_directions_in_equal_number_run_from_left_to_right() -> None:
    assert scripts.prevailing_direction("ab אב") == "ltr"
    assert scripts.prevailing_direction("ab אבג 12345") == "rtl"
    assert scripts.prevailing_direction("12345 !") == "ltr"


@pytest.mark.parametrize(
    ("lang", "double", "single"),
    [
        ("pl", "„”", "«»"),
        ("pl-PL", "„”", "«»"),
        ("ja", "「」", "『』"),
        ("nl", "‘’", "“”"),
        ("ru_RU", "«»", "„“"),
        ("xx", "“”", "‘’"),
    ],
)
def test_a_language_without_a_folder_has_its_marks(lang: str, double: str, single: str) -> None:
    rules = typography(lang)
    assert ("".join(rules["double"]), "".join(rules["single"])) == (double, single)
