"""The line of sources at the foot of a slide."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.editions.deck_sources import SourceLines
from pipeline.editions.source_labels import labels
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.facts import Ledger
from pipeline.model.faults import CLASS
from pipeline.model.walk import text_of, walk
from pipeline.resolve import resolve
from tests.canvas import CANVAS


def test_a_key_that_no_reference_has_is_marked_in_the_line() -> None:
    lines = SourceLines({"ant": (n.Str("Ant"), n.Space(), n.Str("2001"))}, Ledger(), "en", CANVAS)
    line = lines.of((n.Para((n.Cite((n.Citation("ant"), n.Citation("tree")), (n.Str("x"),)),)),))
    assert text_of(line) == "Sources: Ant 2001; tree?"
    assert [node.url for node in walk(line) if isinstance(node, n.Link)] == ["#ref-ant"]
    assert any(isinstance(node, n.Span) and CLASS in node.attr.classes for node in walk(line))


@pytest.mark.parametrize(
    ("issue", "lang", "label"),
    [
        ("{date-parts: [[-44]]}", "en", "Ant 44 BC"),
        ("{date-parts: [[-44]]}", "fr", "Ant 44av. J.-C."),  # as pandoc sets it
        ("{date-parts: [[98]]}", "en", "Ant 98 AD"),
        ("{date-parts: [[1640]], circa: true}", "en", "Ant [1640?]"),
        ("{date-parts: [[2010], [2012]]}", "en", "Ant 2010–2012"),
        ("{date-parts: [[2015, 3, 4]]}", "en", "Ant 2015"),
        ("{literal: forthcoming}", "en", "Ant forthcoming"),
    ],
)
def test_a_source_has_the_date_that_the_text_gives_it(
    tmp_path: Path, issue: str, lang: str, label: str
) -> None:
    entry = f"{{id: a, type: book, title: T, author: [{{family: Ant}}], issued: {issue}}}"
    assert labels_of(tmp_path, f"lang: {lang}\nreferences:\n- {entry}", "As said [@a, p. 7].")["a"] == label


def test_the_letters_behind_a_year_are_kept_however_many(tmp_path: Path) -> None:
    entries = "".join(
        f"- {{id: k{number}, type: book, title: T{number:02}, author: [{{family: Ant}}], "
        "issued: {date-parts: [[2020]]}}\n"
        for number in range(30)
    )
    citations = " ".join(f"[@k{number}]" for number in range(30))
    names = labels_of(tmp_path, f"references:\n{entries}", f"As said {citations}.")
    assert names["k0"] == "Ant 2020a"
    assert names["k29"] == "Ant 2020ad"


def labels_of(folder: Path, front: str, text: str) -> dict[str, str]:
    """Return the label of each source of a paper."""
    path = folder / "paper.md"
    path.write_text(f"---\ntitle: T\n{front}\n---\n\n# One\n\n{text}\n", "utf-8")
    document, _ = resolve(load(locate(str(path), folder)).manuscript)
    return {key: text_of(label) for key, label in labels(document).items()}
