"""The articles that tests build from end to end, and where what is built of them stands."""

from __future__ import annotations

import fcntl
from functools import cache
from pathlib import Path

from pipeline.formats import DEFAULT
from pipeline.formats import FORMATS as ALL_FORMATS
from pipeline.load.article import load, locate
from pipeline.model.stages import Document
from pipeline.resolve import resolve
from tests.command import dossier

ROOT = Path(__file__).parent.parent
ARTICLES = ("cambodia-us-relations", "si-2019", "tests/sample", "tests/joss/paper.md")
# Those of which tests read every file: all are built at once.
WHOLE = (ARTICLES[0], *ARTICLES[2:])
# Articles of what is hard to set: what pages cut, and passages in other scripts.
TORTURE, PASSAGES = "tests/torture", "tests/passages"
# The formats whose files hold the whole article: those built by default, and the web page.
READABLE = (*DEFAULT, *(each for each in ALL_FORMATS if each.edition == "web"))
FORMATS = {each.file: each for each in READABLE}
# All of them, for the command line.
ALL = ("--edition", ",".join(dict.fromkeys(each.edition for each in READABLE)))
# CPU that one build of one format may take: it takes about ten.
SECONDS = 300


def artifact(result: Path, article: str, file: str) -> Path:
    """Return the path of a file of an article, built by the first that asks; `built` is the fixture's folder.

    Workers share the folder: a lock keeps the others waiting, and a failure is the same for all.
    """
    path = result / Path(article).stem / file
    name = path.parent.name if article in WHOLE else f"{path.parent.name}-{file}"
    with (result / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        log = result / f"{name}.log"
        if not log.exists():
            options = (
                "--strict",
                "--no-cache",
                *(ALL if article in WHOLE else _names(file)),
                "--out",
                result,
            )
            process = dossier("build", article, *options, cpu=SECONDS)
            log.write_text(f"{process.returncode}\n{process.stdout}{process.stderr}", "utf-8")
    status, _, output = log.read_text("utf-8").partition("\n")
    assert status == "0", output
    return path


def _names(file: str) -> tuple[str, ...]:
    """Return the options that name one file."""
    return ("--edition", FORMATS[file].edition, "--to", FORMATS[file].name)


@cache
def document(article: str) -> Document:
    """Return an article resolved, which leaves nothing to be told."""
    result, diagnostics = resolve(load(locate(article, ROOT / "source")).manuscript)
    assert diagnostics == ()
    return result
