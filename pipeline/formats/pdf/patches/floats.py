"""Floating figures: a figure that does not fit in its place moves to the head of the next page.

The text after it fills the page that it leaves. WeasyPrint 70 has no page floats (#259): it breaks the page
before the figure and leaves the rest of it blank.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pipeline.formats.pdf.boxes import classes_of
from pipeline.formats.pdf.patches.patch import Patch
from pipeline.formats.pdf.patches.targets import IN_FLOW, Flow, Layout, Step

FIGURE = "figure"
# The parts after the text begin with headings of this class; no figure floats past one, or past the end.
BARRIER = "back"


@dataclass(frozen=True, slots=True)
class _WaitingFigure:
    """A figure that waits: its number in its block, and where to resume it if a part of it is laid out."""

    number: int
    figure: Any
    skip: Any = None


def float_figures(layout: Layout) -> Layout:
    """Return a layout that lets figures of the body wait for the next page."""

    def lay_out(flow: Flow) -> Step:
        return _Body(layout, flow).lay_out() if flow.box.element_tag == "body" else layout(flow)

    return lay_out


@dataclass(slots=True)
class _Body:
    """The layout of one child of the body."""

    layout: Layout
    flow: Flow

    @property
    def page(self) -> int:
        """The number of the page."""
        return int(self.flow.context.current_page)

    @property
    def waiting_figures(self) -> dict[int, list[_WaitingFigure]]:
        """The figures that wait for a page, by its number; layouts of a page may be repeated."""
        return _stored_by_page(self.flow.context, "waiting_figures")

    @property
    def resume_points(self) -> dict[int, dict[int, Any]]:
        """Where the text of each page resumes, by page number."""
        return _stored_by_page(self.flow.context, "resumed_text")

    def lay_out(self) -> Step:
        """Lay out the waiting figures and then the child, which may have to wait too."""
        flow, number, child = self.flow, self.flow.number, self.flow.child
        step = Step(
            False, False, None, flow.position_y, flow.adjoining_margins, flow.next_page, flow.new_children,
            flow.max_lines,
        )  # fmt: skip
        if not _has_flow(flow.new_children):
            step = self.place_waiting(step)
            if any(each.skip for each in self.waiting_figures[self.page + 1]):
                return step._replace(stop=True, resume_at={number: flow.skip_stack}, adjoining_margins=[])
        has_waiting = bool(self.waiting_figures.get(self.page + 1)) and _has_flow(step.new_children)
        end = step._replace(
            stop=True, resume_at={number: flow.skip_stack}, adjoining_margins=[],
            new_children=list(step.new_children), abort=False,
        )  # fmt: skip
        if has_waiting and BARRIER in classes_of(child):
            return end
        # While one waits, there is no room for another: no figure overtakes another.
        space = flow.context.page_bottom if has_waiting and _shows_figure(child) else flow.bottom_space
        result = self.place(number, child, step, flow.skip_stack, space)
        last = child is flow.box.children[-1]
        if has_waiting and last and not result.stop and not result.abort:
            return end
        is_deferred = (
            result.stop
            and result.resume_at == {number: None}
            and len(result.new_children) == len(end.new_children)
        )
        if not is_deferred or last or not _floats(child):
            return result
        if not end.new_children or _stays_with_next(end.new_children[-1]):
            return result
        self.waiting_figures[self.page + 1].append(_WaitingFigure(number, child))
        return end._replace(stop=False, resume_at=None, adjoining_margins=step.adjoining_margins)

    def place_waiting(self, step: Step) -> Step:
        """Begin a page with the figures that wait for it."""
        later: list[_WaitingFigure] = []
        self.waiting_figures[self.page + 1] = later
        self.resume_points[self.page] = {self.flow.number: self.flow.skip_stack}
        for each in self.waiting_figures.get(self.page, ()):
            if each.number >= self.flow.number:
                continue  # The page before ended earlier than at first: the figure comes in its place.
            if later:
                later.append(each)
                continue
            placed_step = self.place(each.number, each.figure, step, each.skip, self.flow.bottom_space)
            if placed_step.is_deferred(each.number):
                later.append(each)
                continue
            if placed_step.stop:  # It is higher than the page.
                later.append(replace(each, skip=(placed_step.resume_at or {}).get(each.number)))
            step = placed_step._replace(stop=False, resume_at=None)
        return step

    def place(self, number: int, child: Any, step: Step, skip: Any, bottom_space: float) -> Step:
        """Lay out a child of the body after a step."""
        child.position_x, child.position_y = self.flow.child.position_x, step.position_y
        result = self.layout(
            self.flow._replace(
                number=number, child=child, new_children=step.new_children,
                adjoining_margins=list(step.adjoining_margins), bottom_space=bottom_space,
                position_y=step.position_y, skip_stack=skip, next_page=step.next_page,
                max_lines=step.max_lines,
            )
        )  # fmt: skip
        text_start = self.resume_points.get(self.page)
        if result.stop and text_start and result.resume_at == dict.fromkeys(text_start):
            # Broken between the figures and the text: the text still resumes at the same point.
            return result._replace(resume_at=text_start)
        return result


def _stored_by_page(context: Any, name: str) -> dict[int, Any]:
    """Return a mapping by page number that is stored in a layout's context."""
    if not hasattr(context, name):
        setattr(context, name, {})
    by_page: dict[int, Any] = getattr(context, name)
    return by_page


def _has_flow(children: list[Any]) -> bool:
    return any(each.is_in_normal_flow() for each in children)


def _shows_figure(box: Any) -> bool:
    """Return whether a box is a figure or contains one."""
    return box.element_tag == FIGURE or any(each.element_tag == FIGURE for each in box.descendants())


def _floats(box: Any) -> bool:
    """Return whether a box is a figure that may float: one whose caption has no footnote."""
    return box.element_tag == FIGURE and not any(
        str(each.element_tag).endswith("::footnote-call") for each in box.descendants()
    )


def _stays_with_next(box: Any) -> bool:
    """Return whether there must be no page break after a box."""
    return str(box.style["break_after"]).startswith("avoid")


PATCH = Patch("floats", "https://github.com/Kozea/WeasyPrint/issues/259", ((IN_FLOW, float_figures),))
