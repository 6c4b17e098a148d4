"""What took part in a release: packages, programs, libraries, typefaces, styles, each with its licence."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from pipeline import __version__, theme
from pipeline.load import style_names
from pipeline.model.look import FontFile
from pipeline.release import sbom
from pipeline.release.components import citation_style, components, font
from pipeline.release.package_urls import generic, pypi
from pipeline.setup import distributions, shared_libraries
from tests.release.samples import RELEASE
from tests.release.validation import problems


def test_everything_that_decides_bytes_is_there() -> None:
    by_name = {each.name: each for each in components()}
    names = {
        "dossier", "pandoc", "reveal.js", "weasyprint", "pydyf", "fonttools", "ebooklib", "python-pptx",
        "uharfbuzz", "lxml", "libpango-1.0", "Inter: Inter[opsz,wght].ttf", "DejaVu Sans: DejaVuSans.ttf",
        "Inter: Inter-Italic[opsz,wght].ttf", "Amiri: Amiri-Bold.ttf",
    }  # fmt: skip
    assert names <= set(by_name)
    assert by_name["dossier"].version == __version__
    assert by_name["weasyprint"].version == metadata.version("weasyprint")
    assert by_name["pandoc"].sha256
    assert by_name["Inter: Inter[opsz,wght].ttf"].licence == "OFL-1.1"
    assert "pydyf" in by_name["weasyprint"].requires
    # Development tools and Sphinx take no part.
    assert not {"pytest", "mypy", "sphinx", "docutils"} & set(by_name)


def test_every_component_has_a_digest() -> None:
    assert [each.name for each in components() if not (each.sha256 or each.tree)] == []


def test_the_digest_of_dossier_is_that_of_its_own_files() -> None:
    package = Path(distributions.__file__).parents[1]
    lines = []
    for folder, name in ((package, "pipeline"), (theme.styles_dir(), "pipeline/_styles")):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                lines.append((f"{name}/{path.relative_to(folder).as_posix()}", digest))
    listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines))
    assert distributions.own_tree() == hashlib.sha256(listing.encode()).hexdigest()
    assert components()[0].tree == distributions.own_tree()


def test_the_real_list_is_valid() -> None:
    style = (style_names.text("apa") or "").encode()
    release = replace(RELEASE, components=components(style=style))
    assert len(release.components) > 60
    assert problems(json.loads(sbom.bill(release)), "cyclonedx-1.6.schema.json") == []


def test_libraries_within_python_packages_are_left_out() -> None:
    from PIL import _imagingft  # has a FreeType and a HarfBuzz of its own

    package = Path(_imagingft.__file__).resolve().parent
    assert any(package.parent in path.parents for path in shared_libraries._files())
    names = [each.name for each in shared_libraries.shared_libraries()]
    assert "libpango-1.0" in names
    assert [name for name in names if re.search(r"-[0-9a-f]{8}$", name)] == []


def test_a_style_names_itself() -> None:
    style = (style_names.text("apa") or "").encode()
    component = citation_style(style)
    assert (component.name, component.licence) == ("apa.csl", "CC-BY-SA-3.0")
    assert component.version.startswith("20")
    assert component.sha256 == hashlib.sha256(style).hexdigest()
    assert citation_style(b"no XML").name == "citation style.csl"


def test_a_font_names_itself() -> None:
    source = theme.load().faces[0].upright
    assert isinstance(source, Path)
    component = font("House Serif", FontFile("house", source.read_bytes()))
    assert component.name == "House Serif"
    assert component.version == font("Source Serif 4", source).version != ""
    other = font("Broken", FontFile("broken", b"none"))
    assert (other.version, other.licence) == ("", "")


def test_the_digest_of_a_package_is_that_of_its_files() -> None:
    package = next(each for each in distributions.packages() if each.name == "webencodings")
    files = metadata.distribution("webencodings").files or ()
    lines = sorted(
        (file.as_posix(), hashlib.sha256(Path(str(file.locate())).read_bytes()).hexdigest())
        for file in files
        if file.hash and "__pycache__" not in file.parts and file.name not in ("INSTALLER", "REQUESTED")
    )
    listing = "".join(f"{digest}  {path}\n" for path, digest in lines)
    assert package.tree == hashlib.sha256(listing.encode()).hexdigest()


@pytest.mark.parametrize(
    ("words", "classifiers", "licence"),
    [
        ("MIT", (), "MIT"),
        ("Apache License 2.0", (), "Apache-2.0"),
        ("", ("License :: OSI Approved :: MIT License",), "MIT"),
        ("BSD", ("License :: OSI Approved :: BSD License",), "BSD"),
        ("", ("License :: OSI Approved :: BSD License",), "BSD License"),
        ("UNKNOWN", ("License :: OSI Approved :: ISC License (ISCL)",), "ISC"),
        ("Copyright of many words\nand lines", (), "Copyright of many words"),
        ("", (), ""),
    ],
)
def test_licences(words: str, classifiers: tuple[str, ...], licence: str) -> None:
    assert distributions.licence(words, classifiers) == licence


def test_package_urls() -> None:
    assert pypi("Foo_Bar.baz", "1.0+x") == "pkg:pypi/foo-bar-baz@1.0%2Bx"
    assert generic("a b", "", "../x/y z") == "pkg:generic/a%20b#x/y%20z"
