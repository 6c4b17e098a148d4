"""The report of a batch, `report.json` in the folder for artifacts: what is built, what failed, what waits.

It is written anew while the batch is built, so that one that was stopped can go on (`build --resume`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline import write
from pipeline.build_report import Report
from pipeline.load import text as texts
from pipeline.load.location import Location
from pipeline.model.diagnostics import DossierError

FILE = "report.json"
VERSION = 1
State = Literal["waiting", "built", "failed"]
# So many times a large batch writes its report; a small one after each article.
_TIMES = 200
_LIMIT = 200_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """An article of a batch: what to build it by, its state, its artifacts, and how many findings it has."""

    article: str
    slug: str
    state: State
    artifacts: tuple[Any, ...] = ()
    missing_files: tuple[str, ...] = ()
    findings: Any = None


class Batch:
    """The report of articles that are being built into a folder, with records of an earlier run."""

    def __init__(
        self,
        out: Path,
        locations: Sequence[Location],
        unknown_names: Sequence[str],
        earlier: Sequence[Record],
    ) -> None:
        """Write the report of a batch of which nothing is built yet. Raises DossierError.

        The names are those of articles that are not there: they have failed.
        """
        self.file = out / FILE
        unknown_articles = (Record(name, "", "failed", findings={"error": 1}) for name in unknown_names)
        self.others = (*earlier, *unknown_articles)
        self.records = [Record(_article(each), each.slug, "waiting") for each in locations]
        self.count = 0
        self._write()

    def add(self, number: int, report: Report) -> None:
        """Add the report of an article. Raises DossierError if the file cannot be written."""
        self.records[number] = _record(self.records[number].article, report)
        self.count += 1
        if self.count == len(self.records) or self.count % max(1, len(self.records) // _TIMES) == 0:
            self._write()

    def remainder(self) -> str:
        """Return a line that says how much of a stopped batch is built; write the report."""
        self._write()
        every = [*self.others, *self.records]
        count = sum(each.state == "built" for each in every)
        return f"stopped: {count} of {len(every)} articles are built; `dossier build --resume` goes on"

    def _write(self) -> None:
        records = sorted((*self.others, *self.records), key=lambda each: each.article)
        value = {"version": VERSION, "articles": [asdict(each) for each in records]}
        data = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
        with write.folder(self.file.parent):
            write.write_atomically(self.file, data)


def _article(location: Location) -> str:
    """Return the folder of an article, or the Markdown file that it is."""
    return str(location.root if location.file.name == "article.md" else location.file)


def _record(article: str, report: Report) -> Record:
    counts = Counter(each.severity.value for each in report.diagnostics)
    return Record(
        article,
        report.slug,
        "failed" if report.failed_paths else "built",
        tuple(
            {"file": str(each.path), "bytes": each.size, "extent": each.extent, "unit": each.extent_unit,
             "seconds": round(each.seconds, 1)}
            for each in report.artifacts
        ),
        tuple(map(str, report.failed_paths)),
        dict(sorted(counts.items())),
    )  # fmt: skip


def read(out: Path) -> tuple[Record, ...]:
    """Return the records of the report in a folder. Raises ValueError if it is none, or damaged."""
    file = out / FILE
    try:
        value = json.loads(texts.read_bytes(file, None, _LIMIT))
    except DossierError:
        raise ValueError(f"{file} cannot be read: there is no batch to go on with") from None
    except (ValueError, RecursionError):
        raise ValueError(f"{file} is damaged; build without --resume") from None
    try:
        if value["version"] != VERSION:
            raise ValueError(f"{file} is of another version of Dossier; build without --resume")
        return tuple(_read_record(each) for each in value["articles"])
    except (KeyError, TypeError):
        raise ValueError(f"{file} is damaged; build without --resume") from None


def _read_record(value: dict[str, Any]) -> Record:
    record = Record(**value)
    if record.state not in get_args(State) or not isinstance(record.article, str):
        raise TypeError
    return record
