"""The EPUB: the e-book in its package."""

from pipeline.formats.epub.render import EPUB

__all__ = ["EPUB"]
