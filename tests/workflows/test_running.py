"""What runs workflows here does as the service does, or says that it does not know how."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.workflows import actions, expressions, running, stand_ins

CONTEXTS = {"github": {"ref_name": "v1", "number": 7}, "vars": {"ON": "true"}, "inputs": {"strict": True}}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("no expression", "no expression"),
        ("a-${{ github.number }}-${{github.ref_name}}", "a-7-v1"),
        ("${{ inputs.strict }}", "true"),
        ("${{ vars.ON == 'true' && 'on' || 'off' }}", "on"),
        ("${{ vars.ON != 'true' && 'on' || 'off' }}", "off"),
        ("${{ 'it''s' }}", "it's"),
    ],
)
def test_expressions_of_a_text(text: str, result: str) -> None:
    assert expressions.fill(text, CONTEXTS) == result


@pytest.mark.parametrize(
    "text", ["github.sha", "secrets.KEY", "1 + 1", "hashFiles('x')", "(vars.ON", "vars.ON =="]
)
def test_what_nobody_has_given_is_an_error(text: str) -> None:
    with pytest.raises(expressions.UnknownExpression):
        expressions.value(text, CONTEXTS)


@pytest.mark.parametrize(
    ("condition", "after_success", "after_failure"),
    [
        ("success()", True, False),
        ("${{ failure() }}", False, True),
        ("${{ !cancelled() }}", True, True),
        ("${{ always() && vars.ON == 'no' }}", False, False),
        ("${{ vars.ON == 'true' }}", True, False),
        ("${{ !(vars.ON == 'true') }}", False, False),
    ],
)
def test_conditions_ask_for_success_unless_they_speak_of_it(
    condition: str, after_success: bool, after_failure: bool
) -> None:
    assert expressions.holds(condition, CONTEXTS, has_failed=False) is after_success
    assert expressions.holds(condition, CONTEXTS, has_failed=True) is after_failure


def run(place: Path, jobs: dict[str, Any]) -> tuple[list[tuple[str, str, int]], actions.Service]:
    repository = place / "repository"
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "--quiet", repository], check=True)
    (repository / "file").write_text("text")
    subprocess.run(["git", "add", "file"], cwd=repository, check=True)
    subprocess.run(["git", *author, "commit", "--quiet", "-m", "A"], cwd=repository, check=True)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True
    )
    stand_ins.program(place / "programs", "gh", "true")
    service = actions.Service({"a/b": repository}, place / "artifacts")
    event = running.Event("a/b", head.stdout.strip(), service.repositories, CONTEXTS, place / "programs")
    workflow = {"defaults": {"run": {"shell": "bash"}}, "jobs": jobs}
    steps = running.run(workflow, event, service, place / "jobs")
    return [(step.job, step.name, step.status) for step in steps], service


def test_a_step_that_fails_ends_its_job_and_those_that_need_it(tmp_path: Path) -> None:
    jobs = {
        "second": {"needs": "first", "steps": [{"run": "true"}]},
        "first": {
            "steps": [
                {"run": "false | true"},
                {"run": "true"},
                {"name": "last", "if": "${{ !cancelled() }}", "run": "true"},
            ]
        },
        "other": {"steps": [{"run": "true"}]},
    }
    steps, _ = run(tmp_path, jobs)
    assert steps == [("first", "false | true", 1), ("first", "last", 0), ("other", "true", 0)]


def test_a_step_stands_in_a_clean_clone_with_the_paths_that_steps_before_added(tmp_path: Path) -> None:
    scripts = [
        'test "$(cat clone/file)" = text && test "$PWD" = "$GITHUB_WORKSPACE"',
        "mkdir own && printf '#!/bin/sh\\necho own' > own/tool && chmod +x own/tool && pwd",
        'echo "$PWD/own" >> "$GITHUB_PATH"',
        'test "$(tool)" = own && test "$GITHUB_REF_NAME" = v1 && test -z "${PYTHONPATH:-}"',
    ]
    checkout = {"uses": "actions/checkout@0", "with": {"path": "clone", "persist-credentials": False}}
    steps, _ = run(tmp_path, {"job": {"steps": [checkout, *({"run": each} for each in scripts)]}})
    assert [status for *_, status in steps] == [0] * 5


@pytest.mark.parametrize("is_hidden_file_there", [True, False])
def test_hidden_files_are_handed_over_only_where_that_is_said(
    tmp_path: Path, is_hidden_file_there: bool
) -> None:
    settings = {"name": "all", "path": "out", "include-hidden-files": is_hidden_file_there}
    upload = {"uses": "actions/upload-artifact@0", "with": settings}
    steps, service = run(
        tmp_path, {"job": {"steps": [{"run": "mkdir out; touch out/.hidden out/file"}, upload, upload]}}
    )
    assert [status for *_, status in steps] == [0, 0, 1], "an artifact is written over"
    assert (service.artifacts / "all/.hidden").exists() is is_hidden_file_there
    assert (service.artifacts / "all/file").exists()


@pytest.mark.parametrize(
    "step",
    [
        {"uses": "someone/action@0"},
        {"uses": "actions/checkout@0", "with": {"token": "t"}},
        {
            "uses": "actions/upload-artifact@0",
            "with": {"name": "a", "path": "no", "if-no-files-found": "error"},
        },
        {"uses": "actions/attest@0", "with": {"subject-path": "no/*"}},
    ],
)
def test_an_action_that_would_fail_or_that_nobody_plays_fails(tmp_path: Path, step: dict[str, Any]) -> None:
    [(_, _, status)], _ = run(tmp_path, {"job": {"steps": [step]}})
    assert status == 1


@pytest.mark.parametrize(
    "step", [{"run": "true", "continue-on-error": True}, {"run": "echo ${{ github.ref_name }}"}]
)
def test_a_key_that_is_not_known_here_and_an_expression_in_a_script_are_refused(
    tmp_path: Path, step: dict[str, Any]
) -> None:
    with pytest.raises(AssertionError):
        run(tmp_path, {"job": {"steps": [step]}})
