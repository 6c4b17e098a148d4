"""A finished file of markup as trees, and where in them its prose, facts, notes and tables stand.

The trees of a web page and of slides are of HTML, those of an e-book of XHTML: names are compared without
their namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tests.verify.damage.values import Place
from tests.verify.damage.words import Change

Element = etree._Element
# What surrounds an article, repeats it, or holds what other kinds of damage are for.
_AROUND = re.compile(
    r"\b(aside|nav|header|footer|figure|table|dl|math|"
    r"back|notes|source|foot|kicker|byline|subtitle|standfirst|at-a-glance|key-figures|officials|label|footnote|"
    r"csl-entry|references|colophon|figure-data-tables|ledger|equation)\b"
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A tree of a file: the part's name, its chapter, and its number in the reading order, from 0.

    The chapter is 0 for what is none, as a cover, and where the tree holds all chapters.
    """

    name: str
    root: Element
    spot: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Leaves:
    """The trees of a file in reading order; for slides, the elements that are one each."""

    leaves: tuple[Leaf, ...]
    slides: bool = False

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements with these names, or all, in reading order."""
        for leaf in self.leaves:
            for each in leaf.root.iter(etree.Element):
                if not names or name(each) in names:
                    yield each

    def spots(self, *elements: Element) -> tuple[int, ...]:
        """Return the chapters or slides that elements stand in."""
        result = []
        for element in elements:
            if self.slides:
                slides = [each for each in self.all("section") if is_slide(each)]
                around = next((each for each in self_and_ancestors(element) if is_slide(each)), None)
                result += [number for number, each in enumerate(slides, 1) if each is around]
            else:
                root = element.getroottree().getroot()
                result += [leaf.spot for leaf in self.leaves if leaf.root is root and leaf.spot]
                result += _section(element) if len(self.leaves) == 1 else []
        return tuple(dict.fromkeys(result))

    def place(self, words: Iterable[str], *elements: Element, fact: str = "") -> Place:
        """Return the place of elements."""
        return Place(tuple(each for each in words if each), self.spots(*elements), fact)


Damage = Callable[[Leaves], Place | None]


def _section(element: Element) -> list[int]:
    """Return the number of the section of a page that an element stands in, if it stands in one."""
    around = [each for each in self_and_ancestors(element) if name(each) == "section"]
    sections = list(element.getroottree().getroot().iter("section"))
    return [sections.index(around[-1]) + 1] if around else []


def name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def is_slide(element: Element) -> bool:
    """Return whether an element is a slide."""
    return name(element) == "section" and "slide" in classes(element)


def self_and_ancestors(element: Element) -> Iterator[Element]:
    """Yield an element and those around it."""
    yield element
    yield from element.iterancestors()


def text_of(element: Element) -> str:
    """Return the text of an element, with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def prose(leaves: Leaves) -> list[Element]:
    """Return the paragraphs and list items of an article's own text, in order."""
    return [
        each
        for each in leaves.all("p", "li")
        if len(text_of(each)) > 50
        and not any(_AROUND.search(_signature(one)) for one in self_and_ancestors(each))
        and (name(each) == "p" or all(name(kid) != "p" for kid in each))
    ]


def _signature(element: Element) -> str:
    """Return what tells the role of an element; a slide's own classes tell its layout only."""
    role = element.get("{http://www.idpf.org/2007/ops}type", "") if name(element) == "body" else ""
    if role in ("frontmatter", "backmatter"):
        return "back"
    own = " ".join(classes(element)) if name(element) != "section" or "back" in classes(element) else ""
    return f"{name(element)} {own}".replace("-figure ", " ")


def facts(leaves: Leaves, pattern: str = "") -> list[Element]:
    """Return the marks of facts in the prose whose words match a pattern."""
    return [each for each in _parts(leaves) if each.get("data-fact") and re.search(pattern, text_of(each))]


def citations(leaves: Leaves) -> list[Element]:
    """Return the citations in the prose, each with its own labels."""
    return [each for each in _parts(leaves) if "citation" in classes(each) and links(each)]


def _parts(leaves: Leaves) -> Iterator[Element]:
    """Yield what stands in the prose; on slides, in all that is shown."""
    if leaves.slides:
        for each in leaves.all():
            if not any("notes" in classes(one) for one in self_and_ancestors(each)):
                yield each
    else:
        for paragraph in prose(leaves):
            yield from paragraph.iter(etree.Element)


