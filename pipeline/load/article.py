"""Loading an article: all that can be read is read, and all faults are reported at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline import disk
from pipeline.load import (
    bibliography,
    chapters,
    files,
    front,
    ledger,
    looks,
    pictures,
    prose,
    styles,
    templates,
    titles,
    yaml_text,
)
from pipeline.load import text as texts
from pipeline.load.location import Location, locate, locate_together, slug
from pipeline.load.named_file import BIBLIOGRAPHY, STYLE, TEMPLATE
from pipeline.load.papers import language_names
from pipeline.load.reach import is_by_link
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceFile
from pipeline.model.stages import Manuscript, Places

# Who loads an article has located it before.
__all__ = ["LoadedArticle", "Location", "load", "locate", "locate_together"]

_Entries = dict[tuple[str, yaml_text.Path], Place]


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """A manuscript, and the diagnostics of its files."""

    manuscript: Manuscript
    diagnostics: tuple[Diagnostic, ...]


def _link_error(file: Path) -> Diagnostic:
    message = "the article's folder is a link, or lies behind one"
    return error("path-unsafe", message, Place(texts.display_path(file)), "name the folder that it leads to")


def load(location: Location) -> LoadedArticle:
    """Load an article. Raise DossierError only if it has no readable text at all."""
    root = location.root
    reach = location.reach
    if location.is_untrusted and is_by_link(root):
        raise DossierError([_link_error(location.file)])
    source, problems = texts.read_text(location.file, reach)
    diagnostics = list(problems)
    facts = ledger.read(root, reach)
    plain = facts.is_unaccepted or not disk.exists(ledger.path(root))
    default = tuple(name for name in ("references.json", "references.bib") if disk.exists(root / name))
    # The name of the file, not of the folder: the place of an article does not change its artifacts.
    title = slug(location.file.stem).replace("-", " ")
    head = front.read(source, plain=plain, default_bibliography=default, title=title)
    diagnostics += head.diagnostics
    entries: _Entries = {(location.file.name, path): place for path, place in head.places.items()}
    diagnostics += language_names.check_page_words(
        head.matter.lang, Places(entries).of(location.file.name, "lang")
    )
    own = location.file.relative_to(root).as_posix()
    chapter_places = [
        (name, part, Places(entries).of(location.file.name, *keys))
        for name, part, keys in head.matter.chapter_files
    ]
    chapter_places += [
        (path.relative_to(root).as_posix(), "", Place(texts.display_path(path))) for path in location.others
    ]
    body = prose.read(source, head, plain=plain, reach=reach, name=own, chapter_names=chapter_places)
    diagnostics += body.diagnostics
    matter, blocks = titles.settle(head.matter, body.blocks)
    if location.title:
        matter = matter.model_copy(update={"title": location.title})
        diagnostics = [
            each for each in diagnostics if each.code not in ("title-missing", "front-matter-missing")
        ]
    elif head.is_untitled and plain:
        own_title = matter.title
        matter, blocks = titles.from_heading(matter, blocks)
        diagnostics = [
            each for each in diagnostics if each.code != "title-missing" or matter.title == own_title
        ]
    entries.update({(ledger.FILE, path): place for path, place in facts.places.items()})
    diagnostics += facts.diagnostics
    at = Places(entries).of(location.file.name, "bibliography")
    inline_works = [
        (entry, Places(entries).of(location.file.name, "references", number))
        for number, entry in enumerate(head.matter.references)
    ]
    folder = PurePosixPath(own).parent.as_posix().removeprefix(".")
    listed_files = [
        chapters.from_root(each, folder, reach, BIBLIOGRAPHY) for each in head.matter.bibliography
    ]
    works = bibliography.read(listed_files, reach, at, inline_works)
    diagnostics += works.diagnostics
    cover_place = Places(entries).of(location.file.name, "ebook", "cover")
    cover = pictures.Cover(head.matter.ebook.cover, cover_place)
    illustrations = pictures.read(blocks, body.source, reach, entries, cover)
    diagnostics += illustrations.diagnostics
    style_place = Places(entries).of(location.file.name, "csl")
    csl = head.matter.csl
    csl = chapters.from_root(csl, folder, reach, STYLE) if styles.names_file(csl) else csl
    style, faults = styles.find(csl, reach, style_place)
    diagnostics += faults
    template_name = head.matter.deck.template
    if template_name is not None:
        template_name = chapters.from_root(template_name, folder, reach, TEMPLATE)
    template_place = Places(entries).of(location.file.name, "deck", "template")
    template, faults = templates.read(template_name, reach, template_place)
    diagnostics += faults
    brand_place = Places(entries).of(location.file.name, "brand")
    look = looks.load(location, head.matter.brand, brand_place)
    diagnostics += look.diagnostics
    attachments: tuple[SourceFile, ...] = ()
    # An article that only the command line puts together could not be rebuilt from its files.
    if head.matter.briefing.attach and not location.others:
        others = [
            *((SourceFile(name, "text", text.data), Place(text.file)) for name, text in body.files.items())
        ]
        others += [*((file, at) for file in works.files), *illustrations.files]
        if facts.data is not None:
            others.append((SourceFile(ledger.FILE, "ledger", facts.data), Place(ledger.FILE)))
        if style.data:
            others.append((SourceFile(style.file, "style", style.data), style_place))
        if template is not None:
            others.append((SourceFile(template.name, "template", template.data), template_place))
        others += look.files
        article = SourceFile(location.file.name, "article", source.data)
        attachments, faults = files.collect_attachments(article, others, Place(source.file))
        diagnostics += faults
    manuscript = Manuscript(
        slug=location.slug,
        root=root,
        source=body.source,
        front=matter,
        blocks=blocks,
        ledger=facts.ledger,
        references=works.references,
        figures=illustrations.figures,
        media=illustrations.media,
        style=style.text,
        places=Places(entries),
        broken_facts=facts.broken_ids,
        broken_files=illustrations.broken_names,
        has_whole_bibliography=works.is_whole,
        broken_references=works.broken_keys,
        plain=plain,
        files=attachments,
        template=template,
        look=look.look,
        token_places=look.token_places,
        type_colours=look.type_colours,
    )
    return LoadedArticle(manuscript, tuple(diagnostics))
