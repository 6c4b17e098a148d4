"""The cache gives back what was put in, or nothing; it never gives back something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import artifacts, cache
from pipeline.model.diagnostics import Place, warning
from pipeline.model.stages import Artifact


def entry(folder: Path) -> Path:
    """Return the one file of a cache."""
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_damaged_entries_are_made_again(tmp_path: Path, damage: bytes | None) -> None:
    kept = cache.Cache(tmp_path)
    name = cache.key("test", ["a"])
    assert kept.made(name, lambda: b"content") == b"content"
    data = entry(tmp_path).read_bytes()
    entry(tmp_path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    assert kept.get(name) is None
    assert kept.made(name, lambda: b"content") == b"content"
    assert kept.get(name) == b"content"


def test_keys_differ_by_kind_parts_and_where_parts_end() -> None:
    keys = {
        cache.key("a", ["bc"]),
        cache.key("a", ["b", "c"]),
        cache.key("ab", ["c"]),
        cache.key("a", [b"bcd"]),
    }
    assert len(keys) == 4


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    kept = cache.Cache(tmp_path / "file")
    assert kept.made("ab" * 32, lambda: b"content") == b"content"
    assert cache.Cache(None).made("ab" * 32, lambda: b"content") == b"content"


def test_the_versions_of_the_tools_are_part_of_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("a", ["b"])
    monkeypatch.setattr(cache, "tools", lambda: "weasyprint 0")
    assert cache.key("a", ["b"]) != before


def test_artifacts_come_back_as_they_were() -> None:
    found = (warning("pandoc", "something", Place("article.md", 3, 4, 9), "mend it"),)
    artifact = Artifact("deck.pptx", "pptx", b"\n{}\n\x00", 12, "slides", found)
    assert artifacts.unpacked(artifacts.packed(artifact)) == artifact
