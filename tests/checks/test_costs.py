"""Costs: four times as much of anything takes the checks four times as long, not sixteen times."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.checks.names import Use, alike
from pipeline.checks.registry import run
from pipeline.checks.suggestion import FEW, Names
from pipeline.discourse import sentences
from pipeline.discourse.sentences import Sentence, spans_of
from pipeline.editions import EDITIONS
from pipeline.load.article import load, locate
from pipeline.model.stages import Manuscript
from tests.proving import some

pytestmark = pytest.mark.slow  # begun first

# Between four, which is linear, and sixteen, the square: processors that others use measure unevenly.
FOUR_TIMES = 11
ENTRY = (
    "- {{id: h{0}, kind: office-holder, subject: Envoy, value: {{holder: Ann B{0}}}, as-of: 2026-01-01}}\n"
)


def manuscript(folder: Path, text: str, ledger: str = "facts: []\n") -> Manuscript:
    folder.mkdir()
    (folder / "article.md").write_text(f"---\ntitle: T\ndate: 2026-01-01\n---\n\n# One\n\n{text}\n")
    (folder / "facts.yaml").write_text(ledger)
    return load(locate(str(folder), folder)).manuscript


def seconds(job: Callable[[], object]) -> float:
    """Return the time of the processor that a job takes at best."""
    times = []
    for _ in range(3):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


TEXTS: list[tuple[int, Callable[[int], str]]] = [
    (150, lambda n: "1 May 1990 " * n),
    (150, lambda n: " ".join(f"in {1000 + each}," for each in range(n))),
    (150, lambda n: " ".join(f"{each} ships," for each in range(n))),
    (150, lambda n: " ".join(f"{each} per cent," for each in range(n))),
    (150, lambda n: " ".join(f"${each} million," for each in range(n))),
    (150, lambda n: " ".join(f"On {1 + each % 28} May {1900 + each % 100} it met." for each in range(n))),
    (2000, lambda n: "A. " * n),
    (500, lambda n: "The court ruled (see below. " * n),
    (150, lambda n: "The envoy was accused of fraud. Many say so. " * n),
    (150, lambda n: "“This is so,” he said. " * n),
    (150, lambda n: " ".join(f"They met Karamazov{chr(97 + each % 26)}{each}x." for each in range(n))),
    (150, lambda n: "\n\n".join(f"In {1900 + each % 100} it met.[^{each}]" for each in range(n))),
]


@pytest.mark.parametrize(("number", "text"), some(TEXTS, 6))
def test_sentences_of_any_length_and_number(tmp_path: Path, number: int, text: Callable[[int], str]) -> None:
    few, many = (manuscript(tmp_path / str(times), text(number * times)) for times in (1, 4))
    run(few, EDITIONS)
    assert seconds(lambda: run(many, EDITIONS)) < FOUR_TIMES * seconds(lambda: run(few, EDITIONS)) + 0.05


def test_holders_of_one_office_are_compared_with_their_neighbours(tmp_path: Path) -> None:
    """All pairs would be 1,999,000 findings."""
    ledger = "facts:\n" + "".join(ENTRY.format(each) for each in range(2_000))
    diagnostics = [
        each
        for each in run(manuscript(tmp_path / "a", "x", ledger), EDITIONS)
        if each.code == "office-two-holders"
    ]
    assert 1_999 <= len(diagnostics) <= 20 * 2_000


def test_what_has_no_end_is_read_in_pieces() -> None:
    text = "1 May 1990 " * 5_000
    spans = list(spans_of(text, "en"))
    assert max(end - start for start, end in spans) <= sentences.LONGEST
    assert "".join(text[start:end] + " " for start, end in spans) == text
    short = "One. Two. " * 3
    assert [short[start:end] for start, end in spans_of(short, "en")] == ["One.", "Two."] * 3


def test_a_word_without_an_end_is_cut() -> None:
    spans = list(spans_of("w" * 10_001, "en"))
    assert spans == [(0, 4_000), (4_000, 8_000), (8_000, 10_001)]


def test_a_paragraph_of_many_sentences_is_several(tmp_path: Path) -> None:
    result = sentences.sentences(manuscript(tmp_path / "a", "It was so. " * 1_000).blocks, "en")
    paragraph_numbers = [each.paragraph for each in result if each.kind == "prose"]
    assert len(paragraph_numbers) == 1_000
    assert max(paragraph_numbers.count(number) for number in set(paragraph_numbers)) == sentences.MOST
    assert sorted(set(paragraph_numbers)) == list(range(min(paragraph_numbers), max(paragraph_numbers) + 1))


def test_a_citation_and_a_binding_stay_with_their_sentence(tmp_path: Path) -> None:
    text = "It fell in [1990]{fact=a}. It rose [@k]. [@l] “It stood. It lay” in [1991. Then]{fact=b} it fell."
    text += "[]{fact=c}"
    result = sentences.sentences(manuscript(tmp_path / "a", text).blocks, "en")[1:]
    assert [each.text for each in result] == [
        "It fell in 1990.", "It rose.", "“It stood.", "It lay” in 1991.", "Then it fell.",
    ]  # fmt: skip
    assert [[b.fact for b in each.bindings] for each in result] == [["a"], [], [], ["b"], ["b", "c"]]
    assert [[c.key for c in each.citations] for each in result] == [[], ["k", "l"], [], [], []]
    assert [each.quotes for each in result] == [(), (), ((0, 10),), ((0, 7),), ()]


def test_names_with_one_slip_are_found_without_comparing_all() -> None:
    sentence = Sentence("", (), (), 1, "prose", (), (), ())
    none: frozenset[str] = frozenset()
    names = [f"Name{chr(97 + each % 26)}{chr(97 + each // 26 % 26)}{each}xyz" for each in range(5_000)]
    usual = ["Ranariddh", "Sihanouk", "Norodom", "Phnomh", "Cambodia"]
    names += [*usual, "Ranaridh", "Sihanuok", "Norodem"]
    uses = {name: Use(9 if name in usual else 1, none, none, sentence) for name in names}
    near = {("Ranaridh", "Ranariddh"), ("Sihanuok", "Sihanouk"), ("Norodem", "Norodom")}
    texts = set(alike(uses, "en"))
    assert near <= texts


def test_a_hint_looks_at_few_of_many_names() -> None:
    names_of_works = Names([f"smith-{each}" for each in range(20_000)] + ["kowalska-1999", "treaty-1867"])
    assert len(names_of_works._candidates("smith-1234x")) <= FEW
    assert names_of_works.hint("tretay-1867") == "did you mean `treaty-1867`?"
    assert names_of_works.hint("kowalska1999") == "did you mean `kowalska-1999`?"
    assert names_of_works.hint("smiht-12345").startswith("did you mean `smith-")
    assert names_of_works.hint("zzzz", otherwise="add it") == "add it"


def test_thousands_of_undefined_keys(tmp_path: Path) -> None:
    def text(number: int) -> str:
        return " ".join(f"As [@key-{each}] says." for each in range(number))

    def article(number: int) -> Callable[[], object]:
        folder = tmp_path / str(number)
        manuscript(folder, text(number))
        works = ", ".join(f'{{"id": "kay-{each}", "type": "book", "title": "T"}}' for each in range(number))
        (folder / "references.json").write_text(f"[{works}]")
        return lambda: check_article(locate(str(folder), folder))

    few, many = article(200), article(800)
    few()
    assert seconds(many) < FOUR_TIMES * seconds(few) + 0.05


def test_thousands_of_allowances_in_one_paragraph(tmp_path: Path) -> None:
    def article(number: int) -> Callable[[], object]:
        folder = tmp_path / str(number)
        manuscript(
            folder, "\n".join(f"<!-- allow event-undated: c{each} --> Words." for each in range(number))
        )
        return lambda: check_article(locate(str(folder), folder))

    few, many = article(200), article(800)
    few()
    assert seconds(many) < FOUR_TIMES * seconds(few) + 0.05
