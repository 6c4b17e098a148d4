"""Style attributes as rules of a style sheet: a policy of hashes allows style sheets, but no attributes."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_CLASS = re.compile(r'\sclass="([^"]*)"')


def move_styles(markup: str) -> tuple[str, str]:
    """Return markup with a class for each style attribute, and the rules of these classes.

    The name of a class is made of the declarations: `text-align: right;` is `s-text-align-right`.
    """
    names: dict[str, str] = {}

    def move(match: re.Match[str]) -> str:
        tag = match[0]
        style = _STYLE.search(tag)
        if style is None:
            return tag
        declarations = style[1].strip().rstrip(";")
        name = names.setdefault(declarations, _name(declarations, set(names.values())))
        rest = tag[: style.start()] + tag[style.end() :]
        if own := _CLASS.search(rest):
            return f'{rest[: own.start()]} class="{own[1]} {name}"{rest[own.end() :]}'
        end = len(rest) - (2 if rest.endswith("/>") else 1)
        return f'{rest[:end].rstrip()} class="{name}"{rest[end:]}'

    result = _TAG.sub(move, markup)
    rules = (f".{name} {{ {_important(declarations)} }}" for declarations, name in names.items())
    return result, "\n".join(rules)


def _name(declarations: str, others: set[str]) -> str:
    stem = "-".join(["s", *re.findall(r"[a-z0-9]+", declarations.lower())])
    number, name = 1, stem
    while name in others:
        number += 1
        name = f"{stem}_{number}"
    return name


def _important(declarations: str) -> str:
    """Return declarations that are stronger than those of any rule, as in an attribute."""
    parts = (each.strip() for each in declarations.split(";"))
    return "; ".join(f"{each} !important" for each in parts if each)
