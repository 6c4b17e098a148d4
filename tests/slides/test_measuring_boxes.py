"""Where the parts of a slide stand, and what text takes: at the boundaries."""

from __future__ import annotations

import pytest

from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Box
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS
from tests.slides.builders import text_of_lines

STYLES = [
    measure.TITLE, measure.SMALL_TITLE, measure.TEXT, measure.LARGE, measure.TABLE, measure.SMALL_TABLE,
    measure.SOURCE, measure.LABEL, measure.ENTRY, measure.LEAD, measure.HERO, measure.NUMBER,
]  # fmt: skip


def test_the_parts_of_a_slide_stand_below_each_other_between_its_margins() -> None:
    title, body, source = CANVAS.title, CANVAS.body, CANVAS.source
    margin, width = measure.points("margin"), CANVAS.width
    assert title.x == body.x == source.x == margin
    assert title.width == body.width == width - 2 * margin
    assert source.width == body.width - 2 * measure.points("gap")
    assert 0 < title.y < title.y + title.height <= body.y
    assert body.y + body.height <= source.y < source.y + source.height <= measure.points("height")
    assert title.y + title.height == measure.points("title-top") + measure.points("title-height")
    assert (body.y, body.y + body.height) == (measure.points("body-top"), measure.points("body-bottom"))
    assert source.y == measure.points("source-top")
    assert source.y + source.height == pytest.approx(measure.points("source-bottom"))


def test_content_moves_up_under_a_title_of_one_line() -> None:
    whole, room = CANVAS.body, CANVAS.body.width
    one, two = (words(text_of_lines(lines, measure.TITLE, room)) for lines in (1, 2))
    top = measure.points("title-top") + measure.TITLE.line + measure.points("gap") * 0.75
    assert measure.body_under(one, CANVAS) == Box(whole.x, top, whole.width, whole.y + whole.height - top)
    assert measure.body_under(two, CANVAS) == whole
    assert measure.body_under((), CANVAS) == measure.body_under(one, CANVAS)


