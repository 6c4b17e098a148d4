"""Raster images: complete, of bounded size, and in a form that every edition shows alike."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
WEB_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif"}
# Formats that are converted to one of those; others are rare, and their readers less tested.
CONVERTED_FORMATS = ("WEBP", "AVIF", "TIFF", "BMP", "JPEG2000", "PPM", "ICO")
_FORMATS = ("PNG", "JPEG", "GIF", *CONVERTED_FORMATS)
QUALITY = 95
_ORIENTATION = 0x0112
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


class Unreadable(Exception):
    """An image that cannot be shown, with the reason and a hint."""

    def __init__(self, reason: str, hint: str = "export the image again") -> None:
        """Store the reason and the hint."""
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as editions carry it, the changes in it, and an SVG's pixels if they are needed."""

    media_type: str
    data: bytes = field(repr=False)
    changes: tuple[str, ...] = ()
    pixels: bytes = field(default=b"", repr=False)


def picture(data: bytes) -> Picture:
    """Return a raster image as every edition shows it; Unreadable if that fails."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _normal(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise Unreadable(f"the image has more than {MAX_PIXELS:,} pixels", "make it smaller") from None
        except UnidentifiedImageError:
            raise Unreadable(
                "the file is no image that Dossier knows", "export it as PNG, JPEG or SVG"
            ) from None
        except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as failure:
            raise Unreadable(f"the image cannot be decoded: {_words(failure)}") from None


def pixels(data: bytes) -> int:
    """Return the number of pixels that the head of an image states; raise Unreadable if it is no image."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return image.width * image.height
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Unreadable("the file is no image that Dossier knows") from None


def _words(failure: Exception) -> str:
    """Return the message of a decoder without addresses in memory."""
    text = " ".join(str(failure).split())
    return "it is damaged" if "0x" in text or not text else text[:60].lower()


def _normal(data: bytes) -> Picture:
    from PIL import ImageOps

    image = _decode(data)
    form = image.format or ""
    changes = list(_changes(image, form, data))
    if not changes:
        return Picture(WEB_FORMATS[form], data)
    upright = ImageOps.exif_transpose(image)
    rgb_image = _in_red_green_blue(upright)
    # The file's colour profile is no longer true after a conversion.
    info_keys = ("transparency", "icc_profile") if rgb_image is upright else ("transparency",)
    rgb_image.info = {key: value for key, value in rgb_image.info.items() if key in info_keys}
    output = io.BytesIO()
    if form in ("JPEG", "MPO"):
        rgb_image.save(output, "JPEG", quality=QUALITY, subsampling=0)
        return Picture("image/jpeg", output.getvalue(), tuple(changes))
    rgb_image.save(output, "PNG")
    return Picture("image/png", output.getvalue(), tuple(changes))


def _changes(image: Image, form: str, data: bytes) -> list[str]:
    """Return descriptions of the changes that make every edition show an image alike."""
    changes = []
    if form not in WEB_FORMATS:
        changes.append(f"{form} is carried as PNG")
    if image.getexif().get(_ORIENTATION, 1) not in (0, 1):
        changes.append("it is turned as its camera says")
    if form == "PNG" and data[24:25] == b"\x10":
        changes.append("16 bits a colour are carried as 8")
    elif image.mode not in _MODES:
        changes.append(f"its colours ({image.mode}) are carried as red, green and blue")
    return changes


def _decode(data: bytes) -> Image:
    """Decode a whole image; OSError if it is truncated.

    WeasyPrint makes Pillow accept truncated images in the whole process, and it may be imported while this
    runs: decoding is repeated until that setting did not change meanwhile.
    """
    from PIL import Image, ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        while True:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            image: Image.Image = Image.open(io.BytesIO(data), formats=_FORMATS)
            image.load()
            if not ImageFile.LOAD_TRUNCATED_IMAGES:
                return image
            before = True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_red_green_blue(image: Image) -> Image:
    """Return an image in a mode that every edition shows; its profile's colours become those of screens."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        # Pillow would clip values over 255.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "CMYK":
        return _by_profile(image, profile) or image.convert("RGB")
    if image.mode in ("I", "F"):
        low, high = _extremes(image)
        step = 255 / ((high - low) or 1)
        return image.convert("F").point(lambda value: value * step - low * step).convert("L")
    if image.mode not in _MODES:
        return image.convert("RGBA" if "A" in image.mode or "a" in image.mode else "RGB")
    return image


def _by_profile(image: Image, profile: Any) -> Image | None:
    """Return an image with its colours converted by its own profile; None without a usable profile."""
    if not profile:
        return None
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _extremes(image: Image) -> tuple[float, float]:
    low, high = image.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return low, high
