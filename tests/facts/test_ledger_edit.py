"""The ledger is changed by place: what its author wrote around a value stays."""

from __future__ import annotations

import pytest
import yaml

from pipeline.facts.ledger_edit import NEW, accept, add, remove
from pipeline.facts.yaml_form import ledger_text, scalar
from pipeline.model.facts import Claim, ClaimValue
from pipeline.model.source import SourceText

FACT = Claim(id="new", kind="claim", subject="S", value=ClaimValue(text="a: b"), status="proposed")
ITEM = "- id: new\n  kind: claim\n  subject: S\n  value:\n    text: 'a: b'\n  status: proposed\n"

LEDGER = """\
# The ledger.
facts:

  # first
  - id: one   # keep me
    kind: claim
    subject: "S"
    value: {text: proposed}
    status: proposed   # not yet
  - {id: two, kind: claim, subject: S, value: {text: T}, status: 'proposed'}
"""


def test_only_the_status_changes() -> None:
    text, texts = accept(SourceText("facts.yaml", LEDGER), {"one"})
    assert texts == ("one",)
    assert text == LEDGER.replace("status: proposed   # not yet", "status: confirmed   # not yet")


def test_all_are_accepted_in_any_layout() -> None:
    text, texts = accept(SourceText("facts.yaml", LEDGER), None)
    assert texts == ("one", "two")
    assert text.count("confirmed") == 2
    assert "value: {text: proposed}" in text
    assert "status: 'confirmed'}" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{NEW}\n{ITEM}"),
        ("facts: []\n", f"facts:\n\n{ITEM}"),
        ("# x\nfacts:\n", f"# x\nfacts:\n\n{ITEM}"),
        ("facts: null  # none\n", f"facts:  # none\n\n{ITEM}"),
        ("facts: ~\n# end\n", f"facts:\n\n{ITEM}# end\n"),
        ("facts: [ ]\n\n", f"facts:\n\n{ITEM}"),
        ("# only a comment\n", f"# only a comment\n\nfacts:\n\n{ITEM}"),
        (" \n", f"{NEW}\n{ITEM}"),
        ("facts:\n- id: a\n\n\n", f"facts:\n- id: a\n\n{ITEM}\n\n"),
        ("facts:\n- id: a\n  # end\n", f"facts:\n- id: a\n  # end\n\n{ITEM}"),
        (
            "facts:\n  - id: a\n",
            "facts:\n  - id: a\n\n" + "".join(f"  {line}\n" for line in ITEM.splitlines()),
        ),
    ],
)
def test_facts_are_added_in_the_layout_there_is(before: str, after: str) -> None:
    assert add(before, [FACT]) == after


@pytest.mark.parametrize(
    "before",
    [
        "",
        "facts: []\n",
        "# x\nfacts: []\n# end\n",
        "facts:\n- id: a\n",
        "facts:\n- id: a\n\n\n",
        "facts:\n  - id: a\n  # end\n",
        "facts:\n  - id: a\n\n  - id: b\n",
        "facts: [{id: a}]\n",
        "facts: [\n  {id: a}, {id: b}]\n",
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_what_was_added_is_removed_byte_for_byte(before: str, count: int) -> None:
    facts = [FACT.model_copy(update={"id": f"new-{number}"}) for number in range(count)]
    after = add(before, facts)
    assert remove(after, facts) == (before, frozenset(fact.id for fact in facts))


@pytest.mark.parametrize(
    ("old", "new"),
    [("subject: S", "subject: T"), ("status: proposed", "status: confirmed"), (": S\n", ": S # x\n")],
)
def test_what_somebody_has_edited_is_not_removed(old: str, new: str) -> None:
    text = add("facts: []\n", [FACT]).replace(old, new)
    assert remove(text, [FACT]) == (text, frozenset())


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("plain words", "plain words"),
        ("a: b", "'a: b'"),
        ("it's", "it's"),
        ("'quoted'", "'''quoted'''"),
        ("[x]", "'[x]'"),
        ("2012", "2012"),
        ("no # comment", "'no # comment'"),
        ("two\nlines", "two lines"),
        ("yes", "yes"),
        ("null", "'null'"),
        ("Null", "'Null'"),
        ("nullity", "nullity"),
        ("- a", "'- a'"),
        ("~", "'~'"),
        ("", "''"),
        ("a:b", "a:b"),
        ("a:", "'a:'"),
        ("a#b", "a#b"),
        ("a\tb", "a b"),
        ("“a”", "'“a”'"),
        ("a ' b", "a ' b"),
    ],
)
def test_scalars_are_quoted_only_where_needed(text: str, yaml: str) -> None:
    assert scalar(text) == yaml


@pytest.mark.parametrize("indent", [0, 2, 4])
def test_a_new_fact_stands_as_far_in_as_the_others(indent: int) -> None:
    space = " " * indent
    text = f"facts:\n{space}- id: one\n{space}  kind: claim\n"
    result = add(text, [FACT])
    assert result == text + "\n" + "".join(f"{space}{line}\n" for line in ITEM.splitlines())


FLOW = "{id: new, kind: claim, subject: S, value: {text: 'a: b'}, status: proposed}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("facts: [{id: a}]\n", f"facts: [{{id: a}},\n  {FLOW}\n]\n"),
        ("facts: [{id: a}, ]\n# end\n", f"facts: [{{id: a}},\n  {FLOW}\n]\n# end\n"),
        ("facts: [\n  {id: é},  # one\n]\n", f"facts: [\n  {{id: é}},  # one\n  {FLOW}\n]\n"),
        ("facts: [\n  {id: é}  # one, two\n]\n", f"facts: [\n  {{id: é}},  # one, two\n  {FLOW}\n]\n"),
        ("# x\nfacts:\n  [{id: a}]\n", f"# x\nfacts:\n  [{{id: a}},\n  {FLOW}\n]\n"),
    ],
)
def test_a_list_in_brackets_stays_one(before: str, after: str) -> None:
    assert add(before, [FACT]) == after
    assert [each["id"] for each in yaml.safe_load(after)["facts"]][1:] == ["new"]


def test_two_facts_are_added_to_a_list_in_brackets() -> None:
    ids = [each["id"] for each in yaml.safe_load(add("facts: [{id: a}]", [FACT, FACT]))["facts"]]
    assert ids == ["a", "new", "new"]


def test_a_whole_ledger_has_its_facts_or_an_empty_list() -> None:
    assert ledger_text([FACT]) == f"facts:\n\n{ITEM}"
    assert ledger_text([]) == "facts: []\n"
