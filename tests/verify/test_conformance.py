"""Verdicts are remembered while nothing changes, and findings are told at their places in the article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pipeline.cache import Cache
from pipeline.cli import dossier
from pipeline.conformance.clue import Clue, Lead, clue
from pipeline.conformance.sources import SourceMap
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error
from pipeline.model.inspection import Passage
from pipeline.model.source import SourceText
from pipeline.verify import VALIDATORS, releases, verify
from pipeline.verify.memory import Memory
from pipeline.verify.table import summary
from pipeline.verify.verdict import NoVerdict, Outcome, Tools, Validator, Verdict
from pipeline.write import digest
from tests.articles import ROOT

ALT = "A map of the territory that changed hands"
TEXT = """# The purchase {#sec-purchase}

For [$7.2 million]{fact=price} the United States bought Alaska.

![A map of the territory that changed hands](map.png)

The flag changed in October.
"""


def offset(words: str) -> int:
    return TEXT.index(words)


MAP = SourceMap(
    SourceText("article.md", TEXT),
    (
        Passage("heading", "The purchase", 1, offset("# The"), 1, "sec-purchase"),
        Passage("text", "For $7.2 million the United States bought Alaska.", 1, offset("For")),
        Passage("alt", "A map of the territory that changed hands", 2, offset("![")),
        Passage("text", "The flag changed in October.", 2, offset("The flag")),
    ),
)
PAGE = """<!DOCTYPE html>
<html lang="en"><body>
<section id="sec-purchase"><h1>The purchase</h1>
<p>For <a data-fact="price" href="#x">$7.2 million</a> the United States bought Alaska.</p>
<figure><img src="map.png" alt="A map of the territory that changed hands"></figure>
<p class="last">The flag changed
in October.</p></section></body></html>"""


def find(message: str, file: str, data: bytes, line: int = 0) -> str:
    """Return the line of the source that a finding on a file leads to, or the file where none does."""
    finding = error("x/y", message, Place(file, line))
    path = [each for each in (Path(file), *Path(file).parents) if each.suffix][-1]
    place = MAP.place(clue(finding, path, data))
    return TEXT.splitlines()[place.line - 1][:9] if place else "nowhere"


@pytest.mark.parametrize(
    ("message", "line", "start"),
    [
        ("links must be told by more: section > p > a", 0, "For [$7.2"),
        ("fix any of the following: figure > img", 0, "![A map o"),
        ("elements must have contrast: .last, slides 1–3", 0, "The flag "),
        ("elements must have contrast: h1 and 2 more, slide 4", 0, "# The pur"),
        ("nothing has the id 'x'", 0, "For [$7.2"),
        ("2 elements have the id 'sec-purchase'", 0, "# The pur"),
        ("unexpected end tag", 4, "For [$7.2"),
        ("unexpected end tag", 5, "![A map o"),
        ("unexpected end tag", 7, "The flag "),
        ("a page without a language", 0, "nowhere"),
        ("elements must have contrast: .none, slide 2", 0, "![A map o"),
    ],
)
def test_a_finding_on_a_page_leads_to_the_source(message: str, line: int, start: str) -> None:
    assert find(message, "build/a/deck.html", PAGE.encode(), line) == start


def test_a_finding_in_a_book_leads_to_the_source() -> None:
    chapter = PAGE.partition("\n")[2].replace('hands">', 'hands"/>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("EPUB/a.xhtml", chapter.replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"'))
    file = "build/a/ebook.epub/EPUB/a.xhtml"
    assert find("fragment identifier is not defined", file, out.getvalue(), 3) == "For [$7.2"
    assert find("element has no alt attribute, at figure > img", file, out.getvalue()) == "![A map o"
    assert find("it is broken, at .last", "build/a/ebook.epub/a.xhtml", out.getvalue()) == "The flag "
    assert find("it is broken", "build/a/ebook.epub/EPUB/none.xhtml", out.getvalue(), 3) == "nowhere"


def test_a_finding_on_a_slide_leads_to_the_source() -> None:
    names = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    text = "<a:r><a:t>The flag changed</a:t></a:r><a:r><a:t> in October.</a:t></a:r>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as slides:
        slides.writestr("ppt/slides/slide2.xml", f"<p:sld {names}><p:sp/><p:sp>{text}</p:sp></p:sld>")
    file = "build/a/deck.pptx/ppt/slides/slide2.xml"
    assert find("no such element, at /p:sld/p:sp[2]", file, out.getvalue()) == "The flag "
    assert find("no such element, at /p:sld/p:sp[1]", file, out.getvalue()) == "![A map o"
    assert find("no such element", "build/a/deck.pptx/ppt/slideMasters/m.xml", out.getvalue()) == "nowhere"


def test_a_finding_on_a_pdf_leads_to_the_source() -> None:
    out = io.BytesIO()
    with pikepdf.new() as new:
        new.add_blank_page()
        figure = new.make_indirect(
            pikepdf.Dictionary(
                S=pikepdf.Name.Figure, Alt=pikepdf.String("A map of the territory that changed hands")
            )
        )
        link = new.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Link, ID=pikepdf.String("fact-price")))
        new.Root.A, new.Root.B = figure, new.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Span, P=link))
        new.save(out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        numbers = {key: pdf.Root[key].objgen[0] for key in ("/A", "/B")}
    file = "build/a/briefing.pdf"
    assert find(f"no box (object {numbers['/A']})", file, out.getvalue()) == "![A map o"
    assert find(f"no words (object {numbers['/B']})", file, out.getvalue()) == "For [$7.2"
    assert (
        find("1 figure(s) do not read as language (page 2): A map of the terri…", file, out.getvalue())
        == "![A map o"
    )
    assert find("no such key (object 9999)", file, out.getvalue()) == "nowhere"


def test_words_that_stand_in_two_places_lead_to_the_first_and_short_ones_nowhere() -> None:
    passages = [Passage("text", "The same words twice.", at=at) for at in (5, 90)]
    twice = SourceMap(SourceText("a.md", TEXT), passages)
    assert twice.place(Clue((Lead("words", "same words"),))) == SourceText("a.md", TEXT).place(5)
    assert twice.place(Clue((Lead("words", "words"),))) is None


class Counter:
    """A validator that counts how often it runs."""

    def __init__(self, *findings: Diagnostic, reason: str = "") -> None:
        """Have these findings, or none for a reason."""
        self.findings, self.reason, self.runs, self.number = findings, reason, 0, "1"

    def run(self, path: Path, tools: Tools) -> Verdict:
        """Count, and return the verdict."""
        self.runs += 1
        if self.reason:
            raise NoVerdict(self.reason)
        place = Place(f"{path}/slide1.xml", 3)
        return Verdict(self.number, (*self.findings, Diagnostic("it/x", Severity.NOTE, "x", place, "y")))

    def verdicts(self, path: Path, store: Cache, name: str = "it") -> Verdict:
        """Return its verdict on a file."""
        validator = Validator(name, ("pptx",), self.run, lambda tools: self.number)
        [outcome] = verify([path], Tools(), [validator], Memory(store.part, digest))
        return outcome.verdict


def test_a_verdict_is_remembered_until_the_file_or_the_validator_changes(tmp_path: Path) -> None:
    store, counter, path = Cache(tmp_path / "cache"), Counter(), tmp_path / "a.pptx"
    path.write_bytes(b"1")
    first = counter.verdicts(path, store)
    assert (counter.verdicts(path, store), counter.runs) == (first, 1)
    path.write_bytes(b"2")
    counter.verdicts(path, store)
    counter.number = "2"
    assert counter.verdicts(path, store).version == "2"
    counter.verdicts(path, store, "another")
    assert counter.runs == 4


def test_a_verdict_on_the_same_file_elsewhere_has_its_place(tmp_path: Path) -> None:
    store, counter = Cache(tmp_path / "cache"), Counter()
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pptx").write_bytes(b"1")
        [finding] = counter.verdicts(tmp_path / name / "a.pptx", store).findings
        assert finding.place == Place(f"{tmp_path / name / 'a.pptx'}/slide1.xml", 3)
    assert counter.runs == 1


def test_what_was_not_checked_is_not_remembered(tmp_path: Path) -> None:
    store, counter, path = Cache(tmp_path / "cache"), Counter(reason="it crashed"), tmp_path / "a.pptx"
    path.write_bytes(b"1")
    assert not counter.verdicts(path, store).is_checked
    counter.reason = ""
    assert counter.verdicts(path, store).is_checked
    assert counter.runs == 2


def test_the_closing_line_counts_what_was_not_checked() -> None:
    a, b = Path("a.pdf"), Path("b.epub")
    good, bad, absent = (
        Verdict("1"),
        Verdict("1", (error("x", "x", Place("a")),)),
        Verdict("", reason="not here"),
    )
    outcomes = [Outcome(a, "x", good), Outcome(a, "y", absent), Outcome(b, "z", bad), Outcome(b, "y", absent)]
    assert summary(outcomes) == (
        "2 files, 4 checks: 1 passed, 1 with errors; 2 files not checked by 1 validator (y)"
    )
    assert summary(outcomes[:1]) == "1 file, 1 check: 1 passed, 0 with errors, every one done"
    assert summary(outcomes[1:2]).endswith("nothing was checked, which is no pass")


def test_pages_of_releases_are_checked_and_those_of_other_articles_are_not(tmp_path: Path) -> None:
    for name in (
        "suez-1.0.0/index.html",
        "suez-1.0.0/sums.txt",
        "suez-canal-1.0.0/index.html",
        "suez-old/a.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(each.relative_to(tmp_path)) for each in releases(tmp_path, "suez")] == [
        "suez-1.0.0/index.html"
    ]


@pytest.mark.parametrize("command", [("verify", "--conformance"), ("validate",)])
def test_both_commands_tell_a_finding_at_its_place_in_the_source(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "sample"
    folder.mkdir()
    page = '<!DOCTYPE html><html lang="en"><title>a</title><p><a href="#nowhere" data-fact="price">$7.2</a>'
    (folder / "web.html").write_text(f"{page}</p></html>", "utf-8")
    arguments = [command[0], "tests/sample", *command[1:], "--out", str(tmp_path), "--node", str(tmp_path)]
    run = CliRunner().invoke(dossier, arguments)
    assert run.exit_code == 1
    assert "1 file, 2 checks: 0 passed, 1 with errors; 1 file not checked by 1 validator (axe)" in run.output
    assert "nothing has the id 'nowhere'" in run.output
    assert "tests/sample/article.md:12:" in run.output


def test_options_that_exclude_each_other_are_wrong_usage() -> None:
    for options in (("--conformance", "--reproducible"), ("--to", "pdf"), ("--reproducible", "--untrusted")):
        assert CliRunner().invoke(dossier, ["verify", "tests/sample", *options]).exit_code == 2


def test_each_validator_tells_its_version_or_that_it_is_not_here() -> None:
    versions: list[Callable[[Tools], str]] = [each.version for each in VALIDATORS if each.version]
    assert len(versions) == len(VALIDATORS)
    assert all(_version(each) for each in versions)


def _version(ask: Callable[[Tools], str]) -> str:
    try:
        return ask(Tools())
    except NoVerdict as failure:
        return failure.reason
