"""The workflows pass their linters, with every rule on and nothing ignored; so do those of a new project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import ROOT, dossier

PROGRAMS = Path(sys.executable).parent
FOLDER = ROOT / ".github" / "workflows"
LINTERS = {
    "zizmor": (
        "--offline",
        "--persona=pedantic",
        "--no-ignores",
        "--collect=all",
        "--strict-collection",
        "--quiet",
    ),
    "jactionlint": ("--profile=pedantic", "--no-ignores", "--strict-exit", "--oneline"),
}
# A new project has no lock file: what pip installs there is named by its version only.
OF_A_PROJECT = {**LINTERS, "jactionlint": ("--profile=default", *LINTERS["jactionlint"][1:])}
USE = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>\S+)(?: # (?P<version>\S+))?")


def findings(folder: Path, linter: str, options: tuple[str, ...]) -> str:
    """Return what a linter says of the workflows in a folder; nothing if it finds nothing."""
    targets = ["."] if linter == "zizmor" else []
    environment = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(folder)}
    result = subprocess.run(
        [PROGRAMS / linter, *options, *targets],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "shellcheck was not found" not in result.stderr
    return "" if result.returncode == 0 else result.stdout + result.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a repository with what the linters read of this one."""
    for name in (".github", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml"):
        copy: Callable[..., object] = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    # Rules about filters of paths look whether there are such files.
    for name in ("source/article.md", "pipeline/module.py", "tools/requirements-khmer.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    subprocess.run(["git", "add", "--all"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("linter", LINTERS)
def test_the_workflows_of_the_house_have_no_findings(house: Path, linter: str) -> None:
    assert findings(house, linter, LINTERS[linter]) == ""


@pytest.mark.parametrize(
    ("linter", "good", "bad", "rule"),
    [
        ("zizmor", "persist-credentials: false", "fetch-tags: true", "artipacked"),
        ("zizmor", '"$TAG" --clobber', '"${{ github.ref_name }}" --clobber', "template-injection"),
        ("zizmor", "permissions: {}\n", "permissions: write-all\n", "excessive-permissions"),
        ("jactionlint", "needs: attest\n", "needs: atest\n", "undefined-job-need"),
        ("jactionlint", '"$TAG" --clobber', "$TAG --clobber", "shellcheck"),
        ("jactionlint", "github.ref_name", "github.ref_nam", "undefined-property"),
    ],
)
def test_a_fault_in_a_workflow_is_found(house: Path, linter: str, good: str, bad: str, rule: str) -> None:
    release = house / ".github/workflows/release.yml"
    text = release.read_text("utf-8")
    assert good in text
    release.write_text(text.replace(good, bad, 1), "utf-8")
    assert rule in findings(house, linter, LINTERS[linter])


@pytest.mark.slow
@pytest.mark.parametrize("service", ["github", "gitlab", "none"])
def test_the_workflows_of_a_new_project_have_no_findings(tmp_path: Path, service: str) -> None:
    assert dossier("init", "--ci", service, cwd=tmp_path).returncode == 0
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert (tmp_path / ".github/workflows/articles.yml").exists() is (service == "github")
    assert (tmp_path / ".github/dependabot.yml").exists() is (service == "github")
    assert (tmp_path / ".gitlab-ci.yml").exists() is (service == "gitlab")
    if service == "github":
        for linter, options in OF_A_PROJECT.items():
            assert findings(tmp_path, linter, options) == ""


def test_every_action_is_named_by_one_digest_and_its_version() -> None:
    template = ROOT / "pipeline/starting/project/articles.yml"
    pins: dict[str, tuple[str, str]] = {}
    for path in [*FOLDER.glob("*.yml"), template]:
        for match in USE.finditer(path.read_text("utf-8")):
            assert re.fullmatch(r"[0-9a-f]{40}", match["commit"]), path.name
            assert re.fullmatch(r"v\d+\.\d+\.\d+", match["version"] or ""), path.name
            pin = (match["commit"], match["version"])
            assert pins.setdefault(match["action"], pin) == pin, f"{path.name}: {match['action']}"
    assert len(pins) > 6
