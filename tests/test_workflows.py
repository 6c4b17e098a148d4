"""The workflows: what a pull request brings is built without secrets, untrusted, by the tools of its base."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import dossier as group

FOLDER = Path(__file__).parents[1] / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow; its key `on` is read as True, as YAML 1.1 has it."""
    result: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return result


@pytest.mark.parametrize("name", NAMES)
def test_no_workflow_gives_a_pull_request_secrets_or_rights(name: str) -> None:
    result = workflow(name)
    text = (FOLDER / name).read_text("utf-8")
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    if {"pull_request", "workflow_call"} & set(result[True]):
        assert "secrets." not in text
        assert "github.token" not in text
        rights = [result["permissions"], *(job.get("permissions", {}) for job in result["jobs"].values())]
        assert all(each in ({}, {"contents": "read"}) for each in rights)


def test_what_writes_builds_nothing_and_what_builds_may_only_read() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert workflow("release.yml")["permissions"] == {}
    rights = {name: job["permissions"] for name, job in jobs.items()}
    assert rights == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"contents": "write"},
        "pypi": {"id-token": "write"},
    }
    for name, job in jobs.items():
        actions = {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step}
        assert ("actions/checkout" in actions) is (name == "build")
    assert not any("cache" in step.get("with", {}) for job in jobs.values() for step in job["steps"])
    assert jobs["pypi"]["if"] == "${{ vars.PUBLISH_TO_PYPI == 'true' }}"


def test_a_release_has_the_commits_that_its_changes_are_told_against() -> None:
    [checkout] = [
        step["with"]
        for step in workflow("release.yml")["jobs"]["build"]["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkout["fetch-depth"] == 0


@pytest.mark.parametrize("name", NAMES)
def test_no_checkout_leaves_a_token_behind(name: str) -> None:
    for job in workflow(name)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False


def test_articles_of_a_pull_request_are_not_trusted() -> None:
    steps = workflow("articles.yml")["jobs"]["build"]["steps"]
    base, request = [each["with"] for each in steps if each.get("uses", "").startswith("actions/checkout")]
    assert base["ref"] == "${{ github.event.pull_request.base.sha }}"
    within = [each["run"] for each in steps if each.get("working-directory") == request["path"]]
    assert len(within) == 3
    assert all(each.startswith(f"../{base['path']}/.venv/bin/dossier ") for each in within)
    assert all(" --untrusted" in each for each in within)
    others = [each["run"] for each in steps if "run" in each and each["run"] not in within]
    assert not any(request["path"] in each for each in others)


@pytest.mark.parametrize("name", NAMES)
def test_the_programs_of_this_repository_that_a_workflow_calls_are_there(name: str) -> None:
    scripts = [step.get("run", "") for job in workflow(name)["jobs"].values() for step in job["steps"]]
    targets = re.findall(r"^(?:.* )?make ([a-z-]+)", "\n".join(scripts), re.MULTILINE)
    makefile = (FOLDER.parents[1] / "Makefile").read_text("utf-8")
    assert [each for each in targets if f".PHONY: {each}\n" not in makefile] == []
    for command in re.findall(r"dossier (release verify|[a-z]+)", "\n".join(scripts)):
        result = CliRunner().invoke(group, [*command.split(), "--help"])
        assert result.exit_code == 0, command
    assert targets or "bash .ci/run" in "\n".join(scripts)
