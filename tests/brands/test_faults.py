"""Faults of a brand that are told where they are, each by the code and the hint that fit it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from tests.brands.houses import article, findings


def test_a_logo_that_is_no_picture_is_told_as_any_picture(tmp_path: Path) -> None:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    for name, data in (("huge.png", huge), ("noise.png", b"no picture"), ("bad.svg", b"<svg")):
        location = article(tmp_path / name, f"logo:\n  medium: {name}\n", **{name: data})
        [finding] = findings(location)
        assert (finding.code, finding.place.line, finding.place.column) == ("image-unreadable", 2, 11)
        assert finding.message.startswith(name)
        assert finding.hint
        assert "check the name" not in finding.hint


@pytest.mark.parametrize("text", [b"meta:\n  name: Minist\xe8re\n", "meta: {}".encode("utf-16")])
def test_a_brand_that_is_not_utf_8_is_told_with_its_own_ending(text: bytes, tmp_path: Path) -> None:
    [finding] = findings(article(tmp_path, "", **{"_brand.yml": text}))
    assert finding.code == "encoding-invalid"
    assert finding.hint.endswith("_brand.yml > new.yml")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{lite: a.yml}", "`brand`: `lite` is none of the keys `light` and `dark`"),
        ("{light: a.yml, drak: b.yml}", "`brand`: `drak` is none of the keys `light` and `dark`"),
        ("{}", "`brand`: write one of the keys `light` and `dark`"),
    ],
)
def test_a_brand_by_keys_that_are_none_is_told(value: str, message: str, tmp_path: Path) -> None:
    text = f"---\ntitle: A title\nbrand: {value}\n---\n\n# One\n\nWords.\n"
    [finding] = findings(article(tmp_path, "", **{"article.md": text, "a.yml": "color: {}\n"}))
    assert finding.place.line == 3
    assert finding.message.startswith(message)


def test_a_style_sheet_that_no_edition_takes_is_told(tmp_path: Path) -> None:
    alone = article(tmp_path / "alone", "", **{"styles/wbe.css": "p { color: red }\n"})
    [finding] = findings(alone)
    assert (finding.code, finding.message) == ("styles-invalid", "no edition takes `wbe.css`")
    assert finding.place.file.endswith("styles/wbe.css")
    assert finding.hint == "did you mean `web.css`?"
    files = {"styles/web.css": "p { color: red }\n", "styles/print.css": "", "styles/notes.txt": ""}
    [finding] = findings(article(tmp_path / "beside", "", **files))
    assert (finding.message, finding.hint[:10]) == ("no edition takes `print.css`", "known here")


def test_style_sheets_of_another_program_are_left_alone(tmp_path: Path) -> None:
    files = {"styles/main.css": "p { color: red }\n", "styles/theme-dark.css": ""}
    assert findings(article(tmp_path, "", **files)) == ()
