"""The speaker notes of a slide, on its notes page."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart

from pipeline.formats.pptx.elements import field, new
from pipeline.formats.pptx.texts import Texts, write_paragraphs
from pipeline.model import nodes as n


def add_notes(page: Any, number: int, master: Any, notes: n.Blocks, texts: Texts) -> None:
    """Add a page of notes to a slide; its paragraphs have an empty line between them.

    python-pptx would search all parts of the package for the name of each page.
    """
    name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
    part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, page.part.package, CT_NotesSlide.new())
    part.relate_to(master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    part.relate_to(page.part, RELATIONSHIP_TYPE.SLIDE)
    page.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
    sheet: Any = part.notes_slide
    sheet.clone_master_placeholders(master)
    frame = sheet.notes_text_frame
    paragraphs = list(write_paragraphs(frame, notes, texts))
    for paragraph in paragraphs[1:]:
        paragraph._p.addprevious(new("a:p"))
    for holder in sheet.placeholders:
        if holder.element.ph.type.name == "SLIDE_NUMBER":
            holder.text_frame.paragraphs[0]._p.append(field(texts.lang))
