"""A fact as an author writes it in `facts.yaml`: keys in the order of the model, quotes only if needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from pipeline.model.facts import Fact

HEAD = "facts:\n"
_ORDER = ("id", "kind", "subject", "label", "value", "as-of", "status", "sources", "note")
_NULL = "tag:yaml.org,2002:null"
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?! |$)|(?<! )#)*")


def facts_text(facts: Iterable[Fact], indent: int = 0) -> str:
    """Return facts as items of the ledger's list, each after an empty line, indented by this many spaces."""
    pad = " " * indent
    items = ("\n".join(_lines(fact)) for fact in facts)
    return "".join(f"\n{_indent(item, pad)}\n" for item in items)


def flow_text(fact: Fact) -> str:
    """Return a fact on one line, for a list in square brackets."""
    data = _data(fact)
    return yaml.safe_dump(
        {key: data[key] for key in _ORDER if key in data},
        default_flow_style=True,
        sort_keys=False,
        allow_unicode=True,
        width=1_000_000,
    ).strip()


def ledger_text(facts: Iterable[Fact]) -> str:
    """Return a whole `facts.yaml`."""
    body = facts_text(facts)
    return HEAD + body if body else "facts: []\n"


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line: plain if YAML reads it back unchanged, else quoted."""
    plain = " ".join(text.split())
    if _PLAIN.fullmatch(plain) and not plain.endswith(":"):
        try:
            node = yaml.compose(plain, Loader=yaml.CSafeLoader)
            if isinstance(node, yaml.ScalarNode) and node.value == plain and node.tag != _NULL:
                return plain
        except yaml.YAMLError:
            pass
    return "'" + plain.replace("'", "''") + "'"


def _indent(text: str, pad: str) -> str:
    return "\n".join(pad + line for line in text.split("\n"))


def _data(fact: Fact) -> dict[str, Any]:
    """Return the values of a fact that an author writes, without the defaults."""
    data = fact.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return data | ({"status": fact.status} if fact.status != "confirmed" else {})


def _lines(fact: Fact) -> list[str]:
    data = _data(fact)
    lines: list[str] = []
    for key in _ORDER:
        if key in data:
            lines += _entry(key, data[key], "  ")
    return ["- " + lines[0].lstrip(), *lines[1:]]


def _entry(key: str, value: Any, pad: str) -> list[str]:
    match value:
        case None:
            return []
        case Mapping():
            inner = [line for name, each in value.items() for line in _entry(name, each, pad + "  ")]
            return [f"{pad}{key}:", *inner] if inner else [f"{pad}{key}: {{}}"]
        case list():
            return [f"{pad}{key}:", *(line for each in value for line in _item(each, pad + "  "))]
        case bool():
            return [f"{pad}{key}: {str(value).lower()}"]
        case _:
            return [f"{pad}{key}: {scalar(str(value))}"]


def _item(value: Any, pad: str) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{pad}- {scalar(str(value))}"]
    lines = [line for name, each in value.items() for line in _entry(name, each, pad + "  ")]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]
