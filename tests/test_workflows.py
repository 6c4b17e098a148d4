"""The workflows: what a pull request brings is built without secrets, untrusted, by the tools of its base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

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
    if "pull_request" in result[True]:
        assert result["permissions"] == {"contents": "read"}
        assert "secrets." not in text
        assert "github.token" not in text
        assert not any("permissions" in job for job in result["jobs"].values())


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
    assert len(within) == 2
    assert all(each.startswith(f"../{base['path']}/.venv/bin/dossier ") for each in within)
    assert all(" --untrusted" in each for each in within)
    others = [each["run"] for each in steps if "run" in each and each["run"] not in within]
    assert not any(request["path"] in each for each in others)
