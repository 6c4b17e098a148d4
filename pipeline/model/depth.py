"""Depth of nested plain values: some libraries walk them by recursion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def deeper(value: Any, most: int) -> bool:
    """Return whether lists and mappings are nested deeper than `most` levels."""
    level: list[Any] = [value]
    for _ in range(most):
        level = [each for item in level for each in _inside(item)]
        if not level:
            return False
    return any(isinstance(each, list | dict) for each in level)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
