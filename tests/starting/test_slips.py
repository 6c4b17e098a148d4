"""Slips in a new article: each is one finding where it is to be mended, and what was built before stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.starting import templates
from tests.command import dossier

Change = Callable[[str], str]


def start(folder: Path, template: str = "briefing") -> Path:
    """Write a new article and return its folder."""
    for name, data in templates.files(template, "Suez", "en", date(2026, 11, 29)).items():
        path = folder / "suez" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "suez"


def edit(path: Path, change: Change) -> None:
    text = path.read_text("utf-8")
    assert change(text) != text
    path.write_text(change(text), "utf-8")


def findings(folder: Path) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = json.loads(dossier("check", folder, "--format", "json").stdout)["findings"]
    return result


def head_alone(text: str) -> str:
    return "---".join(text.split("---")[:2]) + "---\n"


EMPTY: dict[str, Change] = {
    "front matter": head_alone,
    "nothing": lambda text: "",
    "spaces": lambda text: "\n \n",
    "a comment": lambda text: head_alone(text) + "\n<!-- to be written -->\n",
    "an empty box": lambda text: head_alone(text) + "\n::: notes\n:::\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("template", ["briefing", "minimal"])
@pytest.mark.parametrize("kind", EMPTY)
def test_an_article_without_text_is_one_error_and_keeps_what_was_built(
    tmp_path: Path, kind: str, template: str
) -> None:
    folder = start(tmp_path, template)
    assert dossier("build", folder, "--to", "epub,html", "--out", tmp_path / "out").returncode == 0
    before = {each.name: each.read_bytes() for each in (tmp_path / "out" / "suez").iterdir()}
    edit(folder / "article.md", EMPTY[kind])
    for options in ([], ["--draft"]):
        result = dossier("build", folder, "--to", "epub,html", "--out", tmp_path / "out", *options)
        assert result.returncode == 1
        assert "error[text-missing]" in result.stderr
        assert {each.name: each.read_bytes() for each in (tmp_path / "out" / "suez").iterdir()} == before
    errors = [each["code"] for each in findings(folder)]
    assert errors == ["text-missing"]


BROKEN_WORKS: dict[str, tuple[str, Change]] = {
    "a comma": ("references.json", lambda text: text.replace('"type": "treaty",', '"type": "treaty"')),
    "cut off": ("references.json", lambda text: text[:-20]),
    "no list": ("references.json", lambda text: '{"a": 1}'),
    "no JSON": ("references.json", lambda text: "works"),
}


@pytest.mark.parametrize("kind", BROKEN_WORKS)
def test_a_broken_bibliography_is_one_error_before_all_that_follows_from_it(
    tmp_path: Path, kind: str
) -> None:
    name, change = BROKEN_WORKS[kind]
    folder = start(tmp_path)
    edit(folder / name, change)
    [finding] = findings(folder)
    assert (finding["code"], finding["severity"], finding["file"]) == (
        "bibliography-invalid",
        "error",
        str(folder / name),
    )
    assert finding["hint"]


def test_a_paper_is_not_built_without_the_sources_that_it_cites(tmp_path: Path) -> None:
    folder = start(tmp_path, "paper")
    edit(folder / "article.md", lambda text: text.replace("paper.bib ", "paper.json "))
    (folder / "paper.bib").rename(folder / "paper.json")
    [finding] = findings(folder)
    assert (finding["code"], finding["severity"]) == ("bibliography-invalid", "error")
    assert dossier("build", folder, "--to", "epub", "--out", tmp_path / "out").returncode == 1
    assert dossier("build", folder, "--to", "epub", "--out", tmp_path / "out", "--draft").returncode == 1
    assert (tmp_path / "out" / "suez" / "ebook.epub").is_file()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  doi     = {10.1002/j.1538-7305.1948.tb01338.x},\n  language = {english}\n}\n", ""),
        ("title   = {A Mathematical Theory of Communication}", "title   = {A Mathematical Theory"),
        ("pages   = {379--423}", 'pages   = "379--423'),
    ],
)
def test_a_broken_entry_is_one_finding(tmp_path: Path, old: str, new: str) -> None:
    folder = start(tmp_path, "paper")
    edit(folder / "paper.bib", lambda text: text.replace(old, new))
    [finding] = findings(folder)
    assert (finding["code"], finding["severity"]) == ("reference-invalid", "warning")
    assert "`shannon1948`" in finding["message"]


def test_an_entry_that_is_no_work_is_told_where_it_is_cited(tmp_path: Path) -> None:
    folder = start(tmp_path, "paper")
    edit(folder / "paper.bib", lambda text: text.replace("@article{shannon1948", "@xdata{shannon1948"))
    assert {each["code"] for each in findings(folder)} == {"citation-undefined"}


def test_a_bibliography_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    folder = start(tmp_path, "paper")
    (folder / "paper.bib").rename(folder / "works.bib")
    [finding] = findings(folder)
    assert (finding["code"], finding["hint"]) == ("bibliography-missing", "did you mean `works.bib`?")


HEADS: dict[str, tuple[str, str, str, int]] = {
    # what is replaced, by what, the code of the finding, its line
    "an open bracket": ("title: Suez", "title: [Suez", "yaml-invalid", 3),
    "an open brace": ("title: Suez", "title: {Suez", "yaml-invalid", 3),
    "an open list at the end": ("keywords:\n  - Alaska", "keywords: [Alaska, Suez", "yaml-invalid", 12),
    "an open quotation mark": ("title: Suez", 'title: "Suez', "yaml-invalid", 3),
    "a second colon": ("title: Suez", "title: Suez: a canal", "yaml-invalid", 3),
    "no colon": ("lang: en", "lang en", "yaml-invalid", 9),
    "no space behind the colon": ("lang: en", "lang:en", "yaml-invalid", 9),
    "an indented key": ("lang: en", " lang: en", "yaml-invalid", 9),
    "a tab": ("lang: en", "\tlang: en", "yaml-invalid", 9),
    "an item in the line of its key": ("keywords:\n  - Alaska", "keywords: - Alaska", "yaml-invalid", 12),
    "no end": ("  - Alaska\n---\n", "  - Alaska\n", "front-matter-invalid", 1),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_slip_in_the_front_matter_is_one_finding_in_its_line(tmp_path: Path, kind: str) -> None:
    old, new, code, line = HEADS[kind]
    folder = start(tmp_path)
    edit(folder / "article.md", lambda text: text.replace(old, new, 1))
    result = [(each["code"], each["line"], Path(each["file"]).name) for each in findings(folder)]
    assert result == [(code, line, "article.md")]
