"""Labels of a value and its name: side by side if there is room."""

from __future__ import annotations

from pipeline.charts.figure_style import Block, FigureStyle


def beside(
    value: str, name: str, limit: float, style: FigureStyle, *, color: str = "ink", leftward: bool = False
) -> Block:
    """Set a value in bold and its name after it, leftward before it; the name wraps within its limit."""
    number = style.block(((value, style.text, style.bold, color),))
    lines = style.wrap(name, limit, style.text)
    words = style.block(
        tuple((line, style.text, style.normal, "ink") for line in lines), 1.0 if leftward else 0.0
    )
    gap = style.text * 0.5
    drop = max(number.words[0].baseline, words.words[0].baseline)
    words_placed = (
        *number.at(words.width + gap if leftward else 0.0, drop - number.words[0].baseline),
        *words.at(0.0 if leftward else number.width + gap, drop - words.words[0].baseline),
    )
    return Block(
        number.width + gap + words.width, max(word.box.bottom for word in words_placed), words_placed
    )


def stack(value: str, name: str, limit: float, style: FigureStyle) -> Block:
    """Set a value and its name within a limit: beside one another, else the name beneath."""
    left = limit - style.width(value, style.text, style.bold) - style.text * 0.5
    if left >= style.longest(name, style.text):
        return beside(value, name, left, style)
    values = style.wrap(value, limit, style.text, style.bold)
    names = style.wrap(name, limit, style.text)
    lines = [(line, style.text, style.bold, "ink") for line in values]
    return style.block((*lines, *((line, style.text, style.normal, "ink") for line in names)))


def first_line(block: Block) -> float:
    """Return the distance from the top of a label to the middle of its first line."""
    first = block.words[0]
    return first.baseline - first.size * 0.36
