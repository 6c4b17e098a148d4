"""What the elements of a template need: without it, PowerPoint refuses the deck."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml import etree

from pipeline.formats.pptx.elements import MC, RELATIONSHIPS, A, Element, P
from pipeline.model import packaged

_SPACES = {"p": P, "a": A, "r": RELATIONSHIPS}
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}
_EXTENSIONS = frozenset({"p:extLst", "a:extLst"})
_NUMBER = re.compile(r"[+-]?\d{1,10}")


@dataclass(frozen=True, slots=True)
class Needs:
    """The children that an element needs, in order, each one of some; its attributes; its whole numbers."""

    children: Mapping[str, tuple[frozenset[str], ...]]
    attributes: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[str, ...]]


@cache
def needs() -> Needs:
    """Return the needs of all elements: `template_elements.toml`."""
    file = resources.files("pipeline.formats.pptx") / "template_elements.toml"
    table = tomllib.loads(packaged.text(file))
    groups = {name: frozenset(table[name].split()) for name in ("COLOUR", "FILL")}
    children = {
        name: tuple(groups.get(each) or frozenset(each.split("|")) for each in words.split())
        for name, words in table["children"].items()
    }
    attributes, numbers = (
        {name: tuple(words.split()) for name, words in table[key].items()}
        for key in ("attributes", "numbers")
    )
    return Needs(children, attributes, numbers)


def find_fault(root: Element) -> str:
    """Return what the first faulty element below a root lacks, in words; the empty text if there is none."""
    pending = [root]
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        name = short_name(element)
        if name in _EXTENSIONS or element.tag.startswith(f"{{{MC}}}"):
            continue
        if fault := _missing_child(element, name) or _attribute_fault(element, name):
            return fault
        pending.extend(reversed(element))
    return ""


def short_name(element: Element) -> str:
    """Return the name of an element with the usual prefix of its namespace."""
    name = etree.QName(element)
    return f"{_PREFIXES.get(name.namespace or '', '?')}:{name.localname}"


def _missing_child(element: Element, name: str) -> str:
    names = iter([short_name(each) for each in element if isinstance(each.tag, str)])
    for choice in needs().children.get(name, ()):
        if not _skip_to(names, choice):
            return f"`{name}` has no `{sorted(choice)[0]}` in its place"
    return ""


def _skip_to(names: Iterator[str], choice: Iterable[str]) -> bool:
    """Consume names up to the first that is one of a choice; return whether there is one."""
    return any(name in choice for name in names)


def _attribute_fault(element: Element, name: str) -> str:
    for key in needs().attributes.get(name, ()):
        prefix, _, local_name = key.rpartition(":")
        if element.get(f"{{{_SPACES[prefix]}}}{local_name}" if prefix else key) is None:
            return f"`{name}` has no `{key}`"
    for key in needs().numbers.get(name, ()):
        value = element.get(key)
        if value is not None and not _NUMBER.fullmatch(value):
            return f"`{key}` of `{name}` is {value[:20]!r}, not a whole number"
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