def links(element: Element) -> list[Element]:
    """Return the links in an element."""
    return [each for each in element.iter(etree.Element) if name(each) == "a" and each.get("href")]


def headings(leaves: Leaves) -> list[Element]:
    """Return the headings of the article's own sections."""
    return [
        each
        for each in leaves.all("h1", "h2", "h3", "h4")
        if each.get("id") != "title"
        and text_of(each)
        and not any(_AROUND.search(_signature(one)) for one in self_and_ancestors(each))
    ]


def by_role(leaves: Leaves, *roles: str) -> list[Element]:
    """Return the elements with a role."""
    return [each for each in leaves.all() if each.get("role") in roles]


def tables(leaves: Leaves, columns: int = 2) -> list[list[list[Element]]]:
    """Return the tables of the article's text that have at least so many columns, as rows of cells."""
    result = []
    for table in leaves.all("table"):
        rows = [
            [cell for cell in row if name(cell) in ("td", "th")]
            for row in table.iter(etree.Element)
            if name(row) == "tr"
        ]
        around = " ".join(_signature(one) for one in self_and_ancestors(table))
        if re.search(r"\b(figure-data|back|officials)\b", around) or len(rows) < 3:
            continue
        if min(map(len, rows)) == max(map(len, rows)) >= columns:
            result.append(rows)
    return result


def pictures(leaves: Leaves) -> list[Element]:
    """Return the pictures with a text alternative."""
    return [each for each in leaves.all("img") if len(each.get("alt") or "") > 10]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text node: what holds it, and whether it is the text after that element."""

    holder: Element
    is_tail: bool

    @property
    def text(self) -> str:
        """The text."""
        return str((self.holder.tail if self.is_tail else self.holder.text) or "")

    def put(self, text: str) -> None:
        """Replace the text."""
        if self.is_tail:
            self.holder.tail = text
        else:
            self.holder.text = text


def stretches(element: Element, *, within: bool = True) -> Iterator[Stretch]:
    """Yield the text nodes of an element, with those of facts and citations or without."""
    yield Stretch(element, is_tail=False)
    for kid in element:
        if isinstance(kid.tag, str) and (
            within or not (kid.get("data-fact") or "citation" in classes(kid) or name(kid) == "a")
        ):
            yield from stretches(kid, within=within)
        yield Stretch(kid, is_tail=True)


def edit(element: Element, change: Change, *, within: bool = True) -> tuple[str, ...]:
    """Change the first text node that a change applies to; return the words there, or none."""
    for each in stretches(element, within=within):
        if result := change(each.text):
            each.put(result.text)
            return result.words
    return ()


def remove(element: Element) -> None:
    """Remove an element and keep the text after it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by what it holds."""
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    stretch = Stretch(parent[index - 1], is_tail=True) if index else Stretch(parent, is_tail=False)
    stretch.put(stretch.text + (element.text or ""))
    kids = list(element)
    last = Stretch(kids[-1], is_tail=True) if kids else stretch
    last.put(last.text + (element.tail or ""))
    for number, kid in enumerate(kids):
        parent.insert(index + number, kid)
    if element.getparent() is not None:
        element.tail = None
        parent.remove(element)


def swap(one: Element, other: Element) -> None:
    """Let two elements change their places; the text after each stays where it is."""
    parent, other_parent = one.getparent(), other.getparent()
    assert parent is not None
    assert other_parent is not None
    one.tail, other.tail = other.tail, one.tail
    hole, other_hole = etree.Element("hole"), etree.Element("hole")
    parent.replace(one, hole)
    other_parent.replace(other, other_hole)
    parent.replace(hole, other)
    other_parent.replace(other_hole, one)


def swap_content(one: Element, other: Element) -> None:
    """Let two elements change what they hold; their names and attributes stay."""
    kids, other_kids = list(one), list(other)
    one.text, other.text = other.text, one.text
    one.extend(other_kids)
    other.extend(kids)


def first_of(items: Sequence[Element], test: Callable[[Element], bool]) -> Element | None:
    """Return the first element that passes a test."""
    return next((each for each in items if test(each)), None)
