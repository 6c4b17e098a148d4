"""Articles built again: what is the same, what differs and in which part, and what was not tried."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.archive import pack
from pipeline.bounds import Bounds
from pipeline.commands.reproducing import reproduce
from pipeline.model.diagnostics import Severity
from pipeline.own_files import with_list
from pipeline.reproduction.comparison import Row, compare, diagnostics
from pipeline.reproduction.rebuild import Rebuild
from pipeline.reproduction.table import summary, table
from pipeline.reproduction.variation import FIRST, VARIATIONS, of_names
from tests.articles import ROOT
from tests.command import dossier

PROVE = bool(os.environ.get("DOSSIER_PROVE"))
# The cold build, one that finds all in the cache, and one in which all surroundings are others.
FEW = tuple(each.name for each in (FIRST, *of_names(["warm cache"]), VARIATIONS[-1]))
ARTICLES = ("cambodia-us-relations", "si-2019", "handbook", "tests/torture", "tests/sample")


def book(text: str) -> bytes:
    return pack([("mimetype", b"application/epub+zip"), ("a.xhtml", f"<p>{text}</p>".encode())])


class Builds:
    """Builds of one article, without building: each variation has the files that it is given."""

    def __init__(self, folder: Path) -> None:
        """Put the folders of builds into a folder."""
        self.folder = folder
        self.results: list[Rebuild] = []

    def add(self, files: dict[str, bytes], reason: str = "", words: str = "") -> Builds:
        """Add a build, in the next variation."""
        out = self.folder / str(len(self.results))
        put(out / "alaska", files)
        variation = VARIATIONS[len(self.results)]
        self.results.append(Rebuild(variation, out, words, reason, "get it" if reason else ""))
        return self

    def rows(self) -> tuple[Row, ...]:
        """Return the comparisons with what is in `build`."""
        return compare(["alaska"], self.folder / "build", self.results)


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    put(tmp_path / "build" / "alaska", {"ebook.epub": book("one"), "deck.html": b"<p>1"})
    return Builds(tmp_path)


def test_the_same_bytes_are_identical(builds: Builds) -> None:
    files = {"ebook.epub": book("one"), "deck.html": b"<p>1"}
    rows = builds.add(files).add(files).rows()
    assert list(diagnostics(rows)) == []
    assert table(rows).splitlines() == [
        "alaska                                  ebook.epub  deck.html",
        "another process and folder, cold cache  identical   identical",
        "warm cache                              identical   identical",
    ]
    assert summary(rows) == "2 of 2 artifacts identical over 2 variations"


def test_another_content_is_one_error_with_its_part_and_surroundings(builds: Builds) -> None:
    other = {"ebook.epub": book("two"), "deck.html": b"<p>1"}
    rows = builds.add({"ebook.epub": book("one"), "deck.html": b"<p>1"}).add(other).add(other).rows()
    [finding] = diagnostics(rows)
    assert finding.code == "not-reproducible"
    assert finding.severity is Severity.ERROR
    assert finding.place.file == str(builds.folder / "build" / "alaska" / "ebook.epub")
    assert finding.message == (
        "other bytes in other surroundings (warm cache; half of the cache): "
        "member a.xhtml, /p, its text: 'one' / 'two'"
    )
    assert "differs" in table(rows)
    assert summary(rows) == "1 of 2 artifacts identical over 3 variations"


def test_two_other_contents_are_two_errors(builds: Builds) -> None:
    for text in ("one", "two", "three"):
        builds.add({"ebook.epub": book(text)})
    assert len(list(diagnostics(builds.rows()))) == 2


def test_a_file_that_was_altered_since_is_told_from_builds_that_differ(builds: Builds) -> None:
    for _ in range(3):
        builds.add({"ebook.epub": book("two")})
    [finding] = diagnostics(builds.rows())
    assert "this file is not what the article, Dossier and its tools make now" in finding.message
    assert "build the article again" in finding.hint


def test_without_a_file_in_build_the_first_variation_is_compared(builds: Builds) -> None:
    rows = builds.add({"deck.pptx": book("1")}).add({"deck.pptx": book("2")}).rows()
    assert [row.name for row in rows] == ["deck.pptx"]
    [finding] = diagnostics(rows)
    assert finding.place.file == "alaska/deck.pptx"


def test_the_list_of_artifacts_is_compared_between_builds_alone(builds: Builds) -> None:
    put(builds.folder / "build" / "alaska", {"manifest.json": b"older, of more files"})
    files = {"ebook.epub": book("one"), "manifest.json": b"1"}
    assert list(diagnostics(builds.add(files).add(files).rows())) == []
    [finding] = diagnostics(builds.add({**files, "manifest.json": b"2"}).rows())
    assert finding.place.file == "alaska/manifest.json"


def test_what_is_not_built_somewhere_differs(builds: Builds) -> None:
    rows = builds.add({"ebook.epub": book("one")}).add({}, words="error[x]: no font").rows()
    [finding] = diagnostics(rows)
    assert finding.message == "not built in other surroundings (warm cache): error[x]: no font"
    assert "not built" in table(rows)


def test_surroundings_that_could_not_be_had_are_not_checked(builds: Builds) -> None:
    rows = builds.add({"ebook.epub": book("one")}).add({}, reason="no such locale").rows()
    assert list(diagnostics(rows)) == []
    assert table(rows).splitlines()[2] == (
        "warm cache                              not checked: no such locale (get it)"
    )
    assert summary(rows) == "1 of 1 artifact identical over 1 variation; 1 variation not checked"


def test_a_site_is_compared_file_by_file(builds: Builds) -> None:
    for title in ("a", "b"):
        files = with_list({"index.html": f"<title>{title}</title>".encode(), "a.css": b"p{}"})
        builds.add({f"site/{name}": data for name, data in files.items()})
    [finding] = diagnostics(builds.rows())
    assert finding.message.endswith("index.html, /html/head/title, its text: 'a' / 'b'")


def run(tmp_path: Path, *articles: str, to: str, names: tuple[str, ...] = FEW, strict: bool = False) -> int:
    return reproduce(articles, (to,) * bool(to), (), tmp_path, Bounds(), strict=strict, variations=names)


def test_an_article_is_the_same_in_other_surroundings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status = run(tmp_path, "tests/sample", to="epub,html", strict=True)
    output = capsys.readouterr()
    assert status == 0, output.err
    assert "3 of 3 artifacts identical over 3 variations" in output.out


def test_a_file_altered_after_the_build_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert dossier("build", "tests/sample", "--to", "epub", "--out", tmp_path).returncode == 0
    path = tmp_path / "sample" / "ebook.epub"
    with zipfile.ZipFile(path) as old:
        members = [(each, old.read(each)) for each in old.infolist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for member, data in members:
            new.writestr(member, data.replace(b"7.2 million", b"7.3 million"))
    path.write_bytes(out.getvalue())
    capsys.readouterr()
    assert run(tmp_path, "tests/sample", to="epub", names=FEW[:1]) == 1
    errors = capsys.readouterr().err
    assert "error[not-reproducible]" in errors
    assert "7.3 million" in errors


def test_an_article_that_changes_meanwhile_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = tmp_path / "note.md"
    article.write_text("---\ntitle: A note\n---\n\nWords.\n", "utf-8")

    def build(request: object, variations: object, folder: Path, at_once: int) -> Iterator[Rebuild]:
        yield Rebuild(FIRST, folder)
        article.write_text("---\ntitle: A note\n---\n\nOther words.\n", "utf-8")

    monkeypatch.setattr("pipeline.reproduction.rebuild.rebuild", build)
    assert run(tmp_path / "out", "note.md", to="html") == 1
    assert "changed while it was built again" in capsys.readouterr().err


def test_an_article_that_is_not_built_is_no_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.md").write_text("---\ntitle: [\n---\n\nText.\n", "utf-8")
    assert run(tmp_path / "out", "bad.md", to="html", names=FEW[:1]) == 1
    assert "nothing was built: error[" in capsys.readouterr().err


@pytest.mark.skipif(not PROVE, reason="an hour: make prove")
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("article", ARTICLES)
def test_every_artifact_is_the_same_in_every_variation(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status = run(tmp_path, article, to="", names=())
    output = capsys.readouterr()
    assert status == 0, output.out + output.err
