"""The choice of the Markdown file in a folder that is its article, and the reasons against other files."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import disk
from pipeline.load import text as texts
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".pandoc", ".qmd", ".rmd", ".text", ".txt")
# The usual names of papers and books, first choice first.
USUAL = ("article", "paper", "manuscript", "main", "index")
MOST_NAMES = 8
# The form of names by which articles below `source/` are found.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FOREIGN_TEXTS: Mapping[str, str] = {
    ".docx": "a Word file", ".odt": "an OpenDocument text", ".rtf": "a text in RTF", ".html": "a web page",
    ".htm": "a web page", ".xhtml": "a web page", ".tex": "a LaTeX file", ".latex": "a LaTeX file",
    ".org": "an Org file", ".rst": "a reStructuredText file", ".epub": "an e-book", ".ipynb": "a notebook",
    ".typ": "a Typst file", ".adoc": "an AsciiDoc file", ".wiki": "wikitext", ".mediawiki": "wikitext",
}  # fmt: skip
_OTHER: Mapping[str, tuple[str, str]] = {
    ".pdf": ("a PDF", "where a briefing of Dossier carries its article, `dossier extract` writes it out"),
    ".doc": ("an old Word file", "save it as .docx, then `dossier import`"),
    ".pages": ("a file of Pages", "export it as .docx, then `dossier import`"),
}
_BESIDE: Mapping[str, str] = {
    ".bib": "a bibliography", ".bibtex": "a bibliography", ".ris": "a bibliography",
    ".nbib": "a bibliography",
    ".json": "data", ".yaml": "data", ".yml": "data", ".csl": "a citation style", ".csv": "data",
    ".png": "an image", ".jpg": "an image", ".jpeg": "an image", ".gif": "an image", ".svg": "an image",
}  # fmt: skip


def only_text(folder: Path) -> Path:
    """Return the Markdown file that a folder is built from; DossierError with the candidates if unclear.

    That is the one with the first of the usual names, or the only one; a README describes the folder.
    """
    markdown_files = sorted(
        path
        for path in (folder / name for name in disk.names(folder))
        if path.suffix.lower() in ENDINGS[:8] and disk.is_file(path)
    )
    for usual in USUAL:
        for path in markdown_files:
            if path.stem.lower() == usual:
                return path
    texts_there = [path for path in markdown_files if path.stem.lower() != "readme"]
    if len(texts_there) == 1:
        return texts_there[0]
    place = Place(texts.display_path(folder))
    if not texts_there:
        hint = "write an article.md in it, or name a Markdown file"
        message = (
            f"the folder has no article.md{' but a README' if markdown_files else ' or other Markdown file'}"
        )
        raise DossierError([error("article-missing", message, place, hint)])
    first_names = [path.name for path in texts_there[:MOST_NAMES]]
    more = len(texts_there) - len(first_names)
    name_list = ", ".join(first_names) + (f" and {more} more" if more else "")
    hint = f"name one of them, as in `dossier build {texts.argument(texts_there[0])}`"
    message = f"the folder holds several Markdown files and no article.md: {name_list}"
    raise DossierError([error("article-missing", message, place, hint)])


def missing_article(target: str, slugs: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for an unknown article; `slugs` are the names of the existing ones."""
    path, place = Path(target), Place(texts.display_path(Path(target)))
    if _ADDRESS.match(target):
        hint = "save the article and its images in a folder, and name that: nothing is fetched"
        return error("article-missing", "this is an address, not a file", Place(target), hint)
    if disk.is_link(path):
        hint = "mend the link, or name the file itself"
        return error("article-missing", "the link leads to no file", place, hint)
    if target in slugs:
        message = f"the folder of the article `{texts.display_path(path)}` has no name that is looked up"
        hint = f"rename it to {slug(target)}, or name it by its path"
        return error("article-missing", message, place, hint)
    names: list[str] = []
    if disk.is_folder(path.parent):
        beside = [path.parent / name for name in disk.names(path.parent)]
        names = [each.name for each in beside if each.suffix.lower() in ENDINGS or disk.is_folder(each)]
    if near := difflib.get_close_matches(path.name, names, n=1, cutoff=0.7):
        hint = f"did you mean {texts.argument(path.parent / near[0])}?"
    elif near := difflib.get_close_matches(target, slugs, n=1):
        hint = f"did you mean {near[0]}?"
    elif slugs:
        hint = f"articles here: {', '.join(slugs)}"
    else:
        hint = "name a folder with an article.md, or a Markdown file"
    if not near and SLUG.fullmatch(target):
        hint += f"; `dossier new {target}` begins one"
    return error("article-missing", f"there is no article `{texts.display_path(path)}`", place, hint)


def refusal(path: Path) -> Diagnostic | None:
    """Return why an existing file is not an article, by its name and kind; None if it may be one."""
    ending, place = path.suffix.lower(), Place(texts.display_path(path))
    if not disk.is_file(path):
        message = "it is neither a file nor a folder, but a pipe, a socket or a device"
        return error("article-missing", message, place, "name a Markdown file")
    if ending in ENDINGS:
        return None
    if ending in _FOREIGN_TEXTS:
        hint = f"make an article of it: `dossier import {texts.argument(path)} --to source/{slug(path.stem)}`"
        return error("article-missing", f"this is {_FOREIGN_TEXTS[ending]}, not an article", place, hint)
    if ending in _OTHER:
        what, hint = _OTHER[ending]
        return error("article-missing", f"this is {what}, not an article", place, hint)
    if ending in _BESIDE:
        hint = "name the Markdown file that it belongs to"
        return error("article-missing", f"this is {_BESIDE[ending]}, not an article", place, hint)
    hint = (
        "name a Markdown file; rename one to .md, and import another: `dossier import --help` lists the forms"
    )
    return error("article-missing", "the name does not end as that of a Markdown file does", place, hint)


def kind(path: Path) -> tuple[str, str] | None:
    """Return the kind of a file by its ending, and advice on it, if it is not imported."""
    ending = path.suffix.lower()
    if ending in _OTHER:
        return _OTHER[ending]
    if ending in _BESIDE:
        return _BESIDE[ending], "name the text that it belongs to"
    return None


def slug(name: str) -> str:
    """Return a name for the folder of an article below `source/`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "article"
