"""A font that is cut down keeps the names that its tables number, and is the same however it is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools import subset as cutting
from fontTools.ttLib import TTFont

from pipeline import theme
from pipeline.formats import fonts
from pipeline.formats.fonts import FEATURES

FACES = sorted({face.upright for face in theme.load().faces})
LETTERS = fonts.characters_of("Gold is a metal, 1,990 and “so” on.")


def plainly(path: Path, characters: str) -> bytes:
    """Return a subset as fontTools makes it when it reads and visits the whole font."""
    from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor

    options = cutting.Options()
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["FFTM"]
    with pytest.MonkeyPatch.context() as patch, TTFont(path, recalcTimestamp=False) as font:
        patch.setattr(cutting, "NameRecordVisitor", NameRecordVisitor)
        cutter = cutting.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        made = io.BytesIO()
        font.save(made)
    return made.getvalue()


@pytest.mark.parametrize("path", FACES, ids=[path.name for path in FACES])
def test_every_typeface_is_cut_to_the_same_bytes(path: Path) -> None:
    assert fonts.subset(path, LETTERS) == plainly(path, LETTERS)


def test_the_axes_of_a_variable_typeface_keep_their_names() -> None:
    variable = next(path for path in FACES if "wght" in path.name)
    with TTFont(io.BytesIO(fonts.subset(variable, LETTERS))) as font:
        names = {font["name"].getDebugName(axis.axisNameID) for axis in font["fvar"].axes}
    assert None not in names
