"""Formulas on the page: drawn from the MathML that all formats share, as wide as the page and no wider."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from pipeline.formats.pdf.maths import Drawing, draw
from pipeline.formats.pdf.maths_tree import to_drawable
from pipeline.maths import dialect, mathml
from pipeline.model import nodes as n

SIZE = 10.0
ROOM = 300.0


def read(tex: str, kind: n.MathType = "DisplayMath") -> str:
    formula = mathml.Formula(kind, dialect.plain(tex, {}))
    reading = mathml.read([formula])[formula]
    assert reading.fault == ""
    return reading.mathml


def draw_tex(tex: str, room: float = ROOM) -> Drawing:
    return draw(read(tex), size=SIZE, color="#000", room=room)


def glyphs(drawing: Drawing) -> int:
    return len(re.findall(rb"<(?:\w+:)?use\b", drawing.svg))


TERMS = " + ".join(f"x_{{{place}}}" for place in range(40))


@pytest.mark.parametrize(
    "tex",
    [
        TERMS,
        f"f(x) = {TERMS}",
        rf"\begin{{aligned}}f(x) &= {TERMS} \\ g(y) &= y\end{{aligned}}",
        rf"\begin{{gathered}}{TERMS} \\ y\end{{gathered}}",
        rf"\left( {TERMS} \right)",
        rf"g({TERMS})",
        r"\{" + ", ".join(f"x_{{{place}}}" for place in range(60)) + r"\}",
        "x" * 200,
    ],
)
def test_a_wide_formula_is_broken_into_lines_of_full_size(tex: str) -> None:
    whole, drawing = draw_tex(tex, 1e6), draw_tex(tex)
    assert whole.width > ROOM
    assert drawing.width <= ROOM + 0.01
    assert drawing.scale > 0.9
    assert drawing.height > 1.5 * whole.height
    assert glyphs(drawing) == glyphs(whole), "a sign is lost or drawn twice"


def test_what_cannot_be_broken_is_set_smaller() -> None:
    drawing = draw_tex(rf"\frac{{{TERMS}}}{{y}}")
    assert drawing.width == pytest.approx(ROOM)
    assert drawing.scale < 0.7


def test_a_formula_that_fits_is_as_it_is_without_a_limit() -> None:
    assert draw_tex("a + b = c") == draw_tex("a + b = c", 1e6)


def test_a_line_breaks_at_a_relation_rather_than_within_parentheses() -> None:
    long = "a + b + c + d + e + f"
    drawing = draw(read(f"p ({long}) = q ({long})"), size=SIZE, color="#000", room=150)
    first = draw(read(f"p ({long})"), size=SIZE, color="#000", room=1e6)
    assert drawing.scale > 0.9
    # Two lines, the first of which is the whole left side.
    assert drawing.width >= first.width
    assert drawing.height < 4 * first.height


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned} a & b \\ \end{aligned}", r"\begin{pmatrix} & \\ & \end{pmatrix}", "{}^{2}", r"\,",
        r"\phantom{x}", r"\sum\limits_{i}", r"\overline{\overline{x}}", r"\sqrt{}", r"\text{}", r"\hat{}",
        r"\begin{cases} a \end{cases}", r"\underset{x}{}", r"\left. x \right|_0", r"\boxed{}", r"\vec{ab}",
        r"\xrightarrow{}", r"\SI{3e-2}{\meter\per\second}", r"\overbrace{a}^{n}",
        r"\operatorname*{arg\,min}_x", r"{}_{a}^{b}{c}", r"\text{中文}", r"\left(a \middle| b\right)",
    ],
)  # fmt: skip
def test_odd_formulas_are_drawn_without_a_word(tex: str, caplog: pytest.LogCaptureFixture) -> None:
    drawing = draw_tex(tex)
    assert drawing.width > 0
    assert drawing.height > 0
    assert caplog.records == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (r"\left(", r"\right)"), (r"\begin{cases}", r"\end{cases}"), (r"\phantom{", "}"),
        (r"\binom{a}{", "}"), (r"\begin{pmatrix}", r"\end{pmatrix}"),
        (r"\frac{1}{", "}"), (r"\underbrace{", "}_{a}"),
    ],
)  # fmt: skip
def test_drawing_does_not_double_with_each_level(
    start: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ziamath.nodes.mnode import Mnode

    draw_tex("x")
    counts = []
    make: Callable[..., object] = vars(Mnode)["fromelement"].__func__
    for depth in (5, 10):
        calls: list[object] = []

        def count_call(
            element: object, parent: object, calls: list[object] = calls, **kwargs: object
        ) -> object:
            calls.append(element)
            return make(Mnode, element, parent, **kwargs)

        monkeypatch.setattr(Mnode, "fromelement", staticmethod(count_call))
        draw_tex(start * depth + "x" + end * depth)
        counts.append(len(calls))
    assert counts[1] < 6 * counts[0]


def test_marks_between_digits_have_no_space() -> None:
    assert draw_tex("1{,}000").width < draw_tex("1,000").width


def test_the_name_of_a_function_stands_close_to_its_argument() -> None:
    root = to_drawable(read(r"\operatorname{rank}(A)"))
    name = next(each for each in root.iter() if each.text == "rank")
    assert (name.tag, name.get("rspace")) == ("mo", "0em")
    assert "\N{FUNCTION APPLICATION}" not in "".join(ElementTree.tostring(root, "unicode"))
