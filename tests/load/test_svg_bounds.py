"""An SVG that is small as a file and endless as a picture is refused early, or drawn with less."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from pipeline import resvg
from pipeline.load.raster import MAX_PIXELS, Unreadable
from pipeline.load.svg import MAX_LETTERS, MAX_TEXTS, Vector, clean
from pipeline.load.svg_text import MAX_ATTRIBUTES
from pipeline.load.svg_weight import MAX_LAYERS

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean_svg(inner: str) -> Vector:
    return clean(f'<svg {NS} viewBox="0 0 10 10">{inner}</svg>'.encode())


def use(name: str) -> str:
    return f"<use href='#{name}'/>"


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "koi8-r",
    "cp1251",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_decoded_before_anything_is_looked_at(encoding: str) -> None:
    name = {"utf-8-sig": "utf-8", "cp1251": "windows-1251"}.get(encoding, encoding.removesuffix("-le"))
    head = f'<?xml version="1.0" encoding="{name}"?><?xml-stylesheet href="http://127.0.0.1/x"?>'
    text = f'{head}<!DOCTYPE svg><svg {NS}><script>a()</script><text onclick="b()">Ж</text></svg>'
    vector = clean(text.encode(encoding))
    assert vector.words == "Ж"
    for word in (b"script", b"onclick", b"DOCTYPE", b"127.0.0.1"):
        assert word not in vector.data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<?xml version="1.0" encoding="UTF-7"?><svg>+ADw-script+AD4-</svg>', "UTF-7"),
        ('<?xml version="1.0" encoding="cp037"?><svg/>'.encode("cp037"), "not in UTF-8"),
        (b'<?xml version="1.0" encoding="idna"?><svg/>', "idna"),
        (b'<?xml version="1.0" encoding="zip"?><svg/>', "zip"),
        (b'<?xml version="1.0" encoding="utf-16"?><svg/>', "utf-16"),
        (b'<?xml version="1.0"?><svg>\xff\xfe</svg>', "not in UTF-8"),
        (b"\xff\xfe<\0s\0v", "not in UTF-16-LE"),
    ],
)
def test_what_two_programs_could_read_otherwise_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        clean(data)


def test_characters_that_no_edition_can_hold_are_gone() -> None:
    vector = clean_svg("<text>a&#x202e;b\u202ec&#xFDD0;d\x1be&#x85;</text><g id='x&#x2066;'/>")
    assert vector.words == "abcde"
    assert "\u2066" not in vector.data.decode()


def test_an_element_of_many_attributes_is_refused_wherever_a_bracket_stands() -> None:
    many = " ".join(f'a{n}="1"' for n in range(MAX_ATTRIBUTES + 1))
    for start in ("<rect", '<rect title=">"'):
        with pytest.raises(Unreadable, match="attributes"):
            clean_svg(f"{start} {many}/>")
    assert clean_svg("<rect/>" * (MAX_ATTRIBUTES + 1)).element_count > MAX_ATTRIBUTES


# What takes a time that grows with the square of its length where it is read carelessly.
LONG = {
    "dots": f"<polygon points='{'.' * 400_000}'/>",
    "signs": f"<path d='{'-' * 400_000}'/>",
    "digits": f"<path d='{'1' * 11} {'1.' * 200_000}'/>",
    "brackets": f"<rect fill='{'rgb(' * 100_000}'/>",
    "backslashes": f"<rect style='{chr(92) * 200_000}'/>",
    "classes": f"<style>{'.a{fill:red}' * 10_000}</style>" + f"<rect class='{'a ' * 500}'/>" * 500,
    "selectors": f"<style>{','.join(['g g g g rect'] * 10_000)}{{fill:red}}</style>" + "<g>" * 50
    + "<rect/>" * 500 + "</g>" * 50,
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_long_values_are_read_to_their_end(name: str) -> None:
    # With the square of the length, this would end the day after.
    assert clean_svg(LONG[name]).removals == ()


def test_what_d3_writes_is_no_number_beyond_any_page() -> None:
    assert b'd="M0.30000000000000004 1"' in clean_svg('<path d="M0.30000000000000004 1"/>').data
    assert b"d=" not in clean_svg('<path d="M123456789012 1"/>').data


def test_what_is_inherited_by_what_is_used_counts_each_time() -> None:
    mark = f"<marker id='m'>{'<rect/>' * 50}</marker><path id='p' d='M0 0{'h1' * 500}'/>"
    with pytest.raises(Unreadable, match="draws more"):
        clean_svg(f"<defs>{mark}</defs><g marker-mid='url(#m)'>{use('p') * 50}</g>")
    tile = f"<pattern id='p'>{'<rect/>' * 50}</pattern><g id='g'>{'<rect/>' * 200}</g>"
    with pytest.raises(Unreadable, match="draws more"):
        clean_svg(f"<defs>{tile}</defs><g fill='url(#p)'>{use('g') * 90}</g>")


LAYERS = {
    "blur": ("<filter id='f'>" + "<feGaussianBlur/>" * 30 + "</filter>", "<g filter='url(#f)'/>", 31),
    "merge": ("<filter id='f'><feMerge>" + "<feMergeNode/>" * 29 + "</feMerge></filter>",
              "<use xlink:href='#g'/><g id='g' filter='url(#f)'/>", 62),
    "dilation": ("<filter id='f'><feMorphology radius='150'/></filter>", "<g filter='url(#f)'/>", 32),
    "kernel": ("<filter id='f'><feConvolveMatrix order='12 10'/></filter>", "<g filter='url(#f)'/>", 32),
    "mask": ("<mask id='m'><g opacity='.3'><rect/></g></mask>", "<g mask='url(#m)'/>" * 10, 20),
    "blending": ("", "<g style='mix-blend-mode: multiply'/>" * 7, 7),
    "pattern": ("<pattern id='p'>" + "<g opacity='.5'><rect/></g>" * 5 + "</pattern>",
                "<rect fill='url(#p)'/>", 5),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
def test_what_works_on_the_whole_picture_counts_each_time(name: str) -> None:
    parts, text, each = LAYERS[name]
    own = clean_svg(f"<defs>{parts}</defs>").layers
    assert clean_svg(f"<defs>{parts}</defs>{text}").layers - own == each
    with pytest.raises(Unreadable, match="filters and masks"):
        clean_svg(f"<defs>{parts}</defs>{text * (MAX_LAYERS // each + 1)}")


def test_a_picture_of_many_layers_is_drawn_with_fewer_pixels() -> None:
    vector = clean_svg("<g style='mix-blend-mode: multiply'><rect width='9' height='9'/></g>" * 1_000)
    data = resvg.rasterize(vector.data, vector.width, vector.height, layers=vector.layers)
    with Image.open(io.BytesIO(data)) as image:
        assert 300 < image.width < 500
    plain = clean_svg("<rect width='9' height='9'/>")
    with Image.open(io.BytesIO(resvg.rasterize(plain.data, 10, 10, layers=plain.layers))) as image:
        assert image.width == 2_000


@pytest.mark.parametrize(
    "inner",
    [
        f"<text>{'a' * (MAX_LETTERS + 1)}</text>",
        f"<text>{'<tspan>a</tspan>' * MAX_TEXTS}</text>",
        f"<text>e{chr(0x301) * MAX_LETTERS}</text>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>"
        + "w " * MAX_LETTERS
        + "</p></foreignObject>",
    ],
)
def test_more_words_than_a_picture_has_are_refused(inner: str) -> None:
    with pytest.raises(Unreadable, match="letters"):
        clean_svg(inner)


def embed(width: int, shade: int) -> str:
    buffer = io.BytesIO()
    Image.new("L", (width, width), shade).save(buffer, "PNG")
    return f'<image href="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"/>'


def test_pictures_in_an_svg_have_one_bound_together_and_the_same_one_counts_once() -> None:
    side = int((MAX_PIXELS / 4) ** 0.5)
    assert clean_svg(embed(side, 1) * 30).missing_count == 0
    assert clean_svg("".join(embed(side, shade) for shade in range(6))).missing_count == 2


def test_layers_of_an_svg_in_it_count() -> None:
    inner = f"<svg {NS}>" + "<g opacity='.5'><rect/></g>" * 9 + "</svg>"
    data = base64.b64encode(inner.encode()).decode()
    assert clean_svg(f'<image href="data:image/svg+xml;base64,{data}"/>').layers == 10
