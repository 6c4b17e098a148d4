"""The parts that make an SVG safe, one by one: sizes, styles, ids, labels, costs, words of values."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.load import svg_text, svg_weight
from pipeline.load.raster import Unreadable
from pipeline.load.svg_ids import settle, target
from pipeline.load.svg_labels import MAX_LINES, label
from pipeline.load.svg_size import LONGEST, length, set_size
from pipeline.load.svg_style import MAX_RULES, apply_style, declarations, sheet
from pipeline.load.svg_weight import count_elements, count_layers
from pipeline.load.svg_words import drawable, loads, reference

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"


def parse(inner: str, attributes: str = "") -> etree._Element:
    names = f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'
    return etree.fromstring(f"<svg {names} {attributes}>{inner}</svg>")


@pytest.mark.parametrize(
    ("text", "pixels"),
    [
        ("10", 10), ("10px", 10), ("+.5in", 48), ("72pt", 96), ("1pc", 16), ("2.54cm", 96), ("25.4MM", 96),
        ("101.6Q", 96), ("2em", 32), ("2rem", 32), ("2ex", 16), (" 1e2 px ", 100), ("1e-1", 0.1),
        ("0", None), ("-1", None), ("50%", None), ("1e999", None), ("1 2", None), ("px", None), ("", None),
        (None, None), ("1vw", None),
    ],
)  # fmt: skip
def test_lengths_in_pixels(text: str | None, pixels: float | None) -> None:
    assert length(text) == (None if pixels is None else pytest.approx(pixels))


@pytest.mark.parametrize(
    ("attributes", "size", "box"),
    [
        ("", (300, 150), "0 0 300 150"),
        ("width='40'", (40, 150), "0 0 40 150"),
        ("height='40'", (300, 40), "0 0 300 40"),
        ("viewBox='1 2 40 20'", (40, 20), "1 2 40 20"),
        ("viewBox='0,0,40,20' width='80'", (80, 40), "0,0,40,20"),
        ("viewBox='0 0 40 20' height='80'", (160, 80), "0 0 40 20"),
        ("viewBox='0 0 40 20' width='10' height='10'", (10, 10), "0 0 40 20"),
        ("viewBox='0 0 40 20' width='50%'", (40, 20), "0 0 40 20"),
        ("viewBox='0 0 0 20' width='8'", (8, 150), "0 0 8 150"),
        ("viewBox='0 0 40 inf' width='8'", (8, 150), "0 0 8 150"),
        ("viewBox='0 0 40' width='8'", (8, 150), "0 0 8 150"),
        (f"width='{LONGEST * 2}' height='100'", (LONGEST, 50), "0 0 40000 100"),
        (f"width='100' height='{LONGEST * 2}'", (50, LONGEST), "0 0 100 40000"),
        (f"width='{LONGEST}' height='1'", (LONGEST, 1), "0 0 20000 1"),
        ("width='.1' height='.1'", (1, 1), "0 0 0.1 0.1"),
    ],
)
def test_every_svg_has_a_size(attributes: str, size: tuple[float, float], box: str) -> None:
    root = parse("", attributes)
    assert set_size(root) == size
    assert (root.get("width"), root.get("height")) == tuple(f"{each:g}" for each in size)
    assert root.get("viewBox") == box


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("fill: red; stroke:blue", {"fill": "red", "stroke": "blue"}),
        ("FILL: red", {"fill": "red"}),
        ("nonsense; fill: red", {"fill": "red"}),
        ("fill: url(http://x/y); stroke: red", {"stroke": "red"}),
        ("fill: url(#a)", {"fill": "url(#a)"}),
        ("fill: foo(1); stroke: rgb(1, 2, 3)", {"stroke": "rgb(1, 2, 3)"}),
        ("isolation: auto; white-space: normal; fill: red", {"fill": "red"}),
        ("isolation: isolate; white-space: pre", {"isolation": "isolate", "white-space": "pre"}),
        ("content: 'x'; position: fixed; fill: red", {"fill": "red"}),
        ("/* x */ fill: red !important", {"fill": "red"}),
        ("font: 12px serif", {"font-size": "12px", "font-family": "serif"}),
        (
            "font: oblique small-caps 700 1.5em/2 A, serif",
            {
                "font-style": "oblique", "font-variant": "small-caps", "font-weight": "700",
                "font-size": "1.5em", "font-family": "A, serif",
            },
        ),
        ("font: normal bold 9pt A", {"font-weight": "bold", "font-size": "9pt", "font-family": "A"}),
        ("font: inherit; fill: red", {"fill": "red"}),
        ("", {}),
    ],
)  # fmt: skip
def test_declarations_of_what_draws(text: str, properties: dict[str, str]) -> None:
    assert declarations(text) == properties


@pytest.mark.parametrize(
    ("rules", "fills"),
    [
        ("rect { fill: a }", "a--"),
        ("* { fill: a }", "aaa"),
        (".x { fill: a }", "a-a"),
        (".x.y { fill: a }", "--a"),
        ("#r { fill: a }", "a--"),
        ("rect#r.x { fill: a } rect#r.y { fill: b }", "a--"),
        ("g rect { fill: a } svg > g rect { fill: b } g g rect { fill: c }", "b--"),
        ("svg rect, line { fill: a }", "aa-"),
        ("#r { fill: a } .x { fill: b } rect { fill: c }", "a-b"),
        (".x { fill: a } .x { fill: b }", "b-b"),
        ("rect { fill: b } .x { fill: a } svg rect { fill: c }", "a-a"),
        ("g .x { fill: a } .x { fill: b }", "a-b"),
        ("rect:hover, rect[x] { fill: a } line + g { fill: b }", "---"),
        ("rect { } line { stroke: a }", "---"),
        ("@media print { rect { fill: a } } line { fill: b }", "-b-"),
    ],
)
def test_rules_are_applied_by_their_weight(rules: str, fills: str) -> None:
    root = parse('<g><rect id="r" class="x z"/><line/></g><path class="y  x"/>')
    apply_style(root, sheet([rules]).rules)
    elements = [root.find(f".//{{{SVG}}}{name}") for name in ("rect", "line", "path")]
    assert "".join("?" if each is None else each.get("fill", "-") for each in elements) == fills


def test_what_has_no_attribute_stays_in_the_style() -> None:
    root = parse('<rect style="mix-blend-mode: multiply; fill: red"/><rect style="x: y"/><!-- c -->')
    apply_style(root, sheet(["rect { isolation: isolate; fill: blue }"]).rules)
    first, second = root.iter(f"{{{SVG}}}rect")
    assert dict(first.attrib) == {"style": "isolation: isolate; mix-blend-mode: multiply", "fill": "red"}
    assert dict(second.attrib) == {"style": "isolation: isolate", "fill": "blue"}


def test_so_many_rules_are_read_and_no_more() -> None:
    text = "".join(f".c{number} {{ fill: red }}" for number in range(MAX_RULES - 1))
    assert len(sheet([text, "a, b, c { fill: red }", "d { fill: red }"]).rules) == MAX_RULES
    assert [sheet([text]).loading for text in ("a { fill: url(x) }", "@font-face {}", "@page {}")] == [
        True, True, False,
    ]  # fmt: skip


def test_elements_are_compared_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.load.svg_style.MAX_COMPARISONS", 4)
    root = parse("<rect/>" * 4)
    apply_style(root, sheet(["rect { fill: red } rect { stroke: red }"]).rules)
    assert [each.get("fill") for each in root] == ["red", "red", None, None]


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        (HREF, "#a", "a"), (HREF, "a", None), ("fill", "url(#a)", "a"), ("fill", "URL( '#a' ) red", "a"),
        ("fill", "#a", None), ("fill", "url(a)", None), ("fill", "rgb(#a)", None), ("fill", "", None),
    ],
)  # fmt: skip
def test_ids_that_attributes_name(key: str, value: str, name: str | None) -> None:
    assert target(key, value) == name
    assert key == HREF or "(" not in value or reference(value) == name


def test_ids_are_kept_where_something_names_them_and_are_names() -> None:
    uses = '<use xlink:href="#a"/><use xlink:href="#1" fill="url(#1)"/>'
    root = parse(f'<g id="a"/><g id="b"/><g id="a"/><g id="1"/>{uses}')
    settle(root)
    assert [each.get("id") for each in root] == ["a", None, None, "part.4", None, None]
    assert [each.get(HREF) for each in root][4:] == ["#a", "#part.4"]
    assert root[5].get("fill") == "url(#part.4)"


@pytest.mark.parametrize(
    ("value", "is_drawn", "is_loading"),
    [
        ("red", True, False), ("rgb(1,2,3)", True, False), ("URL(#a)", True, False), ("url(a)", False, True),
        ("url('#a')", True, False), ("url(#a", True, False), ("url(http://x)", False, True),
        ("attr(x)", False, False), ("a\\b", False, False), ("a{b", False, False), ("a<b", False, False),
        ("@import x", True, True), ("JavaScript:x", True, True), ("expression(x)", False, True),
        ("translate(1) rotate(2)", True, False), ("rgb(1) url(x)", False, True), ("(1)", False, False),
    ],
)  # fmt: skip
def test_words_of_values(value: str, is_drawn: bool, is_loading: bool) -> None:
    assert (drawable(value), loads(value)) == (is_drawn, is_loading)


@pytest.mark.parametrize(
    ("inner", "lines", "first", "step"),
    [
        ("<h:p>One</h:p>", ["One"], 24.9, 16.8),
        ("<h:p>One <h:b>a</h:b> b</h:p><h:div>Two</h:div>", ["One a b", "Two"], 16.5, 16.8),
        ("One<h:br/>two", ["One", "two"], 16.5, 16.8),
        ("<h:p style='color:red; font-size: 10px'>One</h:p>", ["One"], 23.5, 12),
        ("<h:p>" + "<h:br/>".join("x" * (MAX_LINES + 1)) + "</h:p>", ["x"] * MAX_LINES, -386.7, 16.8),
    ],
)
def test_html_is_set_line_by_line_in_the_middle_of_its_box(
    inner: str, lines: list[str], first: float, step: float
) -> None:
    (old,) = parse(f"<foreignObject x='10' y='-5' width='100px' height='50'>{inner}</foreignObject>")
    text = label(old)
    assert text is not None
    assert [each.text for each in text] == lines
    assert {each.get("x") for each in text} == {"60"}
    assert [float(str(each.get("y"))) for each in text][:2] == pytest.approx(
        [first, first + step][: len(lines)]
    )
    assert (text.get("text-anchor"), text.get("font-size")) == ("middle", f"{step / 1.2:g}")


def test_html_without_words_is_none() -> None:
    (old,) = parse("<foreignObject><h:p> </h:p></foreignObject>")
    assert label(old) is None


@pytest.mark.parametrize(
    ("inner", "count"),
    [
        ("<g><rect/></g>", 3),
        ("<g id='a'><rect/></g><use xlink:href='#a'/>", 6),
        ("<g id='a'><rect/></g><use xlink:href='#a'/><use xlink:href='#a'/>", 9),
        ("<g id='a'><rect/></g><g id='b'><use xlink:href='#a'/></g><use xlink:href='#b'/>", 12),
        ("<g id='a'><rect/></g><rect fill='url(#a)'/>", 6),
        ("<g id='a'><rect/></g><g fill='url(#a)'><rect/><rect/></g>", 12),
        ("<marker id='a'/><path d='M0 0h1' marker-mid='url(#a)'/>", 7),
        ("<marker id='a'/><polygon points='0 0 1' marker-mid='url(#a)'/>", 6),
        ("<g id='a'/><rect mask='url(#a)' clip-path='url(#a)' filter='url(#a)'/>", 6),
        ("<use xlink:href='#b'/>", 2),
    ],
)
def test_elements_are_counted_as_often_as_they_are_drawn(inner: str, count: int) -> None:
    assert count_elements(parse(inner)) == count


def test_references_are_followed_so_deep_and_no_deeper() -> None:
    levels = 24
    inner = "".join(f"<g id='a{level}'><use xlink:href='#a{level + 1}'/></g>" for level in range(levels))
    root = parse(f"<defs>{inner}<g id='a{levels}'/></defs><use xlink:href='#a0'/>")
    count_elements(root)
    assert [each.get(HREF) is not None for each in root.iter(f"{{{SVG}}}use")].count(False) > 0
    root = parse("<use xlink:href='#a'/><g id='a'><use xlink:href='#b'/></g><g id='b'/>")
    count_elements(root)
    assert all(each.get(HREF) for each in root.iter(f"{{{SVG}}}use"))


def test_counting_stops_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg_weight, "MAX_DRAWN", 10)
    assert count_elements(parse("<rect/>" * 9)) == 10
    assert count_elements(parse("<rect/>" * 90)) == 11


@pytest.mark.parametrize(
    ("inner", "layers"),
    [
        ("<g/>", 0), ("<g opacity='.5'/>", 0), ("<g opacity='.5'><rect/></g>", 1),
        ("<g opacity=' 1 '><rect/></g>", 0), ("<g opacity='1.0'><rect/></g>", 0),
        ("<g mask='x'/>", 1), ("<g mask='none' filter='none'/>", 0), ("<g mask='x' filter='y'/>", 1),
        ("<g style='mix-blend-mode: x' filter='y'/>", 2), ("<feBlend/>", 1),
        ("<feMorphology radius='10 5 99'/>", 4), ("<feOffset radius='4'/>", 1), ("<feOffset radius='5'/>", 2),
        ("<feConvolveMatrix order='4'/>", 5), ("<feConvolveMatrix order='4 8 99'/>", 9),
        ("<feMorphology radius='9999999'/>", 5_001),
    ],
)  # fmt: skip
def test_layers_of_pixels(inner: str, layers: int) -> None:
    assert count_layers(parse(inner)) == layers


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_so_much_markup_is_read_and_no_more(
    monkeypatch: pytest.MonkeyPatch, more: int, is_read: bool
) -> None:
    monkeypatch.setattr(svg_text, "MAX_MARKUP", 10)
    monkeypatch.setattr(svg_text, "MAX_ATTRIBUTES", 3)
    for text in ("<a>" * (10 + more), "<a" + " x='1'" * (3 + more) + ">"):
        if is_read:
            assert svg_text.read(text.encode()) == text
        else:
            with pytest.raises(Unreadable):
                svg_text.read(text.encode())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<?xml version='1.0' encoding='latin-1'?>\n<a>\xe9</a>", "<a>é</a>"),
        (b"<?xml version='1.0'?><a>\xc3\xa9</a>", "<a>é</a>"),
        (b"\xef\xbb\xbf <a/>", "<a/>"),
        ("\ufeff<a/>".encode("utf-16-le"), "<a/>"),
        ("<a/>".encode("utf-16-be"), "<a/>"),
        ("\ufeff<a/>".encode("utf-32-le"), "<a/>"),
        ("<a/>".encode("utf-32-be"), "<a/>"),
    ],
)
def test_an_svg_is_decoded_as_it_says(data: bytes, text: str) -> None:
    assert svg_text.read(data) == text
