"""Citation styles: a CSL file beside the article, or a style by any of its names.

`author-date` is Chicago's, pandoc's default; the other names are those of the CSL project's repository.
"""

from __future__ import annotations

import difflib
import re
from urllib.parse import unquote

from pipeline import pandoc
from pipeline.load import named_file, style_names, style_text
from pipeline.load import text as texts
from pipeline.load.named_file import STYLE, LocatedFile, RefusedName
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model.checkout import extra
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.source import SourceText

_TRIAL = {"id": "trial", "type": "book", "title": "Trial", "author": [{"family": "Trial"}]}


def names_file(name: str) -> bool:
    """Return whether a style name has the ending of a style file."""
    return name.endswith((".csl", ".xml"))


def find(name: str, reach: Reach, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the CSL text of a style (empty for the default), and diagnostics about its name or file.

    Only the text of a file of the article has `data`; its `file` is the name that a briefing carries it by.
    """
    file = named_file.find(name, reach, STYLE) if names_file(name) else None
    if isinstance(file, LocatedFile) and not reach.is_strict:
        return _own(file, reach, place)
    text = style_names.text(_bare(name))
    if isinstance(file, LocatedFile):
        return SourceText(name, text or ""), (_untrusted_style(name, place, is_known=text is not None),)
    if text is not None:
        return SourceText(name, text), ()
    if isinstance(file, RefusedName) and not name.startswith(("http:", "https:")):
        return SourceText(name, ""), (error(file.code, file.message, place, file.hint),)
    is_address = name.startswith(("http:", "https:"))
    if names_file(name) and not is_address and not style_names.is_known(_bare(name)):
        hint = "check the name, or name a style that `dossier styles` lists"
        return SourceText(name, ""), (error("style-missing", f"missing style file `{name}`", place, hint),)
    return SourceText(name, ""), (_missing_style(name, place),)


def _bare(name: str) -> str:
    """Return the short name of a style from a URL, a path, a title or a file name."""
    last = unquote(name).strip().rstrip("/").rpartition("/")[2]
    return re.sub(r"[\s_]+", "-", last.partition("?")[0].removesuffix(".csl")).lower()


def _untrusted_style(name: str, place: Place, *, is_known: bool) -> Diagnostic:
    substitute = (
        "the style of that name that Dossier has" if is_known else f"the style `{style_names.DEFAULT}`"
    )
    message = f"untrusted style `{name}` is not read: {substitute} is used"
    return warning("style-untrusted", message, place, "name a style that `dossier styles` lists")


def _missing_style(name: str, place: Place) -> Diagnostic:
    bare = _bare(name)
    if style_names.is_known(bare):
        hint = f"`{extra('styles')}` brings all styles; or put `{bare}.csl` beside the article"
        return error("style-missing", f"the citation style `{name}` is not installed", place, hint)
    close = difflib.get_close_matches(bare, style_names.all_names(), n=3)
    hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else "give a .csl file"
    return error("style-missing", f"unknown citation style `{name}`", place, hint)


def _own(file: LocatedFile, reach: Reach, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the text of a style file of the article, tested with one work."""
    name = file.path.name
    try:
        source, diagnostics = texts.read_text(file.path, reach, STYLE.limit)
    except DossierError as failure:
        return SourceText(name, ""), failure.diagnostics
    if file.difference:
        diagnostics = (*diagnostics, Diagnostic("file-name", Severity.NOTE, file.difference, place))
    try:
        style = style_text.read(source.text)
    except style_text.StyleError as failure:
        return SourceText(name, ""), (*diagnostics, _broken_style(name, str(failure), place))
    if style.parent is not None:
        parent = _bare(style.parent)
        text = style_names.text(parent)
        if text is None:
            hint = f"put `{parent}.csl` itself beside the article"
            what = f"the style only points to another, `{parent}`, that is not known"
            return SourceText(name, ""), (*diagnostics, error("style-missing", what, place, hint))
        return SourceText(file.name, text, source.data), diagnostics
    problem = _problem(style.text)
    if problem:
        return SourceText(name, ""), (*diagnostics, _broken_style(name, problem, place))
    return SourceText(file.name, style.text, source.data), diagnostics


def _broken_style(name: str, problem: str, place: Place) -> Diagnostic:
    hint = "take the file from the CSL project again, or name a style that `dossier styles` lists"
    return error("style-missing", f"{name} is no citation style: {problem}", place, hint)


def _problem(text: str) -> str | None:
    """Return the reason why pandoc cannot format a work in a style."""
    cite = n.Cite((n.Citation("trial"),), (n.Str("@trial"),))
    try:
        pandoc.cite(n.Pandoc(n.MetaMap(), (n.Para((cite,)),)), [_TRIAL], text)
    except DossierError as failure:
        message = failure.diagnostics[0].message
        return " ".join((message.partition(":")[2] or message).split())[:200]
    return None
