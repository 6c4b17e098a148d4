"""segno: the only module that imports it. A text in, its QR code out, an SVG in the colours of the tokens."""

from __future__ import annotations

from itertools import groupby

from pipeline.theme import Theme

# The empty border, and the side of a dot, in dots and in pixels.
BORDER, DOT = 4, 20


def svg(text: str, styles: Theme) -> bytes:
    """Return the QR code of a text as SVG; the border that readers need is part of it."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=BORDER)]
    side = len(rows)
    dots = "".join(
        f"M{start} {down}h{length}v1h-{length}z"
        for down, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side * DOT}" height="{side * DOT}"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="{styles["color.paper"]}" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="{styles["color.ink"]}" d="{dots}"/></svg>'
    ).encode()


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Return the runs of dark dots in a row: the first column and the length of each."""
    result: list[tuple[int, int]] = []
    column = 0
    for is_dark, dots in groupby(row, bool):
        length = len(list(dots))
        if is_dark:
            result.append((column, length))
        column += length
    return result
