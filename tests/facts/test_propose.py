"""Proposing: what was bound by hand is found again, nothing but brackets is written, a second run is idle."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.facts import markup
from pipeline.facts.filling import filler
from pipeline.facts.ledger_edit import accept, add
from pipeline.facts.propose import Proposal, propose
from pipeline.load import ledger
from pipeline.load.reach import Reach
from pipeline.load.text import read_text
from pipeline.model.facts import Count, Event, Ledger, Money, OfficeHolder, Percent
from pipeline.model.source import SourceText
from tests.facts.agreement import agreement

ARTICLE = Path(__file__).parents[2] / "source" / "cambodia-us-relations"
LEAST = 0.85


def proposal(text: str, result: Ledger | None = None) -> Proposal:
    return propose(SourceText("article.md", text), result or Ledger())


@pytest.fixture(scope="module")
def hand() -> SourceText:
    return read_text(ARTICLE / "article.md", Reach.of(ARTICLE))[0]


@pytest.fixture(scope="module")
def hand_proposal(hand: SourceText) -> Proposal:
    return proposal(markup.strip(hand.text))


def test_what_was_bound_by_hand_is_found(hand: SourceText, hand_proposal: Proposal) -> None:
    facts = ledger.read(ARTICLE, Reach.of(ARTICLE)).ledger
    result = agreement(hand.text, facts, hand_proposal.text, Ledger(facts=hand_proposal.facts))
    assert result.recall >= LEAST, "\n".join(result.misses)


def test_proposing_accepting_and_stripping_gives_back_the_prose(hand: SourceText, tmp_path: Path) -> None:
    prose = markup.strip(hand.text, filler(ledger.read(ARTICLE, Reach.of(ARTICLE)).ledger, hand))
    assert "fact=" not in prose
    result = proposal(prose)
    (tmp_path / "facts.yaml").write_text(add("", result.facts), "utf-8")
    text, texts = accept(SourceText("facts.yaml", add("", result.facts)), None)
    assert len(texts) == len(result.facts) > 150
    (tmp_path / "facts.yaml").write_text(text, "utf-8")
    parsed_ledger = ledger.read(tmp_path, Reach.of(tmp_path))
    assert parsed_ledger.diagnostics == ()
    assert {fact.status for fact in parsed_ledger.ledger.facts} == {"confirmed"}
    assert markup.strip(result.text) == prose


def test_a_second_run_finds_nothing(hand_proposal: Proposal) -> None:
    again = proposal(hand_proposal.text, Ledger(facts=hand_proposal.facts))
    assert (again.text, again.facts, again.bound_count) == (hand_proposal.text, (), 0)


def test_the_same_prose_gives_the_same_ledger(hand: SourceText, hand_proposal: Proposal) -> None:
    assert proposal(markup.strip(hand.text)) == hand_proposal


def test_the_facts_of_the_ledger_are_taken_before_new_ones(hand: SourceText) -> None:
    facts = ledger.read(ARTICLE, Reach.of(ARTICLE)).ledger
    result = proposal(markup.strip(hand.text), facts)
    assert result.reused_count > result.bound_count // 2
    assert not {fact.id for fact in result.facts} & {fact.id for fact in facts.facts}


HEAD = "---\ntitle: T\nlang: en\n---\n\n"
SAME = [
    pytest.param("`in 1993` it was", id="code"),
    pytest.param("```\nin 1993 and 5 million people\n```", id="fenced code"),
    pytest.param("# The war of 1993", id="heading"),
    pytest.param("See [the report of 1993](https://x.example/1993).", id="link"),
    pytest.param("So it is [@smith-1993, p. 12].", id="citation"),
    pytest.param("$x = 1993$ holds", id="formula"),
    pytest.param("<https://x.example/1993>", id="address"),
    pytest.param("It ended [in 1993]{fact=end}.", id="binding"),
    pytest.param("+------+------+\n| 1993 | 12%  |\n+------+------+", id="grid table"),
    pytest.param("Year   Share\n-----  -----\n1993   12%\n", id="simple table"),
    pytest.param("<!-- since 1993 -->", id="comment"),
]


@pytest.mark.parametrize("body", SAME)
def test_what_is_no_prose_stays_as_it_is(body: str) -> None:
    assert proposal(f"{HEAD}{body}\n").text == f"{HEAD}{body}\n"


BINDINGS = {
    "The treaty was signed on 30 March 1867 in Washington.": "signed on [30 March 1867]{fact=",
    "Exports fell to \\$4.4 million in 2025.": "to [\\$4.4 million]{fact=",
    "| Year | Aid |\n|---|---|\n| 1993 | $5 million |": "| [$5 million]{fact=",
    "It was so.^[It was announced on 3 May 1992.]": "on [3 May 1992]{fact=",
    "The road, opened in\nMay 1992, is long.": "[May 1992]{fact=",
    "The fighting of 5--6 July 1997 ended it.": "[5--6 July 1997]{fact=",
}


@pytest.mark.parametrize("body", BINDINGS)
def test_prose_is_bound_where_it_stands(body: str) -> None:
    result = proposal(f"{HEAD}{body}\n")
    assert BINDINGS[body] in result.text
    assert markup.strip(result.text) == f"{HEAD}{body}\n"


def test_an_amount_has_currency_scale_date_and_source() -> None:
    result = proposal(f"{HEAD}In 2023 the state gave about $1.2 million in military aid [@crs, p. 3].\n")
    (fact,) = (each for each in result.facts if isinstance(each, Money))
    value = fact.value
    assert (str(value.amount), value.currency, str(value.date)) == ("1200000", "USD", "2023")
    assert value.approximate
    assert [(s.ref, s.locator) for s in fact.sources] == [("crs", "p. 3")]
    assert fact.status == "proposed"
    assert "confidence" in (fact.note or "")
    assert "[2023]{fact=" in result.text
    assert " show=date}" in result.text


def test_a_share_has_its_base_and_a_count_its_noun() -> None:
    result = proposal(
        f"{HEAD}In 2012, 62% of Cambodians approved. In 1997, 40,000 refugees fled to Thailand.\n"
    )
    share = next(each for each in result.facts if isinstance(each, Percent))
    count = next(each for each in result.facts if isinstance(each, Count))
    assert (share.value.of, str(share.value.date)) == ("Cambodians", "2012")
    assert (count.value.unit, str(count.value.amount)) == ("refugees", "40000")


def test_a_dated_sentence_is_an_event_named_by_its_words() -> None:
    result = proposal(f"{HEAD}On 12 April 1975, Cambodia broke off relations with France.\n")
    (fact,) = result.facts
    assert isinstance(fact, Event)
    assert fact.subject == "Cambodia broke off relations with France"
    assert fact.id == "cambodia-broke-relations-1975"


def test_the_same_day_told_twice_is_one_fact() -> None:
    result = proposal(
        f"{HEAD}The city fell on 17 April 1975.\n\nWhen the city fell on 17 April 1975, all left.\n"
    )
    assert (result.bound_count, len(result.facts)) == (2, 1)


OFFICES = {
    "President Barack Obama came.": ("President", "Barack Obama"),
    "The U.S. ambassador W. Patrick Murphy left.": ("U.S. ambassador", "W. Patrick Murphy"),
    "There spoke Wang Wentian, China's ambassador to Cambodia.": (
        "Chinese ambassador to Cambodia", "Wang Wentian",
    ),
    "The new prime minister, Hun Manet, agreed.": ("Prime minister", "Hun Manet"),
    "Bridgette Walker led the embassy as chargé d'affaires to Laos.": (
        "Chargé d'affaires to Laos", "Bridgette Walker",
    ),
    "It was signed by Prime Minister Louis St. Laurent.": ("Prime minister", "Louis St. Laurent"),
    "President Lee of Examplia spoke.": ("President of Examplia", "Lee"),
    "There spoke Ann Lee, Governor of the Bank of Japan.": ("Governor of the Bank of Japan", "Ann Lee"),
    "President Sir Ann Lee spoke.": ("President", "Ann Lee"),
    "- Ambassador: W. Patrick Murphy": ("Ambassador", "W. Patrick Murphy"),
}  # fmt: skip


@pytest.mark.parametrize("body", OFFICES)
def test_an_office_and_its_holder_are_found(body: str) -> None:
    (fact,) = proposal(f"{HEAD}{body}\n").facts
    assert isinstance(fact, OfficeHolder)
    assert (fact.subject, fact.value.holder) == OFFICES[body]


@pytest.mark.parametrize(
    "body",
    [
        "Former President Jimmy Carter spoke.",
        "The Prime Minister spoke.",
        # What an office is of is not said.
        "Bridgette Walker led the embassy as chargé d'affaires.",
        "Minister Ann Lee spoke.",
        # Bodies, works, places and words at the head of a sentence.
        "Nevertheless, the president of Examplia, Nevertheless, spoke.",
        "President Security Council spoke.",
        "The president of Examplia, Radio Dover, spoke.",
        "They met in Old Dover. The president of Examplia, Old Dover, spoke.",
        "President NATO spoke.",
        "The president of Examplia, Burkina Faso, spoke.",
        "They came often. President Often spoke.",
        "The president of Examplia, Lee, spoke.",
        "It was lost in King William's War.",
    ],
)
def test_no_holder_is_made_of_what_is_none(body: str) -> None:
    assert proposal(f"{HEAD}{body}\n").facts == ()


def test_french_prose_is_read_with_french_words() -> None:
    head = "---\ntitle: T\nlang: fr\n---\n\n"
    result = proposal(f"{head}Le 20 mai 2019, la conférence a adopté 4 définitions, soit 57 % des voix.\n")
    assert "Le [20 mai 2019]{fact=" in result.text
    assert "[57 %]{fact=" in result.text
