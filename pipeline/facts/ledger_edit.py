"""Edits of `facts.yaml` by place: comments, order and layout stay as the author wrote them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import yaml

from pipeline.facts.markup import apply_edits
from pipeline.facts.yaml_form import HEAD, facts_text, flow_text
from pipeline.load import yaml_text
from pipeline.model.diagnostics import DossierError, Place
from pipeline.model.facts import Fact
from pipeline.model.source import SourceText

# What a ledger begins with that a program has made: as long as nothing else is in it, it may go again.
NEW = f"# Read from the prose by `dossier facts propose`. Check each fact, then accept it.\n{HEAD}"
_EMPTY = re.compile(r"^facts:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*(#.*)?$", re.MULTILINE)
_BRACKET = re.compile(r"^facts:\s*(?:#.*\s+)?\[", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)


def add(text: str, facts: Sequence[Fact]) -> str:
    """Return a ledger's text with facts after those it has."""
    if not facts:
        return text
    if (flow := _in_brackets(text, facts)) is not None:
        return flow
    empty = _EMPTY.search(text)
    behind = text[empty.end() :] if empty else ""
    item = _ITEM.search(behind)
    if empty is not None and item is None:
        head = f"facts:  {empty.group(1)}\n" if empty.group(1) else HEAD
        rest = behind if behind.strip() else "\n"
        return f"{text[: empty.start()]}{head}{facts_text(facts).rstrip()}{rest}"
    if empty is None:
        return f"{text.rstrip()}\n\n{HEAD}{facts_text(facts)}" if text.strip() else NEW + facts_text(facts)
    indent = len(item.group(1)) if item else 0
    body = text.rstrip()
    return f"{body}\n{facts_text(facts, indent).rstrip()}{text[len(body) :] or chr(10)}"


def remove(text: str, facts: Iterable[Fact]) -> tuple[str, frozenset[str]]:
    """Return a ledger's text without the facts that stand in it as `add` writes them, and their ids.

    A fact that somebody has edited stays. A ledger that a program made is empty text without its facts.
    """
    ids: set[str] = set()
    for fact in facts:
        pattern = _item_pattern(fact)
        new_text = pattern.sub("", text, count=1)
        if new_text != text:
            ids.add(fact.id)
        text = new_text
    if ids and text.rstrip() == NEW.rstrip():
        return "", frozenset(ids)
    if ids and re.search(r"^\s*- |^facts:\s*\[", text, re.MULTILINE) is None:
        text = re.sub(r"^facts:(?=[ \t]*$)", "facts: []", text, flags=re.MULTILINE)
    return text, frozenset(ids)


def _item_pattern(fact: Fact) -> re.Pattern[str]:
    """Return a pattern for a fact as `add` writes it, at any indentation, or in square brackets."""
    lines = facts_text([fact]).strip().split("\n")
    first, *others = (re.escape(line) for line in lines)
    block = rf"\n\n(?P<pad>[ \t]*){first}" + "".join(rf"\n(?P=pad){line}" for line in others) + r"(?=\n|\Z)"
    flow = re.escape(flow_text(fact))
    return re.compile(rf"{block}|,\n  {flow}\n(?=\])|(?<=\n  ){flow}, |, {flow}(?=[,\n])")


def _in_brackets(text: str, facts: Sequence[Fact]) -> str | None:
    """Return a ledger whose list is in square brackets with more facts in it; None for another form."""
    if _BRACKET.search(text) is None:
        return None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "facts" and isinstance(value, yaml.SequenceNode) and value.flow_style and value.value:
            end, last = value.end_mark.index - 1, value.value[-1].end_mark.index
            comma = "" if "," in re.sub(r"#.*", "", text[last:end]) else ","
            items = ", ".join(flow_text(fact) for fact in facts)
            return f"{text[:last]}{comma}{text[last:end].rstrip()}\n  {items}\n{text[end:]}"
    return None


def accept(source: SourceText, names: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    """Return a ledger's text with proposed facts confirmed, and their ids; None confirms all of them."""
    content = yaml_text.parse(source)
    if content.diagnostics and content.value is None:
        raise DossierError(content.diagnostics)
    items = content.value.get("facts") if isinstance(content.value, dict) else None
    edits: list[tuple[int, int, str]] = []
    ids: list[str] = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict) or item.get("status") != "proposed":
            continue
        if names is not None and item.get("id") not in names:
            continue
        start = _offset(source, content.places[("facts", index, "status")])
        end = source.text.index("proposed", start) + len("proposed")
        edits.append((end - len("proposed"), end, "confirmed"))
        ids.append(str(item.get("id")))
    return apply_edits(source.text, edits), tuple(ids)


def _offset(source: SourceText, place: Place) -> int:
    lines = source.text.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
