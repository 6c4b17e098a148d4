"""The deck as PPTX: its limits, its properties and its findings."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pipeline import archive
from pipeline.formats.deck_length import require_length
from pipeline.formats.format import Setting
from pipeline.formats.pptx.substitutes import with_pictures, without_formulas
from pipeline.model.stages import Artifact, Edition
from pipeline.slides.findings import findings
from pipeline.wording.clipping import clip

# The length of a file property in python-pptx, in characters.
LONGEST = 255
# Slides that take half a minute and 340 MB; the time for each hardly grows with their number.
MOST_SLIDES = 3_000


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the deck as PPTX."""
    from pipeline.formats.pptx.deck import write_deck

    require_length(edition, MOST_SLIDES, "PPTX")
    slides, pixels, picture_findings = with_pictures(without_formulas(edition.slides), edition, setting)
    presentation, remarks = write_deck(slides, edition, setting, pixels)
    _set_properties(presentation.core_properties, edition, setting.date)
    file = io.BytesIO()
    with archive.without_clock():
        presentation.save(file)
    data = archive.repack(file.getvalue(), setting.date)
    diagnostics = (*remarks, *picture_findings, *findings(slides, edition.canvas, edition.source))
    return Artifact(f"{edition.name}.pptx", "pptx", data, len(slides), "slides", diagnostics)


def _set_properties(core: Any, edition: Edition, date: datetime) -> None:
    front = edition.front
    core.title = clip(front.title, LONGEST)
    core.subject = clip(front.subtitle or "", LONGEST)
    core.author = clip(", ".join(author.name for author in front.authors), LONGEST)
    core.last_modified_by = core.author
    core.keywords = clip(", ".join(front.keywords), LONGEST)
    core.language = front.lang
    core.created = core.modified = date.replace(tzinfo=None)
    core.revision = 1
