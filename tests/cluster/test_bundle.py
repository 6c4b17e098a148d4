"""Bundles: from one, another machine reads what this one would, and says the same of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline import build, disk
from pipeline.build import Plan
from pipeline.cache import Cache
from pipeline.cluster import bundle, message
from pipeline.cluster.bundle import Bundle
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.load.location import Location
from pipeline.model.diagnostics import Diagnostic, DossierError
from tests.articles import ARTICLES, ROOT

NO_CACHE = Cache(None)
HTML = Plan(tuple(each for each in FORMATS if each.file == "deck.html"))


@dataclass(frozen=True)
class Result:
    """What comes of an article: bytes, findings with their places, and names of what failed."""

    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Diagnostic, ...]
    failed_files: tuple[str, ...]


def make(location: Location) -> Result:
    try:
        product = build.make(location, HTML)
    except DossierError as failure:
        return Result((), failure.diagnostics, ())
    files = tuple((each.artifact.name, each.artifact.data) for each in product.artifacts)
    return Result(files, product.diagnostics, product.failed_files)


def travel(one: Bundle) -> Bundle:
    """Return a bundle after it has been sent."""
    data = message.pack(message.Message(bundle.to_json(one), one.files))
    result = message.unpack(data)
    return bundle.from_json(result.value, result.files)


def make_elsewhere(one: Bundle, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Build from a bundle in an empty folder, as another user with another home."""
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HOME", str(folder))
        patch.setattr(os, "getuid", lambda: 4711)
        with disk.replay(one.memory):
            return make(one.location)


def write(folder: Path, **files: str | bytes) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


HEAD = "---\ntitle: Grain\nlang: en\n---\n\n"
BIB = "@book{a, title={Grain}, author={Ada Writer}, year={1990}, publisher={Press}}\n"
PNG = next((ROOT / "tests" / "sample" / "media").glob("*.png")).read_bytes()


def plain(folder: Path) -> None:
    write(folder, article_md=HEAD + "# One\n\nWords about grain.\n")


def absent_files(folder: Path) -> None:
    text = "---\ntitle: Grain\nbibliography: none.bib\n---\n\n# One\n\n![A field](gone.png)\n\nWords [@a].\n"
    write(folder, article_md=text)


def outside_file(folder: Path) -> None:
    (folder.parent / ".git").mkdir()
    write(folder.parent, refs_bib=BIB)
    text = "---\ntitle: Grain\nbibliography: ../refs.bib\n---\n\n# One\n\nWords [@a].\n"
    write(folder, article_md=text)


def refused_file(folder: Path) -> None:
    write(folder.parent, refs_bib=BIB)
    text = (
        "---\ntitle: Grain\nbibliography: ../refs.bib\n---\n\n# One\n\n![x](/etc/hostname)\n\nWords [@a].\n"
    )
    write(folder, article_md=text)


def links(folder: Path) -> None:
    write(folder, article_md=HEAD + "# One\n\n![A field](field.png)\n\n![No](nowhere.png)\n", real_png=PNG)
    (folder / "field.png").symlink_to("real.png")
    (folder / "nowhere.png").symlink_to("void.png")


def other_capitals(folder: Path) -> None:
    write(folder, article_md=HEAD + "# One\n\n![A field](Field.png)\n", field_png=PNG)


def strange_names(folder: Path) -> None:
    text = HEAD + "# One\n\n![A](a%00b.png) ![B](" + "n" * 300 + ".png) ![C](%ff.png) ![D](é.png)\n"
    write(folder, article_md=text)
    (folder / "é.png").write_bytes(PNG)


def folder_for_file(folder: Path) -> None:
    write(folder, article_md=HEAD + "# One\n\n![A](media.png)\n\nWords.\n")
    (folder / "media.png").mkdir()


def desk(folder: Path) -> None:
    settings = '[tool.dossier.checks.severity]\n"section-thin" = "error"\nnone-such = "off"\n'
    write(folder.parent, pyproject_toml=settings)
    plain(folder)


