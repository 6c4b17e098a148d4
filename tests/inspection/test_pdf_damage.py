"""What a reader of a PDF cannot see, read or follow: glyphs that are no letters or hidden, dead links."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from tests.formats.tagged_text import read_marked_content
from tests.inspection.pdf_samples import (
    Change,
    change_pdf,
    operator,
    own_passages,
    print_pdf,
    read,
    text_number,
    with_operators,
)

MARKDOWN = "Granted in 1955: [far](https://example.org/x), [near](#below).\n\n## Below {#below}\n\nWords.\n"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return print_pdf(MARKDOWN)


def content_of(data: bytes, words: str) -> int:
    """Return the number of the marked content that begins with words, read another way."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = read_marked_content(pdf.pages[0]).texts
    return next(number for number, text in texts.items() if text.startswith(words))


def around(data: bytes, words: str, before: list[Any], after: list[Any]) -> Change:
    """Return a change that puts operators around the text of some words."""
    number = content_of(data, words)

    def change(instructions: list[Any]) -> list[Any]:
        index = text_number(instructions, number)
        return [*instructions[:index], *before, instructions[index], *after, *instructions[index + 1 :]]

    return with_operators(change)


def flaws(data: bytes) -> list[tuple[str, str, int]]:
    return [(each.code, each.text, each.spot) for each in read(data).flaws]


def test_the_undamaged_file_has_no_flaw(whole: bytes) -> None:
    assert flaws(whole) == []


def test_a_glyph_behind_a_spelling_is_read(whole: bytes) -> None:
    number = content_of(whole, "Granted")

    def spell(instructions: list[Any]) -> list[Any]:
        for each in instructions:
            if str(each.operator) == "BDC" and each.operands[1].get("/MCID") == number:
                each.operands[1].ActualText = pikepdf.String("Granted in 1954: ")
        return instructions

    passages = own_passages(read(change_pdf(whole, with_operators(spell))))
    assert passages[0].text == "Granted in 1955: far, near."


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ([operator("Tr", 3)], [operator("Tr", 0)], "it is written but not drawn"),
        ([operator("Tm", 1, 0, 0, -1, -900, 300)], [], "it is drawn outside the page"),
        ([operator("Tm", 1, 0, 0, -1, 3000, 300)], [], "it is drawn outside the page"),
        ([operator("Tm", 0.01, 0, 0, -0.01, 100, 300)], [], "it is too small to be seen"),
    ],
)
def test_words_that_nobody_sees(
    whole: bytes, before: list[Any], after: list[Any], reason: str | None
) -> None:
    data = change_pdf(whole, around(whole, "Granted", before, after))
    words_read = [(each.text, each.reason) for each in read(data).flaws]
    assert words_read == [("Granted in 1955:", reason)]


def test_words_that_are_cut_off(whole: bytes) -> None:
    number = content_of(whole, "Granted")

    def change(instructions: list[Any]) -> list[Any]:
        index = text_number(instructions, number)
        start = max(i for i in range(index) if str(instructions[i].operator) == "BT")
        end = min(i for i in range(index, len(instructions)) if str(instructions[i].operator) == "ET")
        clip = [operator("q"), operator("re", 0, 0, 5, 5), operator("W"), operator("n")]
        return [
            *instructions[:start],
            *clip,
            *instructions[start : end + 1],
            operator("Q"),
            *instructions[end + 1 :],
        ]

    assert [each.reason for each in read(change_pdf(whole, with_operators(change))).flaws] == [
        "it is cut off"
    ]


def test_signs_without_letters(whole: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            if "/ToUnicode" in font and "Dossier-Text" in str(font.BaseFont):
                del font["/ToUnicode"]

    inspection = read(change_pdf(whole, change))
    assert "glyph-unreadable" in {each.code for each in inspection.flaws}
    assert [each.name for each in inspection.fonts if not each.is_readable] == [
        "Dossier-Text-Semi-Bold",
        "Dossier-Text",
    ]


def test_a_link_without_its_target(whole: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        names = pdf.Root.Names.Dests.Names
        place = next(index for index in range(0, len(names), 2) if str(names[index]) == "below")
        del names[place + 1]
        del names[place]

    inspection = read(change_pdf(whole, change))
    assert [(each.code, each.text, each.reason) for each in inspection.flaws if each.text == "near"] == [
        ("link-dead", "near", "its target #below is not there")
    ]
    assert "below" not in inspection.anchors


def test_a_changed_glyph_changes_the_words(whole: bytes) -> None:
    number = content_of(whole, "Granted")

    def change(instructions: list[Any]) -> list[Any]:
        index = text_number(instructions, number)
        array = instructions[index].operands[0]
        glyphs = [i for i, each in enumerate(array) if isinstance(each, pikepdf.String)]
        array[glyphs[0]], array[glyphs[1]] = bytes(array[glyphs[1]]), bytes(array[glyphs[0]])
        return instructions

    (first, *_) = own_passages(read(change_pdf(whole, with_operators(change))))
    assert first.text == "rGanted in 1955: far, near."


def test_words_without_a_place_in_the_structure_are_read_last(whole: bytes) -> None:
    number = content_of(whole, "Words.")

    def change(instructions: list[Any]) -> list[Any]:
        for each in instructions:
            if str(each.operator) == "BDC" and each.operands[1].get("/MCID") == number:
                del each.operands[1]["/MCID"]
        return instructions

    passages = read(change_pdf(whole, with_operators(change))).passages
    assert [each.text for each in passages if each.kind != "frame"][-1] == "Words."
