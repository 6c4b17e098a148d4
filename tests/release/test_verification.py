"""`dossier release verify`: one byte of damage to any file is named, and so is each contradiction."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import archive
from pipeline.model.diagnostics import Diagnostic
from pipeline.release import sums
from pipeline.release.verification import verify
from tests.command import dossier
from tests.release.project import project


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = project(tmp_path_factory.mktemp("verified"))
    own.git("tag", "v1.0")
    run = own.release()
    assert run.returncode == 0, run.stderr
    return own.releases / "canal-1.0"


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(release, tmp_path / "copy"))


def names(faults: tuple[Diagnostic, ...]) -> set[str]:
    return {Path(each.place.file).name for each in faults}


def test_a_release_that_is_as_published_is_fine_wherever_it_lies(copy: Path) -> None:
    run = dossier("release", "verify", copy)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"{copy}: canal 1.0, {len(os.listdir(copy))} files, as published\n"


def test_one_byte_of_damage_to_any_file_is_named(copy: Path) -> None:
    """The first, the last and twelve other bytes of each file, each damaged alone, in three ways."""
    for path in sorted(copy.iterdir()):
        data = path.read_bytes()
        step = max(1, len(data) // 12)
        for place in {*range(0, len(data), step), len(data) - 1}:
            for damage in (b"", bytes([data[place] ^ 1]), bytes([data[place]]) * 2):
                path.write_bytes(data[:place] + damage + data[place + 1 :])
                faults = verify(copy).faults
                messages = [each.message for each in faults]
                assert any(path.name in each for each in messages), (path.name, place, damage, messages)
                assert names(faults) - {path.name} <= {"manifest.json", "SHA256SUMS"}
        path.write_bytes(data)
    assert verify(copy).faults == ()


def test_damage_ends_with_status_1_and_names_the_file(copy: Path) -> None:
    path = copy / "canal-1.0-ebook.epub"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    run = dossier("release", "verify", copy)
    assert run.returncode == 1
    assert "error[release-damaged]: `canal-1.0-ebook.epub` was altered" in run.stderr
    assert run.stderr.endswith("1 error\n")


def test_each_line_of_the_sums_is_read(copy: Path) -> None:
    path = copy / sums.FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        name = line[66:-1]
        without = [*lines[:number], *lines[number + 1 :]]
        wrong = f"{'0' * 64}  {name}\n"
        for texts in (without, [*lines[:number], wrong, *lines[number + 1 :]]):
            path.write_text("".join(texts), "utf-8")
            faults = verify(copy).faults
            assert len(faults) == 1, name
            assert sums.FILE in faults[0].message or name == "manifest.json", name
    path.write_text("".join(reversed(lines)), "utf-8")
    assert names(verify(copy).faults) == {sums.FILE}


def test_missing_and_added_files_are_named(copy: Path) -> None:
    for name in sorted(os.listdir(copy)):
        data = (copy / name).read_bytes()
        (copy / name).unlink()
        faults = verify(copy).faults
        assert name in names(faults), name
        (copy / name).write_bytes(data)
    (copy / "extra.pdf").write_bytes(b"%PDF")
    (copy / "folder").mkdir()
    (copy / "link.csv").symlink_to("facts.csv")
    os.mkfifo(copy / "pipe")
    faults = verify(copy).faults
    assert names(faults) == {"extra.pdf", "folder", "link.csv", "pipe"}


def test_a_link_in_the_place_of_a_file_is_no_file_of_the_release(copy: Path, tmp_path: Path) -> None:
    (copy / "facts.csv").rename(tmp_path / "facts.csv")
    (copy / "facts.csv").symlink_to(tmp_path / "facts.csv")
    assert names(verify(copy).faults) == {"facts.csv"}


def again(folder: Path) -> None:
    """Make the manifest and the sums of a folder say what is in it, as a forger would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for each in manifest["files"]:
        data = (folder / each["name"]).read_bytes()
        each |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    path.write_text(json.dumps(manifest), "utf-8")
    digests = {each: hashlib.sha256((folder / each).read_bytes()).hexdigest() for each in os.listdir(folder)}
    (folder / sums.FILE).write_text(sums.text(digests), "utf-8")


