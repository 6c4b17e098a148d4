"""An article's ledger as it was at a revision of git."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import process
from pipeline.load import front, ledger
from pipeline.load import text as texts
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error
from pipeline.model.facts import Ledger
from pipeline.model.settings import StaleDays
from pipeline.model.source import SourceText


@dataclass(frozen=True, slots=True)
class Revision:
    """A ledger, the day up to which its article was checked, and the number of days until facts are stale."""

    name: str
    ledger: Ledger
    today: PartialDate | None
    days: StaleDays
    lang: str


def revision(name: str, root: Path, article: str = "article.md") -> Revision:
    """Return the ledger of the article in a folder at a revision; DossierError if there is none."""
    if name.startswith("-") or not _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"):
        if not _git(root, "rev-parse", "--git-dir"):
            hint = "revisions are those of git: name an article that lies in a repository"
            what = "the article lies in no git repository"
            raise DossierError([error("revision-unknown", what, Place(texts.display_path(root)), hint)])
        hint = "name a commit, a tag or a branch of the repository that the article is in"
        raise DossierError([error("revision-unknown", f"there is no revision `{name}`", Place(name), hint)])
    text = _git(root, "show", f"{name}:./{ledger.FILE}")
    source = SourceText(f"{name}:{ledger.FILE}", text or "")
    ledger_file = ledger.parse(source)
    grave: list[Diagnostic] = [each for each in ledger_file.diagnostics if each.severity is Severity.ERROR]
    if grave:
        raise DossierError(grave)
    prose = SourceText(f"{name}:{article}", _git(root, "show", f"{name}:./{article}") or "")
    matter = front.read(prose, plain=True, default_bibliography=(), title="x").matter
    return Revision(name, ledger_file.ledger, matter.as_of or matter.date, matter.checks.days, matter.lang)


def _git(root: Path, *arguments: str) -> str | None:
    """Run git in the repository of a folder; return its output, or None if it fails."""
    result = process.run(["git", "-C", str(root), *arguments], timeout=30)
    return result.output.decode("utf-8", "replace").replace("\r\n", "\n") if result.status == 0 else None
