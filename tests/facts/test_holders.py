"""Who holds an office by a sentence, and what an amount is for."""

from __future__ import annotations

import pytest

from pipeline.facts.holders import holders
from pipeline.facts.markup import bindings
from pipeline.facts.words import what


@pytest.mark.parametrize(
    ("text", "found"),
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
def test_an_office_belongs_to_the_state_that_stands_nearest(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.name, each.office) for each in holders(text, "en")] == found


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
