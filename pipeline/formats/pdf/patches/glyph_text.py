"""The characters of glyphs of right-to-left text, so that a PDF's text can be searched and copied.

WeasyPrint 70 assigns to a glyph the characters of its first use: the wrong one of two brackets to a mirrored
bracket, and the letter below it to a vowel sign. A font's own tables have the characters of each glyph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline import theme
from pipeline.formats.pdf.font_characters import STROKE, characters_by_glyph
from pipeline.formats.pdf.patches.patch import Function, Patch, Target
from pipeline.wording.scripts import script

FONTS = Target("weasyprint.pdf", "build_fonts_dictionary", "(pdf, fonts, compress, subset, options)")


def correct_glyphs(build: Function) -> Function:
    """Return a function that corrects the text of glyphs, and then builds the fonts of a PDF."""

    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *rest: Any) -> Any:
        styles = theme.load()  # every look has these names for its typefaces of scripts
        right_to_left = {
            styles[f"font.{face.role}"]
            for face in styles.faces
            if face.script and script(face.script).direction == "rtl"
        }
        if any(font.family in right_to_left for font in fonts.values()):
            for font in fonts.values():
                whole = font.family in right_to_left
                characters = characters_by_glyph(bytes(font.file_content), whole)
                for glyph, text in font.to_unicode.items():
                    meaning = characters.get(glyph, text)
                    # A font stretches some pairs of letters with a stroke that nobody wrote.
                    font.to_unicode[glyph] = meaning if STROKE in text else meaning.replace(STROKE, "")
        return build(pdf, fonts, *rest)

    return build_fonts_dictionary


PATCH = Patch("glyph-text", "https://github.com/Kozea/WeasyPrint/issues/2841", ((FONTS, correct_glyphs),))
