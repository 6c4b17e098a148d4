"""The PDFs: the briefing and its summary, set in pages."""

from pipeline.formats.pdf.render import PDF
from pipeline.formats.pdf.summary import SUMMARY

__all__ = ["PDF", "SUMMARY"]
