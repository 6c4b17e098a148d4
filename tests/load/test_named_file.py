"""The file that a name in an article means, and the files that no name may mean."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from pipeline.load.named_file import IMAGE, LocatedFile, RefusedName, find
from pipeline.load.reach import Reach


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return an article's folder in a repository, with images in and around it."""
    root = tmp_path / "repository" / "paper"
    for name in (
        "a.png",
        "with space.png",
        "media/b.PNG",
        "10%.png",
        "media/Fig.svg",
        "media/Fig.png",
        "c#1.png",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / unicodedata.normalize("NFD", "größe.png")).touch()
    (tmp_path / "repository" / "img").mkdir()
    (tmp_path / "repository" / "img" / "up.png").touch()
    (tmp_path / "secret.png").touch()
    return root


def find_file(url: str, root: Path, path: Path | None = None) -> LocatedFile | RefusedName | None:
    return find(url, Reach.of(root, path), IMAGE)


NAMES = {
    "a.png": "a.png",
    "./a.png": "a.png",
    "media/../a.png": "a.png",
    "with%20space.png": "with space.png",
    "with space.png": "with space.png",
    "media/b.PNG": "media/b.PNG",
    "media/b.png": "media/b.PNG",
    "MEDIA/B.png": "media/b.PNG",
    "media\\b.PNG": "media/b.PNG",
    "10%.png": "10%.png",
    "10%25.png": "10%.png",
    "c#1.png": "c#1.png",
    "c%231.png": "c#1.png",
    "a.png?raw=true": "a.png",
    "media/Fig": "media/Fig.svg",
    "gr%C3%B6%C3%9Fe.png": unicodedata.normalize("NFD", "größe.png"),
    "größe.png": unicodedata.normalize("NFD", "größe.png"),
}


@pytest.mark.parametrize("url", NAMES)
def test_names_are_followed_as_authors_write_them(article: Path, url: str) -> None:
    result = find_file(url, article)
    assert isinstance(result, LocatedFile)
    assert result.name == NAMES[url]
    assert result.path.is_file()


def test_what_may_not_work_elsewhere_is_told(article: Path) -> None:
    diagnostics = {
        url: result.difference for url in NAMES if isinstance(result := find_file(url, article), LocatedFile)
    }
    assert {url for url, words in diagnostics.items() if words} == {"media/b.png", "MEDIA/B.png", "media/Fig"}


def test_no_file_is_none(article: Path) -> None:
    for url in ("none.png", ".", "", "a\0b.png", "x" * 5_000 + ".png", "a.png/b.png"):
        assert find_file(url, article) is None, url


@pytest.mark.parametrize("url", ["media", "media/", "./media"])
def test_a_folder_is_told_and_is_no_file(article: Path, url: str) -> None:
    result = find_file(url, article)
    assert isinstance(result, RefusedName)
    assert (result.code, result.message) == ("image-missing", f"the image is a folder: {url}")
    assert result.hint == "name the file in it: `" + url.rstrip("/") + "/...`"


def test_it_is_not_told_of_a_folder_out_of_reach(article: Path) -> None:
    result = find_file("/etc", article)
    assert isinstance(result, RefusedName)
    assert result.code == "path-unsafe"


@pytest.mark.parametrize(
    "url", ["https://example.org/a.png", "HTTP://x/a.png", "//example.org/a.png", "ftp://a/b"]
)
def test_an_address_is_never_followed(article: Path, url: str) -> None:
    result = find_file(url, article)
    assert isinstance(result, RefusedName)
    assert result.code == "image-remote"


def outside(article: Path) -> list[str]:
    return ["../img/up.png", "../../secret.png", str(article.parents[1] / "secret.png"), "file:///etc/x.png"]


def test_without_a_repository_only_the_articles_own_folder_is_read(article: Path) -> None:
    for url in outside(article):
        result = find_file(url, article)
        assert isinstance(result, RefusedName), url
        assert result.code == "path-unsafe"


def test_the_repository_that_an_article_lies_in_is_read_and_nothing_above(article: Path) -> None:
    (article.parent / ".git").mkdir()
    result = find_file("../img/up.png", article)
    assert isinstance(result, LocatedFile)
    assert result.name == "_parent/img/up.png"
    assert isinstance(find_file("../../secret.png", article), RefusedName)
    assert find_file("../img/none.png", article) is None


def test_a_folder_that_is_given_is_read_in_place_of_the_repository(article: Path) -> None:
    (article.parent / ".git").mkdir()
    assert isinstance(find_file("../../secret.png", article, article.parents[1]), LocatedFile)
    assert isinstance(find_file("../img/up.png", article, article / "media"), RefusedName)
    assert isinstance(find_file("a.png", article, article / "media"), LocatedFile)


def test_a_link_that_leads_out_is_refused_and_one_within_is_followed(article: Path) -> None:
    (article / "out.png").symlink_to(article.parents[1] / "secret.png")
    (article / "in.png").symlink_to(article / "a.png")
    (article / "folder").symlink_to(article.parents[1])
    for url in ("out.png", "folder/secret.png", "folder/secret", "folder/SECRET.png"):
        assert not isinstance(find_file(url, article), LocatedFile), url
    assert isinstance(find_file("in.png", article), LocatedFile)


def test_what_a_briefing_carried_is_found_before_what_lies_around(article: Path) -> None:
    (article / "_parent" / "img").mkdir(parents=True)
    (article / "_parent" / "img" / "up.png").touch()
    (article.parent / ".git").mkdir()
    result = find_file("../img/up.png", article)
    assert isinstance(result, LocatedFile)
    assert (result.name, result.path) == ("_parent/img/up.png", article / "_parent" / "img" / "up.png")


def test_a_circle_of_links_ends(article: Path) -> None:
    (article / "one").symlink_to(article / "two")
    (article / "two").symlink_to(article / "one")
    assert not isinstance(find_file("one/x.png", article), LocatedFile)


def test_a_name_may_begin_at_the_folder_of_the_repository(article: Path) -> None:
    assert find_file("img/up.png", article) is None
    (article.parent / ".git").mkdir()
    for url in ("img/up.png", "/img/up.png", "img/up"):
        result = find_file(url, article)
        assert isinstance(result, LocatedFile), url
        assert (result.name, result.path) == ("img/up.png", article.parent / "img" / "up.png")
        assert result.difference
    (article / "img").mkdir()
    (article / "img" / "up.png").touch()
    nearer = find_file("img/up.png", article)
    assert isinstance(nearer, LocatedFile)
    assert nearer.path == article / "img" / "up.png"
    assert not isinstance(find_file("/etc/passwd", article), LocatedFile)
