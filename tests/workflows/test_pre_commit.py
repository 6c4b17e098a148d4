"""The hook for pre-commit in other repositories: it stops a commit of a ledger that cannot be read.

With DOSSIER_FRESH (`make wheel-test`) pre-commit itself installs it from a clean clone.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.command import ROOT, dossier

[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ARTICLE = "---\ntitle: T\n---\n\nText.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a repository with an article whose ledger has a fault."""
    article = tmp_path / "desk" / "source" / "canal" / "article.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE, "utf-8")
    (article.parent / "facts.yaml").write_text("canal: [\n", "utf-8")
    subprocess.run(["git", "init", "--quiet", tmp_path / "desk"], check=True)
    subprocess.run(["git", "add", "--all"], cwd=tmp_path / "desk", check=True)
    return tmp_path / "desk"


def test_the_hook_ends_with_status_1_at_a_fault(desk: Path) -> None:
    program, *arguments = shlex.split(HOOK["entry"])
    assert program == "dossier"
    result = dossier(*arguments, cwd=desk)
    assert result.returncode == 1
    assert re.match(r"source/canal/facts\.yaml:2:1: error yaml-invalid: ", result.stdout)


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("source/canal/article.md", True),
        ("source/canal/facts.yaml", True),
        ("desk/source/canal/map.svg", True),
        ("README.md", False),
        ("resource/x.md", False),
    ],
)
def test_the_hook_runs_for_every_file_of_an_article_and_no_other(name: str, is_read: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) is is_read
    assert HOOK["pass_filenames"] is False


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("DOSSIER_FRESH"), reason="installs from the network: make wheel-test")
def test_pre_commit_installs_and_runs_the_hook_of_a_clean_clone(desk: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    programs = tmp_path / "venv" / "bin"
    subprocess.run([programs / "pip", "install", "--quiet", "pre-commit"], check=True)
    manifest = [str(programs / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    subprocess.run(manifest, check=True)
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "house"], check=True)
    attempt = [str(programs / "pre-commit"), "try-repo", str(tmp_path / "house"), HOOK["id"], "--all-files"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    result = subprocess.run(attempt, cwd=desk, env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "source/canal/facts.yaml:2:1: error yaml-invalid: " in result.stdout
