"""What is said of a ledger with one mistake in it: that, and nothing that only follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.checking import check_article
from pipeline.load import ledger
from pipeline.load.article import locate
from pipeline.load.record_words import PATTERNS
from pipeline.model.diagnostics import Severity
from pipeline.model.source import SourceText
from pipeline.schemas import schema_text
from tests.load.test_article import sample

FACT = """  - id: {id}
    kind: money
    subject: price
    date: 1867
    value: {{amount: {amount}, currency: {currency}, basis: {basis}}}
"""


def messages_of(**values: str) -> list[tuple[str, str]]:
    whole = {"id": "price", "amount": "7200000", "currency": "USD", "basis": "nominal", **values}
    parsed_ledger = ledger.parse(SourceText("facts.yaml", "facts:\n" + FACT.format(**whole)))
    return [(each.message, each.hint) for each in parsed_ledger.diagnostics if "date" not in each.message]


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        (
            {"amount": "'7,200,000'"},
            "`amount`: '7,200,000' is not a number",
            "write 7200000, without separators",
        ),
        ({"amount": "7 200 000.5"}, "`amount`: '7 200 000.5' is not a number", "write 7200000.5, without"),
        (
            {"amount": "7.200.000"},
            "`amount`: '7.200.000' is not a number",
            "write 7200000, without separators",
        ),
        ({"amount": "$7"}, "`amount`: '$7' is not a number", "write 7, the number alone"),
        ({"amount": "much"}, "`amount`: 'much' is not a number", "write a number in digits"),
        (
            {"currency": "dollars"},
            "`currency`: 'dollars' is not the code of a currency: three",
            "write `USD`",
        ),
        ({"currency": "usd"}, "`currency`: 'usd' is not the code of a currency", "write `USD`"),
        ({"currency": "€"}, "`currency`: '€' is not the code of a currency", "write `EUR`"),
        ({"currency": "shells"}, "`currency`: 'shells' is not the code", "write it as in `USD` or `EUR`"),
        ({"amount": "7.2 million"}, "`amount`: '7.2 million' is not", "write 7200000, in digits alone"),
        ({"amount": "7 apples"}, "`amount`: '7 apples' is not", "write a number in digits"),
        ({"basis": "real"}, "`basis`: 'real' is not the basis of a price", "`constant 2015`"),
        ({"id": "The Price"}, "`id`: 'The Price' is not an id: small letters", "`purchase-price-1867`"),
    ],
)
def test_a_value_that_is_wrong_is_told_in_words_with_an_example(
    values: dict[str, str], message: str, hint: str
) -> None:
    (texts,) = messages_of(**values)
    assert texts[0].startswith(message)
    assert hint in texts[1]


def patterns(node: Any) -> set[str]:
    """Return the patterns in a JSON schema, but those of dates, which have words of their own."""
    if isinstance(node, dict):
        own = (
            {node["pattern"]}
            if isinstance(node.get("pattern"), str) and r"\d{4}(" not in node["pattern"]
            else set()
        )
        return own.union(*(patterns(each) for each in node.values()))
    return set().union(*(patterns(each) for each in node)) if isinstance(node, list) else set()


def test_every_pattern_has_words() -> None:
    import json

    for name in ("front-matter", "facts", "figure"):
        assert patterns(json.loads(schema_text(name))) <= set(PATTERNS)


@pytest.mark.parametrize(
    "fault", ["\tkind: money", "    subject: one: two", "    subject: 'one", "  kind: {"]
)
def test_one_mistake_in_the_ledger_is_one_finding(tmp_path: Path, fault: str) -> None:
    copy = sample(tmp_path, "deck:\n  title: T")
    text = (copy / "facts.yaml").read_text("utf-8")
    at = text.index("\n", text.index("- id:")) + 1
    (copy / "facts.yaml").write_text(f"{text[:at]}{fault}\n{text[at:]}", "utf-8")
    diagnostics = check_article(locate(str(copy), tmp_path)).diagnostics
    assert {each.code for each in diagnostics} == {"yaml-invalid"}
    assert len(diagnostics) == 1


@pytest.mark.parametrize(
    "entry",
    [
        "  - id: price\n    kind: money\n    value: [\n",
        "  - kind: money\n    id: price\n    value: [\n",
        "  -\n    kind: money\n    id: 'price'\n    value: [\n",
        '- value: {\n  id: "price"\n',
    ],
)
def test_an_entry_of_a_file_that_cannot_be_read_is_known_by_its_id(entry: str) -> None:
    parsed_ledger = ledger.parse(SourceText("facts.yaml", f"facts:\n{entry}"))
    assert parsed_ledger.diagnostics
    assert parsed_ledger.broken_ids == {"price"}


def _by_id(text: str) -> str:
    """Return a ledger with the id of each fact as its key, which it must not be."""
    return re.sub(r"(?m)^  - id: (.*)$", r"  \1:\n    id: \1", text)


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (lambda text: text.replace("facts:", "fcts:", 1), "unknown key `fcts`", "did you mean `facts`?"),
        (lambda text: text.replace("facts:", "Facts:", 1), "unknown key `Facts`", "did you mean `facts`?"),
        (lambda text: text.replace("facts:", "data:", 1), "unknown key `data`", "the ledger's key is"),
        (lambda text: text.replace("facts:", "", 1), "the ledger is not a list under", "begin the file with"),
        (_by_id, "`facts` must be a list", "begin the file with"),
    ],
)
def test_facts_under_another_key_are_one_finding(
    tmp_path: Path, change: Callable[[str], str], message: str, hint: str
) -> None:
    copy = sample(tmp_path, "deck:\n  title: T")
    text = (copy / "facts.yaml").read_text("utf-8")
    (copy / "facts.yaml").write_text(change(text), "utf-8")
    diagnostics = check_article(locate(str(copy), tmp_path)).diagnostics
    [finding] = (each for each in diagnostics if each.severity is Severity.ERROR)
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)
