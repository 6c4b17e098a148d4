"""The style sheets in an SVG, written into its elements: no edition then has to understand them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipeline.load.svg_words import PROPERTIES, STYLE_PROPERTIES, drawable, loads

MAX_RULES = 2_000
# The number of comparisons of elements with rules; further rules are not applied.
MAX_COMPARISONS = 500_000
_SIMPLE = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_FONT = re.compile(
    r"(?P<before>(?:(?:normal|italic|oblique|small-caps|bold|bolder|lighter|[1-9]00)\s+)*)"
    r"(?P<size>[\d.]+(?:px|pt|em|ex|mm|cm|in|pc|%)?)(?:\s*/\s*[\w.%]+)?\s+(?P<family>.+)"
)


@dataclass(frozen=True, slots=True)
class Compound:
    """The conditions on an element: its name or any, its id, its classes."""

    name: str
    id: str
    classes: frozenset[str]

    def fits(self, element: Element) -> bool:
        """Return whether an element matches."""
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        return (
            self.name in ("", "*", name)
            and (not self.id or element.get("id") == self.id)
            and (not self.classes or self.classes <= frozenset((element.get("class") or "").split()))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Compounds, each within the one before, and the declarations for matching elements."""

    path: tuple[Compound, ...]
    declarations: Mapping[str, str]
    order: tuple[int, int, int, int]

    def fits(self, element: Element) -> bool:
        """Return whether an element matches the rule; the nearest matching ancestors decide."""
        if not self.path[-1].fits(element):
            return False
        path = list(self.path[:-1])
        above = element.getparent()
        while path and above is not None:
            if path[-1].fits(above):
                path.pop()
            above = above.getparent()
        return not path


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of an SVG's style sheets, and whether they refer to anything outside the file."""

    rules: tuple[Rule, ...]
    loading: bool


def sheet(texts: Iterable[str]) -> Sheet:
    """Return the rules of style sheets, without those that no edition needs."""
    import tinycss2

    rules: list[Rule] = []
    loading = False
    for text in texts:
        for each in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if each.type == "at-rule":
                loading = loading or each.lower_at_keyword in ("import", "font-face")
            if each.type != "qualified-rule" or len(rules) >= MAX_RULES:
                continue
            body = tinycss2.serialize(each.content)
            loading = loading or loads(body)
            properties = declarations(body)
            for selector in tinycss2.serialize(each.prelude).split(","):
                path = _path(selector)
                if path and properties and len(rules) < MAX_RULES:
                    rules.append(Rule(path, properties, (*_weight(path), len(rules))))
    return Sheet(tuple(sorted(rules, key=lambda rule: rule.order)), loading)


def declarations(text: str) -> dict[str, str]:
    """Return the properties of a style that draw something, `font` as its parts."""
    import tinycss2

    result: dict[str, str] = {}
    for each in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        value = tinycss2.serialize(each.value).strip()
        if not drawable(value) or (each.lower_name in STYLE_PROPERTIES and value in ("normal", "auto")):
            continue
        if each.lower_name == "font":
            result |= _font(value)
        elif each.lower_name in PROPERTIES or each.lower_name in STYLE_PROPERTIES:
            result[each.lower_name] = value
    return result


def apply_style(root: Element, rules: Iterable[Rule]) -> None:
    """Write the declarations of rules and of `style` into attributes; the others stay in `style`."""
    by_key: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        by_key.setdefault(_key(rule.path[-1]), []).append(rule)
    comparisons = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        matching_rules: list[Rule] = []
        if comparisons < MAX_COMPARISONS:
            candidates = [rule for key in _keys(element) for rule in by_key.get(key, ())]
            comparisons += len(candidates)
            matching_rules = sorted(
                (rule for rule in candidates if rule.fits(element)), key=lambda rule: rule.order
            )
        own = element.attrib.pop("style", "")
        if not matching_rules and not own:
            continue
        values = {name: value for rule in matching_rules for name, value in rule.declarations.items()}
        values |= declarations(str(own))
        style_texts = [f"{name}: {value}" for name, value in values.items() if name in STYLE_PROPERTIES]
        for name, value in values.items():
            if name in PROPERTIES:
                element.set(name, value)
        if style_texts:
            element.set("style", "; ".join(style_texts))


def _key(compound: Compound) -> tuple[str, str]:
    """Return the key under which a compound is found: its id, else a class, else its name."""
    if compound.id:
        return "#", compound.id
    if compound.classes:
        return ".", min(compound.classes)
    return "", compound.name or "*"


def _keys(element: Element) -> Iterator[tuple[str, str]]:
    yield "", "*"
    yield "", str(element.tag).rpartition("}")[2]
    if name := element.get("id"):
        yield "#", name
    for each in dict.fromkeys((element.get("class") or "").split()):
        yield ".", each


def _path(selector: str) -> tuple[Compound, ...]:
    """Return a selector as compounds; empty if it uses more than names, ids, classes and descendants."""
    path = []
    for part in selector.replace(">", " ").split():
        match = _SIMPLE.fullmatch(part)
        if match is None:
            return ()
        marks = re.findall(r"[.#][\w-]+", match.group(2))
        names = [mark[1:] for mark in marks if mark[0] == "#"]
        classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
        path.append(Compound(match.group(1) or "", names[0] if names else "", classes))
    return tuple(path)


def _weight(path: tuple[Compound, ...]) -> tuple[int, int, int]:
    return (
        sum(bool(each.id) for each in path),
        sum(len(each.classes) for each in path),
        sum(each.name not in ("", "*") for each in path),
    )


def _font(value: str) -> dict[str, str]:
    """Return the parts of the shorthand `font`."""
    match = _FONT.fullmatch(value)
    if match is None:
        return {}
    parts = {"font-size": match["size"], "font-family": match["family"]}
    for word in match["before"].split():
        if word in ("italic", "oblique"):
            parts["font-style"] = word
        elif word == "small-caps":
            parts["font-variant"] = word
        elif word != "normal":
            parts["font-weight"] = word
    return parts
