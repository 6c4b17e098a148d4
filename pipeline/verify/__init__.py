"""Validators of finished files: a table of them, and running those for a file's format.

A validator that is missing, crashes or does not end has not checked the file: that is never a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.formats import FORMATS
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.verify.ace import ACE
from pipeline.verify.axe import AXE
from pipeline.verify.epubcheck import EPUBCHECK
from pipeline.verify.html import HTML
from pipeline.verify.memory import Memory
from pipeline.verify.ooxml import OOXML
from pipeline.verify.openxml_audit import OPENXML_AUDIT
from pipeline.verify.outloud import OUTLOUD
from pipeline.verify.page_validation import PDF_A, PDF_UA
from pipeline.verify.qpdf import QPDF
from pipeline.verify.verdict import NoVerdict, Outcome, Tools, Validator, Verdict
from pipeline.workers import processors

VALIDATORS: tuple[Validator, ...] = (
    PDF_UA, PDF_A, OUTLOUD, QPDF, EPUBCHECK, ACE, HTML, AXE, OPENXML_AUDIT, OOXML,
)  # fmt: skip
_FORMATS = tuple(dict.fromkeys(each.name for each in FORMATS))


def verify(
    paths: Sequence[Path],
    tools: Tools,
    validators: Sequence[Validator] = VALIDATORS,
    memory: Memory | None = None,
) -> Iterator[Outcome]:
    """Run every validator for a file's format, as many at once as there are processors, but at least two.

    The outcomes come in order. A file of a format without a validator was not checked.
    """
    known_verdicts = memory or Memory()
    jobs = [
        (path, each)
        for path in paths
        for each in [one for one in validators if path.suffix[1:] in one.formats] or [_none_for(path)]
    ]
    with ThreadPoolExecutor(max(2, processors())) as pool:
        yield from pool.map(lambda job: _outcome(job[0], job[1], tools, known_verdicts), jobs)


def _none_for(path: Path) -> Validator:
    """Return the verdict for a file without a validator."""

    def run(path: Path, tools: Tools) -> Verdict:
        raise NoVerdict(f"no validator knows {path.suffix or 'it'}")

    return Validator("none", (path.suffix[1:],), run)


def artifacts(folders: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Return the files in the formats that are built, folder by folder, and the folders without any."""
    paths: list[Path] = []
    diagnostics: list[Diagnostic] = []
    for folder in folders:
        paths_here = [path for name in _FORMATS for path in sorted(folder.glob(f"*.{name}"))]
        for each in FORMATS:
            if each.is_folder:
                paths_here += sorted((folder / each.file).rglob(f"*.{each.name}"))
        paths += paths_here
        if not paths_here:
            hint = "build the article first; --out names the folder"
            diagnostics.append(error("artifact-missing", "nothing was built here", Place(str(folder)), hint))
    return tuple(paths), tuple(diagnostics)


def releases(folder: Path, slug: str) -> tuple[Path, ...]:
    """Return the files of an article's releases in a folder, with the pages that present them."""
    name = re.compile(rf"{re.escape(slug)}-\d\S*")
    folders = [each for each in sorted(folder.glob(f"{slug}-*")) if name.fullmatch(each.name)]
    return tuple(
        path for each in folders for ending in _FORMATS for path in sorted(each.rglob(f"*.{ending}"))
    )


def _outcome(path: Path, validator: Validator, tools: Tools, memory: Memory) -> Outcome:
    try:
        verdict = memory.verdict(path, validator, tools)
    except NoVerdict as failure:
        verdict = Verdict("", reason=failure.reason, cure=failure.cure)
    except DossierError as failure:
        verdict = Verdict("", reason=failure.diagnostics[0].message, cure=failure.diagnostics[0].hint)
    return Outcome(path, validator.name, verdict)
