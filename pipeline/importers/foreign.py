"""Documents that pandoc reads: Word, OpenDocument, HTML, LaTeX, Org, reStructuredText and more."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.facts.naming import slug, unique
from pipeline.importers import opening, org
from pipeline.importers.composing import compose
from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.importer import ForeignFile
from pipeline.importers.parsing import parse
from pipeline.load import guard
from pipeline.load import text as texts
from pipeline.load.papers import language_names
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, warning
from pipeline.model.source import SourceText
from pipeline.wording.reading import read_date

_CONTENT_MEMBERS = (
    ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp", ".pdf", ".eps", ".ps",
)  # fmt: skip
_MAX_IMAGE = 20_000_000
_WHERE = re.compile(r"\s*at (?:\w+ )?line (\d+)(?:,? column (\d+))?\s*$")
# Tags without content of their own, and ends of tags.
_NOTHING = re.compile(
    r"Skipped '(?:</.*|<(?:p|div|span|body|html|head|meta|link|section|article|main)\b[^>]*>|\\end\{.*)'"
)
# Metadata of a web page that only concern its appearance.
_OWN = {"generator", "viewport", "charset", "theme-color"}
# A function from the blocks of a document and the name of its file to the losses.
_Losses = Callable[[n.Blocks, str], Iterable[Diagnostic]]
_DATE_HINT = "write it into the front matter of the article, as `date: 2026-05-31`"
_META = {"title", "author", "date", "keywords", "lang", "abstract", "subtitle"}


def read(file: ForeignFile) -> ImportedArticle:
    """Convert a text in one of pandoc's formats to an article."""
    return _of_text(file, opening.plain_text(file))


def read_markdown(file: ForeignFile) -> ImportedArticle:
    """Convert Markdown to an article; raise DossierError if it is nested too deep for pandoc's reader."""
    source = opening.plain_text(file)
    if deep := guard.too_deep(source, 0):
        raise DossierError(deep)
    return _of_text(file, source)


def read_org(file: ForeignFile) -> ImportedArticle:
    """Convert Org to an article."""
    source = opening.plain_text(file)
    return _of_text(file, source, org.readable(source.text))


def read_packed(file: ForeignFile) -> ImportedArticle:
    """Convert a packed document in one of pandoc's formats to an article."""
    return _of_archive(file, opening.archive_bytes(file))


def read_odt(file: ForeignFile) -> ImportedArticle:
    """Convert an OpenDocument text to an article, and report the formulas that pandoc drops."""
    data = opening.archive_bytes(file)
    return _of_archive(file, data, lambda blocks, name: _formulas_lost(data, blocks, name))


def _of_text(file: ForeignFile, source: SourceText, readable_text: str | None = None) -> ImportedArticle:
    """Convert a text, or `readable_text` in its place, to an article."""
    data = (source.text if readable_text is None else readable_text).encode()
    return _article(file, data, source, lambda blocks: _images_beside(file, blocks))


def _of_archive(file: ForeignFile, data: bytes, losses: _Losses = lambda *_: ()) -> ImportedArticle:
    """Convert a packed document to an article; `losses` yields what pandoc dropped without a message."""
    source = SourceText(texts.display_path(file.path), "")
    return _article(file, data, source, lambda blocks: _packed_images(data), losses)


def _article(
    file: ForeignFile,
    data: bytes,
    source: SourceText,
    images_of: Callable[[n.Blocks], Mapping[str, bytes]],
    losses: _Losses = lambda *_: (),
) -> ImportedArticle:
    document, answer = parse(data, file.form, source)
    diagnostics = [warning("import-skipped", each.message, Place(source.file)) for each in answer.diagnostics]
    diagnostics += dict.fromkeys(_skipped_content(answer.skipped_content, source))
    meta = dict(document.meta.entries)
    diagnostics += [
        warning(
            "import-skipped", f"the field `{name}` of the document's head is not carried", Place(source.file)
        )
        for name in meta
        if name not in _META - {"abstract", "subtitle"} | _OWN
    ]
    diagnostics += losses(document.blocks, source.file)
    pictures = images_of(document.blocks)
    names: set[str] = set()
    images = {url: f"media/{unique(_image_name(url), names)}" for url in pictures}
    title = _text(meta.get("title"))
    stated_language = _text(meta.get("lang"))
    tag = language_names.tag(stated_language) if stated_language else None
    if stated_language and tag is None:
        message = f"the language {stated_language[:40]!r} of the document is none that is known"
        diagnostics.append(warning("import-skipped", message, Place(source.file)))
    lang = tag or file.lang
    date_words = _text(meta.get("date"))
    date = _date(date_words, lang)
    if date_words and date is None:
        message = f"the date {date_words[:40]!r} of the document's head is not carried: it cannot be read"
        diagnostics.append(warning("import-skipped", message, Place(source.file), _DATE_HINT))
    body = compose(document.blocks, source, images, has_title=bool(title))
    if not body.body and body.diagnostics:
        raise DossierError(body.diagnostics)
    return ImportedArticle(
        title=title or body.title or file.path.stem.replace("-", " ").replace("_", " "),
        lang=lang,
        date=date,
        body=body.body,
        authors=tuple(_texts(meta.get("author"))),
        keywords=tuple(_texts(meta.get("keywords"))),
        media={images[url]: pictures[url] for url in dict.fromkeys(body.images)},
        diagnostics=(*diagnostics, *body.diagnostics),
    )


