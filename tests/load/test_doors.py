"""Whatever an article names or consists of goes through the one door: links, pipes and the like are told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load import desk_settings
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity

SECRET = "What lies outside is nobody's business."
TEXT = """---
title: A title
standfirst: In short.
csl: own.csl
ebook:
  cover: cover.png
---

# Words {#sec-words}

A claim [@a]. ![A figure.](figure.yaml) ![An image.](image.png)

{{< include more.md >}}
"""
# The name of a file that an article may have, and the codes that tell of it; none of it ends unsaid.
FILES = {
    "article.md": {"path-unsafe", "file-unreadable"},
    "facts.yaml": {"path-unsafe", "file-unreadable"},
    "references.json": {"path-unsafe", "file-unreadable", "bibliography-missing"},
    "own.csl": {"path-unsafe", "file-unreadable", "style-missing"},
    "cover.png": {"path-unsafe", "image-unreadable", "image-missing"},
    "figure.yaml": {"path-unsafe", "file-unreadable", "image-missing"},
    "image.png": {"path-unsafe", "image-unreadable", "image-missing"},
    "more.md": {"path-unsafe", "file-unreadable", "include-missing"},
}


def outside(path: Path) -> None:
    path.symlink_to(path.parents[1] / "secret.txt")


def environment(path: Path) -> None:
    path.symlink_to("/proc/self/environ")


def make_dangling(path: Path) -> None:
    path.symlink_to("nothing")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


INJECTIONS: list[Callable[[Path], object]] = [
    outside,
    environment,
    make_dangling,
    circle,
    Path.mkdir,
    os.mkfifo,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "paper"
    own.mkdir()
    (own / "article.md").write_text(TEXT, "utf-8")
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    return own


def findings(folder: Path) -> tuple[Diagnostic, ...]:
    try:
        return check_article(locate(str(folder), folder)).diagnostics
    except DossierError as failure:
        return failure.diagnostics


@pytest.mark.parametrize("inject", INJECTIONS)
@pytest.mark.parametrize("name", FILES)
def test_each_is_told_at_its_file_or_where_it_is_named(
    folder: Path, name: str, inject: Callable[[Path], object]
) -> None:
    (folder / name).unlink(missing_ok=True)
    inject(folder / name)
    if name == "article.md" and inject is Path.mkdir:
        pytest.skip("a folder of that name may hold an article")
    diagnostics = [each for each in findings(folder) if name in f"{each.place.file} {each.message}"]
    assert {each.code for each in diagnostics} & FILES[name], diagnostics
    assert SECRET not in repr(findings(folder))


@pytest.mark.parametrize("inject", INJECTIONS)
def test_a_ledger_that_cannot_be_read_leaves_the_strict_checks_on(
    folder: Path, inject: Callable[[Path], object]
) -> None:
    inject(folder / "facts.yaml")
    checked_article = check_article(locate(str(folder), folder))
    assert not checked_article.manuscript.plain
    diagnostics = [each for each in checked_article.diagnostics if each.place.file.endswith("facts.yaml")]
    assert {each.severity for each in diagnostics} == {Severity.ERROR}


def test_a_ledger_whose_name_has_capitals_is_the_ledger(folder: Path) -> None:
    (folder / "Facts.YAML").write_text("facts:\n- nothing\n", "utf-8")
    checked_article = check_article(locate(str(folder), folder))
    assert not checked_article.manuscript.plain
    assert any(each.code.startswith("ledger-") for each in checked_article.diagnostics)


@pytest.mark.parametrize("inject", INJECTIONS)
def test_settings_of_the_desk_that_cannot_be_read_are_told(
    folder: Path, inject: Callable[[Path], object]
) -> None:
    inject(folder / "pyproject.toml")
    [diagnostic] = desk_settings.read(folder).diagnostics
    assert diagnostic.code in ("path-unsafe", "file-unreadable")


def test_a_text_beside_an_article_that_is_a_link_does_not_take_its_place(folder: Path) -> None:
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to("nothing")
    (folder / "paper.md").write_text("# Another\n\nText.\n", "utf-8")
    assert {each.code for each in findings(folder)} == {"file-unreadable"}
