"""The package as a newcomer has it: the wheel alone, outside the checkout, with a bare environment.

`make wheel-test` installs the wheel with pip into a new virtual environment; without DOSSIER_FRESH, the wheel
is unpacked, and its requirements are those of this environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
Command = Callable[..., "subprocess.CompletedProcess[str]"]
# What only a checkout has.
OF_A_CHECKOUT = ("`make ", "make setup", "make validators", "source/README", ".venv")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def program(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command of the installed wheel, and what it needs in the environment."""
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(folder / "dist"),
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = (folder / "dist").glob("*.whl")
    if not os.environ.get("DOSSIER_FRESH"):
        with ZipFile(wheel) as archive:
            archive.extractall(folder / "site")
        return [sys.executable, "-m", "pipeline"], {"PYTHONPATH": str(folder / "site")}
    subprocess.run([sys.executable, "-m", "venv", str(folder / "fresh")], check=True)
    pip = [str(folder / "fresh/bin/pip"), "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True)
    return [str(folder / "fresh/bin/dossier")], {}


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Command:
    folder = tmp_path_factory.mktemp("wheel")
    start, own = program(folder)
    environment = {"PATH": f"{Path(start[0]).parent}:/usr/bin:/bin", "HOME": str(folder), **own}

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*start, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600
        )

    return run


def test_three_editions_from_nothing(
    tmp_path: Path, command: Command, record_property: Callable[..., None]
) -> None:
    start = time.perf_counter()
    new = command("new", "suez", cwd=tmp_path)
    assert (new.returncode, new.stderr) == (0, "")
    build = command("build", "suez", "--strict", cwd=tmp_path)
    assert (build.returncode, build.stderr) == (0, "")
    record_property("seconds", round(time.perf_counter() - start, 1))
    names = {each.name for each in (tmp_path / "build" / "suez").iterdir()}
    assert names >= {"briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf"}


def test_a_project_of_ones_own(tmp_path: Path, command: Command) -> None:
    assert command("init", "desk", cwd=tmp_path).returncode == 0
    desk = tmp_path / "desk"
    check = command("check", "--strict", cwd=desk / "source" / "first-article")
    assert (check.returncode, check.stdout, check.stderr) == (0, "no findings\n", "")
    build = command("build", "--to", "epub", "--quiet", cwd=desk / "styles")
    assert (build.returncode, build.stdout, build.stderr) == (0, "", "")
    assert (desk / "build" / "first-article" / "ebook.epub").is_file()


# What a newcomer gets wrong in an article, and what is said of it.
SLIPS: dict[str, tuple[str, str, str]] = {
    "tab": (
        "---\ntitle: T\nauthors:\n\t- name: A\n---\n\nText.\n",
        "a tab cannot indent YAML",
        "yaml-invalid",
    ),
    "unclosed": ("---\n# a comment\ntitle: T\n\nText.\n", "in line 1 is not closed", "front-matter-invalid"),
    "empty": ("---\ntitle: T\n---\n", "the article has no text", "text-missing"),
    "language": ("---\ntitle: T\nlang: ''\n---\n\nText.\n", "`lang` is empty", "front-matter-invalid"),
    "box": ("---\ntitle: T\n---\n\n::: notes\nText.\n", "unclosed box", "box-unclosed"),
    "width": ("---\ntitle: T\n---\n\n![C.](a.png){width=400%}\n", "a.png", "image-missing"),
    "style": ("---\ntitle: T\ncsl: apaa\n---\n\nText.\n", "apaa", "style-missing"),
    "orcid": (
        "---\ntitle: T\nauthors:\n- name: A\n  orcid: 12\n---\n\nText.\n",
        "16 digits",
        "author-invalid",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_a_way_out_that_a_newcomer_has(
    tmp_path: Path, command: Command, slip: str
) -> None:
    text, words, code = SLIPS[slip]
    (tmp_path / "article.md").write_text(text, "utf-8")
    result = command("check", ".", cwd=tmp_path)
    assert words in result.stdout
    assert f"[{code}]" in result.stdout
    assert "= hint: " in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert [each for each in OF_A_CHECKOUT if each in result.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["doctor"], 0),
        (["build"], 2),
        (["check", "nosuch"], 1),
        (["styles", "nosuch"], 1),
        (["new", "No Slug"], 2),
        (["validate", "suez"], 1),
        (["schema", "facts"], 0),
        (["completion", "bash"], 0),
        (["init", "--template", "papr"], 2),
        (["watch", "--jobs", "2"], 2),
        (["explain", "fact-mismatch"], 0),
        (["--help"], 0),
        (["build", "--help"], 0),
        (["validate", "--help"], 0),
    ],
)
def test_nothing_that_it_says_needs_a_checkout(
    tmp_path: Path, command: Command, arguments: list[str], status: int
) -> None:
    result = command(*arguments, cwd=tmp_path)
    assert result.returncode == status, result.stderr
    output = result.stdout + result.stderr
    assert output.strip()
    assert [
        each for each in OF_A_CHECKOUT if each in output.replace("from a checkout: make validators", "")
    ] == []
