"""Templates of slides: checked before the build, because the deck is made without one that has faults."""

from __future__ import annotations

from pipeline import theme
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Manuscript


def faulty_templates(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Return the findings on the template that an article names."""
    if manuscript.template is None:
        return ()
    # This loads python-pptx, which an article without a template does not need.
    from pipeline.formats.pptx.template import template_faults
    from pipeline.slides.canvas import canvas_of

    styles = theme.of_slides(manuscript.look)
    with theme.measure_in(styles):
        return template_faults(manuscript.template, canvas_of(styles, manuscript.front.deck.ratio))
