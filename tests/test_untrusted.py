"""`--untrusted`: an article that tries everything gets nothing into what is built, and reaches nobody."""

from __future__ import annotations

import base64
import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from pipeline import sandbox, syscalls
from tests import canary, command
from tests.articles import ALL
from tests.read_back import READERS

pytestmark = pytest.mark.slow  # begun first

ROOT = Path(__file__).parents[1]
WHOLE = pytest.mark.skipif(
    not sandbox.landlock() or not syscalls.is_filterable(), reason="this machine has no whole sandbox"
)
MARK = "canary words of another file"
ARTICLE = """---
title: A hostile article
standfirst: In short.
csl: own.csl
bibliography: [linked.bib, ../outside.bib, {outside}/outside.bib, "{address}/refs.bib", inside.bib]
ebook: {{cover: linked.svg}}
---

# Words {{#sec-words}}

A claim [@inside; @outside]. ![one](linked.svg) ![two](../outside.svg) ![three]({outside}/outside.svg)
![four](file://{outside}/outside.svg) ![five]({address}/image.png) ![six](folder/outside.svg)
![seven](hard.svg) ![eight](asking.svg)

{{{{< include linked.md >}}}}

{{{{< include ../outside.md >}}}}

![A figure.](linked.yaml)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text y="20">{}</text></svg>'
ASKING = (
    '<?xml-stylesheet href="{0}/a.css"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<image href="{0}/b.png" width="9" height="9"/><style>@import "{0}/c.css";</style></svg>'
)
STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title>'
    '<id>x</id><link href="{}/parent.csl" rel = "independent-parent"/></info></style>'
)
ENTRY = "@book{{{}, title={{{}}}, author={{Doe, Jane}}, year={{2001}}}}\n"


def hostile(root: Path, address: str) -> Path:
    """Write an article that names whatever it can outside its folder, in a repository; return its folder."""
    outside, folder = root / "checkout", root / "checkout" / "paper"
    folder.mkdir(parents=True)
    (outside / ".git").mkdir()
    (outside / "outside.md").write_text(MARK)
    (outside / "outside.bib").write_text(ENTRY.format("outside", MARK))
    (outside / "outside.svg").write_text(SVG.format(MARK))
    (outside / "outside.yaml").write_text(f"kind: bars\ntitle: {MARK}\n")
    for ending in ("md", "bib", "svg", "yaml"):
        (folder / f"linked.{ending}").symlink_to(f"../outside.{ending}")
    (folder / "folder").symlink_to("..")
    os.link(outside / "outside.svg", folder / "hard.svg")
    (folder / "inside.bib").write_text(ENTRY.format("inside", "A Book of Its Own"))
    (folder / "own.csl").write_text(STYLE.format(address))
    (folder / "asking.svg").write_text(ASKING.format(address))
    (folder / "article.md").write_text(ARTICLE.format(outside=outside, address=address))
    return folder


def dossier(*arguments: object, folder: Path) -> command.Run:
    """Run the command line in a folder, with a secret in its environment."""
    return command.dossier(*arguments, cwd=folder, env={"TOKEN": MARK})


@pytest.mark.parametrize("options", [("--untrusted",), ("--untrusted", "--draft"), ()])
def test_nothing_from_outside_is_in_what_is_built(tmp_path: Path, options: tuple[str, ...]) -> None:
    with canary.server() as (address, texts):
        paper = hostile(tmp_path, address)
        if not options:
            # Whoever vouches for an article vouches for its repository and its hard links.
            (paper.parent / ".git").rmdir()
            (paper / "hard.svg").unlink()
        ran = dossier("build", paper, *ALL, *options, "--out", tmp_path / "out", folder=tmp_path)
    assert texts == []
    assert MARK not in ran.stdout + ran.stderr
    inventory, *paths = sorted(
        (tmp_path / "out" / "paper").iterdir(), key=lambda each: (each.suffix != ".json", each.name)
    )
    assert MARK not in inventory.read_text("utf-8")
    assert [each.name for each in paths] == sorted(READERS), ran.stderr
    for path in paths:
        pieces = list(canary.pieces(path))
        # The words of the article itself are found.
        assert any(b"hostile" in each for each in pieces), path
        assert MARK not in READERS[path.name](path)
        for form in (MARK.encode(), MARK.encode("utf-16-be"), base64.b64encode(MARK.encode())):
            assert not any(form in each for each in pieces), path
    assert "path-unsafe" in ran.stderr
    assert ("style-untrusted" in ran.stderr) == bool(options)


def test_a_briefing_carries_nothing_from_outside(tmp_path: Path) -> None:
    with canary.server() as (address, _):
        paper = hostile(tmp_path, address)
        dossier("build", paper, "--untrusted", "--to", "pdf", "--out", tmp_path / "out", folder=tmp_path)
    with pikepdf.open(tmp_path / "out" / "paper" / "briefing.pdf") as pdf:
        for name, each in pdf.attachments.items():
            assert "outside" not in name
            assert MARK.encode() not in each.get_file().read_bytes()


READING: dict[str, tuple[str, ...]] = {
    "coverage": ("coverage", "--format", "html"),
    "dump": ("dump", "--stage", "manuscript"),
    "propose": ("facts", "propose", "--dry-run"),
    "strip": ("facts", "strip", "--output", "stripped.md"),
}


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_commands_that_read_an_article_print_nothing_from_outside(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    with canary.server() as (address, texts):
        paper = hostile(tmp_path, address)
        (paper / "facts.yaml").symlink_to("../outside.md")
        process = dossier(*words, paper, "--untrusted", folder=tmp_path)
        (paper / "facts.yaml").unlink()
        ran = dossier(*words, paper, "--untrusted", folder=tmp_path)
    assert texts == []
    for each in (process, ran):
        assert MARK not in each.stdout + each.stderr
        assert "Traceback" not in each.stderr
        assert each.returncode in (0, 1)
    assert ran.stdout + ran.stderr


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_they_are_bounded(tmp_path: Path, words: tuple[str, ...]) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("# Words\n\n" + "In 1990 it cost 1,000 dollars (*a*). " * 130_000)
    ran = dossier(*words, paper, "--max-seconds", "1", folder=tmp_path)
    assert (ran.returncode, "article-too-costly" in ran.stderr) == (1, True)


def test_the_repository_is_not_read_and_no_folder_can_be_given(tmp_path: Path) -> None:
    with canary.server() as (address, _):
        paper = hostile(tmp_path, address)
    result = dossier("check", paper, "--format", "short", folder=tmp_path)
    assert "../outside" not in result.stdout
    untrusted = dossier("check", paper, "--untrusted", "--format", "short", folder=tmp_path)
    assert untrusted.stdout.count("path-unsafe") > result.stdout.count("path-unsafe")
    process = dossier("check", paper, "--untrusted", "--root", tmp_path, folder=tmp_path)
    assert (process.returncode, "--root" in process.stderr) == (2, True)


def test_settings_that_lie_around_the_article_are_not_read(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("# Words\n\nWords ![](a.png) and [@none].\n")
    (tmp_path / "pyproject.toml").write_text(
        "[tool.dossier.checks.severity]\ncitation-undefined = 'off'\nx = 'y'\n"
    )
    assert "desk-" in dossier("check", "paper.md", folder=tmp_path).stdout
    assert "desk-" not in dossier("check", "paper.md", "--untrusted", folder=tmp_path).stdout


@pytest.mark.parametrize("link", ["source", "source/evil"])
def test_a_folder_that_is_a_link_is_no_article(tmp_path: Path, link: str) -> None:
    secret = tmp_path / "private" / "evil"
    secret.mkdir(parents=True)
    (secret / "article.md").write_text(f"---\ntitle: T\n---\n\n# {MARK}\n\nText.\n")
    desk = tmp_path / "desk"
    (desk / link).parent.mkdir(parents=True)
    (desk / link).symlink_to(secret if link.endswith("evil") else secret.parent)
    for name in ([], ["evil"], ["source/evil"], ["source/evil/article.md"]):
        ran = dossier("build", *name, "--untrusted", "--to", "html", folder=desk)
        assert "path-unsafe" in ran.stderr, name
        assert MARK not in ran.stdout + ran.stderr
        assert not list(desk.glob("build/*/*"))


@pytest.mark.parametrize("link", ["build", "build/paper"])
def test_artifacts_are_not_written_through_a_link(tmp_path: Path, link: str) -> None:
    desk, other = tmp_path / "desk", tmp_path / "other"
    other.mkdir()
    (desk / link).parent.mkdir(parents=True)
    (desk / link).symlink_to(other)
    (desk / "paper.md").write_text("# Words\n\nText.\n")
    ran = dossier("build", "paper.md", "--untrusted", "--to", "html", folder=desk)
    assert (ran.returncode, "path-unsafe" in ran.stderr) == (1, True)
    assert list(other.iterdir()) == []


def test_an_article_that_cannot_be_built_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_bytes(b"\xff\xfe\xfd")
    assert dossier("build", "paper.md", "--untrusted", folder=tmp_path).returncode == 1
    assert not (tmp_path / "build" / "paper").exists()


def test_import_and_extract(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG" + MARK.encode())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text('<h1>T</h1><p>Words.</p><img src="link.png"><img src="../secret.png">')
    (folder / "link.png").symlink_to("../secret.png")
    process = dossier("import", "in/a.html", "--to", "made", "--untrusted", folder=tmp_path)
    assert process.returncode == 0, process.stderr
    assert "Words." in (tmp_path / "made" / "article.md").read_text()
    assert not list(tmp_path.glob("made/**/*.png"))
    (folder / "b.html").symlink_to("a.html")
    os.link(folder / "a.html", folder / "c.html")
    assert "hard links" in dossier("import", "in/c.html", "--to", "c", "--untrusted", folder=tmp_path).stderr
    shutil.rmtree(folder)
    dossier("build", "made", "--untrusted", "--to", "pdf", "--out", "out", folder=tmp_path)
    process = dossier("extract", "out/made/briefing.pdf", "--to", "again", "--untrusted", folder=tmp_path)
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "again" / "article.md").read_bytes() == (tmp_path / "made" / "article.md").read_bytes()


@WHOLE
def test_the_same_bytes_are_built_in_the_sandbox(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "sample", tmp_path / "sample")
    for name in ("free", "held"):
        options = ["--untrusted"] if name == "held" else ["--no-cache"]
        ran = dossier("build", "sample", *options, "--out", name, folder=tmp_path)
        assert ran.returncode == 0, ran.stderr
    for path in (tmp_path / "free" / "sample").iterdir():
        assert path.read_bytes() == (tmp_path / "held" / "sample" / path.name).read_bytes(), path.name
