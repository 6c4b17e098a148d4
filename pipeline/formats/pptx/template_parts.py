"""The parts that a deck takes of a template, each checked before a library opens them."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from pipeline import archive
from pipeline.formats.pptx.elements import RELATIONSHIPS, A, Element, P
from pipeline.formats.pptx.template_elements import find_fault, renumber_shapes, short_name
from pipeline.formats.pptx.template_faults import TemplateError
from pipeline.formats.pptx.template_package import (
    PACKAGE,
    SAVE,
    TYPES,
    Relation,
    open_package,
    parse,
    read,
    read_relations,
    read_types,
    relations_path,
    write,
)

# What master, layouts and theme may hold besides each other.
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_DEFAULT_TYPES = (
    f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>'
)
_KEPT_ELEMENTS = ("sldMasterIdLst", "sldSz", "notesSz", "defaultTextStyle")
_STRICT = "http://purl.oclc.org/ooxml/"
_OTHER_KINDS: Mapping[str, str] = {
    CONTENT_TYPE.PML_TEMPLATE_MAIN: "a template of PowerPoint's (.potx)",
    CONTENT_TYPE.PML_SLIDESHOW_MAIN: "a slide show (.ppsx)",
    CONTENT_TYPE.PML_PRES_MACRO_MAIN: "a presentation with macros (.pptm)",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: the word for it, its type of content, its root, and its relations."""

    word: str
    type: str
    root: str
    needs: tuple[str, ...] = ()
    options: tuple[str, ...] = (RELATION.IMAGE,)


