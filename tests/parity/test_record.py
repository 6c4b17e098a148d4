"""Statements as JSON: read as they were written, and refused where they are something else."""

from __future__ import annotations

import pytest

from pipeline.model.inspection import Cell, Inspection, Mark, Passage
from pipeline.parity.proof import prove_again
from pipeline.parity.record import json_text, read

STATEMENT = (
    Passage("heading", "War", level=1, name="war"),
    Passage("text", "Aid came to “409 million”.", marks=(Mark("fact", 13, 24, "aid"), Mark("note", 26, 26))),
    Passage("cell", "Létter\n", cell=Cell(1, 2, 3)),
)


def inspection(*passages: Passage) -> Inspection:
    return Inspection("pdf", "War", "en", "page", 1, passages)


def test_what_is_written_is_read() -> None:
    text = json_text({"b.pdf": STATEMENT, "a.epub": ()})
    assert read(text) == {"a.epub": (), "b.pdf": STATEMENT}
    assert text == json_text({"a.epub": (), "b.pdf": STATEMENT})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version":2,"files":{}}',
        '{"version":1,"files":{"a":[{"kind":"poem","text":"x"}]}}',
        '{"version":1,"files":{"a":[{"kind":"text"}]}}',
        '{"version":1,"files":{"a":[{"kind":"text","text":"x","more":1}]}}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"statements"):
        read(text)


def test_a_file_is_compared_with_its_statement() -> None:
    head = Passage("text", "Dossier desk")
    assert prove_again("b.pdf", STATEMENT, inspection(head, *STATEMENT)).differences == ()
    other = Passage("text", "Aid came to “499 million”.", 4, marks=STATEMENT[1].marks)
    [difference] = prove_again("b.pdf", STATEMENT, inspection(STATEMENT[0], other, STATEMENT[2])).differences
    assert (difference.code, difference.spot) == ("fact-altered", 4)
    proof = prove_again("b.pdf", STATEMENT, inspection(*STATEMENT, Passage("text", "And more.")))
    assert [each.code for each in proof.differences] == ["text-extra"]
