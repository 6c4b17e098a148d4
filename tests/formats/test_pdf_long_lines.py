"""A line, or a word, without an end is laid out once, not again for each of its lines or pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from pipeline.formats.pdf import PDF, weasy
from pipeline.formats.pdf.patches.long_lines import PIECES
from pipeline.model import nodes as n
from tests.formats.pdf_setting import SETTING, edition


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the characters that Pango is given, and the pieces that a break is looked for in."""
    weasy.load()
    import weasyprint.layout.inline as inline
    import weasyprint.text.line_break as line_break

    result: Counter[str] = Counter()

    def count_calls(function: Callable[..., Any], name: str, weigh: Callable[..., int]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            result[name] += weigh(*arguments)
            return function(*arguments, **options)

        return call

    layout = count_calls(line_break.Layout.set_text, "characters", lambda _, text, *__: len(text))
    monkeypatch.setattr(line_break.Layout, "set_text", layout)
    inside = count_calls(inline.can_break_inside, "pieces", lambda _: 1)
    monkeypatch.setattr(inline, "can_break_inside", inside)
    return result


def print_text(*inlines: n.Inline) -> str:
    data = PDF.render(edition(n.Para(inlines)), SETTING).data
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_words_longer_than_a_line_are_laid_out_line_by_line(counts: Counter[str]) -> None:
    words = [part for number in range(120) for part in (n.Str(f"{'w' * 200}{number}"), n.Space())]
    text = "".join(print_text(*words).split())
    assert text.count("w") >= 120 * 200
    # All that is left of the paragraph for each of its lines would be more than ten times as many.
    assert counts["characters"] < 3_000_000


def test_a_line_without_a_place_to_break_is_gone_through_once(counts: Counter[str]) -> None:
    number = 1_200
    pieces: list[n.Inline] = []
    for _ in range(number):
        pieces += [n.Superscript((n.Str("a"),))]
    PDF.render(edition(n.Para(tuple(pieces))), SETTING)
    # All pieces for each piece would be 1,440,000.
    assert counts["pieces"] < number * PIECES * 8


def test_a_line_breaks_before_many_pieces_that_cannot() -> None:
    """What waits before the pieces that are looked at stands in the line still."""
    short = [n.Superscript((n.Str(str(each % 10)),)) for each in range(PIECES + 30)]
    text = print_text(
        n.Str("Before"), n.Space(), *short, n.Str("x"), n.Space(), *(n.Str("after"), n.Space()) * 60
    )
    digits = "".join(text.split())
    assert "Before" + "".join(str(each % 10) for each in range(PIECES + 30)) + "x" in digits
    assert digits.count("after") == 60
