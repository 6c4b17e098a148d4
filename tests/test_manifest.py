"""An article is unchanged if, and only if, nothing that decides what is built of it has changed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cache, disk, manifest
from pipeline.build import Plan, build
from pipeline.build_report import Report
from pipeline.formats import FORMATS
from pipeline.load.article import Location, locate
from tests.articles import ARTICLES, ROOT

HTML = tuple(each for each in FORMATS if each.file == "deck.html")
TEXT = """---
title: A title
lang: en
csl: own.csl
bibliography: [references.json, more.bib]
deck:
  template: desk.pptx
---

# Words {#sec-words}

The price was [$7 million]{fact=price} [@a]. ![A figure.](figure.yaml) ![An image.](image.png)

![None.](missing.png)

{{< include more.md >}}
"""
FACTS = "- id: price\n  kind: money\n  value: 7000000\n  currency: USD\n  sources: [a]\n"
WORK = '[{"id": "a", "type": "book", "title": "A book", "issued": {"date-parts": [[2020]]}}]'
DESK = '[tool.dossier.checks.severity]\nnumber-unbound = "error"\n'
State = Mapping[str, object]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with an article that names a file of each kind."""
    result = tmp_path / "desk"
    article = result / "article"
    article.mkdir(parents=True)
    sample = ROOT / "tests" / "sample"
    shutil.copy(sample / "figures" / "steps.yaml", article / "figure.yaml")
    shutil.copy(sample / "media" / "coin.png", article / "image.png")
    shutil.copy(ROOT / "pipeline" / "load" / "citation_styles" / "apa.csl", article / "own.csl")
    for name, text in {"article.md": TEXT, "facts.yaml": FACTS, "references.json": WORK,
                       "more.bib": "@book{b, title={B}}", "more.md": "More words.\n", "notes.txt": "Unread.",
                       "desk.pptx": "no template"}.items():  # fmt: skip
        (article / name).write_text(text, "utf-8")
    monkeypatch.chdir(result)
    return result


def put(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, "utf-8")


def append(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + b"\n")


