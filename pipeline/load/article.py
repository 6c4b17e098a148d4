"""Finding an article and loading it: what can be read is read, and all that cannot is reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from pipeline import pandoc
from pipeline.load import (
    bibliography,
    front,
    guard,
    latex,
    ledger,
    media,
    records,
    sourcemap,
    styles,
    yaml_text,
)
from pipeline.load import text as texts
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.figures import FigureSpec
from pipeline.model.source import SourceText
from pipeline.model.stages import Manuscript, Media, Places

_FIGURE: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Entries = dict[tuple[str, yaml_text.Path], Place]


@dataclass(frozen=True, slots=True)
class Location:
    """Where an article is: its slug, its folder and its Markdown file."""

    slug: str
    root: Path
    file: Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """A manuscript, and what is wrong with its files."""

    manuscript: Manuscript
    diagnostics: tuple[Diagnostic, ...]


def locate(target: str, source: Path) -> Location:
    """Find an article by slug (a folder of `source`), folder or Markdown file; else DossierError."""
    path = Path(target)
    if _SLUG.fullmatch(target) and (source / target).is_dir():
        path = source / target
    if path.is_dir():
        if not (path / "article.md").is_file():
            place = Place(texts.shown(path / "article.md"))
            raise DossierError(
                [
                    error(
                        "article-missing",
                        "the folder has no article.md",
                        place,
                        "write one, or name a .md file",
                    )
                ]
            )
        return Location(_slug(path.resolve().name), path, path / "article.md")
    if path.is_file():
        name = path.parent.resolve().name if path.name == "article.md" else path.stem
        return Location(_slug(name), path.parent, path)
    known = sorted(p.parent.name for p in source.glob("*/article.md"))
    hint = (
        f"articles here: {', '.join(known)}"
        if known
        else "name a folder with an article.md, or a Markdown file"
    )
    raise DossierError([error("article-missing", f"there is no article `{target}`", Place(target), hint)])


def _slug(name: str) -> str:
    """Return a folder's or file's name as a slug."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "article"


def load(location: Location) -> Loaded:
    """Load an article; DossierError only where there is no text to read at all."""
    root = location.root
    source, problems = texts.read_text(location.file)
    found = list(problems)
    plain = not (root / ledger.FILE).is_file()
    default = tuple(name for name in ("references.json", "references.bib") if (root / name).is_file())
    head = front.read(
        source, plain=plain, default_bibliography=default, title=location.slug.replace("-", " ")
    )
    found += head.diagnostics
    entries: _Entries = {(location.file.name, path): place for path, place in head.places.items()}
    blocks, faults = prose(source, head, plain)
    found += faults
    facts = ledger.read(root)
    entries.update({(ledger.FILE, path): place for path, place in facts.places.items()})
    found += facts.diagnostics
    at = Places(entries).of(location.file.name, "bibliography")
    references, faults = bibliography.read(head.matter.bibliography, root, at)
    found += faults
    cover_place = Places(entries).of(location.file.name, "ebook", "cover")
    figures, images, broken_files, faults = _images(
        blocks, source, root, entries, head.matter.ebook.cover, cover_place
    )
    found += faults
    style, faults = styles.find(head.matter.csl, root, Places(entries).of(location.file.name, "csl"))
    found += faults
    manuscript = Manuscript(
        slug=location.slug,
        root=root,
        source=source,
        front=head.matter,
        blocks=blocks,
        ledger=facts.ledger,
        references=references,
        figures=figures,
        media=images,
        style=style,
        places=Places(entries),
        broken_facts=facts.broken,
        broken_files=broken_files,
        plain=plain,
    )
    return Loaded(manuscript, tuple(found))


def prose(source: SourceText, head: front.Front, plain: bool) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Read the body, with the standfirst before it, and find the place of every word."""
    deep = guard.too_deep(source, head.body_start)
    if deep:
        return (), deep
    standfirst = head.matter.standfirst
    lead = f"::: standfirst\n{standfirst}\n:::\n\n" if standfirst else ""
    try:
        blocks = sourcemap.locate(pandoc.read(lead + source.text[head.body_start :]).blocks, source.text)
    except RecursionError:
        place = source.place(head.body_start)
        return (), (error("nesting-too-deep", "the text is nested too deep to be read", place, "flatten it"),)
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return (), deep
    return guard.pass_on(latex.adopt(blocks), source, plain=plain)


def _images(
    blocks: n.Blocks,
    source: SourceText,
    root: Path,
    entries: _Entries,
    cover: str | None,
    cover_place: Place,
) -> tuple[Mapping[str, FigureSpec], Mapping[str, Media], frozenset[str], tuple[Diagnostic, ...]]:
    """Read the figures and images that the prose shows, and the cover that the front matter names."""
    figures: dict[str, FigureSpec] = {}
    images: dict[str, Media] = {}
    broken: set[str] = set()
    found: list[Diagnostic] = []
    for node in walk.walk(blocks):
        if not isinstance(node, n.Image) or node.url in figures or node.url in images or node.url in broken:
            continue
        place = source.place(node.at)
        if node.url.endswith((".yaml", ".yml")) and media.path_problem(node.url, root) is None:
            if (root / node.url).is_file():
                spec, faults = _figure(node.url, root, entries)
                found += faults
                if spec is None:
                    broken.add(node.url)
                else:
                    figures[node.url] = spec
            continue
        outcome = media.read(node.url, root, place)
        if isinstance(outcome, Media):
            images[node.url] = outcome
        elif isinstance(outcome, Diagnostic):
            found.append(outcome)
            broken.add(node.url)
    if cover is not None:
        outcome = media.read(cover, root, cover_place)
        if isinstance(outcome, Media):
            images[cover] = outcome
        elif isinstance(outcome, Diagnostic):
            found.append(outcome)
        else:
            hint = "check the name, or leave out `cover` to have one drawn"
            found.append(error("image-missing", f"there is no image `{cover}`", cover_place, hint))
    return figures, images, frozenset(broken), tuple(found)


def _figure(url: str, root: Path, entries: _Entries) -> tuple[FigureSpec | None, tuple[Diagnostic, ...]]:
    source, problems = texts.read_text(root / url)
    parsed = yaml_text.parse(source)
    entries.update({(url, where): place for where, place in parsed.places.items()})
    if parsed.diagnostics and parsed.value is None:
        return None, (*problems, *parsed.diagnostics)
    names = records.Names("figure-unknown", "figure-invalid")
    outcome = records.make(_FIGURE, parsed.value or {}, (), parsed.places, source.file, names)
    return outcome.record, (*problems, *parsed.diagnostics, *outcome.diagnostics)
