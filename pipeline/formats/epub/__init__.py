"""The e-book as an EPUB 3.3: one file for each section, notes that open in place, a drawn cover."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from pipeline.formats.epub.package import About, File
from pipeline.formats.format import Format, Setting
from pipeline.model import nodes as n
from pipeline.model.stages import Artifact, Edition
from pipeline.model.walk import map_tree, text_of, walk
from pipeline.wording.terms import term

XHTML = "application/xhtml+xml"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://article.invalid/")


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the e-book; DossierError when an image is missing."""
    # Imported here: none of them is needed to check an article.
    from pipeline.formats import html
    from pipeline.formats.epub.book import pack
    from pipeline.formats.epub.chapters import chapters
    from pipeline.formats.epub.cover import cover
    from pipeline.formats.epub.images import placed
    from pipeline.formats.epub.pages import STYLE, chapter_page, contents_page, cover_page, title_page
    from pipeline.formats.epub.style import faces, sheet

    front = edition.front
    blocks, images = placed(edition, setting)
    made, diagnostics = chapters(blocks, front.lang, front.title)
    lead = next((b.blocks for b in blocks if isinstance(b, n.Div) and "standfirst" in b.attr.classes), ())
    standfirst, more = html.body(_unlinked(lead), arguments=["--mathml"]) if lead else ("", ())
    pages = [chapter_page(chapter, front.lang) for chapter in made]
    title = title_page(front, standfirst)
    start = next((chapter.name for chapter in made if chapter.name.startswith("section")), made[0].name)
    rules, fonts = faces(setting.theme, b"".join([title, *pages]).decode())
    files = [
        File("cover-image", "images/cover.png", "image/png", cover(front, setting.theme), ("cover-image",)),
        File("cover", "cover.xhtml", XHTML, cover_page(front, "images/cover.png"), linear=True),
        File("title", "title.xhtml", XHTML, title, linear=True, title=front.title),
        File("nav", "nav.xhtml", XHTML, contents_page(front, made, start), ("nav",), linear=True),
        *(
            File(
                f"chapter-{number}",
                chapter.name,
                XHTML,
                data,
                chapter.properties,
                linear=True,
                title=chapter.title,
            )
            for number, (chapter, data) in enumerate(zip(made, pages, strict=True), 1)
        ),
        File("style", STYLE, "text/css", sheet(setting.theme, rules).encode()),
        *(
            File(f"image-{i}", file.name, file.media_type, file.data)
            for i, file in enumerate(images.values(), 1)
        ),
        *(File(f"font-{i}", name, "font/woff2", data) for i, (name, data) in enumerate(fonts.items(), 1)),
    ]
    data, said = pack(_about(edition, setting, files), files)
    return Artifact("ebook.epub", "epub", data, len(made), "chapters", (*diagnostics, *more, *said))


def _about(edition: Edition, setting: Setting, files: Sequence[File]) -> About:
    """Return what the package says of the book; its identifier names the document and these very contents."""
    front = edition.front
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name} {len(file.data)}\0".encode() + file.data)
    name = f"{front.id or edition.slug} {digest.hexdigest()}"
    lead = text_of(
        tuple(b for b in edition.blocks if isinstance(b, n.Div) and "standfirst" in b.attr.classes)
    )
    return About(
        identifier=uuid.uuid5(NAMESPACE, name).urn,
        title=front.title,
        language=front.lang,
        creators=tuple(author.name for author in front.authors),
        date=setting.date,
        published=str(front.date) if front.date else None,
        description=lead or front.subtitle,
        rights=front.rights,
        subjects=front.keywords,
        accessibility=_accessibility(edition),
    )


def _accessibility(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the accessibility metadata that are true of the book (EPUB Accessibility 1.1, section 2)."""
    nodes = list(walk(edition.blocks))
    visual = any(isinstance(node, n.Image) for node in nodes)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    features += ["alternativeText", "longDescription"] if visual else []
    features += ["MathML"] if any(isinstance(node, n.Math) for node in nodes) else []
    modes = ["textual", "visual"] if visual else ["textual"]
    summary = term(edition.front.lang, "accessibility-summary")
    return (
        *(("accessMode", mode) for mode in modes),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", feature) for feature in features),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    )


def _unlinked(blocks: n.Blocks) -> n.Blocks:
    """Return blocks without links and notes, whose targets are in other files."""

    def bare(node: n.Inline) -> n.Inlines:
        match node:
            case n.Link(inlines=inlines):
                return inlines
            case n.Note():
                return ()
            case _:
                return (node,)

    return map_tree(blocks, inline=bare)


EPUB = Format("epub", "ebook.epub", "ebook", render)