def edit_within_a_tick(folder: Path) -> None:
    """Change a byte, and leave the size and all times that a program can set as they were."""
    path = folder / "article" / "more.md"
    before = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def take_away(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def link(folder: Path) -> None:
    """Exchange a file for a link to one with the same content, which is carried by another name."""
    path = folder / "article" / "more.md"
    if not path.is_symlink():
        path.rename(folder / "article" / "_more.md")
        path.symlink_to("_more.md")


# It has an effect only while there is no file of the name that is written.
ALONE = "a name with capitals"
EDITS: Mapping[str, Callable[[Path], object]] = {
    "text": append("article/article.md"),
    "ledger": append("article/facts.yaml"),
    "value": put("article/facts.yaml", FACTS.replace("7000000", "8000000")),
    "references": put("article/references.json", WORK.replace("A book", "Another book")),
    "second bibliography": append("article/more.bib"),
    "figure": append("article/figure.yaml"),
    "image": lambda folder: shutil.copy(ROOT / "tests" / "joss" / "figure.png", folder / "article/image.png"),
    "include": edit_within_a_tick,
    "style": append("article/own.csl"),
    "template": append("article/desk.pptx"),
    "desk": put("pyproject.toml", DESK),
    "no desk": take_away("pyproject.toml"),
    "missing picture": lambda folder: shutil.copy(
        ROOT / "tests" / "joss" / "figure.png", folder / "article/missing.png"
    ),
    "no image": take_away("article/image.png"),
    ALONE: lambda folder: (folder / "article" / "Missing.PNG").touch(),
    "repository": lambda folder: (folder / ".git").mkdir(exist_ok=True),
    "link": link,
    "nothing": lambda folder: None,
    "a file that nothing names": append("article/notes.txt"),
    "times": lambda folder: os.utime(folder / "article" / "article.md"),
}
# Those after which everything that is read is as before.
WITHOUT_EFFECT = ("nothing", "a file that nothing names", "times")


def wish(folder: Path) -> manifest.Wish:
    return manifest.Wish(("html",), (), folder / "out", None, draft=True)


def plan(out: Path, store: cache.Cache) -> Plan:
    return Plan(HTML, out, None, store, draft=True)


def build_and_remember(location: Location, folder: Path, store: cache.Cache) -> Report:
    report = build(location, plan(folder / "out", store))
    assert report.artifacts, report.diagnostics
    manifest.remember(location, wish(folder), store, report)
    return report


def state(folder: Path) -> State:
    """Return all that is read: names, links and contents."""
    return {
        str(path.relative_to(folder)): (path.is_symlink(), path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
        if path.name != "notes.txt" and not path.is_relative_to(folder / "out")
    }


@pytest.mark.parametrize("seed", range(3))
def test_an_article_is_unchanged_if_and_only_if_nothing_changed(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    report, before = build_and_remember(location, folder, store), state(folder)
    names = [*(each for each in EDITS if each != ALONE), *WITHOUT_EFFECT]
    chance.shuffle(names)
    for name in names:
        EDITS[name](folder)
        result = manifest.find_report(location, wish(folder), store)
        assert (result is None) == (state(folder) != before), name
        if result:
            assert result.diagnostics == report.diagnostics
            continue
        report, before = build_and_remember(location, folder, store), state(folder)
        again = manifest.find_report(location, wish(folder), store)
        assert again, name
        cold = build(location, plan(folder.parent / "cold", cache.Cache(None)))
        assert again.diagnostics == report.diagnostics == cold.diagnostics, name
        mine, other = (each.artifacts[0].path.read_bytes() for each in (again, cold))
        assert mine == other, name


@pytest.mark.parametrize("name", [name for name in EDITS if name not in (*WITHOUT_EFFECT, "no desk")])
def test_each_edit_alone_is_a_change(folder: Path, name: str) -> None:
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    build_and_remember(location, folder, store)
    EDITS[name](folder)
    assert manifest.find_report(location, wish(folder), store) is None


def test_what_is_asked_for_and_what_surrounds_it_decide_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    build_and_remember(location, folder, store)
    usual = wish(folder)
    assert manifest.find_report(location, usual, store)
    assert manifest.find_report(replace(location, title="T"), usual, store) is None
    assert manifest.find_report(replace(location, limit=folder), usual, store) is None
    assert manifest.find_report(replace(location, is_untrusted=True), usual, store) is None
    assert manifest.find_report(location, replace(usual, draft=False), store) is None
    assert manifest.find_report(location, replace(usual, formats=()), store) is None
    assert manifest.find_report(location, replace(usual, out=folder / "other"), store) is None
    assert manifest.find_report(location, usual, cache.Cache(None)) is None
    with monkeypatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1")
        assert manifest.find_report(location, usual, store) is None
    with monkeypatch.context() as patch:
        patch.setattr(cache, "code", lambda: "another release")
        assert manifest.find_report(location, usual, store) is None
    with monkeypatch.context() as patch:
        (folder.parent / "packages" / "khmercut-0.2.0.dist-info").mkdir(parents=True)
        patch.syspath_prepend(folder.parent / "packages")
        assert manifest.find_report(location, usual, store) is None
    with monkeypatch.context() as patch:
        patch.chdir(folder.parent)
        assert manifest.find_report(location, usual, store) is None
    assert manifest.find_report(location, usual, store)


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(file.read_bytes()[:-1] + b" "),
        lambda file: file.rename(file.with_name("x")) and file.symlink_to("x"),
        lambda file: file.with_name(".dossier-1234.part").touch(),
    ],
)
def test_an_output_that_is_not_as_it_was_built_is_built_again(
    folder: Path, harm: Callable[[Path], object]
) -> None:
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    file = build_and_remember(location, folder, store).artifacts[0].path
    harm(file)
    assert manifest.find_report(location, wish(folder), store) is None
    build_and_remember(location, folder, store)
    assert manifest.find_report(location, wish(folder), store)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"[" * 100_000, b'{"slug": 1, "artifacts": [1]}']
)
def test_a_manifest_that_is_none_counts_as_absent(folder: Path, content: bytes) -> None:
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    build_and_remember(location, folder, store)
    (key,) = (name for name in keys(store) if b'"answers"' in (store.get(name) or b""))
    store.put(key, content)
    assert manifest.find_report(location, wish(folder), store) is None
    assert key not in keys(store)


def keys(store: cache.Cache) -> list[str]:
    assert store.folder
    return [
        each.path.name for each in cache.entries(store.folder) if each.path.parent.name != cache.QUARANTINE
    ]


def test_only_a_whole_build_with_certain_answers_is_remembered(folder: Path) -> None:
    location, store = locate("article", folder), cache.Cache(folder.parent / "cache")
    report = build_and_remember(location, folder, cache.Cache(None))
    question, _ = report.answers[0]
    for other in (
        replace(report, failed_paths=(folder / "out" / "x",)),
        replace(report, answers=((question, disk.TWO_ANSWERS), *report.answers[1:])),
        replace(report, answers=()),
    ):
        manifest.remember(location, wish(folder), store, other)
        assert manifest.find_report(location, wish(folder), store) is None
    manifest.remember(location, wish(folder), store, report)
    assert manifest.find_report(location, wish(folder), store)


def test_a_question_with_two_answers_has_none(tmp_path: Path) -> None:
    with disk.record() as answers:
        assert not disk.exists(tmp_path / "a")
        (tmp_path / "a").touch()
        assert disk.exists(tmp_path / "a")
        assert disk.names(tmp_path) == ("a",)
    assert answers == {
        ("exists", str(tmp_path / "a")): disk.TWO_ANSWERS,
        ("names", str(tmp_path)): "a",
    }


@pytest.mark.parametrize("article", ARTICLES)
def test_the_record_has_every_file_that_a_build_opens(tmp_path: Path, article: str) -> None:
    command = [
        sys.executable,
        "-P",
        "-m",
        "tests.auditing",
        article,
        str(tmp_path / "out"),
        str(tmp_path / "log"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    result = json.loads(run.stdout)
    assert result["built"] == 5
    assert {Path(each).name for each in result["contents"]} >= {locate(article, ROOT / "source").file.name}
    assert (result["files"], result["folders"]) == ([], [])
