"""The cache gives back what was put in, or nothing; it never gives back something else."""

from __future__ import annotations

import fcntl
import os
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from pipeline import artifacts, cache, theme
from pipeline.formats.pptx import PPTX
from pipeline.model.diagnostics import Place, warning
from pipeline.model.stages import Artifact


def entry(folder: Path) -> Path:
    """Return the one file of a cache."""
    (result,) = (path for path in folder.rglob("*") if path.is_file())
    return result


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_damaged_entries_are_made_again(tmp_path: Path, damage: bytes | None) -> None:
    result = cache.Cache(tmp_path)
    name = cache.key("test", ["a"])
    assert result.get_or_make(name, lambda: b"content") == b"content"
    data = entry(tmp_path).read_bytes()
    entry(tmp_path).write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    assert result.get(name) is None
    assert result.get_or_make(name, lambda: b"content") == b"content"
    assert result.get(name) == b"content"


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
    result = cache.Cache(tmp_path / "file")
    assert result.get_or_make("ab" * 32, lambda: b"content") == b"content"
    assert cache.Cache(None).get_or_make("ab" * 32, lambda: b"content") == b"content"


def test_the_versions_of_the_tools_are_part_of_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("a", ["b"])
    monkeypatch.setattr(cache, "tools", lambda: "weasyprint 0")
    assert cache.key("a", ["b"]) != before


def test_artifacts_come_back_as_they_were() -> None:
    diagnostics = (warning("pandoc", "something", Place("article.md", 3, 4, 9), "mend it"),)
    artifact = Artifact("deck.pptx", "pptx", b"\n{}\n\x00", 12, "slides", diagnostics)
    assert artifacts.unpack(artifacts.pack(artifact), PPTX) == artifact


def test_an_entry_of_another_key_is_none_and_is_put_away(tmp_path: Path) -> None:
    result = cache.Cache(tmp_path)
    mine, other = cache.key("test", ["mine"]), cache.key("test", ["other"])
    result.put(mine, b"my text")
    path = tmp_path / other[:2] / other
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(entry(tmp_path).read_bytes())
    assert result.get(other) is None
    assert not path.exists()
    assert (tmp_path / "quarantine" / other).is_file()
    assert result.get(mine) == b"my text"


@pytest.mark.parametrize(
    "head", [b"", b"{}", b"[]", b'{"extent": 1, "extent_unit": 7, "diagnostics": []}', b"\xff"]
)
def test_an_entry_that_holds_no_artifact_is_refused(head: bytes) -> None:
    with pytest.raises(ValueError, match=r"no artifact|Expecting|codec"):
        artifacts.unpack(head + b"\nPK", PPTX)


def test_an_entry_names_no_file() -> None:
    artifact = Artifact("../../evil.txt", "text", b"PK", 1, "slides", ())
    again = artifacts.unpack(artifacts.pack(artifact), PPTX)
    assert (again.name, again.format) == ("deck.pptx", "pptx")


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    result = cache.Cache(tmp_path)
    (tmp_path / cache.PARTS).mkdir()
    (tmp_path / cache.PARTS / "tmp1").write_bytes(b"half")
    with (tmp_path / cache.PARTS / "tmp2").open("wb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        result.put(cache.key("test", ["a"]), b"content")
        assert [path.name for path in (tmp_path / cache.PARTS).iterdir()] == ["tmp2"]


def test_a_cache_is_for_its_user_alone_and_makes_what_it_lacks_once(tmp_path: Path) -> None:
    result = cache.Cache(tmp_path / "deep" / "cache")
    name = cache.key("test", ["a"])
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return b"content"

    assert [result.get_or_make(name, make), result.get_or_make(name, make)] == [b"content", b"content"]
    assert calls == [1]
    modes = {
        path.name: path.stat().st_mode & 0o777
        for path in (tmp_path / "deep" / "cache").iterdir()
        if path.is_dir()
    }
    assert modes == {name[:2]: 0o700, cache.PARTS: 0o700}
    result.reject(name)
    assert (tmp_path / "deep" / "cache" / cache.QUARANTINE).stat().st_mode & 0o777 == 0o700
    assert result.get(name) is None


def test_nothing_is_kept_in_no_folder(tmp_path: Path) -> None:
    result = cache.Cache(None)
    result.put("ab" * 32, b"content")
    result.reject("ab" * 32)
    assert result.get("ab" * 32) is None


def test_an_empty_content_is_kept_and_is_not_none(tmp_path: Path) -> None:
    result = cache.Cache(tmp_path)
    result.put("ab" * 32, b"")
    assert result.get("ab" * 32) == b""
    assert result.get_or_make("ab" * 32, lambda: b"other") == b""


def test_a_write_that_fails_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError("no space")

    result = cache.Cache(tmp_path)
    monkeypatch.setattr(os, "replace", fail)
    result.put("ab" * 32, b"content")
    monkeypatch.undo()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert result.get("ab" * 32) is None


def test_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache.user_folder() == tmp_path / "x" / "dossier"
    for nowhere in ("", "relative/x"):
        monkeypatch.setenv("XDG_CACHE_HOME", nowhere)
        assert cache.user_folder() == tmp_path / ".cache" / "dossier"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache.user_folder() == tmp_path / ".cache" / "dossier"
    monkeypatch.setenv("HOME", "")
    assert cache.user_folder() is None
    monkeypatch.delenv("HOME")
    assert cache.user_folder() is None


def test_a_key_names_each_tool_with_its_version_or_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "TOOLS", ("lxml", "no-such-package"))
    lines = cache.tools.__wrapped__().split("\n")
    assert lines == [f"lxml {metadata.version('lxml')}", "no-such-package -"]


def test_every_package_of_an_exact_version_is_part_of_every_key() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    exact = {name for line in project["dependencies"] for name, sign, _ in [line.partition("==")] if sign}
    # Parcels of files, and what only reads.
    assert exact - set(cache.TOOLS) <= {"sphinx-revealjs", "fontpkg"}, exact - set(cache.TOOLS)
    assert set(cache.TOOLS) >= {"lxml", "pillow", "pypdfium2", "khmercut"}


def test_several_entries_are_put_away(tmp_path: Path) -> None:
    result = cache.Cache(tmp_path)
    names = [cache.key("test", [each]) for each in "abc"]
    for name in names:
        result.put(name, b"content")
        result.reject(name)
    assert sorted(path.name for path in (tmp_path / cache.QUARANTINE).iterdir()) == sorted(names)
    assert [result.get(name) for name in names] == [None] * 3


def test_the_code_and_the_styles_are_part_of_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "styles_dir", lambda: tmp_path)
    digests = []
    for name, text in (("a.css", "x"), ("a.css", "y"), ("b.css", "y"), ("b.css", "yb.css 1")):
        for path in tmp_path.iterdir():
            path.unlink()
        (tmp_path / name).write_text(text)
        digests.append(cache.code.__wrapped__())
    assert len(set(digests)) == 4
    package = tmp_path.with_name("package")
    (package / "languages" / "en").mkdir(parents=True)
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    for name in ("cache.py", "languages/en/dates.py", "codes.toml", "languages/en/words.toml"):
        for text in ("x", "y"):
            (package / name).write_text(text)
            digests.append(cache.code.__wrapped__())
    assert len(set(digests)) == 12
    before = cache.key("a", ["b"])
    monkeypatch.setattr(cache, "code", lambda: "other")
    assert cache.key("a", ["b"]) != before
