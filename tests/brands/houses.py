"""The two example houses, laid out as projects; their font files are those of packages that are here."""

from __future__ import annotations

import shutil
from importlib import util
from pathlib import Path

from pipeline.load.article import load, locate
from pipeline.load.location import Location
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.look import Look
from pipeline.model.stages import Manuscript
from tests.articles import ROOT

HOUSES = ("ministry", "newsroom")
SAMPLE = ROOT / "tests" / "sample"
_FONTS = {
    "ministry": ("fontpkg_frank_ruhl_libre", "files", "*.ttf"),
    "newsroom": ("brand_yml", "examples/fonts/open-sans", "*.ttf"),
}


def font_files(house: str) -> list[Path]:
    """Return the font files of a house."""
    package, folder, pattern = _FONTS[house]
    spec = util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return sorted((Path(spec.origin).parent / folder).glob(pattern))


def lay_out(folder: Path, house: str) -> None:
    """Write the brand of a house into a folder, with its logos and fonts."""
    shutil.copytree(ROOT / "tests" / "brands" / house, folder, dirs_exist_ok=True)
    (folder / "fonts").mkdir()
    for path in font_files(house):
        shutil.copyfile(path, folder / "fonts" / path.name)


def project(folder: Path, house: str) -> Location:
    """Lay out a project with the brand of a house and the sample article, and return the article's place."""
    lay_out(folder, house)
    shutil.copytree(SAMPLE, folder / "source" / "sample")
    return locate(str(folder / "source" / "sample"), folder)


def article(folder: Path, brand: str, **files: str | bytes) -> Location:
    """Lay out a short article with a brand beside it, and return its place."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"article.md": "---\ntitle: A title\n---\n\n# One\n\nWords.\n", "_brand.yml": brand, **files}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return locate(str(folder), folder)


def manuscript(location: Location) -> Manuscript:
    """Return an article as it is loaded."""
    return load(location).manuscript


def look(location: Location) -> Look:
    """Return the look of an article."""
    return manuscript(location).look


def findings(location: Location) -> tuple[Diagnostic, ...]:
    """Return the findings of loading an article."""
    return load(location).diagnostics
