"""A PDF measured by the standards that it names: PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from pathlib import Path

import page


def breaches(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return the rules that a PDF breaks, with what is said of each; `folder` is one to write it to."""
    file = folder / "made.pdf"
    file.write_bytes(data)
    reports = [page.validate_pdf(str(file), profile=profile) for profile in ("ua1", "3a")]
    return [(each.rule_id, each.message) for report in reports for each in report.failures]
