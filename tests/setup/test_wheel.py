"""The wheel carries what a checkout has: the package, its data and the styles, and says what it is."""

from __future__ import annotations

import os
import subprocess
import sys
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.setup.project_urls import urls

ROOT = Path(__file__).parents[2]
ACTIONS = {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "desk/press"}


def build(folder: Path, **environment: str) -> Path:
    """Build the wheel of the checkout in a folder, with variables of the environment."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    own = {name: value for name, value in os.environ.items() if name not in ACTIONS}
    subprocess.run(command, cwd=ROOT, env={**own, **environment}, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def metadata(wheel: Path) -> Message:
    """Return the core metadata of a wheel."""
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(archive.read(name))


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    wheel = build(tmp_path)
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    data = {
        ".bib",
        ".csl",
        ".css",
        ".html",
        ".js",
        ".json",
        ".lua",
        ".md",
        ".toml",
        ".ttf",
        ".typed",
        ".yaml",
    }
    for folder, text in (("pipeline", "pipeline"), ("styles", "pipeline/_styles")):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in data or file.name == "py.typed":
                assert f"{text}/{file.relative_to(ROOT / folder)}" in names
    assert "pipeline/_styles/tokens.toml" in names
    assert "pipeline/_articles/handbook/article.md" in names
    assert "pipeline/_articles/handbook/media/editions.png" in names
    assert "pipeline/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert metadata(wheel)["Name"] == "dossier-publisher"
    assert metadata(wheel).get_all("Project-URL") is None


def test_a_release_names_the_repository_that_it_is_built_in(tmp_path: Path) -> None:
    addresses = metadata(build(tmp_path, **ACTIONS)).get_all("Project-URL")
    assert addresses is not None
    assert "Homepage, https://git.example/desk/press" in addresses
    assert "Issues, https://git.example/desk/press/issues" in addresses


@pytest.mark.parametrize("name", ACTIONS)
def test_half_an_address_is_none(name: str) -> None:
    assert urls({name: ACTIONS[name]}) == {}
    assert urls({**ACTIONS, name: ""}) == {}