def with_text(name: str, old: str, new: str) -> Callable[[Path], object]:
    def forge(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text, name
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return forge


def values(name: str, change: Callable[[Any], object]) -> Callable[[Path], object]:
    def forge(folder: Path) -> None:
        value = json.loads((folder / name).read_text("utf-8"))
        change(value)
        (folder / name).write_text(json.dumps(value), "utf-8")

    return forge


def in_book(old: str, new: str) -> Callable[[Path], object]:
    def forge(folder: Path) -> None:
        """Change words in every chapter, and pack the book as it was packed."""
        path = folder / "canal-1.0-ebook.epub"
        members = archive.unpack(path.read_bytes())
        copies = {name: data.replace(old.encode(), new.encode()) for name, data in members.items()}
        assert copies != members
        path.write_bytes(archive.pack(copies.items(), uncompressed_name="mimetype"))

    return forge


def on_page(folder: Path) -> None:
    """Put another checksum of the book on the page, everywhere."""
    path, book = folder / "index.html", folder / "canal-1.0-ebook.epub"
    digest = hashlib.sha256(book.read_bytes()).hexdigest()
    text = path.read_text("utf-8")
    assert digest in text
    path.write_text(text.replace(digest, "0" * 64), "utf-8")


FORGERIES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "version of the facts": (values("facts.json", lambda v: v.update(version="1.1")), "facts.json"),
    "article of the facts": (values("facts.json", lambda v: v.update(article="other")), "facts.json"),
    "a value in the table": (with_text("facts.csv", "$9.4 billion", "$9.9 billion"), "facts.csv"),
    "a fact in the table": (with_text("facts.csv", "\nhead,", "\nfoot,"), "facts.csv"),
    "a source that is not there": (values("references.json", lambda v: v.clear()), "facts.json"),
    "a subject of the provenance": (
        values("provenance.json", lambda v: v["subject"][0]["digest"].update(sha256="0" * 64)),
        "provenance.json",
    ),
    "no subject": (values("provenance.json", lambda v: v.update(subject=[])), "provenance.json"),
    "version of the bill": (
        values("sbom.json", lambda v: v["metadata"]["component"].update(version="2")),
        "sbom.json",
    ),
    "hash in the package": (
        values("datapackage.json", lambda v: v["resources"][0].update(hash="sha256:0")),
        "datapackage.json",
    ),
    "version of the citation": (
        with_text("CITATION.cff", "version: '1.0'", "version: '1.1'"),
        "CITATION.cff",
    ),
    "version of the deposit": (values(".zenodo.json", lambda v: v.update(version="9")), ".zenodo.json"),
    "version of the changes": (with_text("CHANGES.md", "version 1.0", "version 1.1"), "CHANGES.md"),
    "words of the proof": (with_text("proof.json", "$9.4 billion", "$9.9 billion"), "canal-1.0-ebook.epub"),
    "a chapter of the proof": (
        values("proof.json", lambda v: v["artifacts"][0]["facts"][0].update(chapter=2)),
        "canal-1.0-ebook.epub",
    ),
    "a difference in the proof": (
        values("proof.json", lambda v: v["artifacts"][0]["differences"].append({})),
        "canal-1.0-ebook.epub",
    ),
    "words of the e-book that are no fact": (in_book("Traffic", "Traffics"), "canal-1.0-ebook.epub"),
    "a word of the statements": (
        with_text("statements.json", "administrator", "governor"),
        "canal-1.0-ebook.epub",
    ),
    "no statements": (values("statements.json", lambda v: v["files"].clear()), "canal-1.0-ebook.epub"),
    "no proof": (values("proof.json", lambda v: v["artifacts"].clear()), "canal-1.0-ebook.epub"),
    "a number in the e-book": (in_book("$9.4", "$9.9"), "canal-1.0-ebook.epub"),
    "a name in the e-book": (in_book("Ricaurte Vásquez", "Ricaurte Velásquez"), "canal-1.0-ebook.epub"),
    "an amount of the facts": (
        values("facts.json", lambda v: v["facts"][0]["value"].update(amount="9900000000")),
        "canal-1.0-ebook.epub",
    ),
    "a holder of the facts": (
        values("facts.json", lambda v: v["facts"][1]["value"].update(holder="Jorge Quijano")),
        "canal-1.0-ebook.epub",
    ),
    "no e-book": (
        lambda folder: (folder / "canal-1.0-ebook.epub").write_bytes(b"PK"),
        "canal-1.0-ebook.epub",
    ),
    "folder of the publication": (
        values("publication.json", lambda v: v.update(folder="../other")),
        "publication.json",
    ),
    "a digest on the page": (on_page, "index.html"),
    "version of the manifest": (values("manifest.json", lambda v: v.update(version="1.1")), "facts.json"),
    "no edition": (
        values("manifest.json", lambda v: [each.update(role="data") for each in v["files"]]),
        "manifest.json",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_documents_that_disagree_are_told_even_if_the_sums_are_forged_too(name: str, copy: Path) -> None:
    forge, file = FORGERIES[name]
    forge(copy)
    again(copy)
    faults = verify(copy).faults
    assert file in names(faults), faults
    if name != "a value in the table":
        assert any(each.code == "release-contradictory" for each in faults), faults


HOSTILE: Mapping[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\xff\xfe{",
    "deep": b"[" * 200_000,
    "a number": b"1",
    "a long number": b"9" * 100_000,
    "null": b"null",
    "a list": b"[[], {}, null]",
    "empty": b"{}",
    "odd": json.dumps({"form": 1, "version": "1", "files": [{"name": "../../etc/passwd"}], "subject": 3,
                       "facts": [{"kind": "money", "value": {"amount": "NaN"}}, 7], "resources": [{}],
                       "predicate": [], "metadata": None}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_told_and_never_a_traceback(name: str, copy: Path) -> None:
    for path in sorted(copy.iterdir()):
        data = path.read_bytes()
        path.write_bytes(HOSTILE[name])
        if path.name not in (sums.FILE, "manifest.json"):
            again(copy)
        if path.suffix in (".json", ".cff") or path.name in (sums.FILE, "facts.csv", "CHANGES.md"):
            assert verify(copy).faults, path.name
        path.write_bytes(data)
        again(copy)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.touch()])
def test_what_is_no_release_is_said_once(make: Callable[[Path], object], tmp_path: Path) -> None:
    make(tmp_path / "what")
    run = dossier("release", "verify", tmp_path / "what")
    assert run.returncode == 1
    assert re.findall(r"error\[([a-z-]+)\]: this is no release", run.stderr) == ["release-damaged"]
