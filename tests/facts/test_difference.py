"""The difference of two ledgers, and reading them from a repository."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.facts.difference import VIEWS, changes
from pipeline.facts.revisions import Revision, revision
from pipeline.model.diagnostics import DossierError

OLD = """\
facts:
- id: aid
  kind: money
  subject: Aid
  value: {amount: 400000000, currency: USD, basis: nominal, date: 1955/1963}
  sources: [{ref: a}]
- id: mayor
  kind: office-holder
  subject: Mayor
  value: {holder: Ann Smith}
  as-of: 2025-06-01
  sources: [{ref: a}]
- id: gone
  kind: date
  subject: Gone
  value: {date: 1990}
"""
NEW = OLD.replace("400000000", "409600000").replace("[{ref: a}]", "[{ref: b, locator: p. 3}]", 1).replace(
    "id: gone", "id: fresh"
).replace("subject: Gone", "subject: Fresh\n  note: n")  # fmt: skip


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    article = tmp_path / "source" / "x"
    article.mkdir(parents=True)
    for tag, ledger, day in (("v1", OLD, "2026-01-01"), ("v2", NEW, "2026-11-01")):
        (article / "facts.yaml").write_text(ledger, "utf-8")
        (article / "article.md").write_text(f"---\ntitle: T\nas-of: {day}\n---\n\nx\n", "utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", tag)
        git(tmp_path, "tag", tag)
    return article


@pytest.fixture
def both(repository: Path) -> tuple[Revision, Revision]:
    return revision("v1", repository), revision("v2", repository)


@pytest.mark.parametrize(
    ("front", "today"),
    [
        ("date: 2020-03-01\nas-of: 2026-11-05", "2026-11-05"),
        ("date: 2026-11-01\nas-of: 2020-03-01", "2020-03-01"),
        ("date: 2020-03-01", "2020-03-01"),
        ("as-of: 2026-11-05", "2026-11-05"),
    ],
)
def test_a_revision_is_judged_as_of_its_own_day_and_not_its_date_of_issue(
    repository: Path, front: str, today: str
) -> None:
    (repository / "article.md").write_text(f"---\ntitle: T\n{front}\n---\n\nx\n", "utf-8")
    git(repository, "commit", "-qam", "days")
    assert str(revision("HEAD", repository).today) == today


def test_changed_added_removed_and_gone_stale(both: tuple[Revision, Revision]) -> None:
    result = changes(*both)
    assert [(each.what, each.id, each.keys) for each in result] == [
        ("changed", "aid", ("value", "sources")),
        ("added", "fresh", ()),
        ("removed", "gone", ()),
        ("stale", "mayor", ()),
    ]


def test_nothing_changes_against_itself(both: tuple[Revision, Revision]) -> None:
    assert changes(both[0], both[0]) == ()
    assert VIEWS["text"]((), *both) == "no fact changed between v1 and v2\n"


def test_old_and_new_value_and_source_are_told(both: tuple[Revision, Revision]) -> None:
    text = VIEWS["text"](changes(*both), *both)
    assert text.startswith(
        "changed aid [value, sources]: Aid\n"
        "  - $400 million (1955–1963; nominal; a)\n"
        "  + $409.6 million (1955–1963; nominal; b p. 3)\n"
    )
    assert text.endswith("stale mayor: Mayor\n  last known to hold on 2025-06-01, article as of 2026-11-01\n")


def test_errata_in_markdown_and_data(both: tuple[Revision, Revision]) -> None:
    result = changes(*both)
    text = VIEWS["markdown"](result, *both)
    assert "- **Aid** (`aid`): \\$409.6 million" in text
    assert "; was \\$400 million" in text
    assert "### Gone stale" in text
    rows = json.loads(VIEWS["json"](result, *both))["changes"]
    assert rows[0]["old"]["value"]["amount"] == "400000000"


@pytest.mark.parametrize("name", ["nix", "--all", "v1:source"])
def test_a_revision_that_there_is_not_is_told(repository: Path, name: str) -> None:
    with pytest.raises(DossierError) as failure:
        revision(name, repository)
    assert failure.value.diagnostics[0].code == "revision-unknown"
    assert failure.value.diagnostics[0].message == f"there is no revision `{name}`"


def test_a_folder_without_a_repository_has_no_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(DossierError) as failure:
        revision("v1", tmp_path)
    assert failure.value.diagnostics[0].message == "the article lies in no git repository"
