"""The deck as PDFs: a slide on each page, and the handout with the speaker notes below each slide."""

from pipeline.formats.deck_pdf.render import DECK_PDF, HANDOUT

__all__ = ["DECK_PDF", "HANDOUT"]
