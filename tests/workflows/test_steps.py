"""The steps of the workflows, run in clean clones of a small repository; `make workflows` runs this one's.

What takes long there (`make`) only provides Dossier here; `gh`, pip and apt-get write down their arguments.
"""

from __future__ import annotations

import hashlib
import json
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from pipeline import sandbox
from tests.command import ROOT, dossier
from tests.workflows import actions, running, stand_ins

FOLDER = ROOT / ".github" / "workflows"
REPOSITORY, TOOLS = "desk/articles", "house/dossier"
ARTICLE = "---\ntitle: The canal\nauthors:\n  - name: A. Writer\n---\n\n# The year\n\nThe canal is long.\n"
HAS_SANDBOX = pytest.mark.skipif(not sandbox.landlock(), reason="this kernel has no Landlock")

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Desk:
    """A repository with an article and one for the tools, the programs that stand in, and the service."""

    place: Path
    repository: Path
    service: actions.Service

    def run(self, workflow: Mapping[Any, Any], **contexts: object) -> list[running.Step]:
        """Run a workflow for the last commit."""
        sha = git(self.repository, "rev-parse", "HEAD")
        github = {"ref_name": "v1.0", "repository": REPOSITORY, "token": "t", "ref": "refs/tags/v1.0"}
        event = running.Event(
            REPOSITORY,
            sha,
            self.service.repositories,
            {"github": github, **contexts},
            self.place / "stand-ins",
        )
        return list(running.run(workflow, event, self.service, self.place / "jobs"))

    def calls(self) -> list[str]:
        """Return the calls of programs that only wrote them down."""
        return (self.place / "calls").read_text("utf-8").splitlines()


def git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *author, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")


