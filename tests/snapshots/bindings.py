"""A table of facts and of words that are bound to them: what the ledger says, and whether the words agree."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.model.facts import Fact
from pipeline.wording.facts import fact_text, part_text, parts_of
from pipeline.wording.number_reading import Number
from pipeline.wording.reading import disagreement

_ADAPTER: TypeAdapter[Fact] = TypeAdapter(Fact)


def number_words(number: Number) -> str:
    """Return a number in a text with all that is known of it."""
    marks = [
        f"{number.value:f} (±{number.quantum:f})",
        number.currency,
        "percent" if number.percent else "",
        "scale" if number.has_scale else "",
        "about" if number.about else "",
        {1: "more", -1: "less", 0: ""}[number.limit],
    ]
    return " ".join(filter(None, marks))


class Bindings:
    """Reads the lines of a table: `= kind, key: value ...` states a fact, others are words bound to the last.

    `show: words` binds a part of the fact.
    """

    def __init__(self) -> None:
        self.fact: Fact | None = None

    def __call__(self, text: str, lang: str) -> str:
        """Return the parts of a fact, or how words differ from the last one."""
        if text.startswith("= "):
            return self._state(text[2:], lang)
        assert self.fact is not None
        show, colon, words = text.partition(": ")
        return disagreement(words if colon else text, self.fact, show if colon else None, lang) or "agrees"

    def _state(self, text: str, lang: str) -> str:
        values: dict[str, Any] = yaml.load(f"{{{text}}}", yaml.BaseLoader)
        about = {key: values.pop(key) for key in ("kind", "subject", "label", "as-of") if key in values}
        try:
            self.fact = _ADAPTER.validate_python(
                {"id": "x", "subject": "a subject", **about, "value": values}
            )
        except ValidationError as failure:
            return "\n".join(each["msg"] for each in failure.errors())
        fact = self.fact
        parts = "; ".join(f"{part} {part_text(fact, part, lang)}" for part in parts_of(fact))
        return f"{fact_text(fact, lang)} | short {fact_text(fact, lang, short=True)} | {parts}"