def chapters(folder: Path) -> None:
    text = "---\ntitle: Grain\nchapters:\n  - one.md\n  - two.md\n  - three.md\n---\n"
    write(folder, article_md=text, one_md="# One\n\nWords.\n", two_md="# Two\n\nMore [@none].\n")


CASES = (
    plain, absent_files, outside_file, refused_file, links, other_capitals, strange_names, folder_for_file,
    desk, chapters,
)  # fmt: skip


@pytest.mark.parametrize("place", ["relative", "absolute"])
@pytest.mark.parametrize("case", CASES)
def test_what_comes_of_a_bundle_is_what_comes_of_the_article(
    case: Callable[[Path], None], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    folder = home / "grain"
    folder.mkdir(parents=True)
    case(folder)
    monkeypatch.chdir(home)
    location = locate("grain" if place == "relative" else str(folder), Path("source"))
    result_here = make(location)
    one = travel(bundle.collect(location, NO_CACHE))
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(home)
    result = make_elsewhere(one, tmp_path / "elsewhere", monkeypatch)
    assert result == result_here
    assert result.files or result.findings


@pytest.mark.parametrize("article", ARTICLES)
def test_a_bundle_answers_all_that_a_check_asks(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    location = locate(article, ROOT / "source")
    one = bundle.collect(location, NO_CACHE)
    result_here = build.resolve_article(location)
    monkeypatch.chdir(tmp_path)
    with disk.replay(travel(one).memory):
        result = build.resolve_article(one.location)
    assert result.diagnostics == result_here.diagnostics
    assert result.document == result_here.document


def test_an_untrusted_article_gives_nothing_of_the_folders_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "grain"
    folder.mkdir()
    outside_file(folder)
    write(tmp_path, pyproject_toml="[tool.dossier]\n")
    monkeypatch.chdir(tmp_path)
    location = replace(locate("grain", Path("source")), is_untrusted=True)
    one = bundle.collect(location, NO_CACHE)
    assert list(one.files.values()) == [(folder / "article.md").read_bytes()]
    result_here = make(location)
    assert make_elsewhere(travel(one), tmp_path / "elsewhere", monkeypatch) == result_here
    assert "path-unsafe" in {each.code for each in result_here.findings}


def test_a_file_that_two_articles_have_has_one_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = HEAD + "# One\n\n![A](a.png)\n\nWords {}.\n"
    for name in ("one", "two"):
        write(tmp_path / name, article_md=text.format(name), a_png=PNG)
    one, two = (bundle.collect(locate(str(tmp_path / name), tmp_path), NO_CACHE) for name in ("one", "two"))
    assert set(one.files) & set(two.files) == {message.digest(PNG)}


def test_a_question_that_is_not_in_the_bundle_is_no_silent_answer(tmp_path: Path) -> None:
    plain(tmp_path)
    one = bundle.collect(locate(str(tmp_path), tmp_path), NO_CACHE)
    question = next(each for each in one.answers if each[0] == "exists")
    fewer = {each: answer for each, answer in one.answers.items() if each != question}
    with disk.replay(replace(one, answers=fewer).memory), pytest.raises(DossierError, match="no answer"):
        build.resolve_article(one.location)


def test_a_file_that_changes_while_it_is_read_is_no_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain(tmp_path)
    location = locate(str(tmp_path), tmp_path)

    def read(location: Location, store: Cache) -> None:
        original(location, store)
        (tmp_path / "article.md").write_text("other", "utf-8")

    original = build.read_article
    monkeypatch.setattr(build, "read_article", read)
    with pytest.raises(DossierError, match="changed while it was read"):
        bundle.collect(location, NO_CACHE)


def test_a_folder_that_changes_while_it_is_read_is_no_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain(tmp_path)
    location = locate(str(tmp_path), tmp_path)

    def read(location: Location, store: Cache) -> None:
        disk.names(tmp_path)
        original(location, store)
        (tmp_path / "other.md").touch()
        disk.names(tmp_path)

    original = build.read_article
    monkeypatch.setattr(build, "read_article", read)
    with pytest.raises(DossierError, match="a file of the article changed while it was read"):
        bundle.collect(location, NO_CACHE)
