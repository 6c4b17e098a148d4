"""Images that are broken, huge or active are errors at the place that shows them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from pipeline.load.media import read
from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.stages import Media

HERE = Place("article.md", 3, 1)
GOOD = Path("tests/sample/media/coin.png").read_bytes()


def png(width: int, height: int) -> bytes:
    """Return a PNG whose head claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'
BAD = {
    "empty.png": b"",
    "cut.png": GOOD[: len(GOOD) // 2],
    "huge.png": png(13_000, 13_000),
    "jpeg.png": b"\xff\xd8\xff\xe0" + b"\0" * 64,
    "script.svg": SVG.format("<script>alert(1)</script>").encode(),
    "load.svg": SVG.format('<a href="http://127.0.0.1/"><rect/></a>').encode(),
    "event.svg": SVG.format('<rect onload="alert(1)"/>').encode(),
    "style.svg": SVG.format('<rect fill="url(http://127.0.0.1/x)"/>').encode(),
    "bomb.svg": b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>").encode(),
    "open.svg": b"<svg",
    "page.html": b"<html></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_image_is_told_at_the_place_that_shows_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    found = read(name, tmp_path, HERE)
    assert isinstance(found, Diagnostic)
    assert found.place == HERE
    assert found.code == "image-unreadable"


def test_an_image_cut_short_is_found_after_weasyprint_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (tmp_path / "cut.png").write_bytes(BAD["cut.png"])
    assert isinstance(read("cut.png", tmp_path, HERE), Diagnostic)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_good_images_are_carried_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a b é.png").write_bytes(GOOD)
    (tmp_path / "v.svg").write_bytes(SVG.format('<rect width="1" height="1" fill="url(#g)"/>').encode())
    raster, vector = read("a b é.png", tmp_path, HERE), read("v.svg", tmp_path, HERE)
    assert isinstance(raster, Media)
    assert raster.data == GOOD
    assert isinstance(vector, Media)
    assert vector.media_type == "image/svg+xml"


def test_a_link_out_of_the_article_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "article"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(GOOD)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    found = read("link.png", inside, HERE)
    assert isinstance(found, Diagnostic)
    assert found.code == "path-unsafe"
    assert read("none.png", inside, HERE) is None
