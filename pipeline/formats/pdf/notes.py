"""Footnotes in the structure tree: each directly after its call, with links in both directions.

Waits for WeasyPrint to tag footnotes and to link them; no issue is known. It leaves them at the page's foot,
as elements without a role.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.pdf.tree import Content, Element, Jump, Kid, Origin, content, elements

CALL, MARKER = "::footnote-call", "::footnote-marker"
# Classes of endnotes, which follow the text.
NOTE_CALL, NOTE, NOTE_NUMBER = "note-call", "endnote", "note-number"
# The maximum length of a link's description: viewers show the text of a note at its call.
DESCRIPTION_LENGTH = 240


def place_notes(root: Element, back: str) -> Element:
    """Move each footnote after its call, as Note and Reference; `back` is the text of the link back."""
    notes_by_key: dict[int, Element] = {}
    bare = replace(root, kids=_take_out_notes(root.kids, notes_by_key))
    calls = {call.origin.key: call for call in _calls(bare.kids)}
    numbers = {key: number for number, key in enumerate(calls, 1)}

    def place(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
        result: list[Kid] = []
        for kid in kids:
            if not isinstance(kid, Element):
                result.append(kid)
            elif kid.origin.name.endswith(CALL) and kid.origin.key in notes_by_key:
                result += _pair(kid, notes_by_key[kid.origin.key], f"note-{numbers[kid.origin.key]}", back)
            else:
                result.append(replace(kid, kids=place(kid.kids)))
        return tuple(result)

    return replace(bare, kids=place(bare.kids))


def tag_endnotes(root: Element) -> Element:
    """Tag endnotes as Note with their numbers as labels, and their calls as Reference."""

    def convert(element: Element) -> Element:
        kids: list[Kid] = []
        for kid in element.kids:
            if not isinstance(kid, Element):
                kids.append(kid)
                continue
            inner = convert(kid)
            if "::" in kid.origin.name:
                pass  # content that the style sheet adds to an element has the element's classes
            elif NOTE_CALL in kid.origin.classes:
                inner = Element("Reference", (inner,))
            elif NOTE_NUMBER in kid.origin.classes:
                inner = Element("Lbl", (inner,))
            elif NOTE in kid.origin.classes:
                inner = replace(
                    inner, tag="Note", id=f"endnote-{kid.origin.key}", kids=_with_label(inner.kids)
                )
            kids.append(inner)
        return replace(element, kids=tuple(kids))

    return convert(root)


def _with_label(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Move the label of an endnote out of its first paragraph, before it."""
    match kids:
        case (Element(kids=(Element(tag="Lbl") as label, *words)) as first, *rest):
            return (label, *((replace(first, kids=tuple(words)),) if words else ()), *rest)
        case _:
            return kids


def _take_out_notes(kids: tuple[Kid, ...], notes_by_key: dict[int, Element]) -> tuple[Kid, ...]:
    """Remove the notes from a list of kids, and add them to a mapping by their keys."""
    result: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            if kid.origin.name == "span" and "footnote" in kid.origin.classes:
                before = notes_by_key.get(kid.origin.key)
                notes_by_key[kid.origin.key] = (
                    replace(kid, kids=(*before.kids, *kid.kids)) if before is not None else kid
                )
                continue
            kid = replace(kid, kids=_take_out_notes(kid.kids, notes_by_key))
        result.append(kid)
    return tuple(result)


def _calls(kids: tuple[Kid, ...]) -> list[Element]:
    """Return the calls of notes in order."""
    return [
        call
        for kid in elements(kids)
        for call in ([kid] if kid.origin.name.endswith(CALL) else _calls(kid.kids))
    ]


def _pair(call: Element, note: Element, name: str, back: str) -> tuple[Element, Element]:
    """Build the Reference and the Note of a call and its note."""
    marker = next((kid for kid in elements(note.kids) if kid.origin.name.endswith(MARKER)), None)
    rest = tuple(kid for kid in note.kids if kid is not marker)
    label: tuple[Kid, ...] = ()
    if marker is not None:
        label = (Element("Lbl", _link(marker, call, back)),)
    text = (
        note.origin.text
        if len(note.origin.text) <= DESCRIPTION_LENGTH
        else f"{note.origin.text[: DESCRIPTION_LENGTH - 1]}…"
    )
    reference = Element("Reference", call.kids if marker is None else _link(call, marker, text))
    return reference, Element("Note", (*label, *rest), note.origin, lang=note.lang, id=name)


def _link(start: Element, target: Element, words: str) -> tuple[Kid, ...]:
    """Return the kids of an element as a link to another element, with a description."""
    here, there = _page(start), _page(target)
    if here is None or there is None or start.box is None or target.box is None:
        return start.kids
    jump = Jump(here, start.box, there, (target.box[0], target.box[3]))
    return (Element("Link", (jump, *start.kids), Origin("a", text=words)),)


def _page(element: Element) -> int | None:
    """Return the page that an element begins on."""
    first: Content | None = next(content(element.kids), None)
    return None if first is None else first.page
