"""Every element of MathML Core, and those that pandoc writes beside it, are said or refused aloud."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline import languages
from pipeline.maths.speech import Unspeakable, Voice
from pipeline.maths.tree import read

X, Y, Z = "<mi>x</mi>", "<mi>y</mi>", "<mi>z</mi>"
WORDS_BY_ELEMENT = {
    "math": (X, "x"),
    "mrow": (f"<mrow>{X}<mo>+</mo>{Y}</mrow>", "x plus y"),
    "mstyle": (f"<mstyle>{X}{Y}</mstyle>", "x y"),
    "mpadded": (f"<mpadded>{X}{Y}</mpadded>", "x y"),
    "mphantom": (f"<mphantom>{X}</mphantom>{Y}", "y"),
    "mspace": (f"{X}<mspace width='1em'/>{Y}", "x y"),
    "mi": ("<mi>θ</mi>", "theta"),
    "mn": ("<mn>3.5</mn>", "3.5"),
    "mo": ("<mo>≤</mo>", "is less than or equal to"),
    "mtext": ("<mtext> if  so </mtext>", "if so"),
    "ms": ("<ms>text</ms>", "text"),
    "mfrac": (f"<mfrac>{X}{Y}</mfrac>", "x over y"),
    "mfrac of no line": (f"<mfrac linethickness='0'>{X}{Y}</mfrac>", "x stacked on y"),
    "msqrt": (f"<msqrt>{X}{Y}</msqrt>", "the square root of x y end root"),
    "mroot": (f"<mroot>{X}{Y}</mroot>", "the root of index y of x"),
    "msub": (f"<msub>{X}{Y}</msub>", "x sub y"),
    "msup": (f"<msup>{X}{Y}</msup>", "x to the power y"),
    "msubsup": (f"<msubsup>{X}{Y}{Z}</msubsup>", "x sub y to the power z"),
    "munder": (f"<munder>{X}{Y}</munder>", "x with y below"),
    "mover": (f"<mover>{X}{Y}</mover>", "x with y above"),
    "munderover": (f"<munderover>{X}{Y}{Z}</munderover>", "x with y below with z above"),
    "mmultiscripts": (
        f"<mmultiscripts>{X}{Y}<none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
        "subscript 6 superscript 14 x sub y",
    ),
    "mtable": (
        f"<mtable><mtr><mtd>{X}</mtd><mtd>{Y}</mtd></mtr><mtr><mtd>{Z}</mtd><mtd/></mtr></mtable>",
        "the 2 by 2 matrix: row 1: x, y; row 2: z, blank; end matrix",
    ),
    "mtable of one column": (
        f"<mtable><mtr><mtd>{X}</mtd></mtr><mtr><mtd>{Y}</mtd></mtr></mtable>",
        "2 lines: line 1: x; line 2: y",
    ),
    "semantics": (f"<semantics>{X}<annotation>x</annotation><annotation-xml/></semantics>", "x"),
    "maction": (f"<maction actiontype='toggle'>{X}{Y}</maction>", "x"),
    "menclose": (f"<menclose notation='updiagonalstrike'>{X}</menclose>", "crossed out x"),
}
CORE = [
    "annotation", "annotation-xml", "maction", "math", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo",
    "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics",
]  # fmt: skip


def say(inner: str, lang: str = "en") -> str:
    """Return what is said for the inside of a `math` element."""
    element = etree.fromstring(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>')
    return Voice(languages.part(lang, "formulas")).say(read(element))


@pytest.mark.parametrize(("inner", "words"), WORDS_BY_ELEMENT.values(), ids=WORDS_BY_ELEMENT)
def test_an_element_is_said(inner: str, words: str) -> None:
    assert say(inner) == words
    assert say(inner, "fr")


def test_all_of_mathml_core_is_tried() -> None:
    examples = "".join(f"<math>{inner}" for inner, _ in WORDS_BY_ELEMENT.values())
    assert [name for name in CORE if f"<{name}" not in examples] == ["merror"]


@pytest.mark.parametrize(
    "inner", ["<merror><mi>x</mi></merror>", "<apply/>", "<mi>⋉</mi>", "<mo>≋</mo>", "<mi>a\\b</mi>"]
)
def test_what_has_no_words_is_refused(inner: str) -> None:
    with pytest.raises(Unspeakable):
        say(f"<mi>x</mi>{inner}")


def test_an_alphabet_is_told() -> None:
    assert say("<mi>𝑬</mi><mi>ℒ</mi><mi>𝔤</mi><mi>𝕜</mi>") == (
        "bold cap E script cap L fraktur g double-struck k"
    )
