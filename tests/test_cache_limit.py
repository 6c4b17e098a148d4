"""The cache stays below its limit, keeps what is used, and removes nothing but its own files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import cache
from pipeline.cli import dossier
from pipeline.commands import caching

SIZE = 100 + 32  # the content and its checksum


def fill(folder: Path, count: int) -> list[str]:
    """Put entries of a hundred bytes, each used a second after the one before; return their keys."""
    keys = [cache.key("test", [str(number)]) for number in range(count)]
    for second, key in enumerate(keys, start=1):
        cache.Cache(folder).put(key, b"x" * 100)
        os.utime(folder / key[:2] / key, (second, second))
    return keys


def rest(folder: Path, keys: list[str]) -> list[int]:
    """Return the numbers of the keys that the cache still has."""
    return [number for number, key in enumerate(keys) if (folder / key[:2] / key).exists()]


@pytest.mark.parametrize(
    ("limit", "remaining"),
    [
        (5 * SIZE, [0, 1, 2, 3, 4]),
        (5 * SIZE - 1, [1, 2, 3, 4]),
        (4 * SIZE, [1, 2, 3, 4]),
        (SIZE, [4]),
        (SIZE - 1, []),
        (0, []),
    ],
)
def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, limit: int, remaining: list[int]) -> None:
    keys = fill(tmp_path, 5)
    assert cache.trim(tmp_path, limit) == (5 - len(remaining)) * SIZE
    assert rest(tmp_path, keys) == remaining


def test_an_entry_that_is_read_is_used(tmp_path: Path) -> None:
    keys = fill(tmp_path, 3)
    assert cache.Cache(tmp_path).get(keys[0]) == b"x" * 100
    cache.trim(tmp_path, SIZE)
    assert rest(tmp_path, keys) == [0]


def test_entries_in_quarantine_count_and_go(tmp_path: Path) -> None:
    keys = fill(tmp_path, 2)
    cache.Cache(tmp_path).reject(keys[0])
    assert sum(each.size for each in cache.entries(tmp_path)) == 2 * SIZE
    cache.trim(tmp_path, SIZE)
    assert rest(tmp_path, keys) == [1]
    assert list((tmp_path / cache.QUARANTINE).iterdir()) == []


def test_files_of_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    keys = fill(folder, 1)
    outside = tmp_path / "outside"
    outside.mkdir()
    others = [
        folder / "notes.txt",
        folder / keys[0][:2] / "notes.txt",
        folder / ("f" * 64),
        outside / ("a" * 64),
        folder / keys[0][:2] / ("a" * 65),
        folder / "abc" / ("a" * 64),
        folder / "quarantines" / ("a" * 64),
    ]
    for path in others[-2:]:
        path.parent.mkdir()
    for path in others:
        path.write_text("mine")
    (folder / "ff").symlink_to(outside, target_is_directory=True)
    assert cache.trim(folder, 0) == SIZE
    assert [path.read_text() for path in others] == ["mine"] * len(others)


def test_no_folder_has_nothing_to_trim(tmp_path: Path) -> None:
    assert cache.trim(None, 0) == 0
    assert cache.trim(tmp_path / "nowhere", 0) == 0
    (tmp_path / "file").write_text("x")
    assert cache.trim(tmp_path / "file", 0) == 0


def test_what_cannot_be_removed_stays_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fill(tmp_path / "dossier", 2)
    monkeypatch.setattr(Path, "unlink", refuse)
    outcome = CliRunner().invoke(dossier, ["cache", "clear"])
    assert outcome.exit_code == 1
    assert "error: 2 entries cannot be removed" in outcome.stderr
    assert sum(1 for _ in cache.entries(tmp_path / "dossier")) == 2


def test_the_commands_tell_and_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    run = CliRunner().invoke
    assert "entries  0\n" in run(dossier, ["cache", "info"]).stdout
    keys = fill(tmp_path / "dossier", 3)
    cache.Cache(tmp_path / "dossier").reject(keys[0])
    info = run(dossier, ["cache", "info"])
    assert info.exit_code == 0
    assert info.stdout.startswith(
        f"folder   {tmp_path}/dossier\nentries  2, and 1 in quarantine\nsize     0.0 MB"
    )
    assert "\nused     1970-01-01" in info.stdout
    clearance = run(dossier, ["cache", "clear"])
    assert clearance.exit_code == 0
    assert clearance.stdout == f"{tmp_path}/dossier: 3 entries removed, 0.0 MB\n"
    assert list(cache.entries(tmp_path / "dossier")) == []


def test_a_run_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    outcome = CliRunner().invoke(caching.cache, ["info"])
    assert outcome.exit_code == 2
    assert "set HOME or XDG_CACHE_HOME" in outcome.stderr


def test_a_build_trims_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache.trim, "__defaults__", (SIZE,))
    keys = fill(tmp_path / "dossier", 3)
    outcome = CliRunner().invoke(dossier, ["build", "nothing.md"])
    assert outcome.exit_code == 1
    assert rest(tmp_path / "dossier", keys) == [2]
