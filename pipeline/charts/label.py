"""Labels of a value and its name: beside one another where there is room."""

from __future__ import annotations

from pipeline.charts.look import Block, Look


def beside(
    value: str, name: str, limit: float, look: Look, *, color: str = "ink", leftward: bool = False
) -> Block:
    """Set a value in bold and its name after it, leftward before it; the name wraps within its limit."""
    number = look.block(((value, look.text, look.bold, color),))
    lines = look.wrap(name, limit, look.text)
    words = look.block(
        tuple((line, look.text, look.normal, "ink") for line in lines), 1.0 if leftward else 0.0
    )
    gap = look.text * 0.5
    drop = max(number.words[0].baseline, words.words[0].baseline)
    words_placed = (
        *number.at(words.width + gap if leftward else 0.0, drop - number.words[0].baseline),
        *words.at(0.0 if leftward else number.width + gap, drop - words.words[0].baseline),
    )
    return Block(
        number.width + gap + words.width, max(word.box.bottom for word in words_placed), words_placed
    )


def stack(value: str, name: str, limit: float, look: Look) -> Block:
    """Set a value and its name within a limit: beside one another, else the name beneath."""
    left = limit - look.width(value, look.text, look.bold) - look.text * 0.5
    if left >= look.longest(name, look.text):
        return beside(value, name, left, look)
    values = look.wrap(value, limit, look.text, look.bold)
    names = look.wrap(name, limit, look.text)
    lines = [(line, look.text, look.bold, "ink") for line in values]
    return look.block((*lines, *((line, look.text, look.normal, "ink") for line in names)))


def first_line(block: Block) -> float:
    """Return how far below the top of a label its first line has its middle."""
    first = block.words[0]
    return first.baseline - first.size * 0.36
