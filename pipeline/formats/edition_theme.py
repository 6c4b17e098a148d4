"""The theme that an edition is set in: that of its look, for slides in its form for slides."""

from __future__ import annotations

from typing import assert_never

from pipeline import theme
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition


def of_edition(edition: Edition) -> theme.Theme:
    """Return the theme that an edition is set in."""
    match edition.content:
        case Slides():
            return theme.of_slides(edition.look)
        case tuple():
            return theme.of(edition.look)
        case _:
            assert_never(edition.content)
