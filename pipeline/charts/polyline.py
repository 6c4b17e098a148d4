"""Polylines: the height at a position, and whether one runs through a box."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.charts.scene import Box


def height_at(path: Sequence[tuple[float, float]], x: float) -> float | None:
    """Return the height of a line at a position, None outside of it."""
    for (x0, y0), (x1, y1) in pairwise(path):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
    return None


def crosses(path: Sequence[tuple[float, float]], box: Box, gap: float) -> bool:
    """Return whether a line runs through a box, or closer to it than a gap."""
    for (x0, y0), (x1, y1) in pairwise(path):
        low, high = 0.0, 1.0
        for start, end, near, far in (
            (x0, x1, box.left - gap, box.right + gap),
            (y0, y1, box.top - gap, box.bottom + gap),
        ):
            if abs(end - start) < 1e-9:
                if not near < start < far:
                    low, high = 1.0, 0.0
                continue
            enter, leave = sorted(((near - start) / (end - start), (far - start) / (end - start)))
            low, high = max(low, enter), min(high, leave)
        if low < high:
            return True
    return False
