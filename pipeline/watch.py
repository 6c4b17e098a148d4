"""Articles that are built again on save: which files they are made of, and which findings come and go."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.disk import PROGRAM, Question
from pipeline.model.diagnostics import Diagnostic

_LISTINGS = ("names", "names like")
# Files that editors write beside the one that they save.
_EDITORS_SUFFIXES = ("~", ".swp", ".swx", ".tmp", ".part", ".bak", ".kate-swp")
_VIMS_TRIAL = "4913"  # by which vim tries whether it may write in a folder


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that an article was built from, those that it asked for in vain, and folders that it listed.

    All paths are absolute and free of links.
    """

    files: frozenset[str]
    folders: frozenset[str]

    def include(self, path: str) -> bool:
        """Return whether a change at a path may change the article."""
        return path in self.files or (os.path.dirname(path) in self.folders and not _is_editors_own(path))

    def watch_folders(self) -> frozenset[str]:
        """Return the folders, or the nearest ones that are there, in which all of it lies."""
        return frozenset(map(_nearest, {*map(os.path.dirname, self.files), *self.folders}))


def inputs_of(root: Path, answers: Iterable[tuple[Question, str]]) -> Inputs:
    """Return the inputs of an article in a folder, by the questions that loading asked (`pipeline.disk`).

    Without any question, as for an article that cannot be built, all files of its folder are inputs.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for (kind, *names), _ in answers:
        if kind != PROGRAM and names:
            path = os.path.realpath(names[0])
            (folders if kind in _LISTINGS else files).add(path)
    return Inputs(frozenset(files), frozenset(folders) if files else frozenset([os.path.realpath(root)]))


def _nearest(folder: str) -> str:
    """Return a folder, or the nearest one around it that is there."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _is_editors_own(path: str) -> bool:
    name = os.path.basename(path)
    return name.startswith((".", "#")) or name.endswith(_EDITORS_SUFFIXES) or name == _VIMS_TRIAL


def select_articles(paths: Iterable[str], inputs: Sequence[Inputs]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the number of each article that changes at some paths may change, and those paths."""
    real_paths = sorted({os.path.realpath(each) for each in paths})
    for number, each in enumerate(inputs):
        own_paths = tuple(path for path in real_paths if each.include(path))
        # Beside files by name, what else its folders hold is told of only if it is all.
        own_paths = tuple(path for path in own_paths if path in each.files) or own_paths
        if own_paths:
            yield number, own_paths


@dataclass(frozen=True, slots=True)
class Difference:
    """The findings that came, and those that went."""

    new: tuple[Diagnostic, ...]
    obsolete: tuple[Diagnostic, ...]


def difference(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Difference:
    """Return what findings differ; a finding that only moved to another line is the same."""
    before, after = tuple(before), tuple(after)
    return Difference(tuple(_without(after, before)), tuple(_without(before, after)))


def _without(findings: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings that others lack, of equal ones the last."""
    rest = Counter(map(_identity, others))
    for each in findings:
        if rest[_identity(each)]:
            rest[_identity(each)] -= 1
        else:
            yield each


def _identity(finding: Diagnostic) -> tuple[str, str, str, str]:
    return finding.code, finding.severity.value, finding.place.file, finding.message
