"""An e-book's images: drawings made for a reader's screen, the article's files under safe names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.charts.frame import Frame
from pipeline.formats.format import Setting
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError, error
from pipeline.model.stages import Edition, Media
from pipeline.model.walk import map_tree

# A drawing is as wide as a small tablet's text, in points, and its words as large as the reader's; its ground
# is paper, so that it can be read at night too.
FRAME = Frame(480, 420, 12, paper=True)
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}


def placed(edition: Edition, setting: Setting) -> tuple[n.Blocks, Mapping[str, Media]]:
    """Return the blocks with images that name files of the book, and these files by name."""
    files: dict[str, Media] = {}

    def image(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Image):
            return (node,)
        if node.url.startswith("figure:"):
            drawing = edition.drawings[node.url.removeprefix("figure:")]
            name = f"images/{drawing.id}.svg"
            files[name] = Media(name, "image/svg+xml", setting.draw(drawing, FRAME))
            attr = replace(node.attr, classes=(*node.attr.classes, "drawing"))
            return (replace(node, attr=attr, url=name, inlines=(n.Str(drawing.alt),)),)
        media = edition.media.get(node.url)
        if media is None:
            place = edition.source.place(node.at)
            raise DossierError(
                [error("image-missing", f"there is no image `{node.url}`", place, "add the file")]
            )
        name = next((name for name, file in files.items() if file.data == media.data), "")
        name = name or f"images/image-{len(files) + 1}.{ENDINGS[media.media_type]}"
        files[name] = Media(name, media.media_type, media.data)
        return (replace(node, url=name),)

    return map_tree(edition.blocks, inline=image), files
