"""The command `build`: articles side by side, one closing table, and a report of a batch to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from pipeline import arguments, scratch, timing
from pipeline.bounds import Bounds
from pipeline.commands.article_options import with_artifacts, with_root, with_title
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_findings, sandbox_warnings, with_exit_status
from pipeline.commands.findings import status as status_of
from pipeline.model.diagnostics import DossierError


@click.command()
@with_artifacts
@with_title
@click.option("--strict", is_flag=True, help="End with status 1 on warnings too.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option(
    "--no-verify", is_flag=True, help="Do not read the artifacts back and compare them with the article."
)
@click.option("--profile", is_flag=True, help="Tell what each stage took, on standard error.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no progress and no closing table.")
@click.option(
    "--open", "opens", is_flag=True, help="Open the first artifact of each article when it is built."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes work at a time.  [default: the processors]",
)
@click.option(
    "--resume", is_flag=True, help="Go on with a batch that was stopped: build what its report.json lacks."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=lambda context, parameter, value: arguments.scheduler(value),
    help="Build on the Dask cluster of this scheduler, as tcp://host:8786.",
)
@with_root
@with_bounds
@with_exit_status
def build(
    articles: tuple[str, ...],
    to: tuple[str, ...],
    editions: tuple[str, ...],
    draft: bool,
    out: Path,
    title: str,
    strict: bool,
    no_cache: bool,
    no_verify: bool,
    profile: bool,
    quiet: bool,
    opens: bool,
    jobs: int | None,
    resume: bool,
    scheduler: str | None,
    root: Path | None,
    bounds: Bounds,
    untrusted: bool,
) -> int:
    """Build the editions of articles.

    \b
    dossier build cambodia-us-relations
    dossier build paper.md --to pdf --out dist
    dossier build cambodia-us-relations --edition summary
    dossier build one.md two.md --title "A report"
    """
    from pipeline import batch, cache, closing_table, manifest

    store = cache.Cache(None if no_cache or untrusted else cache.user_folder())
    wish = manifest.Wish(to, editions, out, arguments.clock(), draft, verify=not no_verify)
    names, earlier = _resume(out, articles) if resume else (articles, ())
    locations, diagnostics = arguments.articles(names, title, root, untrusted=untrusted)
    diagnostics += sandbox_warnings() if untrusted else ()
    arguments.refuse_twins(locations)
    reports = [manifest.find_report(each, wish, store) for each in locations]
    is_unchanged = bool(locations) and all(reports)
    if not is_unchanged:
        # Wrong usage ends here, before anything is written.
        arguments.formats(to, editions)
    start = timing.of_process("start")
    unknown_names = arguments.unknown_articles(names) if diagnostics and not title else []
    is_batch = len(locations) + len(unknown_names) > 1 or resume
    record = batch.Batch(out, locations, unknown_names, earlier) if is_batch else None
    for number, report in enumerate(reports):
        if record and report:
            record.add(number, report)
    try:
        if is_unchanged:
            scratch.clear()
        else:
            from pipeline.commands.changes import build_changed

            building = build_changed(locations, reports, wish, store, bounds, jobs, scheduler, quiet=quiet)
            with closing(building):
                for number, report in building:
                    reports[number] = report
                    if record:
                        record.add(number, report)
    except (SystemExit, DossierError) as ending:
        findings = [each for report in reports if report for each in report.diagnostics]
        if findings and isinstance(ending, DossierError):
            print_findings(findings, "text", [each.reach for each in locations])
        if record:
            if any(reports):
                click.echo(closing_table.table([each for each in reports if each]))
            click.echo(record.remainder(), err=True)
        raise
    complete = [each for each in reports if each]
    status = _close(complete, diagnostics, locations, strict=strict, quiet=quiet)
    if opens:
        for artifact in _first_artifacts(complete):
            page = artifact / "index.html"
            if click.launch(str(page if page.is_file() else artifact)):
                click.echo(f"no program opens {artifact}", err=True)
    if profile:
        from pipeline import progress

        rows = progress.stage_rows(start, complete, timing.of_process("whole"))
        click.echo(progress.stage_table(rows), err=True)
    return status


def _resume(out: Path, articles: Sequence[str]) -> tuple[Sequence[str], Sequence[Any]]:
    """Return the articles that the report of a batch lacks, and its records of the others."""
    from pipeline import batch

    if articles:
        raise click.UsageError("--resume takes its articles from the report of the batch: name none")
    try:
        earlier = batch.read(out)
    except ValueError as failure:
        raise click.UsageError(str(failure)) from None
    names = [each.article for each in earlier if each.state != "built"]
    if not names:
        click.echo(f"all {len(earlier)} articles of {out / batch.FILE} are built", err=True)
        raise SystemExit(0)
    return names, [each for each in earlier if each.state == "built"]


def _first_artifacts(reports: Sequence[Any]) -> Iterator[Path]:
    """Yield the first artifact of each article that was built."""
    for report in reports:
        yield from [each.path for each in report.artifacts][:1]


def _close(
    reports: Sequence[Any], diagnostics: Sequence[Any], locations: Sequence[Any], *, strict: bool, quiet: bool
) -> int:
    """Print the findings and the closing table, and return the exit status."""
    from pipeline import closing_table

    findings = [*diagnostics, *(each for report in reports for each in report.diagnostics)]
    if findings:
        print_findings(findings, "text", [each.reach for each in locations])
    if reports and not quiet:
        click.echo(closing_table.table(reports))
    has_failures = any(report.failed_paths for report in reports)
    return int(has_failures) or status_of(findings, strict=strict)
