"""Columns of tables on slides in HTML are as wide as they are measured."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline import pandoc
from pipeline.formats.column_widths import keep_widths, set_widths
from pipeline.model import nodes as n
from tests.slides.builders import row, table
from tests.slides.test_table_columns import with_shares


def widths(plain: n.Table) -> tuple[float, list[float], html.HtmlElement]:
    """Return the widths of a table and of its columns in percents, as the page sets them."""
    markup = set_widths(pandoc.html((keep_widths(plain),), arguments=[])[0])
    element = html.fragment_fromstring(markup)
    columns = [_percents(each) for each in element.iter("col")]
    return _percents(element), columns, element


def _percents(element: html.HtmlElement) -> float:
    return float(element.get("style", "").removeprefix("width:").strip(" %;"))


@pytest.mark.parametrize("shares", [(0.139, 0.861), (0.10987, 0.45, 0.44013), (1 / 3, 1 / 3, 1 / 3)])
def test_columns_keep_the_fractions_of_their_percents(shares: tuple[float, ...]) -> None:
    width, columns, element = widths(with_shares([row(*"abc"[: len(shares)])], *shares))
    assert width == pytest.approx(100, abs=0.01)
    assert columns == pytest.approx([100 * share for share in shares], abs=0.01)
    assert element.get("data-widths") is None


def test_columns_of_a_narrow_table_have_shares_of_its_width() -> None:
    width, columns, _ = widths(with_shares([row("a", "b")], 0.1333, 0.2001))
    assert width == pytest.approx(33.34, abs=0.01)
    assert [width * column / 100 for column in columns] == pytest.approx([13.33, 20.01], abs=0.01)


def test_other_tables_and_words_are_as_they_were() -> None:
    plain = table([row("a", "b")])
    assert keep_widths(plain) == plain
    for markup in ("<table><tr><td>x</td></tr></table>", '<p>&lt;table data-widths="1 2"&gt;</p>'):
        assert set_widths(markup) == markup
