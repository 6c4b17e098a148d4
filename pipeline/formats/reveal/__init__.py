"""The deck as one HTML file."""

from pipeline.formats.reveal.render import HTML

__all__ = ["HTML"]
