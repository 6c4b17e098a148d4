"""What loading finds in an article's folder and in the forms that papers have."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model.diagnostics import DossierError

SAMPLE = Path("tests/sample")


def sample(folder: Path, front: str) -> Path:
    """Return a copy of the sample with lines added to its front matter."""
    copy = folder / "sample"
    shutil.copytree(SAMPLE, copy)
    text = (copy / "article.md").read_text("utf-8")
    (copy / "article.md").write_text(text.replace("lang: en\n", f"lang: en\n{front}\n", 1), "utf-8")
    return copy


def test_a_cover_of_the_articles_own_is_carried(tmp_path: Path) -> None:
    loaded_article = load(locate(str(sample(tmp_path, "ebook:\n  cover: media/coin.png")), tmp_path))
    assert loaded_article.diagnostics == ()
    assert loaded_article.manuscript.media["media/coin.png"].media_type == "image/png"


def test_a_cover_that_is_not_there_is_told_at_its_key(tmp_path: Path) -> None:
    copy = sample(tmp_path, "ebook:\n  cover: media/cover.png")
    (diagnostic,) = load(locate(str(copy), tmp_path)).diagnostics
    line = (copy / "article.md").read_text("utf-8").splitlines().index("  cover: media/cover.png") + 1
    assert (diagnostic.code, diagnostic.place.line, diagnostic.place.column) == ("image-missing", line, 10)


def test_institutions_are_named_once_whether_written_out_or_by_index() -> None:
    paper = load(locate("tests/joss/paper.md", Path("source"))).manuscript
    names = [each.name for each in paper.front.affiliations]
    assert list(paper.front.institutions()) == names
    assert len(names) == 2


@pytest.mark.parametrize("target", ["nothing", "tests", "../no-such-folder", "tests/sample/facts.md"])
def test_what_is_no_article_is_told_with_what_there_is(target: str) -> None:
    with pytest.raises(DossierError) as failure:
        locate(target, Path("source"))
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.code == "article-missing"
    assert diagnostic.hint


def test_a_folder_below_source_without_a_slug_is_told_with_its_slug(tmp_path: Path) -> None:
    folder = tmp_path / "Été 2024"
    folder.mkdir()
    (folder / "article.md").write_text("Words.", "utf-8")
    with pytest.raises(DossierError) as failure:
        locate(folder.name, tmp_path)
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.hint == "rename it to ete-2024, or name it by its path"
    assert locate(str(folder), tmp_path).root == folder


def test_an_article_is_found_by_slug_folder_and_file() -> None:
    places = [
        locate(target, Path("source"))
        for target in ("si-2019", "source/si-2019", "source/si-2019/article.md")
    ]
    assert {place.slug for place in places} == {"si-2019"}
    assert locate("tests/joss/paper.md", Path("source")).slug == "paper"


def test_a_bad_date_and_a_missing_value_come_with_the_cure(tmp_path: Path) -> None:
    copy = sample(tmp_path, "deck:\n  title: T")
    ledger = (copy / "facts.yaml").read_text("utf-8")
    ledger = ledger.replace("1867-10-18", "1867-13-18", 1).replace("      unit: square miles\n", "", 1)
    (copy / "facts.yaml").write_text(ledger, "utf-8")
    result = {each.message: each for each in load(locate(str(copy), tmp_path)).diagnostics}
    assert len(result) == 2
    date = next(each for message, each in result.items() if "1867-13-18" in message)
    unit = next(each for message, each in result.items() if "`unit` is missing" in message)
    assert "1991-11-11" in date.hint
    assert "dossier schema" in unit.hint
    assert {each.code for each in result.values()} == {"ledger-invalid"}


def test_a_key_without_a_value_is_absent(tmp_path: Path) -> None:
    loaded_article = load(locate(str(sample(tmp_path, "briefing:\ndeck:\n  title:\nebook: ~")), tmp_path))
    assert loaded_article.diagnostics == ()
    assert loaded_article.manuscript.front.briefing.attach is True
    assert loaded_article.manuscript.front.deck.title is None


@pytest.mark.parametrize("value", ["maybe", "2.5", "[true]", "{a: b}"])
def test_what_is_neither_true_nor_false_is_told_in_those_words(tmp_path: Path, value: str) -> None:
    (diagnostic,) = load(locate(str(sample(tmp_path, f"briefing:\n  draft: {value}")), tmp_path)).diagnostics
    assert (diagnostic.code, diagnostic.message) == ("front-matter-invalid", "`draft` must be true or false")


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ("points: [{fact: price}]", "`points` has too few entries: 1, where 2 are needed"),
        ("points: price", "`points` must be a list"),
    ],
)
def test_a_list_too_short_or_none_is_told_in_plain_words(tmp_path: Path, points: str, message: str) -> None:
    copy = sample(tmp_path, "deck:\n  title: T")
    figure = f"kind: slope\ntitle: T\nunit: dollars\n{points}\n"
    (copy / "figures" / "steps.yaml").write_text(figure, "utf-8")
    (diagnostic,) = load(locate(str(copy), tmp_path)).diagnostics
    assert (diagnostic.code, diagnostic.message) == ("figure-invalid", message)
