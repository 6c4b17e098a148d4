"""Images that cannot be shown are told where they stand; the others come in a form for all editions."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.load import pictures
from pipeline.load.article import load, locate
from pipeline.load.media import LoadedImage, read
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Place
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


def read_image(folder: Path, name: str, data: bytes | None = None) -> LoadedImage:
    """Return what reading an image gives, of a file that holds these bytes."""
    if data is not None:
        (folder / name).write_bytes(data)
    loaded_image = read(name, Reach.of(folder), HERE)
    assert loaded_image is not None
    return loaded_image


def valid_image(folder: Path, name: str, data: bytes) -> Media:
    """Return an image that can be shown."""
    media = read_image(folder, name, data).media
    assert media is not None
    return media


def save(image: Image.Image, form: str, **options: object) -> bytes:
    """Return an image as a file."""
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def open_image(media: Media) -> Image.Image:
    """Return an image with its pixels."""
    image = Image.open(io.BytesIO(media.data))
    image.load()
    return image


BAD = {
    "empty.png": b"",
    "cut.png": GOOD[: len(GOOD) // 2],
    "huge.png": png(13_000, 13_000),
    "jpeg.png": b"\xff\xd8\xff\xe0" + b"\0" * 64,
    "open.svg": b"<svg",
    "page.html": b"<html></html>",
    "film.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 64,
    "pointer.png": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n",
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n",
}


@pytest.mark.parametrize("name", BAD)
def test_an_image_that_cannot_be_shown_is_told_where_it_stands(tmp_path: Path, name: str) -> None:
    loaded_image = read_image(tmp_path, name, BAD[name])
    assert loaded_image.media is None
    [diagnostic] = loaded_image.diagnostics
    assert (diagnostic.code, diagnostic.place) == ("image-unreadable", HERE)
    assert "0x" not in diagnostic.message
    assert diagnostic.hint


def test_an_image_cut_short_is_found_after_weasyprint_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert read_image(tmp_path, "cut.png", BAD["cut.png"]).media is None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_images_that_every_edition_shows_are_carried_as_they_are(tmp_path: Path, mode: str) -> None:
    data = save(Image.new(mode, (3, 2)), "PNG")
    loaded_image = read_image(tmp_path, "a b é.png", data)
    assert loaded_image.media is not None
    assert (loaded_image.media.data, loaded_image.diagnostics) == (data, ())


@pytest.mark.parametrize("form", ["WEBP", "TIFF", "BMP", "AVIF"])
def test_rare_forms_become_png_without_loss_and_that_is_told(tmp_path: Path, form: str) -> None:
    gradient = Image.linear_gradient("L").resize((40, 30)).convert("RGB")
    data = save(gradient, form, **({"lossless": True} if form == "WEBP" else {}))
    loaded_image = read_image(tmp_path, f"a.{form.lower()}", data)
    assert loaded_image.media is not None
    assert loaded_image.data == data
    assert [each.code for each in loaded_image.diagnostics] == ["image-converted"]
    with Image.open(io.BytesIO(data)) as before:
        assert open_image(loaded_image.media).tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_photograph_stands_upright_in_its_pixels(tmp_path: Path, form: str) -> None:
    result = Image.new("RGB", (40, 20), "white")
    result.paste("red", (0, 0, 8, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    image = open_image(valid_image(tmp_path, "a.jpg", save(result, form, exif=exif)))
    assert image.size == (20, 40)
    red, _, blue = image.convert("RGB").getpixel((10, 2))  # type: ignore[misc]  # a pixel of three
    assert red > 200 > 100 > blue
    assert image.getexif().get(0x0112, 1) == 1


def test_grey_of_16_bits_keeps_its_shades(tmp_path: Path) -> None:
    result = Image.frombytes(
        "I;16", (256, 1), b"".join((each * 257).to_bytes(2, "little") for each in range(256))
    )
    image = open_image(valid_image(tmp_path, "a.png", save(result, "PNG")))
    assert (image.mode, image.tobytes()) == ("L", bytes(range(256)))
    between = Image.frombytes(
        "I;16", (3, 1), b"".join(each.to_bytes(2, "little") for each in (256, 514, 65_280))
    )
    assert open_image(valid_image(tmp_path, "b.png", save(between, "PNG"))).tobytes() == bytes((0, 2, 254))


def test_printers_colours_become_those_of_screens(tmp_path: Path) -> None:
    for form in ("JPEG", "TIFF"):
        image = open_image(
            valid_image(tmp_path, "a.jpg", save(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), form))
        )
        red, green, blue = image.getpixel((4, 4))  # type: ignore[misc]  # a pixel of three
        assert image.mode == "RGB"
        assert red > 200 > 60 > max(green, blue)


def test_a_wrong_ending_is_taken_by_what_the_file_holds(tmp_path: Path) -> None:
    loaded_image = read_image(tmp_path, "photo.png", save(Image.new("RGB", (3, 2)), "JPEG"))
    assert loaded_image.media is not None
    assert loaded_image.media.media_type == "image/jpeg"
    assert [each.code for each in loaded_image.diagnostics] == ["file-name"]


def test_an_image_may_stand_in_the_text_itself(tmp_path: Path) -> None:
    import base64

    url = f"data:image/png;base64,{base64.b64encode(GOOD).decode()}"
    loaded_image = read_image(tmp_path, url)
    assert loaded_image.media is not None
    assert (loaded_image.media.data, loaded_image.name) == (GOOD, "")
    assert read_image(tmp_path, "data:image/png;base64,AAAA").media is None


def test_making_an_image_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    data = save(Image.linear_gradient("L"), "WEBP")
    assert valid_image(tmp_path, "a.webp", data) == valid_image(tmp_path, "a.webp", data)


def test_an_article_of_slow_or_large_images_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"![Image {n}.](i{n}.png)\n\n" for n in range(6))
    (tmp_path / "paper.md").write_text(f"---\ntitle: T\n---\n\n{text}", "utf-8")
    for n in range(6):
        (tmp_path / f"i{n}.png").write_bytes(GOOD)

    def image_size() -> int:
        return len(load(locate(str(tmp_path / "paper.md"), tmp_path)).manuscript.media)

    assert image_size() == 6
    monkeypatch.setattr(pictures, "MAX_TOTAL", 3 * len(GOOD))
    assert image_size() == 3
    monkeypatch.setattr(pictures, "MAX_SECONDS", -1.0)
    assert image_size() == 0
