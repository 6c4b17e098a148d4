"""Native charts in the PPTX: what they hold, read back with python-pptx and from their sheets."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx.oxml.ns import qn

from pipeline.formats.pptx import PPTX
from pipeline.formats.pptx.charts.data import chart_data
from pipeline.formats.pptx.charts.workbook import workbook
from pipeline.model.stages import Drawing
from tests.editions.deck_sample import edition
from tests.formats.chart_samples import BARS, GROUPS, LINE, SHARE, deck_of, drawing
from tests.formats.deck_setting import SETTING
from tests.formats.test_pptx_fonts import fonts

NATIVE = {"bars": BARS, "grouped": GROUPS, "share": SHARE, "line": LINE}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATE = datetime(2026, 11, 23, tzinfo=UTC)


def render(figure: Drawing) -> bytes:
    return PPTX.render(deck_of(figure), SETTING).data


def frames(data: bytes) -> list[Any]:
    """Return the charts of a deck as the shapes that hold them."""
    slides = pptx.Presentation(io.BytesIO(data)).slides
    return [shape for slide in slides for shape in slide.shapes if shape.has_chart]


def values_and_labels(chart: Any) -> dict[tuple[str, str], tuple[Decimal, str]]:
    """Return value and label of each point by category and series, as the chart has them."""
    [plot] = chart.plots
    return {
        (str(category), series.name): (
            Decimal(f"{value:.15g}"),
            series.points[index].data_label.text_frame.paragraphs[0].text,
        )
        for series in plot.series
        for index, (category, value) in enumerate(zip(plot.categories, series.values, strict=True))
        if value is not None
    }


def sheet_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a workbook by the letters of their columns."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        strings = [
            "".join(each.itertext()) for each in etree.fromstring(package.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    return [
        {
            str(cell.get("r"))[0]: strings[int(cell[0].text or "")]
            if cell.get("t") == "s"
            else str(cell[0].text)
            for cell in row
            if len(cell)
        }
        for row in sheet.iter(f"{SHEET}row")
    ]


@pytest.mark.parametrize("name", NATIVE)
def test_values_names_and_labels_are_those_of_the_figure(name: str) -> None:
    figure = NATIVE[name]
    [frame] = frames(render(figure))
    points = values_and_labels(frame.chart)
    by_place = {(category.split("\n")[0], series): point for (category, series), point in points.items()}
    place = {datum.fact: datum.label or str(datum.when) for datum in figure.data}
    series = {datum.fact: datum.series or figure.unit for datum in figure.data}
    assert by_place == {
        (place[datum.fact], series[datum.fact]): (datum.amount, datum.text) for datum in figure.data
    }


@pytest.mark.parametrize("name", NATIVE)
def test_the_sheet_has_the_values_and_labels_of_the_chart_with_its_gaps(name: str) -> None:
    [frame] = frames(render(NATIVE[name]))
    [plot] = frame.chart.plots
    head, *rows = sheet_rows(frame.chart.part.chart_workbook.xlsx_part.blob)
    assert [row["A"] for row in rows] == [str(each) for each in plot.categories]
    for position, series in enumerate(plot.series):
        column, labels = "BCDE"[position], "BCDEFGHI"[position + len(plot.series)]
        assert head[column] == series.name
        assert [float(row[column]) if column in row else None for row in rows] == list(series.values)
        texts = [
            None if value is None else series.points[index].data_label.text_frame.paragraphs[0].text
            for index, value in enumerate(series.values)
        ]
        assert [row.get(labels) for row in rows] == texts


def test_a_year_without_a_value_is_a_gap_that_the_line_goes_over() -> None:
    [frame] = frames(render(LINE))
    [plot] = frame.chart.plots
    assert [str(each) for each in plot.categories] == ["2010", "2011", "2012", "2013", "2014"]
    assert [series.values for series in plot.series] == [
        (20.0, 31.0, None, None, 55.0), (70.0, None, None, None, 61.5)
    ]  # fmt: skip
    assert frame.chart._chartSpace.find(f".//{qn('c:dispBlanksAs')}").get("val") == "span"


def test_a_category_has_its_date_beneath_it_where_the_drawing_has() -> None:
    [frame] = frames(render(BARS))
    assert [str(each) for each in frame.chart.plots[0].categories] == ["Alpha\n2001", "Beta\n2002", "Gamma"]


def test_the_chart_keeps_alternative_source_placeholder_and_language() -> None:
    data = render(replace(GROUPS, lang="fr"))
    [frame] = frames(data)
    [slide] = pptx.Presentation(io.BytesIO(data)).slides
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Everything told."
    assert frame.is_placeholder
    assert slide.slide_layout.name == "Chart"
    assert "Source: Ships" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    ids = [each.get("id") for each in slide._element.iter(qn("p:cNvPr"))]
    assert len(ids) == len(set(ids))
    space = frame.chart._chartSpace
    assert space.find(qn("c:lang")).get("val") == "fr"
    langs = [each.get("lang") for each in space.iter(qn("a:rPr"), qn("a:endParaRPr"))]
    assert set(langs) == {"fr"}
    assert not frame.chart.has_title or frame.chart.chart_title.text_frame.text == GROUPS.unit


def test_names_that_a_sheet_would_run_or_link_stay_words() -> None:
    names = ("=HYPERLINK(A1)", "https://example.org", '<b> & "c"', "@SUM(1)", "+1", "1867")
    figure = drawing("bars", *((name, names[index - 1], "", "3") for index, name in enumerate(names)))
    data = chart_data(figure)
    assert data is not None
    file = workbook(data, DATE)
    rows = sheet_rows(file)
    assert [row["A"] for row in rows[1:]] == list(names)
    assert set(names) <= set(rows[0].values())
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert not any("sheet1.xml.rels" in name for name in package.namelist())
        assert not list(etree.fromstring(package.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}f"))


def test_the_sheet_has_no_time_but_that_of_the_build() -> None:
    data = chart_data(GROUPS)
    assert data is not None
    one = workbook(data, DATE)
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {each.date_time for each in package.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        properties = package.read("docProps/core.xml")
    assert properties.count(b"2026-11-23T00:00:00Z") == 2
    later = workbook(data, datetime(2027, 1, 2, tzinfo=UTC))
    assert later != one


def test_the_sheet_is_the_same_in_another_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    data = chart_data(GROUPS)
    assert data is not None
    files = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        with monkeypatch.context() as surroundings:
            surroundings.setenv("TZ", zone)
            time.tzset()
            files.append(workbook(data, DATE))
    time.tzset()
    assert files[0] == files[1]


@pytest.mark.parametrize("name", NATIVE)
def test_native_charts_follow_the_schema(name: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(render(NATIVE[name]))
    assert not validate_pptx(file).errors


def test_letters_that_only_a_chart_has_are_in_the_typeface_that_travels() -> None:
    figure = drawing("bars", ("Şile", "", "", "3"), ("Ağva", "", "", "4"), unit="ħ")
    with zipfile.ZipFile(io.BytesIO(render(figure))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert "Ş".encode() not in parts["ppt/slides/slide1.xml"]
    for font in fonts(parts):
        if font.family == "Inter":
            assert {ord(letter) for letter in "Şğħ"} <= set(font.tables.getBestCmap())


def test_the_charts_of_an_article_say_the_values_of_its_ledger() -> None:
    deck = edition("source/cambodia-us-relations")
    charts = [frame.chart for frame in frames(PPTX.render(deck, SETTING).data)]
    assert len(charts) == 2
    drawings = [each for each in deck.drawings.values() if each.kind == "bars"]
    ledger = sorted(
        (datum.amount, datum.text) for figure in drawings for datum in figure.data if datum.amount
    )
    assert sorted(point for chart in charts for point in values_and_labels(chart).values()) == ledger


@pytest.mark.parametrize("name", NATIVE)
def test_each_series_has_a_paint_of_its_own_from_the_theme_and_a_name_in_the_key(name: str) -> None:
    [frame] = frames(render(NATIVE[name]))
    space = frame.chart._chartSpace
    series = list(space.iter(qn("c:ser")))
    paints = [each.find(f"{qn('c:spPr')}//{qn('a:schemeClr')}").get("val") for each in series]
    assert len(set(paints)) == len(series)
    assert not list(space.iter(qn("a:srgbClr")))
    assert {each.get("val") for each in space.iter(qn("c:invertIfNegative"))} <= {"0"}
    has_names_inside = bool(space.findall(f".//{qn('a:fld')}[@type='SERIESNAME']"))
    assert (space.find(f".//{qn('c:legend')}") is not None) == (len(series) > 1 and not has_names_inside)
