"""Reading of `_brand.yml`: every fault has its place and its cure, and what is right is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from brand_yml import Brand as LibraryBrand

from pipeline import theme
from pipeline.model.brand import Brand
from pipeline.model.look import PLAIN
from tests.brands.houses import HOUSES, article, findings, look, project

FAULTS = {
    "a misspelt key": (
        "colour:\n  primary: red\n",
        "brand-unknown",
        1,
        1,
        "unknown key `colour`",
        "did you mean `color`?",
    ),
    "a misspelt role": (
        "color:\n  primry: red\n",
        "brand-unknown",
        2,
        3,
        "unknown key `primry`",
        "did you mean `primary`?",
    ),
    "a name that no palette has": (
        "color:\n  palette:\n    azure: '#0055a4'\n  primary: azur\n",
        "brand-invalid",
        4,
        12,
        "`azur` is no colour",
        "did you mean `azure`?",
    ),
    "a colour by itself": (
        "color:\n  primary: secondary\n  secondary: primary\n",
        "brand-invalid",
        2,
        12,
        "the colour `",
        "give one of them a value",
    ),
    "a missing logo": (
        "logo:\n  medium: none.svg\n",
        "brand-logo-missing",
        2,
        11,
        "missing logo `none.svg`",
        "check the name",
    ),
    "a logo from the web": (
        "logo: https://example.org/a.svg\n",
        "brand-logo-missing",
        1,
        7,
        "the image is an address",
        "check",
    ),
    "a weight out of bounds": (
        "typography:\n  base:\n    weight: 999\n",
        "brand-invalid",
        3,
        13,
        "`999` is no weight",
        "write a number from 100 to 900",
    ),
    "a font that is no group of keys": (
        "typography:\n  fonts: [7]\n",
        "brand-invalid",
        2,
        11,
        "`fonts` must be a group of keys",
        "write its keys",
    ),
    "a typeface of another place": (
        "typography:\n  base: Open Sans\n",
        "brand-font-missing",
        2,
        9,
        "the typeface `Open Sans` is not here",
        "put its files beside the brand",
    ),
    "a missing font file": (
        "typography:\n  fonts:\n    - family: Own\n      source: file\n"
        "      files:\n        - path: own.ttf\n  base: Own\n",
        "brand-font-missing",
        6,
        11,
        "missing font file `own.ttf`",
        "check the name",
    ),
    "a kind of typeface": (
        "typography:\n  headings: sans-serif\n",
        "brand-font-missing",
        2,
        13,
        "`sans-serif` is no typeface",
        "name",
    ),
    "a size that is none": (
        "typography:\n  base:\n    size: 40pt\n",
        "brand-invalid",
        3,
        11,
        "`40pt` is no size",
        "write a size from",
    ),
    "a weight that is none": (
        "typography:\n  headings:\n    weight: fat\n",
        "brand-invalid",
        3,
        13,
        "`fat` is no weight",
        "write a number from 100 to 900",
    ),
    "lines too close": (
        "typography:\n  base:\n    line-height: 0.5\n",
        "brand-invalid",
        3,
        18,
        "lines cannot be 0.5",
        "write 1.1 to 2",
    ),
    "no group of keys": ("- primary\n", "brand-invalid", 1, 1, "the brand is not a group", "begin it with"),
    "no YAML": (
        "color:\n\tprimary: red\n",
        "yaml-invalid",
        2,
        1,
        "a tab cannot indent YAML",
        "indent with spaces",
    ),
    "a token by a wrong name": (
        "defaults:\n  dossier:\n    tokens:\n      color.acent: red\n",
        "styles-invalid",
        4,
        20,
        "no token is called `color.acent`",
        "did you mean `color.accent`?",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_place_and_its_cure(name: str, tmp_path: Path) -> None:
    text, code, line, column, message, hint = FAULTS[name]
    first, *_ = findings(article(tmp_path, text))
    assert (first.code, first.place.line, first.place.column) == (code, line, column)
    assert first.place.file.endswith("_brand.yml")
    assert first.message.startswith(message)
    assert first.hint.startswith(hint)


@pytest.mark.parametrize("house", HOUSES)
def test_the_houses_have_no_finding(house: str, tmp_path: Path) -> None:
    assert findings(project(tmp_path / "p", house)) == ()


def test_an_article_without_a_brand_has_the_plain_look(tmp_path: Path) -> None:
    location = article(tmp_path, "color:\n  primary: red\n")
    assert look(location) != PLAIN
    (tmp_path / "_brand.yml").unlink()
    assert look(location) is not None
    assert look(location) == PLAIN


@pytest.mark.parametrize("off", ["false", "no"])
def test_the_front_matter_turns_a_brand_off_or_names_another(off: str, tmp_path: Path) -> None:
    text = "---\ntitle: A title\nbrand: {}\n---\n\nWords.\n"
    own = {"article.md": text.format(off), "other.yml": "color:\n  primary: '#0000ff'\n"}
    location = article(tmp_path, "color:\n  primary: red\n", **own)
    assert look(location) == PLAIN
    assert findings(location) == ()
    own["article.md"] = text.format("other.yml")
    assert ("color.accent", "#0000ff") in look(article(tmp_path, "color:\n  primary: red\n", **own)).tokens
    own["article.md"] = text.format("none.yml")
    [finding] = findings(article(tmp_path, "color:\n  primary: red\n", **own))
    assert (finding.code, finding.place.line, finding.place.column) == ("brand-missing", 3, 8)


def test_the_nearest_brand_counts_up_to_the_project(tmp_path: Path) -> None:
    above = tmp_path / "project"
    location = article(above / "source" / "one", "color:\n  primary: '#0000aa'\n")
    (above / "_brand.yml").write_text("color:\n  primary: '#00aa00'\n")
    (tmp_path / "_brand.yml").write_text("color:\n  primary: '#aa0000'\n")
    assert ("color.accent", "#0000aa") in look(location).tokens
    (above / "source" / "one" / "_brand.yml").unlink()
    assert ("color.accent", "#00aa00") in look(location).tokens
    (above / "_brand.yml").unlink()
    assert look(location) == PLAIN


def test_a_brand_in_the_working_folder_is_that_of_the_articles_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = article(tmp_path / "desk" / "one", "")
    (tmp_path / "desk" / "one" / "_brand.yml").unlink()
    (tmp_path / "desk" / "_brand.yml").write_text("color:\n  primary: '#00aa00'\n")
    assert look(location) == PLAIN
    monkeypatch.chdir(tmp_path / "desk")
    assert ("color.accent", "#00aa00") in look(location).tokens
    monkeypatch.chdir(tmp_path / "desk" / "one")
    assert look(location) == PLAIN


def test_greys_and_soft_colours_follow_from_those_of_the_brand(tmp_path: Path) -> None:
    styles = theme.of(look(article(tmp_path, "color:\n  foreground: '#000000'\n  primary: '#0000ff'\n")))
    assert styles["color.ink"] == "#000000"
    assert styles["color.grey-2"] == "#c2c2c2"
    assert styles["color.accent-soft"] == "#ddddff"
    assert styles["color.second"] not in (styles["color.accent"], theme.load()["color.second"])


def test_a_size_in_the_units_of_the_web_is_relative_to_dossiers(tmp_path: Path) -> None:
    larger = theme.of(look(article(tmp_path / "a", "typography:\n  base:\n    size: 1.1rem\n")))
    assert larger.points("size.text") == pytest.approx(1.1 * theme.load().points("size.text"), rel=1e-4)
    assert look(article(tmp_path / "b", "typography:\n  base:\n    size: 16px\n")) == PLAIN
    points = theme.of(look(article(tmp_path / "c", "typography:\n  base:\n    size: 11pt\n")))
    assert points.points("size.text") == pytest.approx(11)


def keys(node: Any, schema: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the paths of all keys that a schema names."""
    if "$ref" in node:
        return keys(schema["$defs"][node["$ref"].rpartition("/")[2]], schema, path)
    result: set[tuple[str, ...]] = set()
    for inner in (*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())):
        result |= keys(inner, schema, path)
    if isinstance(node.get("items"), dict):
        result |= keys(node["items"], schema, path)
    if isinstance(node.get("additionalProperties"), dict):
        result |= keys(node["additionalProperties"], schema, (*path, "*"))
    for name, inner in node.get("properties", {}).items():
        result |= {(*path, name)} | keys(inner, schema, (*path, name))
    return result


def test_the_vocabulary_is_that_of_the_library() -> None:
    library, own = (
        keys(schema, schema)
        for schema in (LibraryBrand.model_json_schema(by_alias=True), Brand.model_json_schema(by_alias=True))
    )
    # The path of the file; a single logo, which is read as one for all sizes.
    outside_keys = {("path",)} | {("logo", name) for name in ("path", "alt", "attrs")}
    short = {path for path in library if path[0] == "logo" and path[-1] in ("path", "alt", "attrs")}
    assert library - own - outside_keys - short == set()


def test_a_key_that_the_library_knows_since_is_told_as_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = article(tmp_path, "color:\n  brandnew: red\n")
    assert [each.code for each in findings(location)] == ["brand-unknown"]
    schema = LibraryBrand.model_json_schema(by_alias=True)
    schema["$defs"]["BrandColor"]["properties"]["brandnew"] = {"type": "string"}
    monkeypatch.setattr(LibraryBrand, "model_json_schema", lambda **options: schema)
    [finding] = findings(location)
    assert (finding.code, finding.place.line) == ("brand-unused", 2)
