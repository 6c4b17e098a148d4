"""How text is set on layouts and slides: the styles of levels, as elements."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.formats.pptx.elements import Element, colour, emu, new, size, spacing
from pipeline.formats.pptx.layouts import Level


def list_style(levels: Iterable[Level], align: str = "l") -> Element:
    """Return the style of a text: one level below the other."""
    return new("a:lstStyle", *(level_style(number, each, align) for number, each in enumerate(levels, 1)))


def level_style(number: int, level: Level, align: str = "l") -> Element:
    """Return the style of a level of text."""
    style = level.style
    face = "mj" if style.role == "text" else "mn"
    run = new("a:defRPr", sz=size(style.points), b=int(style.weight != "weight.normal"))
    if level.capitals:
        run.set("cap", "all")
        run.set("spc", "100")
    run.append(colour(level.color))
    run.extend(new(f"a:{script}", typeface=f"+{face}-{kind}") for script, kind in _FACES)
    return new(
        f"a:lvl{number}pPr",
        *([spacing("lnSpc", style.line)] if level.exact else []),
        spacing("spcBef", level.before),
        *(_bullet() if level.bullet else [new("a:buNone")]),
        run,
        marL=emu(level.margin + level.indent),
        indent=-emu(level.indent),
        algn=align,
    )


_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


def _bullet() -> Iterable[Element]:
    return (
        new("a:buClr", new("a:schemeClr", val="accent2")),
        new("a:buFont", typeface="Arial"),
        new("a:buChar", char="•"),
    )
