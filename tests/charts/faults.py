"""What a reader would misread in a laid-out figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.charts.polyline import crosses
from pipeline.charts.scene import Box, Dot, Outline, Scene

THIN = frozenset(["pole", "leader", "line", "range", "period", "tick", "column", "axis"])
FILLED_ROLES = frozenset(["bar", "part", "state"])
SLACK = -0.2  # points by which a line may reach into the box of a text, which is a little larger than its ink


def faults(scene: Scene) -> tuple[str, ...]:
    """Return the texts that overlap, are cut, are struck, or stand half on a mark; and marks that meet."""
    return (
        *clashes(scene),
        *struck_texts(scene),
        *straddling(scene),
        *covered_points(scene),
        *merged_bars(scene),
    )


def clashes(scene: Scene) -> tuple[str, ...]:
    """Return the lines of text that overlap, or leave the figure."""
    frame = Box(0, 0, scene.width, scene.height)
    words = scene.words
    texts = [f"{word.text!r} is cut by the edge" for word in words if not word.box.within(frame, 0.5)]
    over = [
        f"{one.text!r} overlaps {other.text!r}"
        for index, one in enumerate(words)
        for other in words[index + 1 :]
        if one.box.meets(other.box, -0.2)
    ]
    return (*texts, *over)


def struck_texts(scene: Scene) -> Iterator[str]:
    """Yield the texts that a line runs through."""
    lines = [each for each in outlines(scene) if each.role in THIN]
    for word in scene.words:
        for line in lines:
            if crosses(line.points, word.box, SLACK - line.width / 2 if line.role == "axis" else SLACK):
                yield f"{word.text!r} is struck by a {line.role}"


def straddling(scene: Scene) -> Iterator[str]:
    """Yield the texts that stand partly on a bar, a part or a state, or on two."""
    marks = [box_of(each.points) for each in outlines(scene) if each.role in FILLED_ROLES]
    for word in scene.words:
        on = [mark for mark in marks if word.box.meets(mark, SLACK)]
        if len(on) > 1 or any(not word.box.within(mark, 0.3) for mark in on):
            yield f"{word.text!r} stands half on a mark"


def covered_points(scene: Scene) -> Iterator[str]:
    """Yield the texts on a point of a line, and the points that are cut."""
    dots = [item for item in scene.items if isinstance(item, Dot)]
    for dot in dots:
        if not dot.x - dot.radius + 0.3 >= 0 or not dot.x + dot.radius - 0.3 <= scene.width:
            yield "a point is cut by the edge"
    for word in scene.words:
        for dot in dots:
            reach = dot.radius + SLACK
            if word.box.meets(Box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach)):
                yield f"{word.text!r} covers a point"


def merged_bars(scene: Scene) -> Iterator[str]:
    """Yield the bars that overlap, and the periods that lie on one another."""
    for role in (*FILLED_ROLES, "period"):
        boxes = [box_of(each.points) for each in outlines(scene) if each.role == role and not arrow(each)]
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                if one.meets(other, SLACK if role != "period" else -0.01) or same_line(one, other):
                    yield f"two of {role} overlap"


def arrow(shape: Outline) -> bool:
    """Tell the point of an arrow."""
    return shape.role == "period" and shape.is_closed


def same_line(one: Box, other: Box) -> bool:
    """Tell whether two flat lines share a part."""
    flat = one.top == one.bottom and other.top == other.bottom
    return flat and abs(one.top - other.top) < 0.5 and one.left < other.right and other.left < one.right


def outlines(scene: Scene) -> list[Outline]:
    """Return the outlines of a scene."""
    return [item for item in scene.items if isinstance(item, Outline)]


def box_of(points: Sequence[tuple[float, float]]) -> Box:
    """Return the box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
