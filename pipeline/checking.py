"""The first two stages: an article loaded and checked, all findings in one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.checks.registry import run
from pipeline.load.article import Location, load
from pipeline.model.diagnostics import Diagnostic, in_order
from pipeline.model.source import SourceText
from pipeline.model.stages import Manuscript


def checked(location: Location) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """Load an article and check it: all findings, in the order of the source."""
    loaded = load(location)
    return loaded.manuscript, in_order([*loaded.diagnostics, *run(loaded.manuscript)])


def excerpts(found: Iterable[Diagnostic]) -> Mapping[str, SourceText]:
    """Return the text files that findings name, by the name used, as far as they can be read."""
    texts: dict[str, SourceText] = {}
    for name in dict.fromkeys(each.place.file for each in found if each.place.line):
        try:
            text = Path(name).read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            continue
        texts[name] = SourceText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    return texts
