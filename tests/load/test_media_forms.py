"""Images by their bytes: what is carried as it is, what is converted, what is refused, and in which words."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.load import media, raster
from pipeline.load.named_file import ABOVE, CHAPTER, IMAGE, MAX_NAME, LocatedFile, RefusedName, find
from pipeline.load.reach import Reach, is_by_link
from pipeline.model.diagnostics import Place, Severity

HERE = Place("a.md", 3)
NS = 'xmlns="http://www.w3.org/2000/svg"'


def data_of(mode: str, form: str, color: Any = 0, size: tuple[int, int] = (2, 1), **options: Any) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, color).save(output, form, **options)
    return output.getvalue()


def decode(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def orientation(value: int) -> Any:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


@pytest.mark.parametrize(
    ("data", "media_type", "changes"),
    [
        (data_of("RGB", "PNG"), "image/png", ()),
        (data_of("1", "PNG"), "image/png", ()),
        (data_of("P", "GIF"), "image/gif", ()),
        (data_of("L", "JPEG"), "image/jpeg", ()),
        (data_of("RGB", "JPEG", exif=orientation(1)), "image/jpeg", ()),
        (data_of("RGB", "JPEG", exif=orientation(6)), "image/jpeg", ("it is turned as its camera says",)),
        (data_of("RGB", "WEBP"), "image/png", ("WEBP is carried as PNG",)),
        (data_of("RGB", "BMP"), "image/png", ("BMP is carried as PNG",)),
        (data_of("CMYK", "JPEG"), "image/jpeg", ("its colours (CMYK) are carried as red, green and blue",)),
        (data_of("I;16", "PNG"), "image/png", ("16 bits a colour are carried as 8",)),
        (data_of("F", "TIFF"), "image/png",
         ("TIFF is carried as PNG", "its colours (F) are carried as red, green and blue")),
    ],
)  # fmt: skip
def test_pictures_in_forms_that_every_edition_shows(
    data: bytes, media_type: str, changes: tuple[str, ...]
) -> None:
    result = raster.picture(data)
    assert (result.media_type, result.changes) == (media_type, changes)
    assert (result.data == data) == (not changes)
    image = decode(result.data)
    assert image.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
    assert image.size == ((1, 2) if "turned" in "".join(changes) else (2, 1))


def test_shades_keep_their_order() -> None:
    image = Image.new("F", (3, 1))
    image.putdata([-5.0, 0.0, 5.0])
    output = io.BytesIO()
    image.save(output, "TIFF")
    assert decode(raster.picture(output.getvalue()).data).tobytes() == bytes([0, 127, 255])
    grey = Image.new("I;16", (3, 1))
    grey.putdata([0, 0x8080, 0xFFFF])
    output = io.BytesIO()
    grey.save(output, "PNG")
    assert decode(raster.picture(output.getvalue()).data).tobytes() == bytes([0, 128, 255])


def test_colours_that_see_through_stay_so_and_what_the_file_says_of_itself_goes() -> None:
    result = decode(
        raster.picture(data_of("RGBA", "WEBP", (10, 20, 30, 40), lossless=True, exif=orientation(1))).data
    )
    assert result.getpixel((0, 0)) == (10, 20, 30, 40)
    assert not result.getexif()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no image that Dossier knows"),
        (b"text", "no image that Dossier knows"),
        (data_of("RGB", "PNG", size=(50, 50))[:60], "cannot be decoded: "),
    ],
)
def test_what_is_no_picture_says_so(data: bytes, words: str) -> None:
    with pytest.raises(raster.Unreadable, match=words) as failure:
        raster.picture(data)
    assert failure.value.hint
    if not data.startswith(b"\x89"):
        with pytest.raises(raster.Unreadable):
            raster.pixels(data)


@pytest.mark.parametrize(("side", "is_read"), [(10, True), (11, False)])
def test_so_many_pixels_are_read_and_no_more(
    monkeypatch: pytest.MonkeyPatch, side: int, is_read: bool
) -> None:
    monkeypatch.setattr(raster, "MAX_PIXELS", 100)
    data = data_of("L", "PNG", size=(side, side))
    assert raster.pixels(data) == side * side
    if is_read:
        assert raster.picture(data).data == data
    else:
        with pytest.raises(raster.Unreadable, match="more than 100 pixels"):
            raster.picture(data)


PNG, JPEG = data_of("RGB", "PNG"), data_of("RGB", "JPEG")
SVG = f"<svg {NS} viewBox='0 0 4 4'><rect width='4' height='4'/></svg>".encode()


@pytest.mark.parametrize(
    ("name", "data", "media_type", "codes", "words"),
    [
        ("a.png", PNG, "image/png", [], ""),
        ("a.jpe", JPEG, "image/jpeg", [], ""),
        ("a.JPG", JPEG, "image/jpeg", [], ""),
        ("a.png", JPEG, "image/jpeg", ["file-name"], "ends in `.png`, the image is image/jpeg"),
        ("a", PNG, "image/png", [], ""),
        ("a.svg", SVG, "image/svg+xml", [], ""),
        ("a.svg", b"\n \t" + SVG, "image/svg+xml", [], ""),
        ("a.bmp", data_of("RGB", "BMP"), "image/png", ["image-converted"], "a.bmp: BMP is carried as PNG"),
        ("a.png", b"version https://git-lfs.github.com/spec/v1\n", None, ["image-unreadable"], "Git LFS"),
        ("a.png", b"words", None, ["image-unreadable"], "a.png: the file is no image"),
        ("a.svg", SVG.replace(b"<rect", b"<script/><rect"), "image/svg+xml", ["image-cleaned"],
         "a.svg: taken out of the SVG: <script>"),
        ("a.svg", SVG.replace(b"<rect", b"<image href='x.png'/><rect"), "image/svg+xml", ["image-incomplete"],
         "a.svg: a picture that the SVG names is not in it"),
    ],
)  # fmt: skip
def test_images_of_files(
    tmp_path: Path, name: str, data: bytes, media_type: str | None, codes: list[str], words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    result = media.read(name, Reach.of(tmp_path), HERE)
    assert result is not None
    assert (result.media.media_type if result.media else None) == media_type
    assert (result.name, result.data) == (name, data)
    assert [each.code for each in result.diagnostics] == codes
    assert all(words in each.message and each.place == HERE for each in result.diagnostics)


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        (f"data:image/png;base64,{base64.b64encode(PNG).decode()}", True),
        (f"DATA:image/png;x=y;BASE64,{base64.b64encode(PNG).decode()}", True),
        (f"data:image/svg+xml,{SVG.decode().replace('#', '%23').replace(' ', '%20')}", True),
        ("data:image/png;base64,AAA", False),
        ("data:image/png,", False),
    ],
)
def test_images_in_addresses_of_data(tmp_path: Path, url: str, is_shown: bool) -> None:
    result = media.read(url, Reach.of(tmp_path), HERE)
    assert result is not None
    assert (result.media is not None, result.name) == (is_shown, "")
    assert [each.code for each in result.diagnostics] == ([] if is_shown else ["image-unreadable"])
    assert all(len(each.message) < MAX_NAME + 80 for each in result.diagnostics)


@pytest.mark.parametrize(("more", "media_type"), [(0, "image/svg+xml"), (1, "image/png")])
def test_so_many_elements_are_a_drawing_and_more_are_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, media_type: str
) -> None:
    monkeypatch.setattr(media, "MAX_VECTOR_ELEMENTS", 4)
    text = f"<svg {NS} viewBox='0 0 4 4'>" + "<rect width='4' height='4'/>" * (3 + more) + "</svg>"
    (tmp_path / "a.svg").write_text(text)
    result = media.read("a.svg", Reach.of(tmp_path), HERE)
    assert result is not None
    assert result.media is not None
    assert result.media.media_type == media_type
    assert [each.code for each in result.diagnostics] == ["image-converted"] * more


@pytest.mark.parametrize(
    ("inner", "has_pixels"),
    [
        ("<rect width='4' height='4'/>", False),
        ("<g style='mix-blend-mode: multiply'><rect width='4' height='4'/></g>", True),
        ("<filter id='f'><feOffset/></filter><rect width='4' height='4' filter='url(#f)'/>", True),
        ("<text>Words</text>", False),
    ],
)
def test_what_some_programs_draw_otherwise_has_pixels_too(
    tmp_path: Path, inner: str, has_pixels: bool
) -> None:
    (tmp_path / "a.svg").write_text(f"<svg {NS} viewBox='0 0 4 4'>{inner}</svg>")
    result = media.read("a.svg", Reach.of(tmp_path), HERE)
    assert result is not None
    assert result.media is not None
    assert bool(result.media.pixels) is has_pixels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an article's folder in a repository."""
    for name in (
        "repo/.git/x",
        "repo/img/b.png",
        "repo/.keys/k.png",
        "repo/paper/a.png",
        "repo/paper/sub/c.PNG",
        "out.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path / "repo" / "paper"


@pytest.mark.parametrize(
    ("name", "result", "difference"),
    [
        ("a.png", "a.png", ""),
        ("sub/../a.png", "a.png", ""),
        ("a", "a.png", "the name has no ending: `a.png` is shown"),
        ("sub/c.png", "sub/c.PNG", "the file is called `c.PNG`"),
        ("sub\\c.PNG", "sub/c.PNG", ""),
        ("a.png?x#y", "a.png", ""),
        ("../img/b.png", f"{ABOVE}/img/b.png", ""),
        ("/img/b.png", "img/b.png", "the name is followed from the folder of the repository: `img/b.png`"),
        ("../.keys/k.png", "path-unsafe", ""),
        ("../../out.png", "path-unsafe", ""),
        ("/etc/passwd", "path-unsafe", ""),
        ("https://x.org/a.png", "image-remote", ""),
        ("//x.org/a.png", "image-remote", ""),
        ("file:///etc/x.png", "path-unsafe", ""),
        ("FILE:a.png", "path-unsafe", ""),
        ("none.png", None, ""),
        ("sub", "image-missing", ""),
        ("..", None, ""),
        ("a\0.png", None, ""),
    ],
)
def test_the_file_that_a_name_means(folder: Path, name: str, result: str | None, difference: str) -> None:
    file = find(name, Reach.of(folder), IMAGE)
    match file:
        case LocatedFile(name=carried_name):
            assert (carried_name, file.path.is_file()) == (result, True)
            assert file.difference.startswith(difference)
            assert bool(file.difference) == bool(difference)
        case RefusedName(code=code):
            assert code == result
            assert file.hint
        case None:
            assert result is None


def test_words_for_names_are_those_of_their_kind(folder: Path) -> None:
    for kind, word in ((IMAGE, "image"), (CHAPTER, "file")):
        for name in ("https://x.org/" + "a" * 200, "../../" + "a" * 200 + ".png"):
            refusal = find(name, Reach.of(folder), kind)
            assert isinstance(refusal, RefusedName)
            assert f"the {word} " in refusal.message
            assert len(refusal.message) < MAX_NAME + 60
    refusal = find("file:a.png", Reach.of(folder), CHAPTER)
    assert isinstance(refusal, RefusedName)
    assert "an address of this machine" in refusal.message


def test_a_reach_is_the_repository_or_what_is_named_or_strictly_the_folder(folder: Path) -> None:
    around = folder.parent
    assert Reach.of(folder) == Reach(folder, around)
    assert Reach.of(folder, folder / "sub").folders == (folder, folder / "sub")
    strict = Reach.of(folder, around, strict=True)
    assert (strict.folders, strict.is_strict) == ((folder,), True)
    reach = Reach.of(folder)
    assert [reach.holds(each) for each in (folder / "x", around / "y", around.parent)] == [True, True, False]
    assert [reach.leads_to(each) for each in (around.parent, around, folder / "x")] == [True, True, False]
    paths = (folder / ".x", around / "y", around / ".x", around / "z" / ".x", around.parent / "out.png")
    assert [reach.allows(each) for each in paths] == [True, True, False, False, False]


def test_a_link_on_the_way_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "link").symlink_to(folder / "sub")
    assert [is_by_link(folder / name) for name in ("link", "sub", "a.png")] == [True, False, False]
    assert not is_by_link(folder / "link" / "c.PNG")
    monkeypatch.chdir(folder)
    assert is_by_link(folder / "link" / "c.PNG")
    assert is_by_link(Path("link/c.PNG"))
    assert not is_by_link(Path("sub/c.PNG"))


def test_a_note_on_the_name_stands_behind_what_is_told_of_the_image(folder: Path) -> None:
    (folder / "sub" / "c.PNG").write_bytes(JPEG)
    result = media.read("sub/c.png", Reach.of(folder), HERE)
    assert result is not None
    assert [(each.code, each.severity) for each in result.diagnostics] == [("file-name", Severity.NOTE)] * 2
    assert "the file is called" in result.diagnostics[1].message
