"""What a release demands before anything is built: each demand that fails is one finding with its cure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.load import text as texts
from pipeline.load.location import Location
from pipeline.load.text import display_path
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error
from pipeline.release.repository import Repository
from pipeline.release.version import Version, tag_version

CHANGELOG = "CHANGELOG.md"
_MOST_NAMES = 5


def of_repository(
    location: Location, version: Version, repository: Repository, built_folders: Sequence[Path]
) -> Iterator[Diagnostic]:
    """Yield what the repository of an article lacks for a release: a commit, a clean tree, the tag."""
    place = Place(display_path(location.file))
    if not repository.commit:
        message = "the repository has no commit that a release could be made from"
        yield error("release-tag-missing", message, place, "commit the article, and tag the commit")
        return
    if changes := repository.changes(built_folders):
        names = ", ".join(changes[:_MOST_NAMES])
        rest = f" and {len(changes) - _MOST_NAMES} more" if len(changes) > _MOST_NAMES else ""
        hint = "commit them, or put them away with `git stash --include-untracked`"
        what = f"{len(changes)} files differ" if len(changes) > 1 else "a file differs"
        message = f"{what} from the commit: {names}{rest}"
        yield error("release-tree-dirty", message, Place(display_path(repository.top / changes[0])), hint)
    yield from _tag(location, version, repository, place)


def _tag(location: Location, version: Version, repository: Repository, place: Place) -> Iterator[Diagnostic]:
    def fits(tag: str) -> bool:
        found_version = tag_version(tag, location.slug)
        return found_version is not None and found_version.text == version.text

    if any(map(fits, repository.tags)):
        return
    commit = repository.commit[:10]
    elsewhere = sorted(tag for tag in repository.commits if fits(tag))
    if elsewhere:
        other = repository.commits[elsewhere[0]][:10]
        message = f"the tag {elsewhere[0]} is on the commit {other}, and the tree has {commit}"
        hint = f"`git switch --detach {elsewhere[0]}`, or release another version"
    else:
        own = f"its tags are {', '.join(repository.tags)}" if repository.tags else "it has no tag"
        message = f"the commit {commit} has no tag of the version {version.text}: {own}"
        hint = f'`git tag -a v{version.text} -m "Version {version.text}"`'
    yield error("release-tag-missing", message, place, hint)


def of_changelog(location: Location, version: Version, top: Path | None) -> Iterator[Diagnostic]:
    """Yield a finding if the project has a changelog, and that has no entry of the version."""
    folders = [location.root, *([top] if top else [])]
    path = next((folder / CHANGELOG for folder in folders if (folder / CHANGELOG).is_file()), None)
    if path is None:
        return
    try:
        source, _ = texts.read_text(path, None)
    except DossierError as failure:
        yield from failure.diagnostics
        return
    state, line = entry(source.text, version)
    if state == "whole":
        return
    heading = f"`## {version.text}`"
    message, hint = (
        (f"the entry of the version {version.text} is empty", "tell what changed for readers")
        if state == "empty"
        else (f"there is no entry of the version {version.text}", f"add one under the heading {heading}")
    )
    yield error("release-entry-missing", message, Place(display_path(path), line), hint)


def entry(text: str, version: Version) -> tuple[str, int]:
    """Return whether a changelog has an entry, `whole`, `empty` or `none`, and its line."""
    name = re.compile(rf"(?<![\w.])v?{re.escape(version.text)}(?![\w]|[.+-]\w)")
    lines = text.splitlines()
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        is_underlined = bool(line.strip()) and re.fullmatch(r"(=+|-+)\s*", below) is not None
        marks = re.match(r"(#{1,6})\s", line)
        if (marks or is_underlined) and name.search(line):
            body = lines[number + (2 if is_underlined else 1) :]
            level = len(marks[1]) if marks else 2
            end = next((n for n, each in enumerate(body) if _ends(each, level)), len(body))
            return ("whole" if any(each.strip() for each in body[:end]) else "empty"), number + 1
    return "none", 1


def _ends(line: str, level: int) -> bool:
    marks = re.match(r"(#{1,6})\s", line)
    return marks is not None and len(marks[1]) <= level


def of_check(location: Location, findings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield a finding if there are errors or warnings, which `check --strict` and a release refuse."""
    counts = [
        (sum(each.severity is severity for each in findings), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    words = " and ".join(f"{count} {name}{'s'[: count != 1]}" for count, name in counts if count)
    if words:
        hint = f"mend them: `dossier check --strict {location.slug}` lists them"
        yield error("release-unclean", f"the article has {words}", Place(display_path(location.file)), hint)