_PRESENTATION = Kind(
    "presentation",
    CONTENT_TYPE.PML_PRESENTATION_MAIN,
    "p:presentation",
    (RELATION.SLIDE_MASTER,),
    (RELATION.THEME,),
)
_MASTER = Kind(
    "slide master", CONTENT_TYPE.PML_SLIDE_MASTER, "p:sldMaster", (RELATION.SLIDE_LAYOUT, RELATION.THEME)
)
_LAYOUT = Kind("layout", CONTENT_TYPE.PML_SLIDE_LAYOUT, "p:sldLayout", (RELATION.SLIDE_MASTER,))
_THEME = Kind("theme", CONTENT_TYPE.OFC_THEME, "a:theme")
_KINDS: Mapping[str, Kind] = {
    RELATION.OFFICE_DOCUMENT: _PRESENTATION,
    RELATION.SLIDE_MASTER: _MASTER,
    RELATION.SLIDE_LAYOUT: _LAYOUT,
    RELATION.THEME: _THEME,
}
# The kind of relation that an element names.
_KINDS_BY_ELEMENT = {
    f"{{{P}}}sldMasterId": RELATION.SLIDE_MASTER,
    f"{{{P}}}sldLayoutId": RELATION.SLIDE_LAYOUT,
    f"{{{A}}}blip": RELATION.IMAGE,
}
# The elements by which a kind of part lists the first parts that it needs.
_ENTRIES = {_PRESENTATION: f"{{{P}}}sldMasterId", _MASTER: f"{{{P}}}sldLayoutId"}
# Relations to parts that a presentation or a master lists: others of their kind are not in the deck.
_LISTS = (RELATION.SLIDE_MASTER, RELATION.SLIDE_LAYOUT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package: its type of content, its bytes and its relations."""

    type: str
    data: bytes
    relations: tuple[Relation, ...] = ()


def extract(data: bytes) -> bytes:
    """Return a package of the first master of a template, its layouts, themes and pictures, and no more.

    Slides, notes, comments, macros and settings stay behind. Raise TemplateError for a package of more than
    is read, for damage in what is kept, and for what leads out of the file.
    """
    package = open_package(data)
    types = read_types(package)
    starts = [each for each in read_relations(package, "") if each.kind == RELATION.OFFICE_DOCUMENT]
    [start, *_] = starts or [_no_presentation(package)]
    parts: dict[str, Part] = {}
    pending = [start]
    while pending:
        relation = pending.pop()
        if relation.target not in parts:
            parts[relation.target] = _read_part(package, relation, types)
            pending.extend(reversed(parts[relation.target].relations))
    masters = [name for name, part in parts.items() if part.type == CONTENT_TYPE.PML_SLIDE_MASTER]
    if len(masters) > 1:
        raise TemplateError(f"a layout of {masters[0][:80]} belongs to {masters[1][:80]}")
    return archive.pack(_members(start, parts))


def _no_presentation(package: zipfile.ZipFile) -> Relation:
    """Raise TemplateError for a package that names no presentation."""
    if any(each.kind.startswith(_STRICT) for each in read_relations(package, "")):
        message = "it is in the form `Strict Open XML`"
        raise TemplateError(message, SAVE)
    raise TemplateError("it is no presentation of PowerPoint's: it names none", SAVE)


def _read_part(package: zipfile.ZipFile, relation: Relation, types: Mapping[str, str]) -> Part:
    """Read a part with the relations that are followed."""
    name = relation.target
    content_type = types.get(name.casefold()) or types.get(posixpath.splitext(name)[1].casefold(), "")
    data = read(package, name)
    kind = _KINDS.get(relation.kind)
    if kind is None:
        if content_type not in _PICTURES:
            message = f"it holds a picture of type {content_type[:80] or 'unknown'}: {name[:80]}"
            raise TemplateError(message, "put a PNG, JPEG or GIF in its place")
        return Part(content_type, data)
    if content_type in _OTHER_KINDS and kind is _PRESENTATION:
        raise TemplateError(f"it is {_OTHER_KINDS[content_type]}", SAVE)
    if content_type != kind.type:
        raise TemplateError(f"{name[:80]} is no {kind.word} by its type of content")
    root = parse(name, data)
    if short_name(root) != kind.root:
        raise TemplateError(
            f"{name[:80]} is no {kind.word}: its root is `{etree.QName(root).localname[:40]}`"
        )
    if kind is _PRESENTATION:
        _reduce(root)
        data = write(root)
    if kind in _ENTRIES and next(root.iter(_ENTRIES[kind]), None) is None:
        raise TemplateError(f"{name[:80]} has no {_KINDS[kind.needs[0]].word}")
    if fault := find_fault(root):
        raise TemplateError(f"{name[:80]}: {fault}")
    if renumber_shapes(root):
        data = write(root)
    return Part(content_type, data, tuple(_relations(package, name, root, kind)))


def _reduce(root: Element) -> None:
    """Remove from a presentation all masters but the first, and what a template does not give."""
    for each in list(root):
        if not isinstance(each.tag, str) or etree.QName(each).localname not in _KEPT_ELEMENTS:
            root.remove(each)
    for masters in root.iter(f"{{{P}}}sldMasterIdLst"):
        for other in list(masters)[1:]:
            masters.remove(other)


def _relations(package: zipfile.ZipFile, name: str, root: Element, kind: Kind) -> Iterator[Relation]:
    """Yield the relations of a part that the deck takes; raise TemplateError for others."""
    relations = {each.id: each for each in read_relations(package, name)}
    listed_ids = _check_names(name, root, relations)
    counts: Counter[str] = Counter()
    for relation in relations.values():
        is_known = relation.kind in kind.needs + kind.options
        is_listed = kind is _LAYOUT or relation.kind not in _LISTS or relation.id in listed_ids
        if not is_listed or (kind is _PRESENTATION and not is_known):
            continue
        if relation.is_external:
            hint = "take the link out of it: a deck reaches nothing by itself"
            raise TemplateError(f"{name[:80]} leads to {relation.target[:80]}", hint)
        if not is_known:
            word = relation.kind.rpartition("/")[2][:40]
            raise TemplateError(f"{name[:80]} holds a {word}", "take it out of the template")
        counts[relation.kind] += 1
        yield relation
    for need in kind.needs:
        if not counts[need]:
            raise TemplateError(f"{name[:80]} has no {_KINDS[need].word}")
        if counts[need] > 1 and need != RELATION.SLIDE_LAYOUT:
            raise TemplateError(f"{name[:80]} has more than one {_KINDS[need].word}")


def _check_names(name: str, root: Element, relations: Mapping[str, Relation]) -> frozenset[str]:
    """Return the ids of relations that a part names; raise TemplateError for one that leads nowhere."""
    ids: set[str] = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if not key.startswith(f"{{{RELATIONSHIPS}}}") or not value:
                continue
            expected_kind = _KINDS_BY_ELEMENT.get(str(element.tag))
            if value not in relations or expected_kind not in (None, relations[value].kind):
                raise TemplateError(f"{name[:80]}: `{short_name(element)}` leads to nothing: {value[:20]}")
            ids.add(value)
    entries = list(root.iter(f"{{{P}}}sldLayoutId"))
    for key in ("id", f"{{{RELATIONSHIPS}}}id"):
        if len({each.get(key, str(index)) for index, each in enumerate(entries)}) < len(entries):
            raise TemplateError(f"{name[:80]} lists a layout twice")
    return frozenset(ids)


def _members(start: Relation, parts: Mapping[str, Part]) -> Iterator[tuple[str, bytes]]:
    """Yield the members of the package of these parts."""
    types = "".join(
        f'<Override PartName="/{escape(name, quote=True)}" ContentType="{escape(part.type)}"/>'
        for name, part in parts.items()
    )
    yield TYPES, f'<Types xmlns="{PACKAGE}/content-types">{_DEFAULT_TYPES}{types}</Types>'.encode()
    yield relations_path(""), _write_relations([start])
    for name, part in parts.items():
        yield name, part.data
        yield relations_path(name), _write_relations(part.relations)


def _write_relations(relations: Iterable[Relation]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{escape(each.id)}" Type="{escape(each.kind)}" Target="/{escape(each.target)}"/>'
        for each in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'.encode()
