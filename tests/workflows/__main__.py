"""Run the workflows of the house as they stand, in clean clones of the last commit: `make workflows`.

Every step for Linux is run, the tests and a whole release among them. What leaves the machine is played.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__
from tests.workflows import actions, running, stand_ins

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
REPOSITORY = "house/dossier"


def main(arguments: Sequence[str]) -> int:
    """Run workflows; return 1 if a step of theirs failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.workflows", description=__doc__)
    parser.add_argument("names", nargs="*", help="names of workflows, as release; all, if none is given")
    parser.add_argument("--tag", default=f"v{__version__}", help="the tag that a release is for")
    parser.add_argument("--without", action="append", default=[], help="name of a step that is left out")
    choice = parser.parse_args(arguments)
    paths = [path for path in sorted(FOLDER.glob("*.yml")) if path.stem in choice.names or not choice.names]
    status = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            status |= run(path, Path(folder), choice.tag, frozenset(choice.without))
    return status


def run(path: Path, place: Path, tag: str, without: frozenset[str]) -> int:
    """Run a workflow in a folder, and print each step with its status; return 1 if one failed."""
    origin = place / "origin"
    sha = new_origin(origin, tag)
    programs = place / "stand-ins"
    stand_ins.gh(programs, place / "github")
    stand_ins.program(programs, "sudo", 'exec "$@"')
    workflow = running.read(path)
    for job in workflow["jobs"].values():
        job["steps"] = [step for step in job["steps"] if step.get("name") not in without]
    inputs = workflow[True].get("workflow_call", {}).get("inputs", {})
    contexts = {
        "github": {
            "event": {"pull_request": {"base": {"sha": sha}}, "number": 1},
            "repository": REPOSITORY,
            "ref": f"refs/tags/{tag}" if path.stem == "release" else "refs/heads/main",
            "ref_name": tag if path.stem == "release" else "main",
            "ref_type": "tag" if path.stem == "release" else "branch",
            "token": "no token",
        },
        "vars": {"PUBLISH_TO_PYPI": "true"},
        "inputs": {name: each["default"] for name, each in inputs.items()},
        "job": {"workflow_repository": REPOSITORY, "workflow_sha": sha},
    }
    event = running.Event(
        REPOSITORY, sha, {REPOSITORY: origin}, contexts, programs, reaches_network=True, timeout=5 * 3600
    )
    service = actions.Service({REPOSITORY: origin}, place / "artifacts")
    status = 0
    for step in running.run(workflow, event, service, place / "jobs"):
        print(f"{'failed' if step.status else 'passed'}  {path.stem}: {step.job}: {step.name}", flush=True)
        if step.status:
            print(step.output[-5000:], flush=True)
            status = 1
    names = sorted(each.name for each in (place / "github/attached").iterdir())
    counts = (
        f"{len(names)} files attached, {len(service.attestations)} attested, {len(service.packages)} on PyPI"
    )
    print(f"        {counts}", *names, sep="\n        ", flush=True)
    return status


def new_origin(origin: Path, tag: str) -> str:
    """Clone the last commit, add the one that a tag is for, and return its digest.

    That one gives what is not released yet the version of the tag as its heading.
    """
    git = ["git", "-C", str(origin), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(origin)], check=True)
    subprocess.run([*git, "config", "uploadpack.allowAnySHA1InWant", "true"], check=True)
    changelog = origin / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    changelog.write_text(text.replace("## Unreleased", f"## {tag.removeprefix('v')}", 1), "utf-8")
    subprocess.run([*git, "commit", "--quiet", "--all", "--message", "Release"], check=True)
    subprocess.run([*git, "tag", tag], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return head.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
