"""The pictures of a book: drawings for narrow and wide screens, and the article's images."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.look import Logo
from pipeline.model.stages import Edition

FOLDER = "images"
COVER = f"{FOLDER}/cover.png"
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its path, media type and bytes."""

    file: str
    media_type: str
    data: bytes


class Pictures:
    """Gathers the pictures that an edition shows, each once.

    `wide` has the file for a wide screen by the one for a narrow screen, which every reader supports.
    """

    def __init__(
        self, edition: Edition, setting: Setting, frames: figure_frames.Frames = figure_frames.ebook
    ) -> None:
        """Begin without pictures; drawings have these frames."""
        self.edition = edition
        self.setting = setting
        self.frames = frames
        self.wide: dict[str, str] = {}
        self._pictures: dict[str, Picture] = {}
        self._names: dict[str, str] = {}

    @property
    def files(self) -> tuple[Picture, ...]:
        """The pictures so far."""
        return tuple(self._pictures.values())

    def file_of(self, image: n.Image) -> tuple[str, str | None]:
        """Return the file of an image, and the text alternative of a drawing."""
        name = image.url.removeprefix("figure:")
        if name != image.url and name in self.edition.drawings:
            return self._add_drawing(name), self.edition.drawings[name].alt
        if image.url in self.edition.media:
            return self._copy(image.url), None
        raise DossierError([missing_image(image.url, self.edition.source.place(image.at))])

    def cover(self) -> Picture | None:
        """Return the article's own cover, or None if it has none or the file is missing."""
        url = self.edition.front.ebook.cover
        if url is None or url not in self.edition.media:
            return None
        return self._pictures[self._copy(url)]

    def drawn_cover(self, data: bytes) -> Picture:
        """Add a cover drawn as PNG."""
        self._pictures[COVER] = Picture(COVER, "image/png", data)
        return self._pictures[COVER]

    def logo(self, logo: Logo) -> str:
        """Add a logo, and return its file."""
        file = f"{FOLDER}/{logo.name}"
        self._pictures[file] = Picture(file, logo.media_type, logo.data)
        return file

    def _add_drawing(self, name: str) -> str:
        narrow, wide = (f"{FOLDER}/{file_name(name)}-{size}.svg" for size in ("narrow", "wide"))
        if narrow not in self._pictures:
            theme, drawing = self.setting.theme, self.edition.drawings[name]
            for frame, file in (
                (self.frames(theme, "narrow"), narrow),
                (self.frames(theme, "wide"), wide),
            ):
                svg = self.setting.draw(drawing, frame)
                self._pictures[file] = Picture(file, "image/svg+xml", svg)
            self.wide[narrow] = wide
        return narrow

    def _copy(self, url: str) -> str:
        if url not in self._names:
            media = self.edition.media[url]
            name = unquote(url).rpartition("/")[2]
            stem = file_name(name.rpartition(".")[0] or name)
            ending = ENDINGS[media.media_type]
            file, count = f"{FOLDER}/{stem}.{ending}", 2
            while file in self._pictures or file == COVER:
                file, count = f"{FOLDER}/{stem}-{count}.{ending}", count + 1
            self._names[url] = file
            self._pictures[file] = Picture(file, media.media_type, media.data)
        return self._names[url]


def missing_image(url: str, place: Place) -> Diagnostic:
    """Return the error for a missing image."""
    return error("image-missing", f"missing image {url}", place, "put the file beside the article")


def file_name(text: str) -> str:
    """Return a text as the name of a file in the package: lowercase letters, digits and hyphens only."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "image"
