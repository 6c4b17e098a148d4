"""Which signs the typefaces have: those of the texts, those of the last resort, and those that none has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline import theme
from pipeline.wording import letters


@pytest.mark.parametrize(
    ("text", "beyond", "without_face"),
    [
        ("Plain words, “quoted” – é ł ő €", "", ""),
        ("∇ ⟹ ქ", "∇⟹ქ", ""),
        ("漢 and ∇", "∇漢", "漢"),
        ("ភ្នំពេញ العربية עברית", "", ""),
        ("a\u200db\ufe0f\u00ad\u2009c", "", ""),
        ("e\u0301 o\u0308", "", ""),
    ],
)
def test_a_sign_is_in_the_usual_faces_or_in_the_last_or_in_none(
    text: str, beyond: str, without_face: str
) -> None:
    assert "".join(sorted(letters.find_unusual(text, theme.load()))) == "".join(sorted(beyond))
    assert letters.find_missing(text, theme.load()) == without_face


def test_a_face_of_the_last_resort_takes_only_what_the_usual_ones_lack() -> None:
    (face,) = theme.load().fallbacks()
    assert letters.find_substitutes("a∇é漢", face.upright, theme.load()) == "∇"


def test_no_font_is_read_for_a_text_with_usual_letters() -> None:
    code = (
        "import sys; from pipeline import theme; from pipeline.wording import letters;"
        "assert letters.find_missing('Words, “quoted” – é', theme.load()) == '';"
        "assert not any(name.startswith('fontTools') for name in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
