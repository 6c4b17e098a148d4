"""The steps of the workflows, run in clean clones of a small repository; `make workflows` runs this one's.

What takes long there (`make`) only provides Dossier here; `gh`, pip and apt-get write down their arguments.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from pipeline import sandbox
from tests.command import dossier
from tests.workflows import running
from tests.workflows.desks import ARTICLE, FOLDER, TOOLS, Desk, commit, git, report, statuses

HAS_SANDBOX = pytest.mark.skipif(not sandbox.landlock(), reason="this kernel has no Landlock")

pytestmark = pytest.mark.slow


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
    names = {each.name for each in (folder / "canal").iterdir()}
    assert names >= {"briefing.pdf", "ebook.epub", "deck.pptx", "proof.json"}
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
