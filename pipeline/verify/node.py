"""Validators that run on Node.js: the places of their packages, and of Chromium for some of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline import process
from pipeline.model import packaged
from pipeline.model.checkout import cure
from pipeline.verify.verdict import NoVerdict, Tools, ask, program_version

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

VALIDATORS = cure("validators", "npm install the package, and name its folder with --node")


def program() -> str:
    """Return the path of Node.js."""
    node = process.find("node") or process.find("nodejs")
    if node is None:
        raise NoVerdict("Node.js is not here", f"apt-get install nodejs npm, then {VALIDATORS}")
    return node


def package(tools: Tools, name: str) -> Path:
    """Return the folder of a package."""
    folder = tools.node / "node_modules" / name
    if not (folder / "package.json").is_file():
        raise NoVerdict(f"{name} is not here", VALIDATORS)
    return folder


def package_version(folder: Path) -> str:
    """Return the version of a package."""
    return str(json.loads(packaged.text(folder / "package.json"))["version"])


def browser() -> str:
    """Return the path of Chromium."""
    executable = next((path for path in map(process.find, CHROMIUM) if path), None)
    if executable is None:
        raise NoVerdict("Chromium is not here", "apt-get install chromium")
    return executable


def version(tools: Tools, packages: Sequence[str]) -> str:
    """Return the versions of Node.js, Chromium and packages, which together decide a verdict."""
    names = (f"{each} {package_version(package(tools, each))}" for each in packages)
    return " ".join((*map(program_version, (program(), browser())), *names))


def script(
    name: str, tools: Tools, packages: Sequence[str], path: Path, *, timeout: float
) -> process.ProcessResult:
    """Run one of Dossier's scripts for Chromium, with the folder of the packages, Chromium, the file."""
    node = program()
    for each in packages:
        package(tools, each)
    here = Path(__file__).with_name(name)
    command = [node, str(here), str(tools.node.resolve()), browser(), str(path.resolve())]
    return ask(command, timeout=timeout)
