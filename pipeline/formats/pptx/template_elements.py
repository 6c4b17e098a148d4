"""What the elements of a template need: without it, PowerPoint refuses the deck."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml import etree

from pipeline.formats.pptx.elements import MC, RELATIONSHIPS, A, Element, P
from pipeline.model import packaged

_SPACES = {"p": P, "a": A, "r": RELATIONSHIPS}
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}
_EXTENSIONS = frozenset({"p:extLst", "a:extLst"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One place among the children of an element: the names that it takes, and how often."""

    names: frozenset[str]
    is_needed: bool
    is_repeatable: bool

    @property
    def name(self) -> str:
        """The first of the names."""
        return min(self.names)


@dataclass(frozen=True, slots=True)
class Rules:
    """What elements hold, by their names: children in order, attributes, values with words for them."""

    children: Mapping[str, tuple[Slot, ...]]
    attributes: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[tuple[str, re.Pattern[str], str], ...]]


@cache
def rules() -> Rules:
    """Return the rules for all elements: `template_elements.toml`."""
    file = resources.files("pipeline.formats.pptx") / "template_elements.toml"
    table = tomllib.loads(packaged.text(file))
    groups = {name: frozenset(words.split()) for name, words in table["groups"].items()}
    children = {
        name: tuple(_slot(each, groups) for each in rule["are"].split())
        for rule in table["children"]
        for name in rule["names"].split()
    }
    attributes = {
        name: tuple(words.split()) for names, words in table["attributes"].items() for name in names.split()
    }
    values: dict[str, tuple[tuple[str, re.Pattern[str], str], ...]] = {}
    for words, places in table["checks"].items():
        for place in places.split():
            place_name, _, key = place.partition("@")
            for name in groups.get(place_name, {place_name}):
                values[name] = (*values.get(name, ()), (key, re.compile(table["values"][words]), words))
    return Rules(children, attributes, values)


def _slot(word: str, groups: Mapping[str, frozenset[str]]) -> Slot:
    name = word.rstrip("?*")
    return Slot(groups.get(name) or frozenset(name.split("|")), word == name, word.endswith("*"))


def find_fault(root: Element) -> str:
    """Return what is wrong with the first faulty element below a root, in words; the empty text for none."""
    pending = [root]
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        name = short_name(element)
        if name in _EXTENSIONS or element.tag.startswith(f"{{{MC}}}"):
            continue
        if fault := _child_fault(element, name) or _attribute_fault(element, name):
            return fault
        pending.extend(reversed(element))
    return ""


def short_name(element: Element) -> str:
    """Return the name of an element with the usual prefix of its namespace."""
    name = etree.QName(element)
    return f"{_PREFIXES.get(name.namespace or '', '?')}:{name.localname}"


def _child_fault(element: Element, name: str) -> str:
    """Return which child of an element is missing or stands where it cannot, in words."""
    slots = rules().children.get(name)
    children = [each for each in element if isinstance(each.tag, str)]
    # A choice for programs by their abilities has elements of any kind.
    if slots is None or any(str(each.tag).startswith(f"{{{MC}}}") for each in children):
        return ""
    names = [short_name(each) for each in children]
    place = 0
    for slot in slots:
        if slot.is_needed and (place == len(names) or names[place] not in slot.names):
            return f"`{name}` has no `{slot.name}` in its place"
        while place < len(names) and names[place] in slot.names:
            place += 1
            if not slot.is_repeatable:
                break
    return f"`{name}` has `{names[place]}` where it cannot be" if place < len(names) else ""


def _attribute_fault(element: Element, name: str) -> str:
    for key in rules().attributes.get(name, ()):
        prefix, _, local_name = key.rpartition(":")
        if element.get(f"{{{_SPACES[prefix]}}}{local_name}" if prefix else key) is None:
            return f"`{name}` has no `{key}`"
    for key, pattern, words in rules().values.get(name, ()):
        value = element.get(key)
        if value is not None and not pattern.fullmatch(value):
            return f"`{key}` of `{name}` is {value[:20]!r}, not {words}"
    return ""


def renumber_shapes(root: Element) -> bool:
    """Give each shape a number of its own, which LibreOffice does not; return whether one had another's."""
    shapes = list(root.iter(f"{{{P}}}cNvPr"))
    numbers: set[int] = set()
    highest = free = max((int(shape.get("id", "0")) for shape in shapes), default=0)
    for shape in shapes:
        number = int(shape.get("id", "0"))
        if number in numbers:
            number = free = free + 1
            shape.set("id", str(number))
        numbers.add(number)
    return free > highest
