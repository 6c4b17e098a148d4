"""Who holds an office by a sentence, and what an amount is for."""

from __future__ import annotations

import pytest

from pipeline.facts.holders import holders
from pipeline.facts.markup import bindings
from pipeline.facts.words import what


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("They met China, whose ambassador Wang Wei spoke.", [("Wang Wei", "Chinese ambassador")]),
        ("France, whose new ambassador Ann Lee came, met China.", [("Ann Lee", "French ambassador")]),
        ("France and China, whose ambassador Ann Lee came.", [("Ann Lee", "Chinese ambassador")]),
        ("Ambassador Murphy left.", [("Murphy", "Ambassador")]),
        ("Charles Twining, the ambassador, left.", [("Charles Twining", "Ambassador")]),
        # One word that names a state names nobody; two may be a name.
        ("President China spoke.", []),
        ("President China Smith spoke.", [("China Smith", "President")]),
    ],
)
def test_an_office_belongs_to_the_state_that_stands_nearest(
    text: str, offices: list[tuple[str, str]]
) -> None:
    assert [(each.name, each.office) for each in holders(text, "en")] == offices


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("President Barack Obama came.", [("Barack Obama", "President")]),
        ("President Ann Lee and President Bo Li", [("Ann Lee", "President"), ("Bo Li", "President")]),
        ("Bo Li, the mayor, met President Ann Lee.", [("Bo Li", "Mayor"), ("Ann Lee", "President")]),
        # Words that a name may have in it, and those that it may not.
        ("President Charles de Gaulle", [("Charles de Gaulle", "President")]),
        ("J. F. Kennedy, the president, spoke", [("J. F. Kennedy", "President")]),
        ("Foreign Minister Ann Lee Jr. came", [("Ann Lee Jr.", "Foreign minister")]),
        ("Foreign Minister Ann Lee, Jr. came", [("Ann Lee, Jr.", "Foreign minister")]),
        ("President O’Neil’s dog", [("O’Neil", "President")]),
        ("It was The President Ann Lee", [("Ann Lee", "President")]),
        ("President Embassy Lee", [("Lee", "President")]),
        ("Ambassador The Embassy", []),
        ("President January", []),
        ("President X.", []),
        # A place before a name is none of it.
        ("In Washington Chum Sounry, the ambassador, spoke.", [("Chum Sounry", "Ambassador")]),
        ("In Washington Sounry, the ambassador, spoke.", [("Washington Sounry", "Ambassador")]),
        ("In Dover Mayor Ann Lee spoke", [("Ann Lee", "Mayor")]),
        # Who has left an office does not hold it.
        ("Then President Barack Obama came.", []),
        ("Former President Jimmy Carter", []),
        ("then-President Jimmy Carter spoke", []),
        ("the former U.S. President Jimmy Carter", []),
        ("Informer President Jimmy Carter", [("Jimmy Carter", "President")]),
        # A title as it stands within a sentence.
        ("UN Secretary-General Kofi Annan", [("Kofi Annan", "UN secretary-general")]),
        ("Acting President Ann Lee", [("Ann Lee", "Acting president")]),
        ("Vice President Ann Lee", [("Ann Lee", "Vice president")]),
        ("Ann Lee, the career ambassador, came", [("Ann Lee", "Career ambassador")]),
        ("Ann Lee, president and foreign minister, came", [("Ann Lee", "President and foreign minister")]),
        # A list's field, with the body that its title is of.
        ("Mayor: Ann Lee", [("Ann Lee", "Mayor")]),
        ("Mayor of Dover : Ann Lee", [("Ann Lee", "Mayor of Dover")]),
        ("The mayor: Ann Lee", [("Ann Lee", "Mayor")]),
        ("Mayor: Ann Lee came", []),
        # What stands between a name and its title.
        ("Ann Lee met Bo Li as ambassador.", [("Bo Li", "Ambassador")]),
        ("Lee was ambassador.", []),
        ("Ann Lee led the embassy as ambassador.", [("Ann Lee", "Ambassador")]),
        ("Ann Lee told all as ambassador.", []),
        ("Ann Lee came. Bo spoke as ambassador", []),
        ("Ann Lee came (late) as ambassador", []),
        ("In Ann Lee spoke as ambassador", []),
        ("Ann Lee " + "x" * 88 + " as ambassador", [("Ann Lee", "Ambassador")]),
        ("Ann Lee " + "x" * 90 + " as ambassador", []),
        ("The new Chinese ambassador, Ann Lee, came", [("Ann Lee", "Chinese ambassador")]),
        ("The Chinese ambassador, Ann Lee came", []),
        ("The ambassador, Ann Lee.", [("Ann Lee", "Ambassador")]),
        ("Nobody holds an office.", []),
        ("", []),
    ],
)
def test_a_holder_is_a_name_with_its_office(text: str, persons: list[tuple[str, str]]) -> None:
    result = holders(text, "en")
    assert [(each.name, each.office) for each in result] == persons
    assert [text[each.start : each.end] for each in result] == [name for name, _ in persons]


@pytest.mark.parametrize(
    ("verb", "since"), [("became", True), ("was appointed", True), ("was", False), ("served as", False)]
)
def test_a_verb_tells_whether_a_term_begins(verb: str, since: bool) -> None:
    (holder,) = holders(f"Ann Lee {verb} ambassador to China in 1990.", "en")
    assert (holder.office, holder.since) == ("Ambassador to China", since)


@pytest.mark.parametrize(
    ("text", "heading", "office"),
    [
        ("Ambassador: Ann Lee", "Embassy of China", "Chinese ambassador"),
        ("Ambassador: Ann Lee", "Embassy", "Ambassador"),
        ("French ambassador: Ann Lee", "Embassy of China", "French ambassador"),
        ("Ambassador Ann Lee spoke", "Embassy of China", "Ambassador"),  # a heading is of lists
        ("France, whose many words stand here and there, and the ambassador Ann Lee", "", "Ambassador"),
    ],
)
def test_a_list_takes_the_state_of_its_heading(text: str, heading: str, office: str) -> None:
    assert [each.office for each in holders(text, "en", heading)] == [office]


def test_a_language_without_offices_has_no_holders() -> None:
    assert holders("President Barack Obama came.", "sw") == ()


@pytest.mark.parametrize(
    ("rest", "purpose"),
    [
        (" of economic grant aid, in 1990", "economic grant aid"),
        (" of aid for 1990", "aid"),
        (" U.S. aid was", "U.S. aid"),
        (". Aid", ""),
        ("", ""),
        (" of aid, economic grant", "aid"),
    ],
)
def test_an_amount_is_for_what_follows_it(rest: str, purpose: str) -> None:
    assert what(f"$5 million{rest}", len("$5 million"), "en") == purpose


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("[a\nb]{fact=x}", ["x"]),
        ("[a\n\nb]{fact=x}", []),  # brackets do not reach into another paragraph
        ("[a \n\n[b]{fact=x}", ["x"]),
        ("[a [b]{fact=y} c]{fact=x}", ["y", "x"]),
        ("\\[a]{fact=x}", []),
        ("`[a]{fact=x}`", []),
    ],
)
def test_a_binding_is_a_pair_of_brackets_in_a_paragraph(text: str, facts: list[str]) -> None:
    assert [each.fact for each in bindings(text)] == facts
