"""Common parts of commands: printing findings, reporting failures as findings, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any

import click

from pipeline import __version__
from pipeline.commands import streams
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Severity, ToolMissing, in_order

REPORTS = ("text", "short", "json", "sarif", "github")


def with_exit_status(command: Callable[..., int]) -> Callable[..., None]:
    """Let a command return its exit status, and report its failures as diagnostics."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs)
        except DossierError as failure:
            # A process that hostile input has taken over may name any file.
            reaches = () if kwargs.get("untrusted") else (None,)
            print_findings(failure.diagnostics, kwargs.get("form", "text"), reaches, err="form" not in kwargs)
            status = 3 if isinstance(failure, ToolMissing) else 1
        except BrokenPipeError:
            # The reader of our output has gone: there is nobody to report to.
            streams.silence()
            status = 141
        raise SystemExit(status)

    return run


def print_findings(
    diagnostics: Sequence[Diagnostic],
    form: str,
    reaches: Sequence[Reach | None] = (None,),
    *,
    err: bool = True,
    sort: bool = True,
) -> None:
    """Print findings in one of the forms of REPORTS, with the lines of files within the reaches."""
    from pipeline.checks.measures import precision
    from pipeline.load.excerpts import excerpts
    from pipeline.report.renderers import RENDERERS
    from pipeline.report.report import Report

    sorted_diagnostics = in_order(diagnostics) if sort else tuple(diagnostics)
    stream = sys.stderr if err else sys.stdout
    colour = is_coloured(stream.isatty(), os.environ)
    sources = excerpts(sorted_diagnostics, reaches)
    codes = {each.code for each in sorted_diagnostics}
    precisions = {code: share for code in codes if (share := precision(code)) is not None}
    report = Report(sorted_diagnostics, sources, _explanations(form), __version__, colour, precisions)
    click.echo(RENDERERS[form](report), nl=False, err=err, color=colour)


def _explanations(form: str) -> Mapping[str, Any]:
    """Return the explanations that a form shows: only SARIF does, and to read them takes long."""
    if form != "sarif":
        return {}
    from pipeline.checks.registry import explanations

    return explanations()


def sandbox_warnings() -> tuple[Diagnostic, ...]:
    """Return warnings on the missing features of the sandbox."""
    from pipeline import supervision

    return supervision.sandbox_warnings()


def print_sandbox_warnings(*, untrusted: bool) -> None:
    """Print the missing features of the sandbox, for a command with `--untrusted`."""
    if untrusted and (warnings := sandbox_warnings()):
        print_findings(warnings, "text", ())


def is_coloured(terminal: bool, environment: Mapping[str, str]) -> bool:
    """Return whether output has colours, by the conventions of no-color.org and force-color.org."""
    if environment.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environment.get(name):
            return environment[name] not in ("0", "false")
    return terminal and environment.get("TERM") != "dumb" and environment.get("CLICOLOR") != "0"


def status(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> int:
    """Return the exit status that findings have."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(each.severity in grave for each in diagnostics))
