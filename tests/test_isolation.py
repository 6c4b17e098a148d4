"""What a library raises while one format is made becomes one finding, and touches nothing else.

The calls from Dossier into libraries are not listed here: a profiler sees them while each format is made, and
an exception is then thrown from one for each library and some of our files that call it. `make prove` throws
from every place that calls.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as once
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pipeline import build as stages
from pipeline import cache, rendering
from pipeline.editions import EDITIONS
from pipeline.editions.projection import Projection
from pipeline.formats import DEFAULT
from pipeline.formats.deck_pdf import render as deck_pdf
from pipeline.formats.epub import render as epub
from pipeline.formats.format import Format
from pipeline.formats.pdf import page, weasy
from pipeline.formats.pptx import render as pptx
from pipeline.formats.reveal import render as reveal
from pipeline.load.article import Location, locate
from pipeline.model.diagnostics import DossierError, Severity
from pipeline.model.stages import Edition
from tests.articles import ROOT
from tests.proving import PROVE

NO_FAULT = str(ROOT / "pipeline")
# The programs that are libraries to us: every call of one goes through here.
PANDOC = str(ROOT / "pipeline" / "pandoc.py")
CLOCK = datetime(2026, 1, 1, tzinfo=UTC)


class Foreign(Exception):
    """What a library may raise: lines of words with an address; it cannot pass to another process."""

    def __init__(self) -> None:
        super().__init__("no such thing\n  in <Box object at 0x7f00aa> of ⁂")
        self.lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Call:
    """A call from a line of ours into a library."""

    file: str
    line: int
    callee: str


def library_call(frame: FrameType, event: str) -> Call | None:
    """Return the call into a library that an event of the profiler is, if it is one."""
    caller = frame.f_back
    callee = frame.f_code.co_filename
    if event != "call" or caller is None or not ("site-packages" in callee or callee == PANDOC):
        return None
    file = caller.f_code.co_filename
    if not file.startswith(NO_FAULT) or file == PANDOC:
        return None
    name = f"{Path(frame.f_code.co_filename).parts[-2]}.{frame.f_code.co_qualname}"
    return Call(file.removeprefix(NO_FAULT), caller.f_lineno, name)


@contextmanager
def profile_calls(look: Callable[[Call], None]) -> Iterator[None]:
    def profile(frame: FrameType, event: str, argument: Any) -> None:
        call = library_call(frame, event)
        if call is not None:
            look(call)

    threading.setprofile(profile)
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@once
def editions() -> Mapping[str, Edition]:
    document = stages.resolve_article(locate("tests/sample", ROOT)).document
    return {each.edition: EDITIONS[each.edition].edit(document) for each in DEFAULT}


def outcome(format: Format, byte_cache: cache.Cache) -> rendering.Outcome:
    edition = editions()[format.edition]
    [only] = rendering.render_formats(
        [format], {format.edition: edition}, CLOCK, byte_cache, 1, lambda step: None
    )
    return only


def calls(format: Format, byte_cache: cache.Cache) -> dict[Call, None]:
    """Return the calls into libraries that making a format takes, in their order."""
    result: dict[Call, None] = {}
    with profile_calls(lambda call: result.setdefault(call)):
        assert isinstance(outcome(format, byte_cache), rendering.RenderedArtifact)
    return result


@pytest.mark.slow
# What libraries leave half made, their finalisers complain of.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("format", DEFAULT, ids=lambda each: each.file)
def test_an_exception_from_any_call_into_a_library_is_one_finding(
    format: Format, tmp_path: Path, numbers: list[str]
) -> None:
    parts = tmp_path / "kept"
    # What is kept of parts, as fonts, is made once; an exception from making them is thrown without.
    everything = calls(format, cache.Cache(parts))
    right = outcome(format, cache.Cache(parts))
    assert isinstance(right, rendering.RenderedArtifact)
    key = rendering.keys_of(editions()[format.edition], format, CLOCK).of(right.artifact)
    artifact = parts / key[:2] / key
    artifact.unlink()
    again = calls(format, cache.Cache(parts))
    sites = list(everything)
    if not PROVE:
        by_caller = {(call.file, call.callee.partition(".")[0]): call for call in reversed(again)}
        by_library = {call.callee.partition(".")[0]: call for call in by_caller.values()}
        sites = list(dict.fromkeys([*by_library.values(), *list(by_caller.values())[::16]]))
    reach_count = failure_count = 0
    for site in sites:
        artifact.unlink(missing_ok=True)
        weasy.press.cache_clear()
        throws: list[Call] = []

        def throw(call: Call, site: Call = site, throws: list[Call] = throws) -> None:
            if call == site:
                throws.append(call)
                raise Foreign

        with profile_calls(throw):
            result = outcome(format, cache.Cache(parts if site in again else None))
        reach_count += bool(throws)
        match result:
            case DossierError(diagnostics=(diagnostic,)):
                failure_count += 1
                assert diagnostic.code == "render-failed", site
                assert format.file in diagnostic.message
                assert "Foreign: no such thing in <Box object> of ⁂" in diagnostic.message
                assert diagnostic.severity is Severity.ERROR
            case rendering.RenderedArtifact(artifact=result_artifact):
                # A library may hand the exception on as a word in its log, or the caller has another way.
                errors = [each for each in result_artifact.diagnostics if each.severity is Severity.ERROR]
                assert errors or result_artifact.data == right.artifact.data or not throws, site
            case _:
                pytest.fail(f"{site}: {result}")
    numbers.append(
        f"{format.file}: exceptions from {reach_count} of {len(sites)} calls, {failure_count} findings"
    )
    assert reach_count >= failure_count >= 0.9 * reach_count > 0


# One function of each format's own library, or of ours that calls it, thrown from while all are made.
THROWERS = {
    "briefing.pdf": (page, "write_parts"),
    "ebook.epub": (epub, "chapters"),
    "deck.html": (reveal, "_configuration"),
    "deck.pptx": (pptx, "_set_properties"),
    "deck.pdf": (deck_pdf, "write_sheets"),
}


def small(folder: Path) -> Location:
    """Return an article of a few words."""
    text = "---\ntitle: A few words\n---\n\n# One\n\nWords with a formula, $x$.\n\n- A point.\n"
    (folder / "few.md").write_text(text, "utf-8")
    return locate(str(folder / "few.md"), folder)


@pytest.mark.parametrize("file", THROWERS)
def test_the_other_formats_are_built(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name = THROWERS[file]

    def fails(*arguments: object, **options: object) -> None:
        raise Foreign

    monkeypatch.setattr(place, name, fails)
    byte_cache = cache.Cache(None)
    report = stages.build(small(tmp_path), stages.Plan(out=tmp_path, clock=CLOCK, cache=byte_cache))
    assert [path.name for path in report.failed_paths] == [file]
    assert {each.path.name for each in report.artifacts} == {each.file for each in DEFAULT} - {file}
    assert all(each.path.stat().st_size == each.size for each in report.artifacts)
    assert [each.code for each in report.diagnostics if each.severity is Severity.ERROR] == ["render-failed"]


def test_a_crash_of_one_format_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pptx, "_set_properties", lambda *arguments: os._exit(11))
    byte_cache = cache.Cache(None)
    report = stages.build(small(tmp_path), stages.Plan(out=tmp_path, clock=CLOCK, cache=byte_cache))
    assert [path.name for path in report.failed_paths] == ["deck.pptx"]
    assert len(report.artifacts) == 4
    [diagnostic] = [each for each in report.diagnostics if each.severity is Severity.ERROR]
    assert (diagnostic.code, "deck.pptx" in diagnostic.message) == ("render-crashed", True)


def test_an_edition_that_fails_takes_only_its_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(document: object) -> Edition:
        raise Foreign

    monkeypatch.setitem(EDITIONS, "deck", Projection("deck", fails))
    format = tuple(each for each in DEFAULT if each.name != "epub")
    plan = stages.Plan(format, tmp_path, CLOCK, cache.Cache(None))
    report = stages.build(locate("tests/sample", ROOT), plan)
    assert [path.name for path in report.failed_paths] == ["deck.html", "deck.pptx", "deck.pdf"]
    assert [each.path.name for each in report.artifacts] == ["briefing.pdf"]
    assert [each.code for each in report.diagnostics] == ["render-failed"]


def test_reading_that_fails_is_a_finding_of_that_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*arguments: object) -> None:
        raise Foreign

    monkeypatch.setattr(stages, "resolve", fails)
    report = stages.build(locate("tests/sample", ROOT), stages.Plan(out=tmp_path))
    assert [each.code for each in report.diagnostics] == ["article-failed"]
    assert len(report.failed_paths) == len(DEFAULT)
    assert report.artifacts == ()


@pytest.mark.slow
def test_one_bad_article_of_twenty_leaves_nineteen(tmp_path: Path) -> None:
    """The fifteenth cannot be read, and one name leads nowhere: the table has a line for each file."""
    from click.testing import CliRunner

    from pipeline.cli import dossier

    for number in range(1, 21):
        text = f"---\ntitle: Article {number}\n---\n\n# One\n\nWords of the article {number}.\n"
        data = b"\xff\xfe bad" if number == 15 else text.encode()
        (tmp_path / f"article-{number}.md").write_bytes(data)
    names = [str(tmp_path / f"article-{number}.md") for number in range(1, 21)]
    result = CliRunner(env={"COLUMNS": "500"}).invoke(
        dossier,
        ["build", *names, str(tmp_path / "nobody.md"), "--to", "pptx", "--out", str(tmp_path / "out")],
    )
    assert result.exit_code == 1
    assert len(list((tmp_path / "out").glob("*/deck.pptx"))) == 19
    rows = [line for line in result.stdout.splitlines() if "deck.pptx" in line]
    assert len(rows) == 20
    assert [row for row in rows if "not built" in row] == [row for row in rows if "article-15/" in row]
    assert "error[encoding-invalid]" in result.stderr
    assert "error[article-missing]" in result.stderr
    shutil.rmtree(tmp_path / "out")
