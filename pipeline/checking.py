"""The first two stages: an article loaded and checked, all findings in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline import disk, project
from pipeline.checks.folding import fold
from pipeline.checks.grading import Grading
from pipeline.checks.options import Options, find_invalid_severities
from pipeline.checks.registry import CHECKS, explanations, run, silent_codes
from pipeline.checks.suppression import Texts, apply, suppressions
from pipeline.crowding import crowded_figures
from pipeline.deck_templates import faulty_templates
from pipeline.editions import EDITIONS
from pipeline.load import desk_settings, ledger
from pipeline.load import text as texts
from pipeline.load.article import Location, load
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, in_order
from pipeline.model.settings import CheckSettings
from pipeline.model.source import SourceText
from pipeline.model.stages import Manuscript
from pipeline.timing import StageTime, begin_in_thread


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """A manuscript, its findings without suppressed ones, and the grading of findings of later stages.

    `times` has the two stages, load and check.
    """

    manuscript: Manuscript
    diagnostics: tuple[Diagnostic, ...]
    grading: Grading
    times: tuple[StageTime, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """A manuscript, and all that its checks need besides: they ask the disk nothing.

    `findings` are those of loading. The texts are those that may contain suppressions.
    """

    manuscript: Manuscript
    findings: tuple[Diagnostic, ...]
    options: Options
    grading: Grading
    texts: Texts
    time: StageTime


@dataclass(frozen=True, slots=True)
class Findings:
    """What checks find in an article and its author does not suppress, in the order of the source."""

    diagnostics: tuple[Diagnostic, ...]
    time: StageTime


def check_article(location: Location) -> CheckedArticle:
    """Load an article and check it: all findings that it does not suppress, in the order of the source.

    Severities and thresholds are the article's, else those of the desk: the working folder. An untrusted
    article has no desk, because the files around it are as untrusted as the article.
    """
    article = load_article(location)
    return complete(article, find(article))


def load_article(location: Location) -> LoadedArticle:
    """Load an article and the options of its checks."""
    start = begin_in_thread()
    source = load(location)
    manuscript = source.manuscript
    options, faults = _options(manuscript, location)
    grading = Grading(options, manuscript.plain)
    findings = grading.apply([*source.diagnostics, *faults])
    suppressing_texts = _texts(manuscript, location.reach)
    time = start.stage_time("load")
    return LoadedArticle(manuscript, tuple(findings), options, grading, suppressing_texts, time)


def find(article: LoadedArticle) -> Findings:
    """Check an article that is loaded."""
    start = begin_in_thread()
    options, manuscript = article.options, article.manuscript
    named_editions = tuple(name for name, each in EDITIONS.items() if not each.content_of)
    diagnostics = [*article.findings, *run(manuscript, named_editions, options, EDITIONS)]
    is_whole = not any(each.severity is Severity.ERROR for each in article.findings)
    silent = silent_codes(manuscript.front.lang)
    remaining = apply(
        diagnostics, suppressions(article.texts), explanations(), options, silent=silent, complete=is_whole
    )
    return Findings(in_order(fold(remaining, CHECKS)), start.stage_time("check"))


def complete(article: LoadedArticle, findings: Findings) -> CheckedArticle:
    """Return an article with its findings."""
    return CheckedArticle(
        article.manuscript, findings.diagnostics, article.grading, (article.time, findings.time)
    )


def read_article(location: Location) -> None:
    """Ask the disk all that a check asks, and check nothing. Raises DossierError as loading does."""
    manuscript = load(location).manuscript
    if not location.is_untrusted:
        _desk()
    _texts(manuscript, location.reach)


def gate(location: Location) -> tuple[Diagnostic, ...]:
    """Check an article as a build would, in the order of the source, faults that stop one format included."""
    checks = check_article(location)
    if any(each.severity is Severity.ERROR for each in checks.diagnostics):
        return checks.diagnostics
    late = (*crowded_figures(checks.manuscript), *faulty_templates(checks.manuscript))
    return in_order([*checks.diagnostics, *checks.grading.apply(late)])


def desk_options() -> tuple[Options, tuple[Diagnostic, ...]]:
    """Return the options of the desk, and the diagnostics of its settings."""
    settings, faults = _desk()
    return Options.of(settings), faults


def _options(manuscript: Manuscript, location: Location) -> tuple[Options, tuple[Diagnostic, ...]]:
    desk, faults = (CheckSettings(), ()) if location.is_untrusted else _desk()
    file = location.file.name
    own = manuscript.front.checks
    places = {code: manuscript.places.of(file, "checks", "severity", code, "#key") for code in own.severity}
    own, more = _without_invalid(own, places, "front-matter-unknown")
    return Options.of(own.over(desk)), (*faults, *more)


def _desk() -> tuple[CheckSettings, tuple[Diagnostic, ...]]:
    folder = disk.here()
    if not disk.exists(folder / desk_settings.FILE):
        folder /= project.folder() or Path()
    desk = desk_settings.read(folder)
    settings = desk.settings.checks
    places = {code: desk.place("checks", "severity", code, "#key") for code in settings.severity}
    settings, faults = _without_invalid(settings, places, "desk-unknown")
    return settings, (*desk.diagnostics, *faults)


def _without_invalid(
    settings: CheckSettings, places: Mapping[str, Place], unknown_code: str
) -> tuple[CheckSettings, tuple[Diagnostic, ...]]:
    """Return settings without the severities that cannot be set, and diagnostics for these."""
    wrong = dict(find_invalid_severities(settings, explanations(), places, unknown_code))
    valid_severities = {code: level for code, level in settings.severity.items() if code not in wrong}
    return settings.model_copy(update={"severity": valid_severities}), tuple(wrong.values())


def _texts(manuscript: Manuscript, reach: Reach) -> Texts:
    """Return the texts of an article that may contain suppressions."""
    files = [ledger.path(manuscript.root), *(manuscript.root / name for name in sorted(manuscript.figures))]
    sources: list[SourceText] = []
    for path in files:
        try:
            sources.append(texts.read_text(path, reach)[0])
        except DossierError:
            continue  # loading has reported it
    return Texts(manuscript.source, sources, manuscript.references)
