"""The usual canvas of slides."""

from pipeline import theme
from pipeline.slides.canvas import canvas_of

CANVAS = canvas_of(theme.load())
