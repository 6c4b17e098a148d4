"""An SVG of any program draws what it drew, and neither runs nor loads nor names anything."""

from __future__ import annotations

import base64
import gzip
import io

import pytest
from lxml import etree
from PIL import Image

from pipeline.load.raster import Unreadable
from pipeline.load.svg import Vector, clean
from pipeline.load.svg_fonts import families
from pipeline.load.svg_labels import lines_of

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def clean_svg(inner: str, attributes: str = 'viewBox="0 0 10 10"') -> Vector:
    return clean(f"<svg {NS} {attributes}>{inner}</svg>".encode())


def root(vector: Vector) -> etree._Element:
    return etree.fromstring(vector.data)


def first(inner: str, name: str) -> etree._Element:
    element = root(clean_svg(inner)).find(f".//{SVG}{name}")
    assert element is not None
    return element


# What is taken out, and how it is told.
HARMFUL = {
    "<script>alert(1)</script>": "<script>",
    "<SCRIPT>alert(1)</SCRIPT>": "<SCRIPT>",
    '<rect onclick="alert(1)"/>': "onclick",
    '<rect><animate attributeName="x" to="9"/></rect>': "<animate>",
    '<rect fill="URL(http://127.0.0.1/x)"/>': "an address",
    '<rect style="fill: url(  \'//127.0.0.1/x\' )"/>': "",
    '<rect fill="u\\72l(http://127.0.0.1/x)"/>': "",
    '<use xlink:href="other.svg#a"/>': "an address",
    '<use href="http://127.0.0.1/x.svg#a"/>': "an address",
    "<style>@import 'http://127.0.0.1/x.css';</style>": "what a style sheet loads",
    "<style>rect { fill: url(http://127.0.0.1/x) }</style><rect/>": "what a style sheet loads",
    "<style>@font-face { src: url(http://127.0.0.1/x) }</style>": "what a style sheet loads",
    '<a xlink:href="javascript:alert(1)"><rect/></a>': "",
    '<filter id="f"><feImage href="http://127.0.0.1/x"/></filter>': "<feImage>",
    '<x:img xmlns:x="http://www.w3.org/1999/xhtml" src="http://127.0.0.1/x"/>': "<img>",
    "<foreignobject><body xmlns='http://www.w3.org/1999/xhtml'><img src='http://127.0.0.1/'/></body></foreignobject>":
        "<foreignObject>",
    "<?xml-stylesheet href='http://127.0.0.1/x.css'?>": "",
    "<!-- http://127.0.0.1/ -->": "",
    "<metadata>http://127.0.0.1/</metadata>": "",
    '<rect xml:base="http://127.0.0.1/"/>': "",
}  # fmt: skip


@pytest.mark.parametrize("inner", HARMFUL)
def test_what_runs_or_loads_is_taken_out_and_told(inner: str) -> None:
    vector = clean_svg(inner)
    for word in (b"127.0.0.1", b"alert", b"javascript", b"other.svg", b"script", b"animate", b"<?xml-s"):
        assert word not in vector.data.lower()
    assert vector.removals == ((HARMFUL[inner],) if HARMFUL[inner] else ())


def test_an_instruction_before_the_root_goes_too() -> None:
    vector = clean(f'<?xml-stylesheet href="http://127.0.0.1/x"?><svg {NS}/>'.encode())
    assert b"127.0.0.1" not in vector.data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_any_encoding_is_parsed_and_written_as_utf_8(encoding: str) -> None:
    name = "utf-16" if encoding == "utf-16" else "utf-8"
    text = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE svg><svg {NS}><text>é</text><script/></svg>'
    vector = clean(text.encode(encoding))
    assert "é".encode() in vector.data
    assert b"script" not in vector.data
    assert b"DOCTYPE" not in vector.data


