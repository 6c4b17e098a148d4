"""The expressions of GitHub's workflows, as far as ours use them; anything else is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:'(?P<text>(?:[^']|'')*)'|(?P<name>[A-Za-z_][\w.-]*)|(?P<sign>==|!=|&&|\|\||[!()]))"
)
_SLOT = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)


class UnknownExpression(Exception):
    """An expression that this reading does not have, or a value that nobody has given."""


def fill(text: str, contexts: Mapping[str, Any]) -> str:
    """Return a text with its expressions worked out."""
    return _SLOT.sub(lambda match: as_text(value(match[1], contexts)), text)


def holds(condition: str, contexts: Mapping[str, Any], *, has_failed: bool) -> bool:
    """Return whether a condition holds; without a function of status it asks that nothing has failed."""
    match = _SLOT.fullmatch(condition.strip())
    inner = match[1] if match else condition
    status = {"success()": not has_failed, "failure()": has_failed, "cancelled()": False, "always()": True}
    asks_status = any(each in inner for each in status)
    for words, state in status.items():
        inner = inner.replace(words, "TRUE" if state else "FALSE")
    constants = {**contexts, "TRUE": True, "FALSE": False}
    return bool(value(inner, constants)) and (asks_status or not has_failed)


def value(text: str, contexts: Mapping[str, Any]) -> Any:
    """Return the value of an expression."""
    tokens, position = [], 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnknownExpression(text)
        tokens.append(match)
        position = match.end()
    result, rest = _either(tokens, contexts)
    if rest:
        raise UnknownExpression(text)
    return result


def _either(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    result, rest = _both(tokens, contexts)
    while rest and rest[0]["sign"] == "||":
        other, rest = _both(rest[1:], contexts)
        result = result or other
    return result, rest


def _both(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    result, rest = _equal(tokens, contexts)
    while rest and rest[0]["sign"] == "&&":
        other, rest = _equal(rest[1:], contexts)
        result = result and other
    return result, rest


def _equal(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    result, rest = _one(tokens, contexts)
    if rest and rest[0]["sign"] in ("==", "!="):
        is_equal = rest[0]["sign"] == "=="
        other, rest = _one(rest[1:], contexts)
        result = (result == other) is is_equal
    return result, rest


def _one(tokens: list[re.Match[str]], contexts: Mapping[str, Any]) -> tuple[Any, list[re.Match[str]]]:
    if not tokens:
        raise UnknownExpression("an expression that ends too early")
    first, rest = tokens[0], tokens[1:]
    if first["text"] is not None:
        return first["text"].replace("''", "'"), rest
    if first["name"] is not None:
        return _look_up(first["name"], contexts), rest
    if first["sign"] == "!":
        result, rest = _one(rest, contexts)
        return not result, rest
    if first["sign"] == "(":
        result, rest = _either(rest, contexts)
        if rest and rest[0]["sign"] == ")":
            return result, rest[1:]
    raise UnknownExpression(first[0])


def _look_up(name: str, contexts: Mapping[str, Any]) -> Any:
    result: Any = contexts
    for part in name.split("."):
        if not isinstance(result, Mapping) or part not in result:
            raise UnknownExpression(f"nobody has given {name}")
        result = result[part]
    return result


def as_text(result: Any) -> str:
    """Return a value as the service writes it into a text."""
    return str(result).lower() if isinstance(result, bool) else str(result)
