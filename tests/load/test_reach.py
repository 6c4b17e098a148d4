"""What an article may name: everything within its repository or the folder given, by one rule."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle, load, locate
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk

PNG = Path("tests/sample/media/coin.png").read_bytes()
FIGURE = Path("tests/sample/figures/steps.yaml")
CSL = (
    '<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
    "<title>x</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout><text variable="title"/></layout></citation></style>'
)
TEXT = """---
title: T
bibliography: {up}refs.bib
csl: {up}house.csl
---

Own words [@lee].

{{{{< include {up}part.md >}}}}

![A dot.]({up}dot.png)
"""


def write_layout(folder: Path, up: str = "../") -> Path:
    """Return a paper whose every file lies in the folder above it."""
    paper = folder / "papers" / "one"
    paper.mkdir(parents=True)
    (folder / "papers" / "refs.bib").write_text("@book{lee, title={Hills}, author={Lee, A.}, year={1999}}")
    (folder / "papers" / "house.csl").write_text(CSL)
    (folder / "papers" / "part.md").write_text("Words from above. ![Near.](near.png)\n")
    for name in ("dot.png", "near.png"):
        (folder / "papers" / name).write_bytes(PNG)
    (paper / "paper.md").write_text(TEXT.format(up=up))
    return paper


def load_paper(paper: Path, path: Path | None = None) -> LoadedArticle:
    return load(replace(locate(str(paper / "paper.md"), paper), limit=path))


def codes(result: LoadedArticle) -> list[str]:
    return sorted(each.code for each in result.diagnostics)


def words(result: LoadedArticle) -> str:
    return " ".join(each.text for each in walk.walk(result.manuscript.blocks) if isinstance(each, n.Str))


def test_every_file_of_a_paper_is_read_inside_its_repository(tmp_path: Path) -> None:
    paper = write_layout(tmp_path)
    (tmp_path / ".git").mkdir()
    result = load_paper(paper)
    assert codes(result) == []
    manuscript = result.manuscript
    assert [each.id for each in manuscript.references] == ["lee"]
    assert "Words from above." in words(result)
    assert manuscript.style == CSL.partition("?>")[2]
    assert sorted(manuscript.media) == ["../dot.png"]
    assert {each.name for each in manuscript.files} == {
        "paper.md", "_parent/refs.bib", "_parent/house.csl", "_parent/part.md", "_parent/dot.png",
    }  # fmt: skip


def test_a_chapter_from_above_names_its_images_from_its_own_folder(tmp_path: Path) -> None:
    paper = write_layout(tmp_path)
    (tmp_path / ".git").mkdir()
    (paper / "paper.md").write_text("---\ntitle: T\nchapters: [../part.md]\n---\n\nWords.\n")
    result = load_paper(paper)
    assert codes(result) == []
    assert list(result.manuscript.media) == ["../near.png"]
    assert {each.name for each in result.manuscript.files} == {
        "paper.md", "_parent/part.md", "_parent/near.png",
    }  # fmt: skip


def test_the_files_that_a_briefing_carries_make_the_same_article(tmp_path: Path) -> None:
    paper = write_layout(tmp_path)
    (tmp_path / ".git").mkdir()
    first = load_paper(paper)
    again = tmp_path / "elsewhere" / "again"
    for each in first.manuscript.files:
        (again / each.name).parent.mkdir(parents=True, exist_ok=True)
        (again / each.name).write_bytes(each.data)
    second = load_paper(again, path=again)
    assert codes(second) == []
    assert words(second) == words(first)
    assert second.manuscript.references[0].fields == first.manuscript.references[0].fields
    assert second.manuscript.files == first.manuscript.files


def test_without_a_repository_each_file_is_refused_with_the_way_out(tmp_path: Path) -> None:
    result = load_paper(write_layout(tmp_path))
    assert codes(result) == ["path-unsafe"] * 4
    assert all("--root" in each.hint for each in result.diagnostics)
    assert {each.place.line for each in result.diagnostics} == {3, 4, 9, 11}
    assert result.manuscript.references == ()
    assert "above" not in words(result)
    assert {each.name for each in result.manuscript.files} == {"paper.md"}


def test_a_folder_that_is_given_bounds_every_file(tmp_path: Path) -> None:
    paper = write_layout(tmp_path)
    assert codes(load_paper(paper, path=tmp_path)) == []
    assert codes(load_paper(paper, path=paper)) == ["path-unsafe"] * 4


def test_figure_data_lies_where_images_may(tmp_path: Path) -> None:
    paper = write_layout(tmp_path)
    (tmp_path / "papers" / "steps.yaml").write_bytes(FIGURE.read_bytes())
    (paper / "paper.md").write_text("---\ntitle: T\n---\n\n![Steps.](../steps.yaml){#fig-steps}\n")
    assert codes(load_paper(paper)) == ["path-unsafe"]
    (tmp_path / ".git").mkdir()
    assert codes(load_paper(paper)) == []
    assert list(load_paper(paper).manuscript.figures) == ["../steps.yaml"]


def file(repository: Path) -> None:
    (repository / ".git").write_text("gitdir: /nowhere\n")


def folder(repository: Path) -> None:
    (repository / ".git").mkdir()


@pytest.mark.parametrize("mark", [file, folder])
def test_the_nearest_repository_bounds(tmp_path: Path, mark: Callable[[Path], None]) -> None:
    paper = write_layout(tmp_path)
    folder(tmp_path)
    mark(paper)
    assert codes(load_paper(paper)) == ["path-unsafe"] * 4


def test_a_home_and_somebody_elses_repository_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "a" / "paper"
    own.mkdir(parents=True)
    folder(tmp_path)
    assert Reach.of(own).around == tmp_path
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Reach.of(own).around == own
    monkeypatch.setenv("HOME", str(tmp_path / "a"))
    assert Reach.of(own).around == tmp_path
    if os.getuid() == 0:
        os.chown(tmp_path / ".git", 65534, 65534)
        assert Reach.of(own).around == own
        os.chown(own, 65534, 65534)
        assert Reach.of(own).around == tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "../../../secret.bib",
        "link.bib",
        "links/secret.bib",
        "../.env/secret.bib",
        "../../.secret.bib",
        "hidden.bib",
        "/proc/self/cwd/secret.bib",
        "/proc/self/root/etc/passwd",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("kind", ["bibliography", "csl", "include", "image"])
def test_nothing_out_of_reach_is_read_whatever_it_is_named_as(tmp_path: Path, name: str, kind: str) -> None:
    paper = write_layout(tmp_path / "repository")
    folder(tmp_path / "repository")
    secret = "@book{lee, title={Secret}}"
    (tmp_path / "secret.bib").write_text(secret)
    hidden_file = tmp_path / "repository" / "papers" / ".env"
    hidden_file.mkdir()
    (hidden_file / "secret.bib").write_text(secret)
    (tmp_path / "repository" / ".secret.bib").write_text(secret)
    (paper / "link.bib").symlink_to(tmp_path / "secret.bib")
    (paper / "hidden.bib").symlink_to(hidden_file / "secret.bib")
    (paper / "links").symlink_to(tmp_path)
    text = name.replace(".bib", ".csl") if kind == "csl" else name
    if kind == "csl":
        for path in (
            tmp_path / "secret.bib",
            hidden_file / "secret.bib",
            tmp_path / "repository/.secret.bib",
        ):
            path.with_suffix(".csl").write_text(CSL)
        (paper / "link.csl").symlink_to(tmp_path / "secret.csl")
        (paper / "hidden.csl").symlink_to(hidden_file / "secret.csl")
    heads = {"bibliography": f"bibliography: {text}\n", "csl": f"csl: {text}\n"}
    bodies = {"include": f"{{{{< include {text} >}}}}\n", "image": f"![x]({text})\n"}
    (paper / "paper.md").write_text(
        f"---\ntitle: T\n{heads.get(kind, '')}---\n\nWords.\n\n{bodies.get(kind, '')}"
    )
    result = load_paper(paper)
    assert set(codes(result)) <= {"path-unsafe", "style-missing"}
    assert codes(result)
    assert result.manuscript.references == ()
    assert result.manuscript.style == ""
    assert "Secret" not in words(result)
    assert [each.name for each in result.manuscript.files] == ["paper.md"]


def test_a_bibliography_is_found_as_authors_write_its_name(tmp_path: Path) -> None:
    (tmp_path / "Refs.bib").write_text("@book{lee, title={Hills}}")
    for name in ("refs.bib", "Refs", "./Refs.bib"):
        (tmp_path / "paper.md").write_text(f"---\ntitle: T\nbibliography: {name}\n---\n\nWords.\n")
        result = load_paper(tmp_path)
        assert [each.id for each in result.manuscript.references] == ["lee"], name
        assert codes(result) == ([] if name == "./Refs.bib" else ["file-name"]), name


def test_a_file_that_includes_itself_under_another_name_ends(tmp_path: Path) -> None:
    (tmp_path / "Part.md").write_text("Part.\n\n{{< include part.md >}}\n")
    (tmp_path / "paper.md").write_text("---\ntitle: T\n---\n\n{{< include PART.md >}}\n")
    result = load_paper(tmp_path)
    assert "include-cycle" in codes(result)
    assert words(result).count("Part.") == 1


def test_what_is_hidden_is_so_below_the_folder_that_a_file_is_read_from(tmp_path: Path) -> None:
    beside = Reach(tmp_path / "a", tmp_path / ".secret")
    assert not beside.allows(tmp_path / ".secret" / "x.bib")
    within = Reach(tmp_path / ".x" / "art", tmp_path)
    assert within.allows(tmp_path / ".x" / "shared.bib")
