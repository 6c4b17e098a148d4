"""Build an article, and write as JSON what was opened and listed, and what the record of the build has.

Python tells a hook of every file that is opened and every folder that is listed, whoever does so; the
processes that formats are made in have the hook too. It cannot be taken away: this is a process of its own.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.build import Plan, build
from pipeline.formats import DEFAULT
from pipeline.load.article import locate

ROOT = Path(__file__).parent.parent
# What Dossier itself is made of lies in the same repository.
OWN = (ROOT / "pipeline", ROOT / "styles", ROOT / "tests" / "auditing.py", Path(sys.prefix))


def main() -> None:
    """Build the article of the command line into a folder, with all formats."""
    article, out, log = sys.argv[1:]
    location = locate(article, ROOT / "source")
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hear(event: str, values: tuple[object, ...]) -> None:
        if event not in ("open", "os.listdir", "os.scandir") or not isinstance(values[0], str | os.PathLike):
            return
        flags = values[2] if event == "open" else 0
        if not isinstance(flags, int) or flags & (os.O_DIRECTORY | os.O_WRONLY | os.O_RDWR):
            return
        os.write(handle, json.dumps([event, os.fspath(values[0])]).encode() + b"\n")

    sys.addaudithook(hear)
    report = build(location, Plan(DEFAULT, Path(out), datetime(2024, 1, 2, tzinfo=UTC)))
    files, listed_folders = set(), set()
    for line in Path(log).read_text("utf-8").splitlines():
        event, name = json.loads(line)
        if event != "open":
            listed_folders.add(os.path.realpath(name))
        elif os.path.dirname(name):
            files.add(os.path.realpath(name))
        else:
            # The door opens the last part of a path, in the folder that it has opened.
            files.add(name)
    around = str(location.reach.around)
    questions = [question for question, _ in report.answers]
    contents = {os.path.realpath(each[1]) for each in questions if each[0] == "content"}
    folders = {os.path.realpath(each[1]) for each in questions if each[0].startswith("names")}
    all_names = contents | {os.path.basename(each) for each in contents}
    sys.stdout.write(
        json.dumps(
            {
                "built": len(report.artifacts),
                "contents": sorted(contents),
                "files": sorted(each for each in files - all_names if _is_of_article(each, around)),
                "folders": sorted(each for each in listed_folders - folders if _is_of_article(each, around)),
            }
        )
    )


def _is_of_article(name: str, around: str) -> bool:
    """Return whether a file or folder is in reach of the article, and no part of Dossier itself."""
    path = Path(name)
    if not path.is_absolute():
        # WeasyPrint's folders of fonts are opened when they are removed.
        return not name.startswith("weasyprint-")
    own = any(path.is_relative_to(each) for each in OWN) or "site-packages" in path.parts
    return path.is_relative_to(around) and not own


if __name__ == "__main__":
    main()
