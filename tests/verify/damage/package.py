"""Slides of an Office file as trees and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lxml import etree

from tests.verify.damage.markup import Element, name
from tests.verify.damage.values import Harm, Place
from tests.verify.damage.words import Change

FILE = "deck.pptx"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Show:
    """Slides: the parts of the file, and those that are XML as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Element]

    def tree(self, part: str) -> Element:
        """Return a part as a tree."""
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.parts[part])
        return self.trees[part]

    def relations(self, part: str) -> list[Element]:
        """Return the relations of a part."""
        path = f"{dirname(part)}/_rels/{basename(part)}.rels"
        return list(self.tree(path)) if path in self.parts else []

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that a part names, of one kind, by the ids of the relations."""
        return {
            each.get("Id", ""): normpath(join(dirname(part), each.get("Target", "")))
            for each in self.relations(part)
            if each.get("Type", "").endswith("/" + kind)
        }

    @property
    def order(self) -> list[Element]:
        """The items of the order of slides."""
        return [each for each in self.tree("ppt/presentation.xml").iter("*") if name(each) == "sldId"]

    @property
    def slides(self) -> list[str]:
        """The parts that are slides, in order."""
        targets = self.targets("ppt/presentation.xml", "slide")
        return [targets[each.get(RELATION + "id", "")] for each in self.order]

    def all(self, *names: str) -> Iterator[tuple[int, Element]]:
        """Yield the elements of the slides with these names, each with the number of its slide."""
        for number, part in enumerate(self.slides, 1):
            for each in self.tree(part).iter(etree.Element):
                if name(each) in names:
                    yield number, each

    def notes(self) -> Iterator[tuple[int, Element]]:
        """Yield the paragraphs of speaker notes, each with the number of its slide."""
        for number, part in enumerate(self.slides, 1):
            for notes in self.targets(part, "notesSlide").values():
                for each in self.tree(notes).iter("*"):
                    if name(each) == "p" and not any(name(one) == "fld" for one in each) and text_of(each):
                        yield number, each


def read(data: bytes) -> Show:
    """Read slides."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return Show({each: file.read(each) for each in file.namelist()}, {})


def write(show: Show) -> bytes:
    """Write slides; parts that nothing asked for stay as they are."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as file:
        for each, data in show.parts.items():
            tree = show.trees.get(each)
            if tree is not None:
                data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
            file.writestr(each, data)
    return result.getvalue()


def on_slides(damage: Callable[[Show], Place | None]) -> Callable[[bytes], Harm | None]:
    """Return the damage to the bytes of slides."""

    def run(data: bytes) -> Harm | None:
        show = read(data)
        place = damage(show)
        return None if place is None else Harm(write(show), place)

    return run


def text_of(element: Element) -> str:
    """Return the text of an element's runs."""
    return "".join(each.text or "" for each in element.iter("*") if name(each) == "t").strip()


def edit(element: Element, change: Change) -> tuple[str, ...]:
    """Change the first run of text that a change applies to; return the words there, or none."""
    for each in element.iter("*"):
        if name(each) == "t" and (result := change(each.text or "")):
            each.text = result.text
            return result.words
    return ()


def shape(element: Element) -> Element:
    """Return the shape that an element stands in."""
    return next(each for each in element.iterancestors() if name(each) in ("sp", "graphicFrame", "pic"))


def role(element: Element) -> str:
    """Return the type of the place of a shape: `title`, `body`, `pic`; or its name."""
    around = element if name(element) in ("sp", "graphicFrame", "pic") else shape(element)
    own = next((each for each in around.iter("*") if name(each) == "cNvPr"), None)
    place = next((each for each in around.iter("*") if name(each) == "ph"), None)
    if place is not None and place.get("type", "").lower().endswith("title"):
        return "title"
    return (own.get("name", "") if own is not None else "").rstrip(" 0123456789")


def remove(element: Element) -> None:
    """Remove an element."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
