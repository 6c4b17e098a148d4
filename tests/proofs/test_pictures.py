"""Pictures of facts: cut where their words stand, by what stands before them."""

from __future__ import annotations

from pipeline.parity.proof import FactReading
from pipeline.pdfium.pages import Word
from pipeline.proofs.pictures import boxes

TEXT = "aid of 83 million in 1963 and later of 83 million again"
PAGE = [
    Word(text, 0.1 + 0.1 * (number % 8), 0.1 + 0.02 * (number // 8), 0.08, 0.012)
    for number, text in enumerate(TEXT.split())
]


def test_a_fact_is_where_its_words_are() -> None:
    facts = [
        (0, FactReading("one", "83 million", 1, before="Aid of ")),
        (1, FactReading("two", "83 million", 1, before="and later of ")),
        (2, FactReading("three", "84 million", 1)),
    ]
    result = dict(boxes(facts, PAGE))
    assert set(result) == {0, 1}
    first, second = result[0], result[1]
    assert (round(first[1], 3), round(second[1], 3)) == (0.094, 0.114)
    assert first[0] < 0.3 < 0.48 < first[2]


def test_a_context_that_is_not_on_the_page_is_shortened() -> None:
    [(_, box)] = boxes([(0, FactReading("one", "1963", 1, before="nd million in "))], PAGE)
    assert box[0] < 0.6 < 0.68 < box[2]
