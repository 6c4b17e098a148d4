"""A word is divided at any letter only where it begins its line, whatever stands around the line."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest

from pipeline.formats.pdf import PDF
from pipeline.model import nodes as n
from tests.formats.pdf_setting import SETTING, edition, text

PLAIN = n.Attr()
Wrap = Callable[[n.Inlines], n.Inline]
WHOLE: dict[str, Wrap] = {
    "emphasis": n.Emph,
    "small capitals": n.SmallCaps,
    "span": lambda inlines: n.Span(PLAIN, inlines),
    "link": lambda inlines: n.Link(PLAIN, inlines, "https://example.org/"),
}
PARTS: dict[str, Wrap] = {
    "strong": n.Strong,
    "raised": n.Superscript,
    "code": lambda inlines: n.Code(PLAIN, "".join(each.text for each in inlines if isinstance(each, n.Str))),
}


def lines(*blocks: n.Block) -> list[str]:
    page = pypdfium2.PdfDocument(PDF.render(edition(*blocks), SETTING).data)[0]
    return [line.strip() for line in page.get_textpage().get_text_bounded().splitlines()]


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("whole", WHOLE.values(), ids=WHOLE)
def test_no_word_is_divided_that_fits_the_next_line(whole: Wrap, part: Wrap) -> None:
    # Words of figures are never hyphenated; each stands a little nearer to the edge than the one before.
    paragraphs = [
        n.Para(
            (
                whole(
                    (
                        *text(f"{'words of ' * 8}{'a' * near}"),
                        n.Space(),
                        n.Str("x"),
                        part((n.Str(f"5{near}7{near}5"),)),
                        n.Space(),
                        *text("and more words that stand here, for another line"),
                    )
                ),
            )
        )
        for near in range(1, 10)
    ]
    words = " ".join(lines(*paragraphs)).split()
    assert [each.removeprefix("x") for each in words if "7" in each] == [
        f"5{near}7{near}5" for near in range(1, 10)
    ]


@pytest.mark.parametrize("whole", WHOLE.values(), ids=WHOLE)
def test_a_word_wider_than_a_line_is_divided_and_stays_on_the_page(whole: Wrap) -> None:
    letters = "7" * 300
    inner = whole((*text("words of"), n.Space(), n.Strong((n.Str(letters),)), n.Space(), n.Str("end")))
    line_texts = lines(n.Para((inner,)))
    sevens = [each for each in line_texts if "77" in each]
    assert "".join(sevens).count("7") == 300
    assert len(sevens) >= 3
    assert all(each.count("7") < 150 for each in sevens)