def test_a_title_is_smaller_from_the_line_that_has_no_room() -> None:
    box = CANVAS.title
    most = int((box.height + 1) // measure.TITLE.line)
    assert most >= 2
    fitting, long = (words(text_of_lines(lines, measure.TITLE, box.width)) for lines in (most, most + 1))
    assert measure.title_style(fitting, CANVAS) == measure.TITLE
    assert measure.title_style(long, CANVAS) == measure.SMALL_TITLE


@pytest.mark.parametrize("style", STYLES)
def test_text_is_measured_at_its_size_and_weight(style: measure.Style) -> None:
    assert style.points == measure.points(style.size) <= style.line == measure.points(style.leading)
    width = measure.width("Handgloves", style)
    assert 0.35 * style.points * 10 < width < 0.75 * style.points * 10
    double = measure.Style(style.size, style.leading, style.role, style.weight)
    assert measure.width("HandglovesHandgloves", double) == pytest.approx(2 * width, rel=0.01)
    assert measure.width("", style) == 0
    usual = measure.Style(style.size, style.leading, style.role)
    if style.weight != "weight.normal":
        assert width > measure.width("Handgloves", usual)


@pytest.mark.parametrize("role", ["text", "furniture"])
@pytest.mark.parametrize("letter", "nWi0")
def test_widths_are_those_of_the_wider_typeface_and_a_little_more(role: measure.Role, letter: str) -> None:
    """What just fits in the deck's own typeface has no room in another that replaces it."""
    from fontTools.ttLib import TTFont

    from pipeline import theme

    styles = theme.load()
    advances = []
    for path in (styles.face(role).upright, styles.face("signs").upright):
        font = TTFont(path)
        advances.append(font["hmtx"][font.getBestCmap()[ord(letter)]][0] / font["head"].unitsPerEm)
    style = measure.Style("text", "text-leading", role)
    expectation = 40 * max(advances) * style.points * 1.03
    assert measure.width(letter * 40, style) == pytest.approx(expectation, rel=0.02)


@pytest.mark.parametrize("role", ["text", "furniture"])
def test_widths_of_many_letters_are_exact_together(role: measure.Role) -> None:
    from fontTools.ttLib import TTFont

    from pipeline import theme

    styles = theme.load()
    fonts = [TTFont(path) for path in (styles.face(role).upright, styles.face("signs").upright)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    ems = sum(
        max(font["hmtx"][font.getBestCmap()[ord(each)]][0] / font["head"].unitsPerEm for font in fonts)
        for each in letters
    )
    style = measure.Style("text", "text-leading", role)
    widths = sum(measure.width(each, style) for each in letters)
    assert widths == pytest.approx(ems * style.points * 1.03, rel=0.005)


def test_bold_text_is_measured_in_the_bold_cut_of_the_substitute() -> None:
    bold = measure.Style("text", "text-leading", "text", "weight.office")
    assert measure.width("Handgloves", bold) > 1.05 * measure.width("Handgloves", measure.TEXT)


@pytest.mark.parametrize(("text", "shape"), [("f(x)", "0000"), ("a b", "0 0"), ("src/x-y", "000/0-0")])
def test_letters_of_code_are_as_wide_as_figures(text: str, shape: str) -> None:
    assert measure.visible_text((n.Str("See"), n.Space(), n.Code(n.Attr(), text))) == f"See {shape}"


@pytest.mark.parametrize("lines", [1, 2, 3, 7])
def test_a_line_holds_words_up_to_its_width(lines: int) -> None:
    style, blank = measure.TEXT, measure.width(" ", measure.TEXT)
    word = measure.width("word", style)
    for count in (1, 2, 5):
        room = count * word + (count - 1) * blank
        text = " ".join(["word"] * count * lines)
        assert measure.lines(text, style, room + 0.001) == lines
        assert measure.lines(f"{text} word", style, room + 0.001) == lines + 1
        if count > 1:
            assert measure.lines(text, style, room - 0.001) > lines


@pytest.mark.parametrize(("letters", "lines"), [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (23, 5)])
def test_a_word_wider_than_a_line_is_broken_and_others_stand_behind_it(letters: int, lines: int) -> None:
    style = measure.TEXT
    room = measure.width("mmmmm", style) + 0.01
    assert measure.lines("m" * letters, style, room) == lines
    assert measure.lines(f"mmmmm {'m' * letters}", style, room) == lines + 1
    last = letters % 5
    behind = "m" * max(1, 4 - last)
    assert measure.lines(f"{'m' * letters} {behind}", style, room) == lines + (last in (0, 4))


@pytest.mark.parametrize("mark", ["-", "–", "—", "/", "\u200b"])
def test_a_line_breaks_behind_these_marks_and_has_no_blank_there(mark: str) -> None:
    style = measure.TEXT
    text = f"north{mark}" * 9
    two = measure.width(f"north{mark}", style) * 2
    assert measure.lines(text, style, measure.width(text, style) * 1.01) == 1
    assert measure.lines(text, style, two * 1.01) == 5
    assert measure.lines(text, style, two * 0.99) == 9


@pytest.mark.parametrize(
    ("text", "lines"), [("", 0), (" ", 0), ("\n \n", 0), ("a", 1), ("a\n\nb", 3), ("a\nb", 2)]
)
def test_blank_text_takes_no_line_and_line_ends_take_each_one(text: str, lines: int) -> None:
    assert measure.lines(text, measure.TEXT, 400) == lines


def test_paragraphs_stand_without_a_gap_unless_one_is_given() -> None:
    assert measure.height(["a", "b", "c"], measure.TEXT, 400) == 3 * measure.TEXT.line


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("x", "x"),
        ("x_1^2", "x12"),
        (r"\mathbf{x} + y", "x+y"),
        (r"\alpha", "x"),
        ("{}", "x"),
        (r"a \cdot b", "ab"),
    ],
)
def test_of_a_formula_the_letters_are_measured(formula: str, text: str) -> None:
    inlines = (*words("Let "), n.Math("InlineMath", formula), *words(" be."))
    assert measure.visible_text(inlines) == f"Let {text} be."
    assert measure.visible_block_text((n.Para(inlines),)) == f"Let {text} be."


def test_the_same_formula_twice_is_measured_twice() -> None:
    formula = n.Math("InlineMath", r"\beta_1")
    assert measure.visible_text((formula, n.Space(), formula)) == "1 1"


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_words_fit_a_box_of_the_height_of_their_lines_but_for_a_point(lines: int) -> None:
    style, room = measure.TEXT, 300.0
    text = words(text_of_lines(lines, style, room))
    high = lines * style.line
    for height, fits in ((high, True), (high - 1, True), (high - 1.01, False), (high + 5, True)):
        assert measure.fits(text, style, Box(0, 0, room, height)) is fits


def test_a_title_is_as_long_as_the_signs_of_its_formula() -> None:
    tex = r"\mathrm{\frac{\alpha\beta\gamma}{\operatorname{\lambda}\mathbf{\mu}\nu}}" * 5
    title = (n.Str("Of"), n.Space(), n.Math("InlineMath", tex))
    assert measure.title_style(title, CANVAS) is measure.TITLE
    assert measure.title_style((n.Str("Of"), n.Space(), *words(tex)), CANVAS) is not measure.TITLE
