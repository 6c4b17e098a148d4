"""What the page is told: the artifacts, where facts and findings stand, and changes one by one."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.formats import DEFAULT
from pipeline.load.article import locate
from pipeline.preview import events, ledger
from pipeline.preview.editor import Editor, editor_of
from pipeline.preview.server import Studio, application
from pipeline.preview.snapshot import Snapshot, panes_of
from tests.articles import ROOT, artifact
from tests.preview.asking import Answer, ask

FILES = ("briefing.pdf", "ebook.epub", "deck.html")
SAMPLE = locate("tests/sample", ROOT / "source")
FINDING = events.FindingRow(
    "number-unbound", "warning", "no fact", "bind it", "article.md", "/a/article.md", 9, 22, 24,
    "The Senate approved it on [9 April]{fact=senate-consent}, and the territory was handed over",
)  # fmt: skip


class Page:
    """A studio with the built sample, as the page asks it."""

    def __init__(self, folder: Path) -> None:
        panes = panes_of([each for each in DEFAULT if each.file in FILES])
        self.commands: list[list[str]] = []
        self.studio = Studio(
            Snapshot(panes), folder, Editor("vscode://file{path}:{line}:{column}"), self._start
        )

    def _start(self, command: Any) -> None:
        self.commands.append(list(command))

    def take(self, *news: events.Event) -> None:
        async def run() -> None:
            for each in news:
                # As it comes from the other process.
                await self.studio._take(events.read(events.write(each)))

        asyncio.run(run())

    def ask(self, path: str, **values: Any) -> Answer:
        return ask(application(self.studio), path, **values)

    def state(self) -> Any:
        answer = self.ask("/state")
        assert answer.status == 200
        return json.loads(answer.body)


@pytest.fixture
def page(build_folder: Path) -> Page:
    folder = artifact(build_folder, "tests/sample", "briefing.pdf").parent
    result = Page(folder)
    result.take(events.BuildBegun(()), events.BuildEnded(FILES, (), (), 1.5), ledger.read(SAMPLE))
    return result


def test_before_the_first_build_nothing_is_shown(tmp_path: Path) -> None:
    state = Page(tmp_path).state()
    assert (state["building"], state["seconds"]) == (True, None)
    assert [(each["file"], each["copy"]) for each in state["panes"]] == [(name, None) for name in FILES]


def test_a_file_is_shown_as_soon_as_it_is_written(build_folder: Path) -> None:
    page = Page(artifact(build_folder, "tests/sample", "briefing.pdf").parent)
    page.take(
        events.BuildBegun(("article.md",)), events.StepBegun("render"), events.FileWritten("briefing.pdf")
    )
    state = page.state()
    assert (state["building"], state["step"], state["causes"]) == (True, "render", ["article.md"])
    assert [each["file"] for each in state["panes"] if each["copy"]] == ["briefing.pdf"]


def test_a_fact_has_its_places_in_every_edition(page: Page) -> None:
    state = page.state()
    facts = {each["id"]: each for each in state["facts"]}
    price = facts["price"]
    assert (price["value"], price["status"], price["state"]) == ("$7.2 million", "confirmed", "double")
    assert {name: bool(spots) for name, spots in price["spots"].items()} == dict.fromkeys(FILES, True)
    assert price["line"] > 0
    assert price["path"].endswith("tests/sample/facts.yaml")
    assert {each["page"] for each in price["spots"]["briefing.pdf"]} == {0, 1}
    assert all(each["index"] >= 0 for each in price["spots"]["ebook.epub"])


def test_a_finding_is_shown_where_its_line_stands(page: Page) -> None:
    row = replace(FINDING, column=FINDING.excerpt.index("9 April") + 1)
    page.take(events.BuildEnded(FILES, (), (row,), 1.0))
    [finding] = page.state()["findings"]
    assert {*finding["spots"]} >= {"briefing.pdf", "ebook.epub"}
    own = page.studio.snapshot.copies["ebook.epub"].text
    [spot] = finding["spots"]["ebook.epub"]
    block = [
        word for word, each in zip(own.words, own.spots, strict=True)
        if (each.document, each.block) == (spot["document"], spot["block"])
    ]  # fmt: skip
    assert "senate approved it on 9 april" in " ".join(block)


@pytest.mark.parametrize("offset", [0, 1, 8])
def test_a_finding_on_the_ledger_is_shown_where_its_fact_stands(page: Page, offset: int) -> None:
    facts = {each["id"]: each for each in page.state()["facts"]}
    own = facts["price"]
    row = replace(
        FINDING, file=own["file"], path=own["path"], line=own["line"] + offset, excerpt="    kind: money"
    )
    page.take(events.BuildEnded(FILES, (), (row,), 1.0))
    [finding] = page.state()["findings"]
    assert finding["spots"] == {name: spots[:1] for name, spots in own["spots"].items()}


def test_a_number_bound_to_no_fact_is_shown(page: Page) -> None:
    own = ledger.read(SAMPLE)
    row = events.UnboundRow("The Senate approved it on 9 April, and the territory was handed ", "over", " on")
    page.take(replace(own, gaps=(row,)))
    gaps = page.state()["unbound"]
    assert [each["text"] for each in gaps["ebook.epub"]] == ["over"]
    assert [each["page"] for each in gaps["briefing.pdf"]] == [0]


def test_the_last_good_pages_stay_and_are_told_apart(page: Page) -> None:
    before = {each["file"]: each["copy"] for each in page.state()["panes"]}
    fault = replace(FINDING, severity="error")
    page.take(events.BuildBegun(("article.md",)), events.BuildEnded((), FILES, (fault,), 0.5))
    state = page.state()
    assert {each["file"]: each["copy"] for each in state["panes"]} == before
    assert [each["old"] for each in state["panes"]] == [True] * len(FILES)
    assert [each["severity"] for each in state["findings"]] == ["error"]
    page.take(events.BuildEnded(FILES, (), (), 0.5))
    assert [each["old"] for each in page.state()["panes"]] == [False] * len(FILES)


def test_an_edition_that_the_article_does_not_have_is_absent(page: Page) -> None:
    assert [each["absent"] for each in page.state()["panes"]] == [False] * len(FILES)
    page.take(events.BuildEnded(FILES[:1], FILES[1:2], (), 0.5))
    assert [each["absent"] for each in page.state()["panes"]] == [False, False, True]


def test_a_build_that_changes_nothing_keeps_what_is_shown(page: Page) -> None:
    before = dict(page.studio.snapshot.copies)
    page.take(events.BuildEnded(FILES, (), (), 0.5))
    after = page.studio.snapshot.copies
    assert all(after[name].data is before[name].data for name in ("ebook.epub", "deck.html"))


def test_each_change_has_a_version_of_its_own(page: Page) -> None:
    version = page.state()["version"]
    page.take(events.StepBegun("check"))
    assert page.state()["version"] == version + 1


def test_pages_chapters_and_files_are_served_as_they_are(page: Page, build_folder: Path) -> None:
    digests = {each["file"]: each["copy"]["digest"] for each in page.state()["panes"]}
    picture = page.ask(f"/pages/briefing.pdf/{digests['briefing.pdf']}/0?width=400")
    assert (picture.headers["content-type"], picture.body[:4]) == ("image/png", b"\x89PNG")
    chapter = page.ask(f"/books/ebook.epub/{digests['ebook.epub']}/EPUB/title.xhtml")
    assert chapter.headers["content-type"].startswith("application/xhtml+xml")
    assert "default-src 'none'" in chapter.headers["content-security-policy"]
    assert "script-src" not in chapter.headers["content-security-policy"]
    deck = page.ask(f"/files/{digests['deck.html']}/deck.html")
    assert deck.body == artifact(build_folder, "tests/sample", "deck.html").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/pages/briefing.pdf/{pdf}/99",
        "/pages/briefing.pdf/{pdf}/x",
        "/pages/briefing.pdf/{pdf}/-1",
        "/pages/briefing.pdf/{pdf}/" + "9" * 5_000,
        "/pages/briefing.pdf/{pdf}/0?width=99999",
        "/pages/briefing.pdf/{pdf}/0?width=-1",
        "/pages/deck.html/{html}/0",
        "/pages/../../etc/passwd/x/0",
        "/files/{html}/../../../etc/passwd",
        "/files/{html}/etc/passwd",
        "/books/ebook.epub/{epub}/../../../etc/passwd",
        "/books/ebook.epub/{epub}//etc/passwd",
        "/books/ebook.epub/{epub}/META-INF/container.xml",
        "/books/briefing.pdf/{pdf}/EPUB/title.xhtml",
        "/script/server.py",
        "/script/../preview.css",
        "/style/tokens.toml",
        "/nothing",
    ],
)
def test_nothing_else_is_served(page: Page, path: str) -> None:
    names = {Path(each["file"]).suffix[1:]: each["copy"]["digest"] for each in page.state()["panes"]}
    answer = page.ask(path.format(**names))
    assert answer.status == 404
    assert b"root:" not in answer.body


def test_what_has_been_replaced_is_gone(page: Page) -> None:
    assert page.ask("/pages/briefing.pdf/0123456789abcdef/0").status == 410


def test_only_files_of_the_article_are_opened(page: Page) -> None:
    page.studio.editor = editor_of("gvim +{line} {file}")
    path = page.state()["facts"][0]["path"]

    def open_place(**place: object) -> int:
        return page.ask("/open", method="POST", body=json.dumps(place).encode()).status

    assert open_place(path=path, line=3, column=1) == 204
    assert page.commands == [["gvim", "+3", path]]
    assert open_place(path="/etc/passwd", line=1, column=1) == 403
    assert open_place(path=path) == 400
    assert open_place(path=path, line="x", column=1) == 400
    for body in (b"[", b"", b"x" * 20_000, b"[" * 9_000):
        assert page.ask("/open", method="POST", body=body).status == 400
    for number in ("1e999", "Infinity", "NaN", "null", "[]"):
        text = f'{{"path": {json.dumps(path)}, "line": {number}, "column": 1}}'
        assert page.ask("/open", method="POST", body=text.encode()).status == 400
    assert page.ask("/open").status == 405
    assert len(page.commands) == 1


def test_without_a_command_nothing_is_started(page: Page) -> None:
    place = {"path": page.state()["facts"][0]["path"], "line": 1, "column": 1}
    assert page.ask("/open", method="POST", body=json.dumps(place).encode()).status == 403
    assert page.commands == []


@pytest.mark.parametrize(
    ("option", "command"),
    [
        ("code -g {file}:{line}:{column}", ["code", "-g", "/a b/{line}.md:7:2"]),
        ("vim", ["vim", "/a b/{line}.md"]),
        ("'my editor' +{line} {file}", ["my editor", "+7", "/a b/{line}.md"]),
    ],
)
def test_a_command_gets_the_place(option: str, command: list[str]) -> None:
    assert editor_of(option).call("/a b/{line}.md", 7, 2) == command


@pytest.mark.parametrize("option", ["", "  ", "'vim"])
def test_a_broken_command_is_refused(option: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        editor_of(option)


def test_a_file_that_is_gone_or_broken_changes_nothing(page: Page, tmp_path: Path) -> None:
    before = page.state()["panes"]
    page.studio.folder = tmp_path
    (tmp_path / "briefing.pdf").write_bytes(b"%PDF-")
    page.take(events.FileWritten("briefing.pdf"), events.FileWritten("deck.html"))
    assert page.state()["panes"] == before


def test_only_what_a_browser_shows_has_a_pane() -> None:
    assert [(each.file, each.kind) for each in panes_of(DEFAULT)] == [
        ("briefing.pdf", "pages"), ("ebook.epub", "book"), ("deck.html", "deck"),
    ]  # fmt: skip
