"""The inventory of a build: what it tells, and that it is true after whole and partial builds."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline import inventory
from pipeline.build_report import MANIFEST
from pipeline.schemas import schema_text
from tests.command import ROOT, dossier

EPUB_AND_HTML = ("--to", "epub,html")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    shutil.copytree(ROOT / "tests" / "sample", folder / "source" / "sample")
    return folder


def build(desk: Path, *options: object, env: dict[str, str] | None = None) -> dict[str, Any]:
    run = dossier(
        "build", "sample", *options, cwd=desk, env={"XDG_CACHE_HOME": str(desk / "cache")} | (env or {})
    )
    assert run.returncode == 0, run.stderr
    value: dict[str, Any] = json.loads((desk / "build/sample" / MANIFEST).read_text("utf-8"))
    return value


def edit(desk: Path) -> None:
    path = desk / "source/sample/article.md"
    path.write_text(path.read_text("utf-8").replace("Alaska", "Alyeska", 1), "utf-8")


def test_it_tells_what_is_there_and_what_it_was_made_of(desk: Path) -> None:
    value = build(desk, *EPUB_AND_HTML)
    assert [*Draft202012Validator(json.loads(schema_text("manifest"))).iter_errors(value)] == []
    assert (value["form"], value["article"]["id"], value["article"]["slug"]) == (1, "SAMPLE-1867", "sample")
    assert value["date"] == "2026-11-23T00:00:00Z"
    files = {each["name"]: each for each in value["files"]}
    assert list(files) == ["ebook.epub", "deck.html"]
    for name, each in files.items():
        data = (desk / "build/sample" / name).read_bytes()
        assert (each["size"], each["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert each["state"] == value["state"]
    assert (files["deck.html"]["edition"], files["deck.html"]["extent-unit"]) == ("deck", "slides")
    inputs = {each["name"]: each["sha256"] for each in value["inputs"]}
    source = desk / "source/sample"
    assert inputs == {
        path.relative_to(source).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in source.rglob("*")
        if path.is_file()
    }
    assert {"dossier", "weasyprint", "pypandoc_binary"} <= {each["name"] for each in value["tools"]}


def test_each_build_writes_the_same_bytes_at_once_or_one_by_one_and_from_anywhere(desk: Path) -> None:
    path = desk / "build/sample" / MANIFEST
    build(desk, *EPUB_AND_HTML)
    whole = path.read_bytes()
    build(desk, *EPUB_AND_HTML, "--no-cache", env={"TZ": "Asia/Tokyo"})
    assert path.read_bytes() == whole
    path.unlink()
    build(desk, "--to", "html")
    assert path.read_bytes() != whole
    build(desk, "--to", "epub")
    assert path.read_bytes() == whole
    run = dossier("build", desk / "source/sample", *EPUB_AND_HTML, "--out", desk / "other", cwd=desk.parent)
    assert run.returncode == 0, run.stderr
    assert (desk / "other/sample" / MANIFEST).read_bytes() == whole


def test_a_partial_build_keeps_what_is_still_there_and_tells_that_it_is_older(desk: Path) -> None:
    old = build(desk, *EPUB_AND_HTML)
    edit(desk)
    new = build(desk, "--to", "epub")
    states = {each["name"]: each["state"] for each in new["files"]}
    assert new["state"] != old["state"]
    assert states == {"ebook.epub": new["state"], "deck.html": old["state"]}
    (desk / "build/sample/deck.html").write_text("another", "utf-8")
    assert [each["name"] for each in build(desk, "--to", "epub", "--no-cache")["files"]] == ["ebook.epub"]


def test_a_build_without_changes_mends_it(desk: Path) -> None:
    """The files are as they were, so that nothing would be built."""
    old = build(desk, *EPUB_AND_HTML)
    path = desk / "build/sample" / MANIFEST
    whole = path.read_bytes()
    for damage in (b"", b"[]", b'{"files": 3}', whole.replace(b"ebook.epub", b"ebook.epuc"), b"[" * 100_000):
        path.write_bytes(damage)
        build(desk, *EPUB_AND_HTML)
        assert path.read_bytes() == whole, damage[:40]
    # The last build of both formats is remembered, and both are there; the inventory tells of another.
    article = (desk / "source/sample/article.md").read_text("utf-8")
    edit(desk)
    build(desk, "--to", "epub")
    (desk / "source/sample/article.md").write_text(article, "utf-8")
    assert build(desk, "--to", "html")["state"] == old["state"]


def test_only_files_of_a_build_are_kept() -> None:
    entry = {"media-type": "text/html", "size": 1, "sha256": "0" * 64}
    names = ("../deck.html", "/etc/passwd", "deck.html", "notes.txt")
    value = {
        "form": 1, "article": {"slug": "a", "title": "A"}, "date": "2026-01-01T00:00:00Z", "state": "0" * 64,
        "files": [{"name": name, **entry} for name in names],
    }  # fmt: skip
    assert [each.name for each in inventory.old_entries(json.dumps(value).encode())] == ["deck.html"]
    assert [*inventory.old_entries(json.dumps(value | {"form": 2}).encode())] == []
    assert [*inventory.old_entries(None)] == []
