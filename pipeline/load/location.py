"""The location of an article: found by its name, before anything of it is read."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import disk
from pipeline.load import choice
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import DossierError


@dataclass(frozen=True, slots=True)
class Location:
    """The location of an article: its slug, its folder and its Markdown file.

    An article of several files has the `others` in order, and a title from the command line. `limit` is a
    folder whose files it may name besides its own; None means its git repository. An untrusted article may
    name only its own files.
    """

    slug: str
    root: Path
    file: Path
    others: tuple[Path, ...] = ()
    title: str = ""
    limit: Path | None = None
    is_untrusted: bool = False

    @property
    def reach(self) -> Reach:
        """The folders that files of the article are read from."""
        return Reach.of(self.root, self.limit, strict=self.is_untrusted)


def locate(target: str, source: Path) -> Location:
    """Find an article by slug (a folder of `source`), folder or Markdown file; else DossierError."""
    with texts.accessible(Path(target)):
        return _find_location(target, source)


def _find_location(target: str, source: Path) -> Location:
    path = Path(target)
    if choice.SLUG.fullmatch(target) and disk.is_folder(source / target):
        path = source / target
    if disk.is_folder(path):
        text = path / "article.md"
        # A pipe or a link of that name is opened, which reports it: no other text takes its place.
        if disk.is_file(text) or disk.exists(text):
            return Location(slug(disk.real(path).name), path, text)
        path = choice.only_text(path)
    if disk.leads_somewhere(path):
        problem = choice.refusal(path)
        if problem:
            raise DossierError([problem])
        name = disk.real(path.parent).name if path.name == "article.md" else path.stem
        return Location(slug(name), path.parent, path)
    raise DossierError([choice.missing_article(target, _slugs(source))])


def _slugs(source: Path) -> list[str]:
    """Return the names of the articles in a folder, by which they are found."""
    try:
        return [name for name in disk.names(source) if disk.leads_somewhere(source / name / "article.md")]
    except OSError:
        return []


def locate_together(targets: Sequence[str], source: Path, title: str) -> Location:
    """Return the location of an article of several files, in order. Raise DossierError if one is missing."""
    first, *others = [locate(target, source) for target in targets]
    if not others:
        return replace(first, title=title)
    paths = [Path(os.path.normpath(disk.here() / each.file)) for each in (first, *others)]
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    return Location(slug(title), folder, paths[0], tuple(paths[1:]), title)


def slug(name: str) -> str:
    """Return a folder's or file's name as a slug."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name.lower())).strip("-")[:80] or "article"
