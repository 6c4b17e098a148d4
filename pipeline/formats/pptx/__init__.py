"""The deck as PPTX."""

from pipeline.formats.pptx.render import PPTX

__all__ = ["PPTX"]
