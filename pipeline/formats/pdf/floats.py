"""Figures that float: one that does not fit where it stands goes to the head of the next page.

The text after it fills the page that it leaves. WeasyPrint 70 has no page floats (wished for in
Kozea/WeasyPrint #298): it breaks the page before the figure and leaves the rest of it blank.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.formats.pdf.boxes import classes_of

Layout = Callable[..., tuple[Any, ...]]
FLOATING = "figure"
# The parts after the text begin with headings of this class; no figure floats past one, or past the end.
BARRIER = "back"


@dataclass(frozen=True, slots=True)
class _Step:
    """What WeasyPrint's layout of one child in a block comes to."""

    abort: bool
    stop: bool
    resume_at: dict[int, Any] | None
    position_y: float
    margins: list[float]
    next_page: Any
    children: list[Any]
    max_lines: int | None

    @property
    def values(self) -> tuple[Any, ...]:
        """The step as WeasyPrint has it."""
        return (
            self.abort, self.stop, self.resume_at, self.position_y, self.margins, self.next_page,
            self.children, self.max_lines,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A figure that waits: its number in its block, and where it goes on when a part of it is done."""

    index: int
    figure: Any
    skip: Any = None


def floating(layout: Layout) -> Layout:
    """Return WeasyPrint's `_in_flow_layout` that lets figures of the body wait for the next page."""

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *rest: Any) -> tuple[Any, ...]:
        if box.element_tag != "body":
            return layout(context, box, index, child, *rest)
        (
            new_children, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, bottom_space,
            position_y, skip_stack, first_letter, first_line, discard, next_page, max_lines,
        ) = rest  # fmt: skip

        def laid(which: int, what: Any, step: _Step, skip: Any, taken: float = bottom_space) -> _Step:
            what.position_x, what.position_y = child.position_x, step.position_y
            done = _Step(*layout(
                context, box, which, what, step.children, page_is_empty, absolute_boxes, fixed_boxes,
                list(step.margins), taken, step.position_y, skip, first_letter, first_line, discard,
                step.next_page, step.max_lines,
            ))  # fmt: skip
            begun = resumed.get(page)
            if done.stop and begun and done.resume_at == dict.fromkeys(begun):
                # Broken between the figures and the text: what was left of a paragraph still is left of it.
                return replace(done, resume_at=begun)
            return done

        waiting, resumed = _kept(context, "waiting_figures"), _kept(context, "resumed_text")
        page = context.current_page
        step = _Step(False, False, None, position_y, adjoining_margins, next_page, new_children, max_lines)
        if not _flowing(new_children):
            # The page begins: what has waited comes first, and nothing waits for the next page yet.
            later: list[_Waiting] = []
            waiting[page + 1] = later
            resumed[page] = {index: skip_stack}
            for each in waiting.get(page, ()):
                if each.index >= index:
                    continue  # The page before ended earlier than at first: the figure comes in its place.
                if later:
                    later.append(each)
                    continue
                placed = laid(each.index, each.figure, step, each.skip)
                part = (placed.resume_at or {}).get(each.index)
                if placed.abort or (placed.stop and part is None):
                    later.append(each)
                    continue
                step = replace(placed, stop=False, resume_at=None)
                if placed.stop:
                    later.append(replace(each, skip=part))  # It is higher than the page.
            if any(each.skip for each in later):
                return replace(step, stop=True, resume_at={index: skip_stack}, margins=[]).values
        owed = bool(waiting.get(page + 1)) and _flowing(step.children)
        ended = _Step(False, True, {index: skip_stack}, step.position_y, [], step.next_page,
                      list(step.children), step.max_lines)  # fmt: skip
        if owed and BARRIER in classes_of(child):
            return ended.values
        # While one waits, there is no room for another: no figure overtakes another.
        done = laid(
            index, child, step, skip_stack, context.page_bottom if owed and _shows(child) else bottom_space
        )
        last = child is box.children[-1]
        if owed and last and not done.stop and not done.abort:
            return ended.values
        unplaced = done.stop and done.resume_at == {index: None} and len(done.children) == len(ended.children)
        if not unplaced:
            return done.values
        if last or not _floats(child) or not ended.children or _heads(ended.children[-1]):
            return done.values
        waiting[page + 1].append(_Waiting(index, child))
        return replace(ended, stop=False, resume_at=None, margins=step.margins).values

    return in_flow_layout


def _kept(context: Any, name: str) -> dict[int, Any]:
    """Return what is kept of a layout by the number of the page; layouts of a page may be repeated."""
    if not hasattr(context, name):
        setattr(context, name, {})
    kept: dict[int, Any] = getattr(context, name)
    return kept


def _flowing(children: list[Any]) -> bool:
    return any(each.is_in_normal_flow() for each in children)


def _shows(box: Any) -> bool:
    """Tell whether a box is or holds a figure."""
    return box.element_tag == FLOATING or any(each.element_tag == FLOATING for each in box.descendants())


def _floats(box: Any) -> bool:
    """Tell whether a box is a figure that may float: one whose caption has no footnote."""
    return box.element_tag == FLOATING and not any(
        str(each.element_tag).endswith("::footnote-call") for each in box.descendants()
    )


def _heads(box: Any) -> bool:
    """Tell whether a box must stand with what follows it."""
    return str(box.style["break_after"]).startswith("avoid")
