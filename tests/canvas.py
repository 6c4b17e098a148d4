"""The usual canvas of slides, and the narrow one."""

from pipeline import theme
from pipeline.slides.canvas import canvas_of

CANVAS = canvas_of(theme.load(), "16:9")
NARROW = canvas_of(theme.load(), "4:3")
