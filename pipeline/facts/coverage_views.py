"""Coverage as a table, as JSON, and as a badge."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from pipeline import theme
from pipeline.facts.coverage import MEASURES, Coverage, Tally

_LEAD = "(before the first heading)"
_HEADS = {"bound": "bound", "sourced": "sourced", "fresh": "fresh", "double": "two sources"}
_GOOD = 95.0


def table(coverage: Coverage) -> str:
    """Return the tallies as lines of text: the share of each measure, and the total."""
    rows = [(name or _LEAD, tally) for name, tally in coverage.sections] + [("all", coverage.total)]
    width = max(len(name) for name, _ in rows)
    head = f"{'section':{width}}  {'numbers and dates':>17}" + "".join(f"  {_HEADS[m]:>16}" for m in MEASURES)
    lines = [head] + [_row(name, tally, width) for name, tally in rows]
    return "\n".join(lines) + "\n"


def _row(name: str, tally: Tally, width: int) -> str:
    cells = (
        f"{tally.count(m)}/{tally.tokens} {tally.share(m):5.1f}%" if tally.tokens else "-" for m in MEASURES
    )
    return f"{name:{width}}  {tally.tokens:>17}" + "".join(f"  {cell:>16}" for cell in cells)


def data(coverage: Coverage) -> str:
    """Return the tallies and every number and date as JSON."""
    return (
        json.dumps(
            {
                "article": coverage.manuscript.slug,
                "total": _tally(coverage.total),
                "sections": [{"title": name, **_tally(tally)} for name, tally in coverage.sections],
                "tokens": [
                    {
                        "text": mark.text,
                        "kind": mark.kind,
                        "state": mark.state,
                        "fact": mark.fact.id if mark.fact else None,
                        "sources": len(mark.fact.sources) if mark.fact else 0,
                        "file": mark.place.file,
                        "line": mark.place.line,
                        "column": mark.place.column,
                    }
                    for each in coverage.rows
                    for mark in each.marks
                    if mark.is_counted
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _tally(tally: Tally) -> dict[str, float | int]:
    shares = {f"{m}-percent": round(tally.share(m), 1) for m in MEASURES}
    return {"tokens": tally.tokens, **{m: tally.count(m) for m in MEASURES}, **shares}


def badge(coverage: Coverage) -> str:
    """Return a badge: the share of numbers and dates that have a source, as SVG."""
    tally, style = coverage.total, theme.of(coverage.manuscript.look)
    # Rounded down: 100 means all.
    value = f"{int(tally.share('sourced'))}% of {tally.tokens}"
    label = "sourced facts"
    label_width, value_width = _width(label), _width(value)
    ground = style["color.accent"] if tally.share("sourced") >= _GOOD else style["color.second"]
    title = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{label_width + value_width}" height="20" role="img" '
        f'aria-label="{title}">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{label_width}" height="20" fill="{style["color.grey-1"]}"/>\n'
        f'<rect x="{label_width}" width="{value_width}" height="20" fill="{ground}"/>\n'
        f'<g fill="{style["color.paper"]}" font-family="Verdana, DejaVu Sans, sans-serif" '
        f'font-size="{style["badge.text"]}" text-anchor="middle">\n'
        f'<text x="{label_width / 2:g}" y="14">{escape(label)}</text>\n'
        f'<text x="{label_width + value_width / 2:g}" y="14">{escape(value)}</text>\n'
        "</g>\n</svg>\n"
    )


def _width(text: str) -> int:
    """Return the width of a part of the badge."""
    return 7 * len(text) + 12
