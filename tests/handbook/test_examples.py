"""The examples of the handbook are right: the ledger, figures, references and texts that it shows build."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.facts import Fact
from pipeline.model.figures import FigureKind, FigureSpec
from pipeline.model.front_matter import FrontMatter
from pipeline.model.settings import CheckSettings
from tests.command import dossier
from tests.handbook import examples

# What the examples cannot help: each makes a short section, and the comment that allows an old fact is lost.

HARMLESS = frozenset({"section-thin", "source-single", "fact-stale"})


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alaska") / "alaska"
    folder.mkdir()
    examples.lay_out(folder)
    return folder


def findings(folder: Path) -> tuple[Diagnostic, ...]:
    result = check_article(locate(str(folder), folder)).diagnostics
    return tuple(each for each in result if each.severity is not Severity.NOTE and each.code not in HARMLESS)


def test_the_examples_make_an_article_without_a_fault(article: Path) -> None:
    result = findings(article)
    text = (article / "article.md").read_text("utf-8").split("\n")
    assert not result, "\n".join(f"{each} in {text[each.place.line - 1]!r}" for each in result)


def test_a_fault_in_an_example_is_seen(article: Path, tmp_path: Path) -> None:
    examples.lay_out(tmp_path)
    path = tmp_path / "article.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[$7.2 million]{fact=price}.", "[$7.3 million]{fact=price}."), "utf-8")
    assert {each.code for each in findings(tmp_path)} == {"fact-mismatch"}


def test_the_article_of_all_examples_builds(article: Path, tmp_path: Path) -> None:
    run = dossier("build", article, "--to", "epub", "--out", tmp_path, "--no-cache")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "alaska" / "ebook.epub").stat().st_size > 50_000


def test_a_figure_of_each_kind_is_shown() -> None:
    kinds = [kind for kind, _ in examples.figures()]
    assert sorted(kinds) == sorted(get_args(FigureKind))
    adapter: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
    for _, text in examples.figures():
        adapter.validate_python(examples.values(text))


def test_a_fact_of_each_kind_is_shown() -> None:
    schema: Any = TypeAdapter(Fact).json_schema()
    kinds = {fact["kind"] for fact in examples.facts().values()}
    assert kinds == set(schema["discriminator"]["mapping"])


@cache
def shown_heads() -> list[tuple[str, Mapping[str, Any]]]:
    return list(examples.heads())


@pytest.mark.parametrize(("place", "head"), shown_heads(), ids=[place for place, _ in shown_heads()])
def test_what_is_shown_of_a_front_matter_is_valid(place: str, head: Mapping[str, Any]) -> None:
    assert FrontMatter.model_validate({"title": "T", **head}).title, place


def test_the_settings_of_a_desk_are_valid() -> None:
    texts = [block.text for _, block in examples.blocks("toml")]
    assert texts
    for text in texts:
        assert CheckSettings.model_validate(tomllib.loads(text)["tool"]["dossier"]["checks"]).severity
