"""Tables on the page: as wide as it and no wider, in steps of size, long words broken; nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from pipeline import pandoc
from pipeline.editions.briefing import briefing
from pipeline.formats.pdf import PDF
from pipeline.formats.pdf.tables import fit
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import walk
from pipeline.resolve import resolve
from tests.formats.deck_setting import SETTING

THEME = SETTING.theme
ROOM = THEME.points("page.wide")
URL = "https://www.example.org/" + "a-long/path/" * 12
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"


def rows(columns: int, *cells: str) -> str:
    lines = ["| " + " | ".join([cell] * columns) + " |" for cell in ("head", *cells)]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]]) + "\n"


def table(text: str) -> n.Table:
    (block,) = pandoc.read(text).blocks
    assert isinstance(block, n.Table)
    return block


@pytest.mark.parametrize(
    ("columns", "cell", "classes"),
    [
        (3, "word", ()),
        (8, "november", ()),
        (12, "november", ("close",)),
        (14, "november", ("closest",)),
        (30, "november", ("closest", "crowded")),
        (2, WORD, ()),
        (4, WORD, ()),
        (4, f"`{WORD}`", ()),
        (12, WORD, ("closest", "crowded")),
    ],
)
def test_a_table_is_set_as_large_as_it_fits(columns: int, cell: str, classes: tuple[str, ...]) -> None:
    assert fit(table(rows(columns, cell)), ROOM, THEME).attr.classes == classes


def test_what_fits_is_left_as_it_is() -> None:
    whole = table(rows(4, "some words in a cell", "`code`"))
    assert fit(whole, ROOM, THEME) is whole


def test_only_long_words_break() -> None:
    result = fit(table(rows(4, f"short {WORD} `{WORD}` words")), ROOM, THEME)
    long = [
        node for node in walk((result,)) if isinstance(node, n.Span | n.Code) and "long" in node.attr.classes
    ]
    assert len(long) == 8
    assert not any(isinstance(node, n.Span) and node.inlines == (n.Str("short"),) for node in long)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    """Return the pages of an article with whatever is wide."""
    folder: Path = tmp_path_factory.mktemp("wide")
    parts = [
        rows(14, "november", "1234567"),
        rows(24, "november"),
        rows(2, URL, WORD, f"`{WORD * 3}`"),
        rows(3, f"<{URL}>", WORD),
        rows(6, r"$\sum_{i=1}^{n} a_i x_i + b_i y_i + c_i z_i = 0$"),
        f"Text `{WORD * 3}` and <{URL}>.^[A note with {URL} and {WORD * 4}.]",
        "~~~\n" + "y" * 400 + "\n~~~",
        f"# {WORD * 3}\n\nLast words.",
    ]
    text = "---\ntitle: Of width\n---\n\n# One\n\n" + "\n\n".join(parts) + "\n"
    (folder / "paper.md").write_text(text, "utf-8")
    document, _ = resolve(load(locate(str(folder / "paper.md"), folder)).manuscript)
    artifact = PDF.render(briefing(document), SETTING)
    assert [each.code for each in artifact.diagnostics] == []
    return pypdfium2.PdfDocument(artifact.data)


def test_no_letter_leaves_the_page(page: pypdfium2.PdfDocument) -> None:
    for sheet in page:
        words = sheet.get_textpage()
        width, height = sheet.get_size()
        boxes = [words.get_charbox(place) for place in range(words.count_chars())]
        letters = [box for box in boxes if box[2] > box[0]]
        assert all(
            left > 0 and right < width and low > 0 and high < height for left, low, right, high in letters
        )


def test_all_of_every_word_is_there(page: pypdfium2.PdfDocument) -> None:
    text = "".join(sheet.get_textpage().get_text_range() for sheet in page)
    # A line that ends within a word ends with a blank without width, which says so.
    solid = "".join(text.replace("\ufffe", "").replace("\u200b", "").split())
    assert solid.count("november") >= 14 + 24
    assert solid.count(URL) == 2, "in the text and in the note; columns side by side are read by lines"
    assert solid.count("/") >= 7 * URL.count("/")
    assert WORD * 3 in solid
    assert "y" * 400 in solid
