"""Costs: what a file with thousands of faults has done for each of them, counted and not timed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline.load import records
from tests.load.frontmatter import block, messages_of


def calls(job: Callable[[], object]) -> int:
    """Return how many functions a job calls, those of libraries too."""
    result: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        result[event] += 1

    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(None)
    return result["call"] + result["c_call"]


@pytest.mark.parametrize("plain", [True, False])
def test_unknown_keys_cost_the_same_each(plain: bool) -> None:
    """A schema that is made again for each of them is the fault here: 35,000 calls a key."""

    def keys(number: int) -> Callable[[], object]:
        yaml = "\n".join(f"zq{each}: v" for each in range(number))
        return lambda: block(yaml, plain=plain)

    keys(10)()
    few, many = calls(keys(100)), calls(keys(400))
    assert many < 5 * few
    assert many < 400 * 2_000


def test_the_schema_of_a_model_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Counter[str]()
    schema = TypeAdapter.json_schema

    def count_schemas(adapter: TypeAdapter[object], **options: Any) -> dict[str, Any]:
        result["schema"] += 1
        return schema(adapter, **options)

    records._schema.cache_clear()
    records._names_at.cache_clear()
    monkeypatch.setattr(TypeAdapter, "json_schema", count_schemas)
    front = block("\n".join(f"zq{each}: v" for each in range(50)), plain=False)
    assert len(messages_of(front)) == 50
    assert result["schema"] == 1


def test_one_item_that_cannot_be_read_leaves_the_others_and_the_rest() -> None:
    front = block("date: 2020-01-01\nkeywords:\n  - one\n  - {a: b}\n  - two", plain=False)
    assert messages_of(front) == [("front-matter-invalid", "`keywords` must be text")]
    assert front.matter.keywords == ("one", "two")
    assert str(front.matter.date) == "2020-01-01"


def test_paths_are_left_out_together() -> None:
    value = {"a": [1, 2, 3], "b": {"c": 1, "d": {"e": 2}}, "f": 3}
    assert records.without(value, ("a", 1), ("b", "d", "e"), ("f",)) == {"a": [1, 3], "b": {"c": 1, "d": {}}}
    assert records.without(value) == value