def new_repository(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a repository with an article, as clean clones of it see it."""
    repository = new_repository(
        tmp_path / "desk", {"source/canal/article.md": ARTICLE, "requirements-khmer.lock": ""}
    )
    tools = new_repository(tmp_path / "tools", {"requirements-khmer.lock": ""})
    programs = tmp_path / "stand-ins"
    for name in ("apt-get", "pip"):
        stand_ins.record(programs, name, tmp_path / "calls")
    stand_ins.program(programs, "sudo", 'exec "$@"')
    stand_ins.gh(programs, tmp_path / "github")
    stand_ins.dossier(programs, ROOT)
    command = shlex.quote(str(programs / "dossier"))
    make = (
        f'mkdir -p .venv/bin && ln -s {command} .venv/bin/dossier && echo make "$@" >> {tmp_path / "calls"}'
    )
    stand_ins.program(programs, "make", make)
    service = actions.Service({REPOSITORY: repository, TOOLS: tools}, tmp_path / "artifacts")
    return Desk(tmp_path, repository, service)


def statuses(steps: list[running.Step]) -> list[int]:
    return [each.status for each in steps]


def report(steps: list[running.Step]) -> str:
    return "".join(f"{each.job}: {each.name}: {each.status}\n{each.output}" for each in steps)


def reusable(**inputs: str) -> dict[str, Any]:
    declarations = running.read(FOLDER / "project.yml")[True]["workflow_call"]["inputs"]
    assert set(inputs) <= set(declarations)
    return {name: inputs.get(name, each["default"]) for name, each in declarations.items()}


def workflow_place(desk: Desk) -> dict[str, str]:
    tools = desk.service.repositories[TOOLS]
    return {"workflow_repository": TOOLS, "workflow_sha": git(tools, "rev-parse", "HEAD")}


def test_the_reusable_workflow_builds_what_calls_it(desk: Desk) -> None:
    inputs = reusable(articles="canal", options="--strict", artifact="mine")
    steps = desk.run(running.read(FOLDER / "project.yml"), inputs=inputs, job=workflow_place(desk))
    assert set(statuses(steps)) == {0}, report(steps)
    folder = desk.service.artifacts / "mine"
    log = json.loads((folder / "findings.sarif").read_text("utf-8"))
    assert log["version"] == "2.1.0"
    assert {each.name for each in (folder / "canal").iterdir()} >= {"briefing.pdf", "ebook.epub", "deck.pptx"}
    assert desk.calls() == ["make setup"]


def test_the_reusable_workflow_tells_a_fault_at_its_line_and_keeps_the_findings(desk: Desk) -> None:
    article = desk.repository / "source/canal/article.md"
    article.write_text(ARTICLE + "\n![A canal.](canal.png)\n", "utf-8")
    commit(desk.repository)
    steps = desk.run(
        running.read(FOLDER / "project.yml"), inputs=reusable(options="--strict"), job=workflow_place(desk)
    )
    failures = [each for each in steps if each.status]
    assert failures[0].name == "Check, with each finding beside its line", report(steps)
    assert "::warning file=source/canal/article.md,line=11," in failures[0].output
    assert "Build" not in [each.name for each in steps]
    assert (desk.service.artifacts / "articles" / "findings.sarif").is_file()


@HAS_SANDBOX
def test_articles_of_a_pull_request_are_built_by_the_tools_of_its_base(desk: Desk) -> None:
    base = git(desk.repository, "rev-parse", "HEAD")
    (desk.repository / "source/canal/article.md").write_text(ARTICLE.replace("long", "short"), "utf-8")
    (desk.repository / "Makefile").write_text("setup:\n\ttouch hostile\n", "utf-8")
    commit(desk.repository)
    event = {"pull_request": {"base": {"sha": base}}, "number": 7}
    workflow = running.read(FOLDER / "articles.yml")
    steps = desk.run(workflow, github={"event": event})
    assert set(statuses(steps)) == {0}, report(steps)
    workspace = desk.place / "jobs/build-0/workspace"
    assert not (workspace / "tools/Makefile").exists()
    artifact = desk.service.artifacts / "articles-of-request-7"
    with ZipFile(artifact / "canal/ebook.epub") as book:
        texts = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    assert any(b"The canal is short." in text for text in texts)
    assert (artifact / "findings.sarif").is_file()


def test_findings_become_alerts(desk: Desk) -> None:
    steps = desk.run(running.read(FOLDER / "findings.yml"))
    assert set(statuses(steps)) == {0}, report(steps)
    assert desk.service.alerts == ["dossier"]


def test_the_workflow_of_a_new_project_runs_in_a_clean_clone(desk: Desk) -> None:
    assert dossier("init", "--template", "minimal", cwd=desk.repository).returncode == 0
    commit(desk.repository)
    steps = desk.run(running.read(desk.repository / ".github/workflows/articles.yml"))
    assert set(statuses(steps)) == {0}, report(steps)
    assert (desk.service.artifacts / "articles/canal/briefing.pdf").is_file()
    assert [each.split()[:2] for each in desk.calls()] == [
        ["apt-get", "update"],
        ["apt-get", "install"],
        ["pip", "install"],
    ]


def test_the_pipeline_for_gitlab_runs_in_a_clean_clone(desk: Desk) -> None:
    assert dossier("init", "--ci", "gitlab", "--template", "minimal", cwd=desk.repository).returncode == 0
    commit(desk.repository)
    [(name, job)] = yaml.safe_load((desk.repository / ".gitlab-ci.yml").read_text("utf-8")).items()
    job_keys = {"image", "timeout", "rules", "variables", "cache", "before_script", "script", "artifacts"}
    assert (name, set(job)) == ("articles", job_keys)
    clone = desk.place / "clone"
    git(desk.place, "clone", "--quiet", "--depth=1", desk.repository.as_uri(), str(clone))
    path = f"{desk.place / 'stand-ins'}:/usr/bin:/bin"
    for line in [*job["before_script"], *job["script"]]:
        result = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", line],
            cwd=clone,
            env={"PATH": path, "HOME": str(desk.place), "CI_PROJECT_DIR": str(clone)},
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert result.returncode == 0, result.stdout + result.stderr
    [folder] = job["artifacts"]["paths"]
    assert (clone / folder / "canal" / "briefing.pdf").is_file()
    assert [each.split()[0] for each in desk.calls()] == ["apt-get", "apt-get", "pip"]
    assert all(" git " in each for each in desk.calls() if each.startswith("apt-get install"))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def lay_release(desk: Desk, *slugs: str) -> None:
    """Lay down what the job that builds a release hands over."""
    for slug in slugs:
        folder = desk.service.artifacts / "articles" / f"{slug}-1.0"
        folder.mkdir(parents=True)
        (folder / f"{slug}-1.0-briefing.pdf").write_text(slug, "utf-8")
        (folder / "CHANGES.md").write_text(f"# Changes of {slug}\n", "utf-8")
        (folder / ".zenodo.json").write_text("{}", "utf-8")
        sums = [f"{digest(each)}  {each.name}\n" for each in sorted(folder.iterdir())]
        (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")
    package = desk.service.artifacts / "package"
    package.mkdir()
    for name in ("dossier_publisher-1.0-py3-none-any.whl", "dossier_publisher-1.0.tar.gz"):
        (package / name).write_text(name, "utf-8")


def without(workflow: dict[Any, Any], name: str) -> dict[Any, Any]:
    """Return a workflow without a job, as if that had passed."""
    jobs = {key: job for key, job in workflow["jobs"].items() if key != name}
    for job in jobs.values():
        if job.get("needs") == name:
            del job["needs"]
    return {**workflow, "jobs": jobs}


def publication(desk: Desk, *, pypi: str = "") -> list[running.Step]:
    workflow = without(running.read(FOLDER / "release.yml"), "build")
    return desk.run(workflow, vars={"PUBLISH_TO_PYPI": pypi})


def test_a_release_is_attested_and_attached_with_no_file_over_another(desk: Desk) -> None:
    lay_release(desk, "canal", "river")
    steps = publication(desk)
    assert set(statuses(steps)) == {0}, report(steps)
    sources = [each for each in desk.service.artifacts.rglob("*") if each.is_file()]
    assert sorted(desk.service.attestations) == sorted(map(digest, sources))
    assets = desk.place / "github/attached"
    names = {each.name for each in assets.iterdir()}
    assert names == {
        *(
            f"{slug}-1.0{rest}"
            for slug in ("canal", "river")
            for rest in ("-briefing.pdf", "-CHANGES.md", "-SHA256SUMS", "-zenodo.json", ".tar.gz")
        ),
        "dossier_publisher-1.0-py3-none-any.whl",
        "dossier_publisher-1.0.tar.gz",
    }
    assert "river-1.0-briefing.pdf" in (assets / "river-1.0-SHA256SUMS").read_text("utf-8")
    calls = stand_ins.calls_of_gh(desk.place / "github")
    assert [each[:3] for each in calls] == [
        ["release", each, "v1.0"] for each in ("view", "create", "upload", "edit")
    ]
    assert calls[1][3:] == ["--draft", "--verify-tag", "--title", "v1.0", "--notes-file", "notes.md"]
    assert calls[3][3:] == ["--draft=false"]
    assert sorted(calls[2][4:]) == sorted(f"assets/{name}" for name in names)
    assert desk.service.packages == []


def test_a_release_that_readers_have_is_not_replaced(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.place / "github/state").write_text("false")
    steps = publication(desk)
    [failure] = [each for each in steps if each.status]
    assert "v1.0 is published already" in failure.output
    assert list((desk.place / "github/attached").iterdir()) == []


def test_a_release_whose_upload_broke_off_is_completed(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.place / "github/state").write_text("true")
    (desk.place / "github/attached/canal-1.0-SHA256SUMS").write_text("half")
    steps = publication(desk)
    assert set(statuses(steps)) == {0}, report(steps)
    assets = desk.place / "github/attached/canal-1.0-SHA256SUMS"
    assert "canal-1.0-briefing.pdf" in assets.read_text("utf-8")
    assert (desk.place / "github/state").read_text() == "false"


def test_a_file_that_is_lost_between_jobs_is_no_release(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.service.artifacts / "articles/canal-1.0/.zenodo.json").unlink()
    steps = publication(desk, pypi="true")
    [failure] = [each for each in steps if each.status]
    assert failure.name == "Nothing is lost on the way"
    assert desk.service.packages == []
    assert not (desk.place / "github/calls.jsonl").exists()


def test_two_files_of_one_name_are_no_release(desk: Desk) -> None:
    lay_release(desk, "canal")
    (desk.service.artifacts / "articles/canal-1.0/canal-1.0-SHA256SUMS").write_text("another")
    steps = publication(desk)
    [failure] = [each for each in steps if each.status]
    assert "two files would be attached as canal-1.0-SHA256SUMS" in failure.output
    assert not (desk.place / "github/calls.jsonl").exists()


def test_the_package_goes_to_pypi_only_where_a_person_has_said_so(desk: Desk) -> None:
    lay_release(desk, "canal")
    steps = publication(desk, pypi="true")
    assert set(statuses(steps)) == {0}, report(steps)
    assert desk.service.packages == [
        "dossier_publisher-1.0-py3-none-any.whl",
        "dossier_publisher-1.0.tar.gz",
    ]
