"""Versions: their form, their order by number, the tags and entries that have them."""

from __future__ import annotations

import itertools

import pytest

from pipeline.release.demands import entry
from pipeline.release.version import Version, latest_before, parse, tag_version

ORDER = (
    "0.9", "1.0-alpha", "1.0-alpha.1", "1.0-alpha.beta", "1.0-beta.2", "1.0-beta.11", "1.0-rc1", "1.0-rc2",
    "1.0-rc10", "1.0", "1.0.1", "1.2", "1.9", "1.10", "1.10.2", "2", "11", "2026.11", "2026.11.29",
)  # fmt: skip


def version(text: str) -> Version:
    result = parse(text)
    assert result is not None, text
    return result


def test_the_order_is_by_number() -> None:
    for one, other in itertools.pairwise(ORDER):
        assert version(one).rank < version(other).rank, (one, other)
    assert version("1.2.0").rank == version("v1.2").rank
    assert latest_before(version("1.10"), map(version, ORDER)) == version("1.9")
    assert latest_before(version("0.9"), map(version, ORDER)) is None


@pytest.mark.parametrize(
    "text", ["", "v", "final", "1..2", "1.2.", "../1", "1/2", "1 2", "-1", "1.2\n", "१", "1" * 99]
)
def test_what_is_no_version(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("tag", "result"),
    [
        ("v1.2.0", "1.2.0"), ("1.2.0", "1.2.0"), ("canal-v1.2.0", "1.2.0"), ("canal-1.2.0", "1.2.0"),
        ("canal/v1.2", "1.2"), ("canal@1.2", "1.2"),
        ("strait-v1.2.0", None), ("nightly", None), ("canals-1", None),
    ],
)  # fmt: skip
def test_the_version_of_a_tag(tag: str, result: str | None) -> None:
    own = tag_version(tag, "canal")
    assert (own.text if own else None) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("# C\n\n## 1.2.0\n\n- x\n", ("whole", 3)),
        ("## [1.2.0] - 2026-11-29\n\n### Fixed\n\n- x\n", ("whole", 1)),
        ("## v1.2.0 (2026-11-29)\n- x", ("whole", 1)),
        ("1.2.0\n-----\n\n- x\n", ("whole", 1)),
        ("## 1.2.0\n\n## 1.1.0\n\n- x\n", ("empty", 1)),
        ("## 1.2.0\n", ("empty", 1)),
        ("## 11.2.0\n\n- x\n", ("none", 1)),
        ("## 1.2.0.1\n\n- x\n", ("none", 1)),
        ("## 1.2.0-rc.1\n\n- x\n", ("none", 1)),
        ("- 1.2.0 is out\n", ("none", 1)),
        ("", ("none", 1)),
    ],
)
def test_the_entry_of_a_changelog(text: str, result: tuple[str, int]) -> None:
    assert entry(text, version("1.2.0")) == result
