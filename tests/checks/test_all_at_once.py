"""Faults in several files, even where one could stop a reader, are reported at once, each at its place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline.checks.registry import run
from pipeline.editions import EDITIONS
from pipeline.load.article import load, locate
from pipeline.model.diagnostics import Diagnostic, in_order
from tests.checks.casefile import SAMPLE

CHANGES = (
    ("article.md", "as-of: 2026-11-23", "as-off: 2026-11-23"),
    ("article.md", "[@treaty-1867, art. VI]", "[@tretay-1867, art. VI]"),
    ("article.md", "The price was [$7.2 million]", "The price was [$7.4 million]"),
    ("article.md", "media/coin.png", "media/cion.png"),
    ("facts.yaml", "date: 1867-04-09", "date: 1867-02-30"),
)


def findings(folder: Path) -> tuple[Diagnostic, ...]:
    """Return all that is found in an article."""
    loaded_article = load(locate(str(folder), folder))
    return in_order([*loaded_article.diagnostics, *run(loaded_article.manuscript, EDITIONS)])


def where(folder: Path, diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Return code, file and the text that a diagnostic marks, to the end of the line where it has no end."""
    place = diagnostic.place
    line = Path(place.file).read_text("utf-8").split("\n")[place.line - 1]
    end = place.end_column - 1 if place.end_column else None
    return diagnostic.code, Path(place.file).name, line[place.column - 1 : end]


def broken_sample(folder: Path) -> Path:
    """Return a copy of the sample with every change made."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for file, old, new in CHANGES:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, old
        (folder / file).write_text(text.replace(old, new), "utf-8")
    return folder


def test_five_faults_are_found_at_once(tmp_path: Path) -> None:
    diagnostics = findings(broken_sample(tmp_path))
    assert [where(tmp_path, each) for each in diagnostics] == [
        ("front-matter-unknown", "article.md", "as-off"),
        ("fact-mismatch", "article.md", "$7.4 million"),
        ("citation-undefined", "article.md", "tretay-1867"),
        ("image-missing", "article.md", "media/cion.png"),
        ("ledger-invalid", "facts.yaml", "1867-02-30"),
    ]


def test_a_fact_after_one_that_cannot_be_read_keeps_its_place(tmp_path: Path) -> None:
    folder = broken_sample(tmp_path)
    ledger = folder / "facts.yaml"
    ledger.write_text(
        ledger.read_text("utf-8").replace("- ref: state-seward", "- ref: state-sewerd"), "utf-8"
    )
    [source] = [each for each in findings(folder) if each.code == "source-undefined"]
    assert where(folder, source) == ("source-undefined", "facts.yaml", "state-sewerd")


def test_a_bibliography_of_one_line_gives_columns(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    entries = json.loads((SAMPLE / "references.json").read_text("utf-8"))
    entries.append({"id": "old-atlas", "type": "entry", "title": "An old atlas"})
    (tmp_path / "references.json").write_text(json.dumps(entries), "utf-8")
    [diagnostic] = findings(tmp_path)
    assert where(tmp_path, diagnostic) == ("reference-unused", "references.json", '"old-atlas"')
