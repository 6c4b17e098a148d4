"""Footnotes in the structure: each is read at its call, and a link leads there and back.

Waits for WeasyPrint to tag footnotes and to link them; no issue is known. It leaves them at the page's foot,
as elements without a meaning.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.pdf.tree import Content, Element, Jump, Kid, Origin, content, elements

CALL, MARKER = "::footnote-call", "::footnote-marker"
# Those that follow the text.
CALLED, NOTE, NUMBER = "note-call", "endnote", "note-number"
# A viewer shows the words of a note at its call, as far as they go in a few lines.
SHOWN = 240


def notes(root: Element, back: str) -> Element:
    """Put each footnote as a Note behind its Reference; `back` are the words of the link that leads back."""
    found: dict[int, Element] = {}
    bare = replace(root, kids=_without(root.kids, found))
    calls = {call.origin.key: call for call in _calls(bare.kids)}
    numbers = {key: number for number, key in enumerate(calls, 1)}

    def placed(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
        made: list[Kid] = []
        for kid in kids:
            if not isinstance(kid, Element):
                made.append(kid)
            elif kid.origin.name.endswith(CALL) and kid.origin.key in found:
                made += _pair(kid, found[kid.origin.key], f"note-{numbers[kid.origin.key]}", back)
            else:
                made.append(replace(kid, kids=placed(kid.kids)))
        return tuple(made)

    return replace(bare, kids=placed(bare.kids))


def endnotes(root: Element) -> Element:
    """Make Notes of those that follow the text, with numbers as labels, and References of their calls."""

    def made(element: Element) -> Element:
        kids: list[Kid] = []
        for kid in element.kids:
            if not isinstance(kid, Element):
                kids.append(kid)
                continue
            inner = made(kid)
            if "::" in kid.origin.name:
                pass  # what the sheet adds to an element has its classes
            elif CALLED in kid.origin.classes:
                inner = Element("Reference", (inner,))
            elif NUMBER in kid.origin.classes:
                inner = Element("Lbl", (inner,))
            elif NOTE in kid.origin.classes:
                inner = replace(inner, tag="Note", id=f"endnote-{kid.origin.key}", kids=_led(inner.kids))
            kids.append(inner)
        return replace(element, kids=tuple(kids))

    return made(root)


def _led(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return what an endnote holds with its label before the paragraph that it stands in."""
    match kids:
        case (Element(kids=(Element(tag="Lbl") as label, *words)) as first, *rest):
            return (label, *((replace(first, kids=tuple(words)),) if words else ()), *rest)
        case _:
            return kids


def _without(kids: tuple[Kid, ...], found: dict[int, Element]) -> tuple[Kid, ...]:
    """Return what is not a note's text, and add that to what was found, by its key."""
    kept: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            if kid.origin.name == "span" and "footnote" in kid.origin.classes:
                before = found.get(kid.origin.key)
                found[kid.origin.key] = (
                    replace(kid, kids=(*before.kids, *kid.kids)) if before is not None else kid
                )
                continue
            kid = replace(kid, kids=_without(kid.kids, found))
        kept.append(kid)
    return tuple(kept)


def _calls(kids: tuple[Kid, ...]) -> list[Element]:
    """Return the calls of notes in order."""
    return [
        call
        for kid in elements(kids)
        for call in ([kid] if kid.origin.name.endswith(CALL) else _calls(kid.kids))
    ]


def _pair(call: Element, note: Element, name: str, back: str) -> tuple[Element, Element]:
    """Return the Reference and the Note that stand for a call and its note."""
    marker = next((kid for kid in elements(note.kids) if kid.origin.name.endswith(MARKER)), None)
    rest = tuple(kid for kid in note.kids if kid is not marker)
    label: tuple[Kid, ...] = ()
    if marker is not None:
        label = (Element("Lbl", _linked(marker, call, back)),)
    text = note.origin.text if len(note.origin.text) <= SHOWN else f"{note.origin.text[: SHOWN - 1]}…"
    reference = Element("Reference", call.kids if marker is None else _linked(call, marker, text))
    return reference, Element("Note", (*label, *rest), note.origin, lang=note.lang, id=name)


def _linked(start: Element, target: Element, words: str) -> tuple[Kid, ...]:
    """Return what an element holds as a link to another element, which words describe."""
    here, there = _page(start), _page(target)
    if here is None or there is None or start.box is None or target.box is None:
        return start.kids
    jump = Jump(here, start.box, there, (target.box[0], target.box[3]))
    return (Element("Link", (jump, *start.kids), Origin("a", text=words)),)


def _page(element: Element) -> int | None:
    """Return the page that an element begins on."""
    first: Content | None = next(content(element.kids), None)
    return None if first is None else first.page
