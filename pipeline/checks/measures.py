"""The measured precision of codes: how many of their findings an editor would thank for.

Two kinds of text count: articles by other people, each finding judged by a reader, and the passages of the
tests, whose faults are written down. `measured.toml` holds the counts; `make test` prints and compares them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.model import packaged
from pipeline.model.diagnostics import Severity

# With fewer findings a precision says little, and the severity of the code stays.
FEWEST = 5
LEAST_TO_WARN, LEAST_TO_TELL = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Measure:
    """The judged findings of a code.

    In articles they are `useful`, `idle` (right, but not worth a line) or `false`; in passages `right` or
    `wrong`, and the code `misses` some faults there.
    """

    useful: int = 0
    idle: int = 0
    false: int = 0
    right: int = 0
    wrong: int = 0
    misses: int = 0

    @property
    def precision(self) -> float | None:
        """The share of useful findings in articles, or in passages as well if articles have too few."""
        useful, findings = self.useful, self.useful + self.idle + self.false
        if findings < FEWEST:
            useful, findings = useful + self.right, findings + self.right + self.wrong
        return useful / findings if findings >= FEWEST else None


@cache
def measures() -> Mapping[str, Measure]:
    """Return the measures by code; codes without a judged finding are not among them."""
    table = tomllib.loads(packaged.text(resources.files("pipeline.checks") / "measured.toml"))
    articles, passages = table["articles"], table["passages"]
    codes = sorted({*articles, *passages})
    return {code: Measure(*articles.get(code, (0, 0, 0)), *passages.get(code, (0, 0, 0))) for code in codes}


def precision(code: str) -> float | None:
    """Return the measured precision of a code; None if too few of its findings were judged."""
    measure = measures().get(code)
    return measure.precision if measure else None


def cap(code: str, usual: Severity) -> Severity | None:
    """Return the highest severity up to `usual` that the precision of a code warrants, None for off."""
    share = precision(code)
    if share is None or share >= LEAST_TO_WARN:
        return usual
    return Severity.NOTE if share >= LEAST_TO_TELL else None


def row(code: str) -> str:
    """Return the measure of a code in words."""
    measure = measures().get(code)
    if measure is None:
        return "not measured"
    share = "too few" if measure.precision is None else f"{measure.precision:.2f}"
    articles = f"in articles {measure.useful} useful, {measure.idle} idle, {measure.false} false"
    passages = f"in passages {measure.right} right, {measure.wrong} wrong, {measure.misses} missed"
    return f"{share:8} {articles}; {passages}"
