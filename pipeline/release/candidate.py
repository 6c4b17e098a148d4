"""A candidate: an article, the version that it shall be released as, and the repository that it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.load.location import Location
from pipeline.load.text import display_path
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.release import demands, repository
from pipeline.release.repository import Repository
from pipeline.release.version import HINT, Version, parse, tag_version


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article to release; without a version if none can be told, which its faults say why."""

    location: Location
    version: Version | None
    repository: Repository | None
    faults: tuple[Diagnostic, ...] = ()


def candidate(location: Location, version_text: str | None, *, without_repository: bool) -> Candidate:
    """Return a candidate for a version, or for that of the tag of its commit if none is named."""
    place = Place(display_path(location.file))
    own = repository.find(location.root)
    faults: list[Diagnostic] = []
    if isinstance(own, str):
        if own or not without_repository:
            faults.append(_no_repository(own, place))
    elif without_repository:
        message = "the article lies in a git repository, whose commit and tag a release states"
        faults.append(error("release-no-repository", message, place, "leave out --without-repository"))
    tree = None if isinstance(own, str) else own
    version = parse(version_text) if version_text else None
    if version_text and version is None:
        faults.append(error("release-version-invalid", f"`{version_text[:80]}` is no version", place, HINT))
    elif version is None:
        versions = {each for tag in (tree.tags if tree else ()) if (each := tag_version(tag, location.slug))}
        if len({each.text for each in versions}) == 1:
            version = next(iter(versions))
        elif not faults:
            count = "several tags" if versions else "no tag"
            message = f"no version is named, and the commit has {count} of a version"
            faults.append(error("release-version-invalid", message, place, "name one: `--version 1.2.0`"))
    return Candidate(location, version, tree, tuple(faults))


def _no_repository(reason: str, place: Place) -> Diagnostic:
    if reason:
        message = f"git cannot read the repository of the article: {reason}"
        return error("release-no-repository", message, place, "mend what git names")
    message = (
        "the article lies in no git repository: that nothing changed since the commit, and that the commit "
        "has the version's tag, cannot be demanded"
    )
    hint = (
        "`git init`, commit and tag it, or release it `--without-repository`, without a commit to go back to"
    )
    return error("release-no-repository", message, place, hint)


def unmet(
    own: Candidate, built_folders: Sequence[Path], findings: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield the demands that a candidate does not meet; `findings` are those of its check."""
    yield from own.faults
    if own.version is not None:
        if own.repository is not None:
            yield from demands.of_repository(own.location, own.version, own.repository, built_folders)
        top = own.repository.top if own.repository else None
        yield from demands.of_changelog(own.location, own.version, top)
    yield from demands.of_check(own.location, findings)


def unmet_afterwards(
    own: Candidate, inputs: Sequence[Path], built_folders: Sequence[Path]
) -> Iterator[Diagnostic]:
    """Yield what shows after the build that the commit is not all that the editions were made from."""
    if own.repository is None:
        return
    now = repository.find(own.location.root)
    is_same = isinstance(now, Repository) and now.commit == own.repository.commit
    if not is_same or own.repository.changes(built_folders):
        message = "the repository changed while the article was built"
        place = Place(display_path(own.location.file))
        yield error("release-tree-dirty", message, place, "release again when nothing writes into it")
        return
    for name in own.repository.files_beyond(inputs):
        message = "the article is made of this file, which no commit has"
        hint = "commit it; git may ignore it: `git check-ignore -v` tells why"
        yield error("release-tree-dirty", message, Place(display_path(own.repository.top / name)), hint)
