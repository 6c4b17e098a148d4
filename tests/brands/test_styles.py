"""The folder `styles` of a project: tokens and rules, of which none reads or fetches anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import theme
from pipeline.load.article import load, locate
from pipeline.model.look import PLAIN
from tests.articles import ROOT
from tests.brands.houses import article, findings, look

TOKENS = {
    "a name that is none": (
        "[color]\nacent = 'red'\n",
        2,
        9,
        "no token is called `color.acent`",
        "did you mean",
    ),
    "a section that is none": (
        "[font]\ntext = 'Arial'\n",
        2,
        8,
        "no token is called `font.text`",
        "sections here",
    ),
    "no colour": (
        "[color]\naccent = 'rouge'\n",
        2,
        10,
        "`color.accent` cannot be `rouge`: it is no colour",
        "write",
    ),
    "another unit": (
        "[size]\ntext = '1em'\n",
        2,
        8,
        "`size.text` cannot be `1em`: it is no length",
        "write it as",
    ),
    "too large": (
        "[size]\ntext = '90pt'\n",
        2,
        8,
        "`size.text` cannot be `90pt`: it is more than 3",
        "choose",
    ),
    "no weight": (
        "[weight]\nbold = 'fat'\n",
        2,
        8,
        "`weight.bold` cannot be `fat`: it is no weight",
        "write a number",
    ),
    "no TOML": ("[color\n", 1, 7, "invalid TOML", "see toml.io"),
}
SHEETS = {
    "an address": (
        "a { background: url(https://example.org/a.png) }",
        1,
        17,
        "asks for `https://example.org/a.png`",
    ),
    "a file": ("a { background: url('../secret.png') }", 1, 17, "asks for `../secret.png`"),
    "a file of the machine": (
        "a { background: url(file:///etc/passwd) }",
        1,
        17,
        "asks for `file:///etc/passwd`",
    ),
    "a set": ("a {\n  background: image-set('a.png' 1x) }", 2, 15, "asks for `a.png`"),
    "an import": ("@import 'other.css';", 1, 1, "`@import` is not for a house"),
    "a typeface": ("@font-face { src: url(data:a) }", 1, 1, "`@font-face` is not for a house"),
    "the end of a page's style": ("a { content: '</style><script>' }", 1, 15, "would end the style sheet"),
    "a token that is none": ("a { color: var(--color-acent) }", 1, 12, "no token is called `--color-acent`"),
    "no CSS": ("a { color: 'red }", 1, 12, "this is not CSS"),
}


@pytest.mark.parametrize("name", TOKENS)
def test_a_fault_of_tokens_has_its_place_and_its_cure(name: str, tmp_path: Path) -> None:
    text, line, column, message, hint = TOKENS[name]
    [finding] = findings(article(tmp_path, "", **{"styles/tokens.toml": text}))
    assert (finding.code, finding.place.line, finding.place.column) == ("styles-invalid", line, column)
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_that_asks_for_something_is_left_out(name: str, tmp_path: Path) -> None:
    text, line, column, message = SHEETS[name]
    location = article(tmp_path, "", **{"styles/briefing.css": text})
    finding, *_ = findings(location)
    assert (finding.code, finding.place.line, finding.place.column) == ("styles-invalid", line, column)
    assert message in finding.message
    assert finding.hint
    assert look(location) == PLAIN


def test_tokens_and_rules_count_over_those_of_the_brand(tmp_path: Path) -> None:
    files = {
        "styles/tokens.toml": "[color]\naccent = '#0000ff'\n\n[size]\ntext = '11pt'\n",
        "styles/deck.css": ".slide { --own: 1; color: var(--color-accent); background: url(data:a) }",
    }
    location = article(tmp_path, "color:\n  primary: '#aa0000'\n", **files)
    assert findings(location) == ()
    styles = theme.of(look(location))
    assert (styles["color.accent"], styles["size.text"]) == ("#0000ff", "11pt")
    assert "--own: 1" in styles.rules("deck")
    assert styles.rules("briefing") == ""


def test_dossiers_own_styles_are_not_those_of_a_house() -> None:
    assert look(locate("tests/sample", ROOT)) == PLAIN
    assert look(locate("source/si-2019", ROOT)) == PLAIN


def test_an_untrusted_article_has_only_colours_and_logos_of_its_own_folder(tmp_path: Path) -> None:
    brand = (
        "color:\n  primary: '#0000ff'\ntypography:\n  fonts:\n    - family: Own\n      source: file\n"
        "      files: [own.ttf]\n  base: Own\n"
    )
    files: dict[str, str | bytes] = {"styles/deck.css": "a { color: red }", "own.ttf": b"no font"}
    folder = tmp_path / "project" / "source" / "one"
    article(folder, brand, **files)
    (tmp_path / "project" / "_brand.yml").write_text("color:\n  primary: '#00ff00'\n")
    usual = load(locate(str(folder), folder))
    location = locate(str(folder), folder)
    strict = type(location)(location.slug, location.root, location.file, is_untrusted=True)
    result = load(strict)
    assert [each.code for each in result.diagnostics] == ["brand-untrusted", "brand-untrusted"]
    assert result.manuscript.look.rules == ()
    assert ("color.accent", "#0000ff") in result.manuscript.look.tokens
    assert "brand-font-missing" in {each.code for each in usual.diagnostics}
    (folder / "_brand.yml").unlink()
    assert load(strict).manuscript.look == PLAIN
    assert ("color.accent", "#00ff00") in load(location).manuscript.look.tokens
