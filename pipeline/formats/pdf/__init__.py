"""The PDF: the briefing set in pages."""

from pipeline.formats.pdf.render import PDF

__all__ = ["PDF"]
