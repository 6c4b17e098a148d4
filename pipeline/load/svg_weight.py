"""The drawing cost of an SVG: repeated uses count each time, so that a small file cannot draw for days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from pipeline.load.svg_ids import target
from pipeline.load.svg_words import HREFS

MAX_DRAWN = 500_000
MAX_LAYERS = 5_000
# Deeper nesting of parts that use parts never occurs, and libraries follow it by recursion.
MAX_CHAIN = 20
_PAINT_ATTRIBUTES = ("fill", "stroke")
_MARKERS = ("marker-start", "marker-mid", "marker-end")
_REFERRING = (*_PAINT_ATTRIBUTES, *_MARKERS, "clip-path", "mask", "filter", HREFS[1])


def count_elements(root: Element) -> int:
    """Return how many elements an SVG draws; circular references are removed."""
    return _Scale(root, lambda element: 1).weight(root, ())


def count_layers(root: Element) -> int:
    """Return how many layers of pixels an SVG needs: for filters, masks, blending and see-through groups.

    A step of a filter that looks at many pixels for each counts for many.
    """
    return _Scale(root, _layers).weight(root, ())


class _Scale:
    def __init__(self, root: Element, own: Callable[[Element], int]) -> None:
        self.own = own
        self.targets = {name: each for each in root.iter() if (name := each.get("id"))}
        self.sizes_so_far: dict[str, int] = {}
        self.shapes: dict[str, tuple[int, int]] = {}

    def weight(self, element: Element, chain: tuple[str, ...]) -> int:
        """Count the elements that an element draws, with those that it refers to."""
        total = 0
        for each in element.iter():
            total += self.own(each)
            for key, name in list(_references(each)):
                if name in chain or len(chain) >= MAX_CHAIN or name not in self.targets:
                    each.attrib.pop(key, None)
                    continue
                total += self.target(name, chain) * self.times(each, key)
            if total > MAX_DRAWN:
                return total
        return total

    def target(self, name: str, chain: tuple[str, ...]) -> int:
        if name not in self.sizes_so_far:
            self.sizes_so_far[name] = self.weight(self.targets[name], (*chain, name))
        return self.sizes_so_far[name]

    def times(self, element: Element, key: str) -> int:
        """Return how often a referenced element is drawn: paint for each part, a marker at each corner."""
        if key not in (*_PAINT_ATTRIBUTES, *_MARKERS) or (len(element) == 0 and key in _PAINT_ATTRIBUTES):
            return 1
        parts, corners = self.inside(element, ())
        return parts if key in _PAINT_ATTRIBUTES else 1 + corners

    def inside(self, element: Element, chain: tuple[str, ...]) -> tuple[int, int]:
        """Return how many parts and corners are drawn in an element, those that it uses included."""
        parts = corners = 0
        for each in element.iter():
            parts += 1
            # A corner takes two signs at least: `h1`.
            corners += (len(each.get("d") or "") + len(each.get("points") or "")) // 2
            name = target(HREFS[1], each.get(HREFS[1]) or "")
            if name is None or name in chain or len(chain) >= MAX_CHAIN or name not in self.targets:
                continue
            if name not in self.shapes:
                self.shapes[name] = self.inside(self.targets[name], (*chain, name))
            more = self.shapes[name]
            parts, corners = parts + more[0], corners + more[1]
        return parts, corners


def _layers(element: Element) -> int:
    name = str(element.tag).rpartition("}")[2]
    if name.startswith("fe"):
        reach = sum(_numbers(element.get("radius"))[:2]) / 5
        order = _numbers(element.get("order"))[:2]
        cells = order[0] * order[-1] / 4 if order else 0
        return 1 + int(min(reach + cells, MAX_LAYERS))
    has_blend = "mix-blend" in (element.get("style") or "")
    through = len(element) > 0 and element.get("opacity", "1").strip() not in ("1", "1.0")
    return has_blend + through + any(element.get(each) not in (None, "none") for each in ("mask", "filter"))


def _numbers(text: str | None) -> list[float]:
    """Return the numbers in a value, limited to sizes that a picture needs."""
    return [min(float(each), 1e6) for each in re.findall(r"\d{1,9}(?:\.\d{1,9})?", text or "")]


def _references(element: Element) -> Iterator[tuple[str, str]]:
    for key in _REFERRING:
        name = target(key, element.get(key) or "")
        if name is not None:
            yield key, name
