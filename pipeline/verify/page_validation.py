"""page-validation: a PDF against PDF/UA-1 and PDF/A-3a, in this process."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path

from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify.verdict import NoVerdict, Tools, Validator, Verdict, message, package_version


def run(path: Path, tools: Tools, *, profile: str, theme: str) -> Verdict:
    """Validate a PDF against a profile of page-validation; `theme` is the prefix of the codes."""
    if find_spec("page") is None:
        raise NoVerdict("page-validation is not here", cure("setup-dev", "pip install page-validation"))
    import page

    try:
        report = page.validate_pdf(path, profile=profile)
    except page.ParseError as failure:
        diagnostic = Diagnostic(
            f"{theme}/unreadable", Severity.ERROR, message(str(failure)), Place(str(path))
        )
        return Verdict(page.__version__, (diagnostic,))
    except (page.PageError, OSError) as failure:
        raise NoVerdict(message(str(failure))) from failure
    except BaseException as failure:
        if type(failure).__module__ != "pyo3_runtime":  # a panic of its Rust code is no Exception
            raise
        raise NoVerdict(f"page-validation crashed: {message(str(failure))}") from failure
    findings = tuple(_finding(path, theme, failure) for failure in report.failures)
    if report.is_compliant == bool(findings) or not report.rules.total:
        raise NoVerdict(f"page-validation contradicts itself: compliant with {len(findings)} failures")
    return Verdict(page.__version__, findings)


def _finding(path: Path, theme: str, failure: object) -> Diagnostic:
    """Return a failure of a rule: `PDFUA1-LI-KIDS-001` is `ua1/LI-KIDS-001`."""
    rule, text = str(getattr(failure, "rule_id", "")), message(str(getattr(failure, "message", "")))
    place = getattr(failure, "object_id", None)
    where = f" (object {place.object_number})" if place is not None else ""
    code = f"{theme}/{rule.partition('-')[2] or rule}"
    return Diagnostic(code, Severity.ERROR, text + where, Place(str(path)))


def _version(tools: Tools) -> str:
    return package_version("page-validation")


PDF_UA = Validator("PDF/UA-1", ("pdf",), partial(run, profile="ua1", theme="ua1"), _version)
PDF_A = Validator("PDF/A-3a", ("pdf",), partial(run, profile="3a", theme="a3a"), _version)
