"""Damage to finished files is reported with its code and at its place; whole files have no report.

Kinds of damage are in `tests/verify/damage`; that each changes what a reader gets shows `test_damage`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.articles import ARTICLES, TORTURE, artifact, document
from tests.verify.damage import KINDS
from tests.verify.mutations import Prover, judge
from tests.verify.test_damage import FILES, harm

# What no proof reports, with the reason.
MISSES = {
    "white-on-white": "the ground that a letter stands on is known only from a picture of the page",
    "covered": "what is drawn over a letter is known only from a picture of the page",
}
# Reports of one damage beyond which nobody reads: but a page, a slide or a map of letters is much.
MOST_REPORTS = 8
LARGE = ("chapter-", "sources-", "page-", "pages-", "slide-", "slides-", "no-unicode-map", "unicode-map-")


@cache
def prover(article: str) -> Prover:
    """Return the prover of an article."""
    return Prover(document(article))


@pytest.mark.parametrize("file", FILES)
def test_damage_is_reported_with_its_code_and_its_place(
    file: str, build_folder: Path, numbers: list[str]
) -> None:
    kinds = [kind for kind in KINDS if kind.file == file]
    faults: list[str] = []
    surprises: list[str] = []
    for kind in kinds:
        article, _, damage = harm(kind, build_folder)
        result = judge(kind, damage, prover(article).differences(file, damage.data))
        most = len(result.reports) if kind.name.startswith(LARGE) else MOST_REPORTS
        if kind.name in MISSES:
            surprises += [kind.name] if result.verdict == "right" else []
        elif result.verdict != "right" or len(result.reports) > most:
            faults.append(f"{kind} of {article}: {result.verdict}, {len(result.reports)}\n{result.text}")
    misses = sum(kind.name in MISSES for kind in kinds)
    numbers.append(f"{file}: {len(kinds) - misses - len(faults)} of {len(kinds)} kinds of damage reported")
    assert not faults, "\n".join(faults)
    assert not surprises, "these are reported now: take them from the list"


@pytest.mark.parametrize("article", [*ARTICLES, TORTURE])
@pytest.mark.parametrize("file", FILES)
def test_a_whole_file_has_no_report(article: str, file: str, build_folder: Path) -> None:
    data = artifact(build_folder, article, file).read_bytes()
    assert [
        f"{each.code} {each.spot}: {each.message}" for each in prover(article).differences(file, data)
    ] == []


def test_there_are_many_kinds_of_damage_and_few_that_nobody_sees() -> None:
    names = {(kind.file.rpartition(".")[2], kind.name) for kind in KINDS}
    assert len({name for _, name in names}) >= 66
    assert len(MISSES) <= 2
