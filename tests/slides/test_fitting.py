"""What fits at no usual size: long titles become smaller, and code is divided between its lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
from pipeline.slides import measuring as measure
from pipeline.slides.points import (
    CODE_SIZE,
    code_lines_of,
    paragraph_height,
    text_box,
    text_height,
    visible_paragraphs,
)
from pipeline.slides.rooms import parts_that_fit
from tests.canvas import CANVAS
from tests.slides.builders import one_sentence, text_of_lines

STYLE = measure.TEXT


@pytest.mark.parametrize(
    ("style_of", "box_of", "usual"),
    [
        (measure.title_style, lambda canvas: canvas.title, measure.LEAST_TITLE),
        (measure.divider_style, measure.divider_box, measure.DIVIDER),
    ],
)
def test_a_title_is_as_large_as_its_box_holds(
    style_of: Callable[[n.Inlines, Canvas], measure.Style],
    box_of: Callable[[Canvas], Box],
    usual: measure.Style,
) -> None:
    shares, box = [], box_of(CANVAS)
    for lines in range(1, 7):
        title = (n.Str(text_of_lines(lines, usual, box.width)),)
        style = style_of(title, CANVAS)
        shares.append(style.share if style.size == usual.size else 1.0)
        assert measure.fits(title, style, box) or style.points < measure.LEAST_POINTS / 0.8
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] < 1


def test_code_is_divided_between_its_lines_and_nothing_is_lost() -> None:
    lines = [f"{' ' * (place % 5)}line_{place}" for place in range(40)]
    parts = parts_that_fit(
        (n.CodeBlock(n.Attr(), "\n".join(lines)),), lambda blocks: blocks, one_sentence, CANVAS
    )
    assert len(parts) == 4
    texts = [block.text for part in parts for block in part if isinstance(block, n.CodeBlock)]
    assert "\n".join(texts).split("\n") == lines
    box = text_box("text", CANVAS)
    assert all(text_height(visible_paragraphs(part), CODE_SIZE, box.width) <= box.height for part in parts)


def test_code_that_fits_stays_whole() -> None:
    code = n.CodeBlock(n.Attr(), "one\n\n  two")
    assert parts_that_fit((code,), lambda blocks: blocks, one_sentence, CANVAS) == ((code,),)


def test_lines_of_code_break_at_blanks_and_keep_their_indent() -> None:
    letter = measure.CODE * STYLE.points * measure.SLACK
    room = letter * 20.5
    assert code_lines_of("x" * 20, STYLE, room) == 1
    assert code_lines_of("x" * 21, STYLE, room) == 2
    assert code_lines_of("x" * 11 + " " + "y" * 11, STYLE, room) == 2
    assert code_lines_of(" " * 6 + "x" * 14, STYLE, room) == 1
    assert code_lines_of(" " * 6 + "x" * 15, STYLE, room) == 2
    assert code_lines_of("xxx    " + "y" * 13, STYLE, room) == 1
    assert code_lines_of("", STYLE, room) == 1
    [paragraph] = visible_paragraphs((n.CodeBlock(n.Attr(), "a\n\nb"),))
    assert paragraph_height(paragraph, STYLE, room) == 3 * STYLE.line
