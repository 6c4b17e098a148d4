"""Footnotes in the structure of a PDF. No issue of WeasyPrint's is known for tagging or linking them."""

from __future__ import annotations

from pipeline.formats.pdf.notes import DESCRIPTION_LENGTH, place_notes
from pipeline.formats.pdf.tree import Content, Element, Jump, Kid, Origin, Rectangle, elements

CLASSES = frozenset({"footnote"})
CALL: Rectangle = (10, 700, 14, 710)
MARK: Rectangle = (10, 60, 14, 70)


def part(name: str, *kids: Kid, key: int, box: Rectangle | None = None, text: str = "") -> Element:
    return Element("Span", kids, Origin(name, CLASSES, key, text), box=box)


def call(key: int, number: int) -> Element:
    return part("span::footnote-call", Content(0, number), key=key, box=CALL)


def note(key: int, number: int, page: int = 0, text: str = "The note.") -> Element:
    marker = part("span::footnote-marker", Content(page, number), key=key, box=MARK)
    return part("span", marker, Content(page, number + 1), key=key, text=text)


def shape(kid: Kid) -> object:
    if isinstance(kid, Element):
        return (kid.tag, *(shape(inner) for inner in kid.kids))
    return kid.number if isinstance(kid, Content) else "jump"


def paragraph(*kids: Kid) -> Element:
    return Element("P", kids, Origin("p", key=1))


def test_a_note_is_read_at_its_reference() -> None:
    text = paragraph(Content(0, 0), call(9, 1), Content(0, 2))
    root = place_notes(Element("Document", (text, note(9, 8))), "Back")
    tree_with_links = (
        "P",
        0,
        ("Reference", ("Link", "jump", 1)),
        ("Note", ("Lbl", ("Link", "jump", 8)), 9),
        2,
    )
    assert shape(root) == ("Document", tree_with_links)


def test_links_lead_to_the_note_and_back() -> None:
    root = place_notes(Element("Document", (paragraph(call(9, 1)), note(9, 8, page=1))), "Back to the text")
    (text,) = elements(root.kids)
    reference, note_element = elements(text.kids)
    (there,), (label,) = elements(reference.kids), list(elements(note_element.kids))[:1]
    (back,) = elements(label.kids)
    assert there.kids[0] == Jump(0, CALL, 1, (10, 70))
    assert back.kids[0] == Jump(1, MARK, 0, (10, 710))
    assert (there.origin.text, back.origin.text) == ("The note.", "Back to the text")


def test_a_note_in_a_cell_or_caption_is_read_there() -> None:
    cell = Element("TD", (Content(0, 0), call(9, 1)), Origin("td", key=5))
    table = Element("Table", (Element("Caption", (call(7, 3),), Origin("caption", key=4)), cell))
    root = place_notes(Element("Document", (table, note(9, 8), note(7, 6))), "Back")
    (note_element,) = elements(root.kids)
    caption, cell = elements(note_element.kids)
    assert [kid.tag for kid in elements(cell.kids)] == ["Reference", "Note"]
    names = [[kid.id for kid in elements(each.kids) if kid.tag == "Note"] for each in (caption, cell)]
    assert names == [["note-1"], ["note-2"]]


def test_the_parts_of_a_note_on_two_pages_are_one() -> None:
    goes_on = part("span", Content(1, 0), key=9, text="The note.")
    column = Element("Div", (goes_on,), Origin("div", key=2))
    root = place_notes(Element("Document", (paragraph(call(9, 1)), note(9, 8), column)), "Back")
    assert shape(root.kids[0]) == (
        "P", ("Reference", ("Link", "jump", 1)), ("Note", ("Lbl", ("Link", "jump", 8)), 9, 0),
    )  # fmt: skip


def test_a_long_note_is_shown_in_part_at_its_call() -> None:
    root = place_notes(Element("Document", (paragraph(call(9, 1)), note(9, 8, text="word " * 90))), "Back")
    (text,) = elements(root.kids)
    reference, _ = elements(text.kids)
    (link,) = elements(reference.kids)
    assert len(link.origin.text) == DESCRIPTION_LENGTH
    assert link.origin.text.endswith("…")
