"""The e-book as an EPUB 3.3: a file for each section, notes that open in place, a drawn cover."""

from __future__ import annotations

from pipeline.formats.epub.about import about
from pipeline.formats.epub.chapters import chapters
from pipeline.formats.epub.nodes import Ready
from pipeline.formats.epub.package import File
from pipeline.formats.epub.pictures import Pictures
from pipeline.formats.format import Setting
from pipeline.formats.logos import on_cover, page_markup, pixels
from pipeline.model import titles
from pipeline.model.stages import Artifact, Edition

XHTML = "application/xhtml+xml"


def render(edition: Edition, setting: Setting) -> Artifact:
    """Render the e-book. Raise DossierError if an image or the target of a link is missing."""
    # Imported here: they load lxml, Pillow and ebooklib, which only an e-book needs.
    from pipeline.formats.epub import fonts, pages, style, xhtml
    from pipeline.formats.epub.book import pack

    front = edition.front
    pictures = Pictures(edition, setting)
    ready = Ready(pictures, front.lang)
    own, _ = titles.apart(edition.blocks)
    heads = [pages.title_chapter(front, own)] if own.title or own.subtitle else []
    chapter_blocks = [(chapter, ready.chapter(chapter)) for chapter in (*heads, *chapters(edition))]
    chapter_texts, diagnostics = xhtml.texts(chapter_blocks, pictures.wide, front.lang)
    head, texts = (chapter_texts[0], chapter_texts[1:]) if heads else (None, chapter_texts)
    front_cover = pictures.cover() or pictures.drawn_cover(_drawn_cover(edition, setting))
    spine_files = [
        File("cover.xhtml", XHTML, pages.cover(front, front_cover.file)),
        File(
            "title.xhtml",
            XHTML,
            pages.title(front, head, page_markup(edition.look, pictures.logo)),
            head.properties if head else (),
        ),
        File("nav.xhtml", XHTML, pages.contents(front, [text.chapter for text in texts]), ("nav",)),
        *(File(text.chapter.file, XHTML, pages.chapter(text, front.lang), text.properties) for text in texts),
    ]
    cuts = tuple(fonts.cuts(setting, b"".join(file.data for file in spine_files).decode()))
    sheet = style.sheet(setting.theme, [font_cut.rule for font_cut in cuts])
    other_files = [
        File(pages.STYLE, "text/css", sheet.encode()),
        *(
            File(each.file, each.media_type, each.data, ("cover-image",) if each is front_cover else ())
            for each in pictures.files
        ),
        *(File(each.file, f"font/{each.file[-3:]}", each.data) for each in cuts),
    ]
    data, messages = pack(
        about(edition, setting), spine_files, other_files, [text.chapter.entry() for text in texts]
    )
    return Artifact(f"{edition.name}.epub", "epub", data, len(texts), "chapters", (*diagnostics, *messages))


def _drawn_cover(edition: Edition, setting: Setting) -> bytes:
    from pipeline.formats.epub.cover import Emblem, cover, cover_text

    text, choice = cover_text(edition), on_cover(edition.look)
    emblem = Emblem(choice.logo, choice.plate, pixels(choice.logo, setting) or b"") if choice else None
    return setting.cached_bytes("cover", [repr(text)], lambda: cover(text, setting.theme, emblem))