def _skipped_content(lines: tuple[str, ...], source: SourceText) -> Iterator[Diagnostic]:
    """Yield the content that pandoc left out; commands before a document's begin have no text: count them."""
    preamble = source.text.count("\n", 0, max(0, source.text.find("\\begin{document}"))) + 1
    before = 0
    for line in lines:
        where = _WHERE.search(line)
        what = _WHERE.sub("", line)
        number = int(where.group(1)) if where else 0
        if _NOTHING.fullmatch(what):
            continue
        if number < preamble:
            before += 1
            continue
        place = Place(source.file, number, int(where.group(2) or 0)) if where else Place(source.file)
        yield warning("import-skipped", f"not carried: {what.removeprefix('Skipped ')[:80]}", place)
    if before:
        message = f"{before} commands of the preamble are not carried"
        yield Diagnostic("import-skipped", Severity.NOTE, message, Place(source.file, 1))


def _packed_images(data: bytes) -> Mapping[str, bytes]:
    """Return the images in a packed document by the names that its text uses."""
    result: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive_file:
            for entry in archive_file.infolist():
                if entry.filename.lower().endswith(_CONTENT_MEMBERS) and entry.file_size <= _MAX_IMAGE:
                    result[entry.filename.removeprefix("word/")] = archive_file.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return {}
    return result


def _formulas_lost(data: bytes, blocks: n.Blocks, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a text document has more formulas than pandoc read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive_file:
            object_count = sum(
                bool(re.fullmatch(r"[^/]+/content\.xml", name)) for name in archive_file.namelist()
            )
    except (zipfile.BadZipFile, OSError):
        return
    lost_count = object_count - sum(isinstance(node, n.Math) for node in walk.walk(blocks))
    if lost_count > 0:
        yield warning(
            "import-skipped", f"{lost_count} formulas or other objects are not carried", Place(file)
        )


def _images_beside(file: ForeignFile, blocks: n.Blocks) -> Mapping[str, bytes]:
    """Return the images of a text that are beside its file or below it."""
    result: dict[str, bytes] = {}
    folder = file.path.parent
    own = Reach.of(folder, folder, strict=file.reach is not None and file.reach.is_strict)
    for node in walk.walk(blocks):
        if isinstance(node, n.Image) and node.url.lower().endswith(_CONTENT_MEMBERS):
            with suppress(DossierError):  # a missing picture is reported as not carried
                result[node.url] = texts.read_bytes(folder / node.url, own, _MAX_IMAGE)
    return result


def _image_name(url: str) -> str:
    name = Path(url)
    return f"{slug(name.stem, 40)}{name.suffix.lower()}"


def _date(words: str, lang: str) -> PartialDate | None:
    """Return the date that words mean, in figures (ISO 8601) or in words of the language; None if none."""
    with suppress(ValueError):
        return PartialDate.parse(words)
    return read_date(words, lang)


def _text(value: n.MetaValue | None) -> str:
    return " ".join(_texts(value))


def _texts(value: n.MetaValue | None) -> list[str]:
    """Return a value of a document's head as texts."""
    match value:
        case n.MetaInlines(inlines=inlines):
            return [text] if (text := walk.text_of(inlines).strip()) else []
        case n.MetaBlocks(blocks=blocks):
            return [text] if (text := walk.text_of(blocks).strip()) else []
        case n.MetaList(values=values):
            return [text for each in values for text in _texts(each)]
        case str():
            return [value] if value else []
        case _:
            return []