def test_entities_of_names_are_filled_in_and_none_is_looked_up() -> None:
    head = (
        '<!DOCTYPE svg PUBLIC "x" "http://127.0.0.1/x.dtd" [<!ENTITY ns "http://www.w3.org/2000/svg">'
        '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )
    vector = clean(f'{head}<svg xmlns="&ns;"><rect width="4"/><text>&file;</text></svg>'.encode())
    assert root(vector).find(f"{SVG}rect") is not None
    assert b"root:" not in vector.data


def test_entities_that_grow_are_refused() -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">{steps}]><svg {NS}><text x="&e8;"/></svg>'
    with pytest.raises(Unreadable):
        clean(bomb.encode())


def test_style_sheets_are_written_into_the_elements() -> None:
    style = (
        "<style><![CDATA[* { stroke-linecap: round } .a, .b line { fill: #0a0; stroke: red }"
        " rect#r { fill: blue } g > .a { opacity: .5 } .a { fill: teal !x } a:hover { fill: red }]]></style>"
    )
    element = root(
        clean_svg(
            f'{style}<g><rect class="a" id="r" fill="tan"/></g><g class="b"><line style="stroke: lime"/></g>'
        )
    )
    rect, line = element.find(f".//{SVG}rect"), element.find(f".//{SVG}line")
    assert rect is not None
    assert line is not None
    assert {key: rect.get(key) for key in ("fill", "stroke", "opacity", "stroke-linecap")} == {
        "fill": "blue", "stroke": "red", "opacity": ".5", "stroke-linecap": "round",
    }  # fmt: skip
    assert (line.get("fill"), line.get("stroke")) == ("#0a0", "lime")
    assert element.find(f".//{SVG}style") is None


def test_the_shorthand_of_fonts_is_told_apart() -> None:
    text = first('<style>text { font: italic bold 16px/2 "My Face", serif }</style><text>x</text>', "text")
    result = {
        "font-style": "italic",
        "font-weight": "bold",
        "font-size": "16px",
        "font-family": '"My Face", serif',
    }
    assert {key: text.get(key) for key in result} == result


@pytest.mark.parametrize(
    ("names", "font_list"),
    [
        ("Helvetica", "Helvetica, sans-serif"),
        ("Times New Roman", "Times New Roman, serif"),
        ("'DejaVu Sans Mono', Foo", "'DejaVu Sans Mono', Foo, monospace"),
        ("Open Sans, SANS-SERIF", "Open Sans, SANS-SERIF"),
        ("PT Serif", "PT Serif, serif"),
        ("Sans Serif", "Sans Serif, sans-serif"),
    ],
)
def test_every_list_of_typefaces_ends_in_a_kind(names: str, font_list: str) -> None:
    assert families(names) == font_list


def test_of_a_switch_what_every_edition_can_show_is_taken() -> None:
    html = '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">Long label</div></foreignObject>'
    vector = clean_svg(f'<switch>{html}<text x="1">Label</text><text>Not supported</text></switch>')
    assert [each.text for each in root(vector).iter(f"{SVG}text")] == ["Label"]
    assert vector.removals == ()


def test_html_without_a_stand_in_is_set_as_text() -> None:
    inner = (
        '<foreignObject x="10" y="20" width="60" height="24"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>Start\n here</p><p>and <b>go</b> on</p></div></foreignObject>"
    )
    text = first(inner, "text")
    assert [line.text for line in text] == ["Start here", "and go on"]
    assert {line.get("x") for line in text} == {"40"}
    assert clean_svg(inner).removals == ("HTML, set as plain text",)


def test_comments_are_neither_words_nor_styles() -> None:
    vector = clean_svg("<style><!-- rect { fill: red } --></style><rect/><text>a<!-- b -->c</text>")
    assert (vector.words, b"red" in vector.data) == ("ac", False)
    hidden_mark = clean_svg('<text font-family="&#x202e;Arial">a&#x202e;b</text>').data
    assert ("\u202e".encode() in hidden_mark, b"Arial" in hidden_mark, b">ab<" in hidden_mark) == (
        False,
        True,
        True,
    )
    html = '<p xmlns="http://www.w3.org/1999/xhtml">a<!-- b -->c</p>'
    assert clean_svg(f"<foreignObject>{html}</foreignObject>").words == "ac"


def test_lines_of_html_end_where_its_blocks_do() -> None:
    html = etree.fromstring("<div>a<br/>b <span>c</span><p>d</p>e</div>")
    assert lines_of(html) == ["a", "b c", "d", "e"]


def picture(form: str) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(buffer, form)
    return base64.b64encode(buffer.getvalue()).decode()


def test_pictures_in_it_are_kept_whole_and_in_known_forms() -> None:
    for form, becomes in (("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "png")):
        image = first(f'<image xlink:href="data:image/{form.lower()};base64,\n {picture(form)}"/>', "image")
        assert image.get(HREF, "").startswith(f"data:image/{becomes};base64,")


def test_an_svg_in_it_is_made_safe_as_well() -> None:
    inner = base64.b64encode(f"<svg {NS}><script/><rect/></svg>".encode()).decode()
    image = first(f'<image href="data:image/svg+xml;base64,{inner}"/>', "image")
    data = base64.b64decode(image.get(HREF, "").partition(",")[2])
    assert b"<rect" in data
    assert b"script" not in data


@pytest.mark.parametrize(
    "href", ["photo.png", "file:///etc/x.png", "http://127.0.0.1/x.png", "data:image/png;base64,AAAA"]
)
def test_a_frame_stands_for_a_picture_that_is_not_in_it(href: str) -> None:
    vector = clean_svg(f'<image xlink:href="{href}" x="1" y="2" width="3" height="4"/>')
    frame = root(vector).find(f"{SVG}rect")
    assert frame is not None
    assert [frame.get(key) for key in ("x", "y", "width", "height")] == ["1", "2", "3", "4"]
    assert vector.missing_count == 1


SIZES = {
    'width="72pt" height="1in"': (96, 96, "0 0 96 96"),
    'viewBox="0 0 40 20"': (40, 20, "0 0 40 20"),
    'width="100%" height="100%" viewBox="0 0 40 20"': (40, 20, "0 0 40 20"),
    'width="80" viewBox="0 0 40 20"': (80, 40, "0 0 40 20"),
    "": (300, 150, "0 0 300 150"),
    'width="-3" height="nan" viewBox="0 0 0 0"': (300, 150, "0 0 300 150"),
    'viewBox="0 0 1e30 1e30"': (300, 150, "0 0 300 150"),
}


@pytest.mark.parametrize("attributes", SIZES)
def test_every_svg_has_a_size_and_a_view_box(attributes: str) -> None:
    vector = clean_svg("", attributes)
    element = root(vector)
    assert (vector.width, vector.height, element.get("viewBox")) == SIZES[attributes]
    assert (float(element.get("width", "")), float(element.get("height", ""))) == (
        vector.width,
        vector.height,
    )


def test_a_packed_svg_is_unpacked_and_one_that_unpacks_to_much_is_refused() -> None:
    assert clean(gzip.compress(f"<svg {NS}/>".encode())).width == 300
    with pytest.raises(Unreadable, match="unpacks"):
        clean(gzip.compress(b" " * 30_000_000))


def nested_uses(levels: int, width: int) -> str:
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    groups += [f'<g id="g{n}">{f"""<use xlink:href="#g{n - 1}"/>""" * width}</g>' for n in range(1, levels)]
    return f"<defs>{''.join(groups)}</defs><use xlink:href='#g{levels - 1}'/>"


def test_what_is_used_again_counts_again() -> None:
    assert clean_svg(nested_uses(4, 10)).element_count > 1_000
    with pytest.raises(Unreadable, match="draws more"):
        clean_svg(nested_uses(9, 10))


def test_markers_count_for_each_corner_and_paint_for_each_part() -> None:
    marker = '<marker id="m"><rect/><rect/><rect/><rect/></marker>'
    assert clean_svg(f'{marker}<path marker-mid="url(#m)" d="M0 0{" L1 1" * 1_000}"/>').element_count > 4_000
    dots = '<pattern id="p"><rect/><rect/></pattern>'
    assert clean_svg(f'{dots}<g fill="url(#p)">{"<rect/>" * 100}</g>').element_count > 200


@pytest.mark.parametrize(
    "inner",
    [
        '<g id="a"><use xlink:href="#a"/></g>',
        '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
        '<pattern id="a"><rect fill="url(#a)"/></pattern><rect fill="url(#a)"/>',
        '<linearGradient id="a" xlink:href="#b"/><linearGradient id="b" xlink:href="#a"/>',
        '<marker id="a"><path marker-end="url(#a)"/></marker><path marker-end="url(#a)"/>',
        '<clipPath id="a" clip-path="url(#a)"/><mask id="m" mask="url(#m)"/>',
    ],
)
def test_a_circle_of_references_is_opened(inner: str) -> None:
    element = root(clean_svg(inner))
    result = {each.get("id"): each for each in element.iter() if each.get("id")}

    def follow(element: etree._Element, texts: tuple[str, ...]) -> None:
        for each in element.iter():
            for value in each.attrib.values():
                for name in result:
                    if str(value) in (f"#{name}", f"url(#{name})"):
                        assert name not in texts
                        follow(result[name], (*texts, str(name)))

    for name, element in result.items():
        follow(element, (str(name),))


def test_depth_and_number_have_bounds() -> None:
    with pytest.raises(Unreadable):
        clean_svg("<g>" * 200 + "</g>" * 200)
    with pytest.raises(Unreadable):
        clean_svg("<g/>" * 1_600_000)


def test_numbers_beyond_any_page_are_left_out() -> None:
    rect = first('<rect x="1e300" y="2" width="99999999999999" fill="#1e10ff"/>', "rect")
    assert dict(rect.attrib) == {"y": "2", "fill": "#1e10ff"}


def test_ids_are_names_of_xml_stand_once_and_are_named_by_something() -> None:
    element = root(
        clean_svg(
            '<g id="a b:1"><rect id="unused"/></g><g id="twice"/><g id="twice"/>'
            '<use xlink:href="#a b:1"/><use xlink:href="#twice"/><rect stroke="url(#twice)"/>'
        )
    )
    ids = [each.get("id") for each in element.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 2
    assert all(etree.QName(str(each)).localname == each for each in ids)
    assert [use.get(HREF) for use in element.iter(f"{SVG}use")] == [f"#{each}" for each in ids]
