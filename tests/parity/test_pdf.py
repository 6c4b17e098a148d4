"""PDFs against their editions: nothing differs in what is whole, and what is damaged is named."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from pipeline import pandoc
from pipeline.formats.pdf import PDF
from pipeline.inspection import inspect
from pipeline.model.front_matter import Author
from pipeline.model.stages import Edition
from pipeline.parity.proof import Proof, prove
from tests.formats.pdf_setting import SETTING, edition
from tests.inspection.pdf_samples import change_pdf, text_number, with_operators
from tests.inspection.test_pdf_damage import content_of

MARKDOWN = """# Aid

Granted in 1955: $a^2$ million, says [a page](https://example.org/x).[^1]

| Year | Sum |
|------|-----|
| 1955 | 409 |

: Sums.

[^1]: A note on it.

## Later

The end.

## Once more

## Again
"""


@pytest.fixture(scope="module")
def whole() -> tuple[Edition, bytes]:
    blocks = pandoc.read(MARKDOWN).blocks
    plain = edition(*blocks)
    authors = (Author(name="A. Writer", affiliation="Institute"), Author(name="B. Writer & C."))
    front = plain.front.model_copy(
        update={"kicker": "A series", "subtitle": "And its subtitle", "authors": authors}
    )
    own = Edition("briefing", plain.slug, front, plain.source, blocks, {}, {})
    return own, PDF.render(own, SETTING).data


def proof(own: Edition, data: bytes) -> Proof:
    return prove(own, "briefing.pdf", inspect("briefing.pdf", data))


def test_a_whole_file_has_no_difference(whole: tuple[Edition, bytes]) -> None:
    result = proof(*whole)
    assert [each.message for each in result.differences] == []
    assert result.counts["cells"].total == 4
    assert (result.counts["formulas"].same, result.counts["notes"].same) == (1, 1)
    assert result.counts["headings"].total == 5


@pytest.mark.parametrize(
    "words", ["A SERIES", "And its", "By A. Writer", "Institute", "Granted", "409", "The end"]
)
def test_words_that_are_not_drawn_are_missed(whole: tuple[Edition, bytes], words: str) -> None:
    own, data = whole
    number = content_of(data, words)

    def drop(instructions: list[Any]) -> list[Any]:
        index = text_number(instructions, number)
        return [*instructions[:index], *instructions[index + 1 :]]

    damage = proof(own, change_pdf(data, with_operators(drop)))
    assert {each.code for each in damage.differences} == {
        "table-cell-lost" if words == "409" else "text-lost"
    }
    assert any(words.split()[-1].casefold() in each.message.casefold() for each in damage.differences)


def test_words_of_a_formula_and_a_level_are_missed(whole: tuple[Edition, bytes]) -> None:
    own, data = whole

    def damage(pdf: pikepdf.Pdf) -> None:
        elements = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]
        next(each for each in elements if each.S == "/Formula").Alt = pikepdf.String("b squared")
        next(each for each in elements if each.S == "/H3").S = pikepdf.Name("/P")

    messages = [each.message for each in proof(own, change_pdf(data, damage)).differences]
    assert any("squared" in each for each in messages)
    assert any(each.endswith("” is no heading") for each in messages)
