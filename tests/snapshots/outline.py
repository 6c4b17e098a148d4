"""Values as lines of text: their types and fields, nested; nodes with their lines and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from pydantic import BaseModel

from pipeline.model import nodes as n
from pipeline.model.source import SourceText

_WIDTH = 100


class Outline:
    """Prints values; `source` turns offsets of nodes into lines and columns."""

    def __init__(self, source: SourceText | None = None) -> None:
        self.source = source

    def text(self, value: object) -> str:
        """Return a value as lines."""
        return "\n".join(self._lines(value)) + "\n"

    def _lines(self, value: object) -> Iterator[str]:
        flat = self._flat(value)
        children = list(self._children(value))
        if len(flat) <= _WIDTH or not children:
            yield flat
            return
        yield self._head(value)
        for name, child in children:
            first, *others = self._lines(child)
            yield f"  {name}{first}"
            yield from (f"  {line}" for line in others)

    def _children(self, value: object) -> Iterator[tuple[str, object]]:
        match value:
            case tuple() | list() | frozenset() | set():
                yield from (("", each) for each in self._items(value))
            case Mapping():
                yield from ((f"{name}: ", each) for name, each in value.items())
            case _:
                yield from ((f"{name}: ", each) for name, each in _values(value))

    def _items(
        self, value: tuple[object, ...] | list[object] | frozenset[object] | set[object]
    ) -> list[object]:
        """Return the items of a collection; words and spaces between them as one text."""
        if isinstance(value, frozenset | set):
            return sorted(value, key=repr)
        items: list[object] = []
        words = ""
        for item in value:
            match item:
                case n.Str(text=text):
                    words += text
                case n.Space():
                    words += " "
                case _:
                    items += [words] if words else []
                    words = ""
                    items.append(item)
        return [*items, words] if words else items

    def _head(self, value: object) -> str:
        match value:
            case tuple() | list() | frozenset() | set():
                return f"{len(self._items(value))} items"
            case Mapping():
                return f"{len(value)} items"
            case _:
                return f"{type(value).__name__}{self._place(value)}"

    def _flat(self, value: object) -> str:
        match value:
            case None | bool() | int():
                return repr(value)
            case float():
                return f"{value:.4g}"
            case str():
                return repr(value)
            case bytes():
                return f"{len(value)} bytes"
            case Enum():
                return str(value.value)
            case tuple() | list() | frozenset() | set():
                return f"[{', '.join(self._flat(each) for each in self._items(value))}]"
            case Mapping():
                return f"{{{', '.join(f'{name}: {self._flat(each)}' for name, each in value.items())}}}"
            case _ if is_dataclass(value) or isinstance(value, BaseModel):
                inner = ", ".join(f"{name}={self._flat(each)}" for name, each in _values(value))
                return f"{self._head(value)}({inner})" if inner else self._head(value)
            case _:
                return str(value)

    def _place(self, value: object) -> str:
        at = getattr(value, "at", None)
        if not isinstance(at, int):
            return ""
        if self.source is None:
            return f"@{at}"
        place = self.source.place(at)
        return f"@{place.line}:{place.column}"


def _values(value: object) -> Iterator[tuple[str, object]]:
    """Yield the fields of a value that are not empty, nor false or zero if they are so by themselves."""
    if isinstance(value, BaseModel):
        defaults = {name: each.default for name, each in type(value).model_fields.items()}
    elif is_dataclass(value):
        defaults = {each.name: each.default for each in fields(value)}
    else:
        return
    for name, default in defaults.items():
        each = getattr(value, name)
        is_empty = each is None or each in ("", (), n.Attr()) or (isinstance(each, Mapping) and not each)
        if name != "at" and not is_empty and not (each in (0, False) and each == default):
            yield name, each
