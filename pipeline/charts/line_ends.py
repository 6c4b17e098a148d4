"""The names where the lines of a chart end: beside the ends, pushed apart, thin lines to those far off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.charts.figure_style import Block, FigureStyle
from pipeline.charts.label import first_line
from pipeline.charts.scene import Item, Outline
from pipeline.charts.spread import spread


@dataclass(frozen=True, slots=True)
class EndNames:
    """The names in their order from the top: block, height of the line's end, top of the name."""

    names: tuple[tuple[Block, float, float], ...]
    has_leads: bool
    style: FigureStyle

    @property
    def width(self) -> float:
        """The width of the names beside the lines; 0 without names."""
        widest = max((block.width for block, _, _ in self.names), default=0.0)
        return widest + self._away + self.style.text * 0.3 if self.names else 0.0

    @property
    def fits(self) -> bool:
        """Whether the names do not overlap."""
        tops = [top for _, _, top in self.names]
        ends = [top + block.height for block, _, top in self.names]
        return all(end <= top + 0.01 for end, top in zip(ends, tops[1:], strict=False))

    @property
    def _away(self) -> float:
        return self.style.text * (1.4 if self.has_leads else 0.5)

    def items(self, right: float) -> Iterator[Item]:
        """Paint the names beside lines that end at `right`."""
        em = self.style.text
        for block, y, top in self.names:
            if self.has_leads:
                ends = ((right + em * 0.35, y), (right + self._away - em * 0.2, top + first_line(block)))
                yield Outline(ends, "leader", None, self.style.color("grey-1"), self.style.hair)
            yield from block.at(right + self._away, top)


def end_names(ends: Mapping[str, tuple[float, str]], style: FigureStyle, bottom: float) -> EndNames:
    """Place names by (height of the end, colour) between the top of the plot and its bottom."""
    order = sorted((name for name in ends if name), key=lambda name: ends[name][0])
    blocks = [
        style.block(
            tuple(
                (line, style.text, style.bold, ends[name][1])
                for line in style.wrap(name, style.frame.width * 0.22, style.text, style.bold)
            )
        )
        for name in order
    ]
    positions = [ends[name][0] - first_line(block) for name, block in zip(order, blocks, strict=True)]
    gap = style.text * 0.15
    tops = spread(positions, [block.height for block in blocks], gap, -style.text, bottom)
    has_leads = any(abs(top - want) > style.text * 0.35 for top, want in zip(tops, positions, strict=True))
    heights = [ends[name][0] for name in order]
    return EndNames(tuple(zip(blocks, heights, tops, strict=True)), has_leads, style)
