"""The articles that tests build from end to end, and where what is built of them stands."""

from __future__ import annotations

import fcntl
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path

from pipeline.formats import DEFAULT
from pipeline.load.article import load, locate
from pipeline.model.stages import Document
from pipeline.resolve import resolve

ROOT = Path(__file__).parent.parent
ARTICLES = ("cambodia-us-relations", "si-2019", "tests/sample", "tests/joss/paper.md")
# Articles of what is hard to set: what pages cut, and passages in other scripts.
TORTURE, PASSAGES = "tests/torture", "tests/passages"
FORMATS = {each.file: each for each in DEFAULT}
BUILD = (sys.executable, "-m", "pipeline", "build", "--strict", "--no-cache")
# CPU that one build of one format may take: it takes about ten.
SECONDS = 300


def artifact(result: Path, article: str, file: str) -> Path:
    """Return the path of a file of an article, built by the first that asks; `built` is the fixture's folder.

    Workers share the folder: a lock keeps the others waiting, and a failure is the same for all.
    """
    path = result / Path(article).stem / file
    name = f"{path.parent.name}-{file}"
    with (result / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        log = result / f"{name}.log"
        if not log.exists():
            process = subprocess.run(
                [*BUILD, article, *_names(file), "--out", str(result)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                preexec_fn=_limit_memory,
            )
            log.write_text(f"{process.returncode}\n{process.stdout}", "utf-8")
    status, _, output = log.read_text("utf-8").partition("\n")
    assert status == "0", output
    return path


def _names(file: str) -> tuple[str, ...]:
    """Return the options that name one file."""
    return ("--edition", FORMATS[file].edition, "--to", FORMATS[file].name)


def _limit_memory() -> None:
    """Bound a build by the CPU that it takes, which no other process changes."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@cache
def document(article: str) -> Document:
    """Return an article resolved, which leaves nothing to be told."""
    result, diagnostics = resolve(load(locate(article, ROOT / "source")).manuscript)
    assert diagnostics == ()
    return result
