"""The steps that publish a release: every file under its own name, attested, attached, nothing replaced."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.workflows import actions, running, stand_ins
from tests.workflows.desks import FOLDER, Desk, commit, report, statuses

PACKAGES = ("dossier_publisher-1.0-py3-none-any.whl", "dossier_publisher-1.0.tar.gz")
# What the tests here lay down instead of running: the whole of them takes most of an hour.
MAKING = {
    "Set up Dossier and what tests it",
    "The package has the version of the tag",
    "Test",
    "Release every article",
    "Read the release back",
    "Build the Python package",
}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def lay_release(desk: Desk, *slugs: str, files: Mapping[str, str] | None = None) -> None:
    """Lay down, in the commit that is released, what the steps before write."""
    for slug in slugs:
        folder = desk.repository / "build" / "release" / f"{slug}-1.0"
        folder.mkdir(parents=True)
        own = {f"{slug}-1.0-briefing.pdf": slug, "CHANGES.md": f"# {slug}\n", ".zenodo.json": "{}"}
        for name, text in {**own, **(files or {})}.items():
            (folder / name).write_text(text, "utf-8")
        sums = [f"{digest(each)}  {each.name}\n" for each in sorted(folder.iterdir())]
        (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")
    for name in PACKAGES:
        (desk.repository / "dist").mkdir(exist_ok=True)
        (desk.repository / "dist" / name).write_text(name, "utf-8")
    commit(desk.repository)


def publish(desk: Desk, *, pypi: str = "") -> list[running.Step]:
    """Run the workflow of releases from where its files are there."""
    workflow = running.read(FOLDER / "release.yml")
    build: dict[str, Any] = workflow["jobs"]["build"]
    assert {step["name"] for step in build["steps"] if "name" in step} > MAKING
    build["steps"] = [step for step in build["steps"] if step.get("name") not in MAKING]
    return desk.run(workflow, vars={"PUBLISH_TO_PYPI": pypi})


def test_a_release_is_attested_and_attached_with_no_file_over_another(desk: Desk) -> None:
    lay_release(desk, "canal", "river")
    steps = publish(desk)
    assert set(statuses(steps)) == {0}, report(steps)
    assets = desk.place / "github/attached"
    names = {each.name for each in assets.iterdir()}
    endings = ("-briefing.pdf", "-CHANGES.md", "-zenodo.json", ".tar.gz")
    own = {f"{slug}-1.0{ending}" for slug in ("canal", "river") for ending in endings}
    assert names == {*own, *PACKAGES, "SHA256SUMS"}
    assert sorted(desk.service.attestations) == sorted(map(digest, assets.iterdir()))
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=assets, check=True)
    assert (assets / "SHA256SUMS").read_text("utf-8").count("\n") == len(names) - 1
    assert (assets / "river-1.0-CHANGES.md").read_text("utf-8") == "# river\n"
    calls = stand_ins.calls_of_gh(desk.place / "github")
    assert [each[:3] for each in calls] == [
        ["release", each, "v1.0"] for each in ("view", "create", "upload", "edit")
    ]
    assert calls[1][3:] == ["--draft", "--verify-tag", "--title", "v1.0", "--notes-file", "notes.md"]
    assert calls[2][3] == "--clobber"
    assert sorted(calls[2][4:]) == sorted(f"assets/{name}" for name in names)
    assert calls[3][3:] == ["--draft=false"]
    notes = desk.place / "jobs/publish-0/workspace/notes.md"
    assert notes.read_text("utf-8") == "# canal\n# river\n"
    assert desk.service.packages == []


def test_the_archive_of_an_article_is_its_folder_whole_and_the_same_each_time(desk: Desk) -> None:
    lay_release(desk, "canal")
    publish(desk)
    archive = desk.place / "github/attached/canal-1.0.tar.gz"
    bytes_before = archive.read_bytes()
    with tarfile.open(archive) as content:
        content.extractall(desk.place / "unpacked", filter="data")
    folder = desk.place / "unpacked/canal-1.0"
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True)
    assert (folder / ".zenodo.json").is_file()
    shutil.copytree(desk.place / "stand-ins", desk.place / "again/stand-ins")
    service = actions.Service(desk.service.repositories, desk.place / "again/artifacts")
    archive.unlink()
    (desk.place / "github/state").unlink()
    publish(Desk(desk.place / "again", desk.repository, service))
    assert archive.read_bytes() == bytes_before


def test_a_release_that_readers_have_is_not_replaced(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.place / "github/state").write_text("false")
    steps = publish(desk, pypi="true")
    [failure] = [each for each in steps if each.status]
    assert "v1.0 is published already" in failure.output
    assert list((desk.place / "github/attached").iterdir()) == []
    assert desk.service.packages == []


def test_a_release_whose_upload_broke_off_is_completed(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.place / "github/state").write_text("true")
    (desk.place / "github/attached/canal-1.0-briefing.pdf").write_text("half")
    steps = publish(desk)
    assert set(statuses(steps)) == {0}, report(steps)
    assert (desk.place / "github/attached/canal-1.0-briefing.pdf").read_text("utf-8") == "canal"
    assert (desk.place / "github/state").read_text() == "false"


def test_two_files_of_one_name_are_no_release(desk: Desk) -> None:
    lay_release(desk, "canal", files={"canal-1.0-CHANGES.md": "another"})
    steps = publish(desk)
    [failure] = [each for each in steps if each.status]
    assert "two files would be attached as canal-1.0-CHANGES.md" in failure.output
    assert not desk.service.artifacts.exists()
    assert not (desk.place / "github/calls.jsonl").exists()


@pytest.mark.parametrize("damage", ["loss", "change"])
def test_a_file_that_comes_to_harm_between_jobs_is_no_release(
    desk: Desk, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_release(desk, "canal")
    workflow = running.read(FOLDER / "release.yml")
    script = {"loss": "rm assets/*-zenodo.json", "change": "echo >> assets/canal-1.0-briefing.pdf"}[damage]
    workflow["jobs"]["publish"]["steps"].insert(1, {"run": script})
    monkeypatch.setattr(running, "read", lambda path: workflow)
    steps = publish(desk, pypi="true")
    [failure] = [each for each in steps if each.status]
    assert failure.name == "Nothing is lost on the way"
    assert not (desk.place / "github/calls.jsonl").exists()
    assert desk.service.packages == []


def test_the_package_goes_to_pypi_only_where_a_person_has_said_so(desk: Desk) -> None:
    lay_release(desk, "canal")
    steps = publish(desk, pypi="true")
    assert set(statuses(steps)) == {0}, report(steps)
    assert desk.service.packages == sorted(PACKAGES)
