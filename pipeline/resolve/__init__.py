"""Manuscript to Document: an ordered table of transforms, each from document to document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.maths.headings import with_letters
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve.alternatives import alternatives
from pipeline.resolve.bind import bind
from pipeline.resolve.citations import cite
from pipeline.resolve.code_lines import number_lines
from pipeline.resolve.figures import figures
from pipeline.resolve.glance import glance
from pipeline.resolve.ids import unique
from pipeline.resolve.levels import raise_headings
from pipeline.resolve.links import links
from pipeline.resolve.numbering import number
from pipeline.resolve.pictures import pictures
from pipeline.resolve.safe import safe
from pipeline.resolve.scripts import mark
from pipeline.resolve.sections import sections
from pipeline.resolve.tables import heads
from pipeline.resolve.typography import typeset

Transform = Callable[[Document, Manuscript], Document]

# Facts are bound before the boxes that show them are laid out; figures add source lines, so citations come
# after them; cross-references look like citations, so they are resolved before citeproc sees them.
BEFORE_CITATIONS: tuple[Transform, ...] = (
    raise_headings, bind, glance, figures, pictures, unique, heads, sections, number, number_lines, links,
)  # fmt: skip
AFTER_CITATIONS: tuple[Transform, ...] = (alternatives, typeset, mark)


def resolve(manuscript: Manuscript) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Resolve a manuscript that has no errors."""
    document = Document(
        slug=manuscript.slug,
        source=manuscript.source,
        front=manuscript.front,
        blocks=manuscript.blocks,
        bibliography=(),
        drawings={},
        media=manuscript.media,
        ledger=manuscript.ledger,
        references=manuscript.references,
        files=manuscript.files,
        template=manuscript.template,
        look=manuscript.look,
    )
    for transform in BEFORE_CITATIONS:
        document = transform(document, manuscript)
    document, diagnostics = cite(document, manuscript)
    # Pandoc, which sets the citations, has only the TeX of a formula.
    document = replace(document, blocks=with_letters(document.blocks))
    for transform in AFTER_CITATIONS:
        document = transform(document, manuscript)
    document, faults = safe(document, manuscript)
    return document, (*diagnostics, *faults)
