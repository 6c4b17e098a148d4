"""The places of shapes on a slide: their own, or those of the placeholder of the layout or its master."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipeline.inspection.package import attribute, child, descendants, local

_SHAPES = ("sp", "pic", "graphicFrame", "cxnSp")
_GROUPS = ("grpSp", "AlternateContent", "Choice")
# Titles of covers and of other slides have one placeholder in a master, as have the kinds of content.
_TITLES = frozenset({"title", "ctrTitle"})
_CONTENTS = frozenset({"", "body", "subTitle", "obj", "tbl", "chart", "pic", "media", "dgm", "clipArt"})


@dataclass(frozen=True, slots=True)
class Extent:
    """A box in the units of the file."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its element, the type and the index of its placeholder, and its place if one is set."""

    element: Element
    role: str
    index: str
    extent: Extent | None

    @property
    def is_placeholder(self) -> bool:
        """Whether a layout has a place for it."""
        return bool(self.role or self.index)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a group makes of the places in it."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def of(self, each: Extent) -> Extent:
        return Extent(
            self.x + each.x * self.across,
            self.y + each.y * self.down,
            each.width * self.across,
            each.height * self.down,
        )


_PLAIN = _Scale()


def shapes_of(part: Element, models: Sequence[Sequence[Shape]] = ()) -> Iterator[Shape]:
    """Yield the visible shapes of a slide in reading order; `models` are the shapes of layout and master."""
    for tree in descendants(part, "spTree"):
        yield from _shapes(tree, models, _PLAIN)


def _shapes(tree: Element, models: Sequence[Sequence[Shape]], scale: _Scale) -> Iterator[Shape]:
    for each in tree:
        name = local(each)
        if name in _GROUPS:
            yield from _shapes(each, models, _scale_in(each, scale) if name == "grpSp" else scale)
        elif name in _SHAPES and not _is_hidden(each):
            role, index = _placeholder(each)
            extent = _own_extent(each)
            if extent is not None:
                yield Shape(each, role, index, scale.of(extent))
            else:
                yield Shape(each, role, index, _extent_by_model(role, index, models))


def _is_hidden(shape: Element) -> bool:
    properties = next((each for each in shape.iter() if local(each) == "cNvPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _placeholder(shape: Element) -> tuple[str, str]:
    """Return the type and the index of a shape's placeholder; nothing for other shapes."""
    for each in shape.iter():
        if local(each) == "ph":
            return attribute(each, "type") or "obj", attribute(each, "idx") or "0"
        if local(each) in ("txBody", "spPr"):
            break
    return "", ""


def _own_extent(shape: Element) -> Extent | None:
    holder = shape if local(shape) == "graphicFrame" else child(shape, "spPr")
    transform = child(holder, "xfrm") if holder is not None else None
    return None if transform is None else _extent(transform, "off", "ext")


def _extent(transform: Element, offset: str, size: str) -> Extent | None:
    start, extent = child(transform, offset), child(transform, size)
    if start is None or extent is None:
        return None
    numbers = [_number(start, "x"), _number(start, "y"), _number(extent, "cx"), _number(extent, "cy")]
    x, y, width, height = (each if each is not None else 0.0 for each in numbers)
    return None if None in numbers else Extent(x, y, width, height)


def _number(element: Element, name: str) -> float | None:
    try:
        return float(int(element.get(name, "")[:20]))
    except ValueError:
        return None


def _scale_in(group: Element, scale: _Scale) -> _Scale:
    """Return the scale of the shapes in a group."""
    properties = child(group, "grpSpPr")
    transform = child(properties, "xfrm") if properties is not None else None
    if transform is None:
        return scale
    outer, inner = _extent(transform, "off", "ext"), _extent(transform, "chOff", "chExt")
    if outer is None or inner is None:
        return scale
    whole = scale.of(outer)
    across = whole.width / inner.width if inner.width else 1.0
    down = whole.height / inner.height if inner.height else 1.0
    return _Scale(whole.x - inner.x * across, whole.y - inner.y * down, across, down)


def _extent_by_model(role: str, index: str, models: Sequence[Sequence[Shape]]) -> Extent | None:
    """Return the place of a placeholder: that of the layout by its index, then that of the master by type."""
    if not role:
        return None
    for depth, shapes in enumerate(models):
        for each in shapes:
            is_same = each.index == index if depth == 0 else _is_alike(each.role, role)
            if each.is_placeholder and is_same and each.extent is not None:
                return each.extent
    return None


def _is_alike(role: str, other: str) -> bool:
    return role == other or {role, other} <= _TITLES or {role, other} <= _CONTENTS
