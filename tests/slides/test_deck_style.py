"""What the code measures with is what the HTML deck's style sheet has."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont

from pipeline import theme
from pipeline.model import nodes as n
from pipeline.model.slides import Size
from pipeline.slides import cover, entries, figures
from pipeline.slides import measuring as measure
from tests.slides.builders import para
from tests.sourcecode import ROOT

CSS = (ROOT / "styles/deck.css").read_text("utf-8")


def value_of(selector: str, name: str) -> str:
    """Return the value of a property in the rule of a selector."""
    values = (
        match[1].strip()
        for selectors, rule in re.findall(r"^([^{}@/]+)\{([^{}]*)\}", CSS, re.MULTILINE)
        if selector in (each.strip() for each in selectors.split(",\n"))
        for match in re.finditer(rf"(?:^|[\s;]){re.escape(name)}:\s*([^;]+)", rule)
    )
    return next(values, "")


@pytest.mark.parametrize("size", ["", "large"])
@pytest.mark.parametrize(
    ("classes", "selector"), [(("numbered",), ".numbered"), (("numbered", "wide-number"), ".wide-number")]
)
def test_the_margin_of_numbered_entries_is_as_wide_in_both_formats(
    classes: tuple[str, ...], selector: str, size: Size
) -> None:
    entry = n.Div(n.Attr("ref-a", ("csl-entry", *classes)), (para("An entry."),))
    letters = float(value_of(f".is-sources .csl-entry{selector}", "padding-left").removesuffix("em"))
    assert entries.indent_of((entry,), size) == letters * entries.style_of(size).points


def test_entries_are_apart_as_in_the_style_sheet() -> None:
    below = value_of(".is-sources .csl-entry", "margin").split()[2].removesuffix("em")
    assert entries.gap_of("") == float(below) * measure.ENTRY.points
    assert entries.gap_of("large") == float(below) * measure.SMALL_TABLE.points


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_as_many_key_figures_stand_side_by_side_in_both_formats(count: int) -> None:
    selectors = (f".key-figures.of-{count}", ".key-figures")
    columns = next(filter(None, (value_of(each, "grid-template-columns") for each in selectors)))
    assert figures.across(count) == len(columns.split())


def test_the_cover_begins_where_the_style_sheet_has_it() -> None:
    top = value_of(".is-cover > h1", "margin")
    assert top.startswith(f"calc({cover.TOP} * var(--slide-height) + var(--space-xl))")
    assert theme.load().points("space.xl") == cover.KICKER


def test_long_words_are_broken_in_cells_as_they_are_measured() -> None:
    assert value_of(".slide td", "overflow-wrap") == value_of(".slide th", "overflow-wrap") == "anywhere"


def test_the_mark_of_a_fault_is_read_on_dark_slides_too() -> None:
    assert value_of(".slide .fault", "background") == "var(--color-accent-soft)"
    assert value_of(".slide .fault", "color").removesuffix(" ") == "var(--color-ink)"


@pytest.mark.parametrize(
    ("selector", "name"),
    [
        (".is-points .content > ul > li", "padding"),
        (".slide:is(.is-text, .is-columns, .is-formula) .content :is(ul, ol)", "padding"),
        (".slide:is(.is-text, .is-columns) .content blockquote", "border"),
        (".slide .further", "padding"),
    ],
)
def test_what_is_indented_is_so_at_the_side_where_reading_begins(selector: str, name: str) -> None:
    assert value_of(selector, f"{name}-inline-start")
    assert not value_of(selector, f"{name}-left")


def test_lists_in_cells_have_marks_and_no_gaps() -> None:
    cells = ".slide.is-table .content"
    assert value_of(f"{cells} :is(p, ul, ol, li, blockquote, pre, dl, dd)", "margin").strip() == "0"
    assert value_of(f"{cells} :is(ul, ol)", "list-style").strip() == "disc"
    assert value_of(f"{cells} ol", "list-style").strip() == "decimal"


def test_small_capitals_on_pages_are_of_a_face_that_has_them() -> None:
    css = (ROOT / "styles/deck-pages.css").read_text("utf-8")
    [role] = re.findall(r"\.slide \.smallcaps \{ font-family: var\(--font-(\w+)\)", css)
    features = TTFont(theme.load().face(role).upright)["GSUB"].table.FeatureList.FeatureRecord
    assert "smcp" in {each.FeatureTag for each in features}
