"""Answers of pandoc from a cache: what decides them, and what is not kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline import disk, pandoc, process
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError

WORKS = [{"id": "a", "type": "book", "title": "A book"}]
CITE = n.Pandoc(n.MetaMap(), (n.Para((n.Cite((n.Citation("a"),), (n.Str("[@a]"),)),)),))


class Shelf:
    """A cache in memory, and the number of answers that were not in it."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str | bytes, ...], bytes] = {}
        self.misses = 0

    def keep(self, kind: str, parts: Sequence[str | bytes], make: Callable[[], bytes]) -> bytes:
        key = (kind, *parts)
        if key not in self.answers:
            self.misses += 1
            self.answers[key] = make()
        return self.answers[key]


def labels(works: list[dict[str, str]]) -> n.Blocks:
    return pandoc.cite(CITE, works, "")[0].blocks


def test_an_answer_is_asked_for_once_and_is_the_same() -> None:
    shelf, other = Shelf(), [{**WORKS[0], "title": "Another book"}]
    plain = labels(WORKS)
    with pandoc.keep_answers(shelf.keep):
        assert labels(WORKS) == labels(WORKS) == plain
        assert shelf.misses == 1
        assert labels(other) != plain
        assert pandoc.read("Words.") == pandoc.read("Words.")
        assert pandoc.read("Words.", "html") != pandoc.read("Words, *more*.")
        assert shelf.misses == 5
    assert labels(WORKS) == plain
    assert shelf.misses == 5


def test_warnings_are_kept_with_an_answer() -> None:
    shelf = Shelf()
    with pandoc.keep_answers(shelf.keep):
        (first,), (second,) = (pandoc.cite(CITE, [], "")[1] for _ in range(2))
    assert shelf.misses == 1
    assert first == second
    assert "not found" in first.message


def test_a_failure_is_not_kept() -> None:
    shelf = Shelf()
    with pandoc.keep_answers(shelf.keep):
        for _ in range(2):
            with pytest.raises(DossierError):
                pandoc.bibliography(b"{", "csljson")
    assert not shelf.answers
    assert shelf.misses == 2


def test_whole_pages_are_not_kept() -> None:
    shelf = Shelf()
    with pandoc.keep_answers(shelf.keep):
        pandoc.html((n.Para((n.Str("Words"),)),))
    assert not shelf.misses


def test_the_program_is_in_the_record_and_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    with pandoc.keep_answers(shelf.keep):
        pandoc.read("Words.")
        with disk.record() as answers:
            pandoc.read("Words.")
        assert [question for question in answers if question[0] == "program"]
        monkeypatch.setattr(disk, "ask_again", lambda question: "another program")
        pandoc.read("Words.")
    assert shelf.misses == 2
    assert process.find(pandoc.program())
