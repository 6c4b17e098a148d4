"""Versions: their form, their order by number, the tags and entries that have them."""

from __future__ import annotations

import itertools
import subprocess

import pytest

from pipeline.release.demands import entry
from pipeline.release.version import Version, latest_before, parse, tag_version
from tests.command import ROOT, dossier

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


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ((), ".venv/bin/dossier release"),
        (("VERSION=1.2",), ".venv/bin/dossier release --version 1.2"),
        (("VERSION=1.2", "ARTICLE=canal"), ".venv/bin/dossier release canal --version 1.2"),
    ],
)
def test_make_releases_what_it_is_told(arguments: tuple[str, ...], command: str) -> None:
    run = subprocess.run(["make", "-n", "release", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert " ".join(run.stdout.splitlines()[-1].split()) == command


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://", "https:// x", "javascript:1"]
)
def test_an_address_that_is_none_is_wrong_usage(address: str) -> None:
    run = dossier("release", "--base-url", address)
    assert run.returncode == 2
    assert "is no address; write it as https://example.org/releases" in run.stderr
