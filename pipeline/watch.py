"""Articles that are built again on save: which files they are made of, and which findings come and go."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline import manifest
from pipeline.build_report import Report
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


class Watch:
    """Articles that are built when a file that they are made of is saved, with the last report of each.

    `build` builds the article of a number, for the paths that have changed; none at the start. `debounce` is
    how many milliseconds a burst of changes may last.
    """

    def __init__(
        self, roots: Sequence[Path], build: Callable[[int, Sequence[str]], Report], debounce: int = 200
    ) -> None:
        """Watch articles in these folders."""
        self.roots, self.build, self.debounce = roots, build, debounce
        self.reports: list[Report] = []

    def run(self) -> None:
        """Build all articles, then those that change, until a signal ends the process."""
        for number in range(len(self.roots)):
            self.reports.append(self.build(number, ()))
        while self._wait():
            pass

    def _wait(self) -> bool:
        """Build what changes while the same folders are watched; return False when a signal has come."""
        import watchfiles

        folders = self._folders()
        changes = watchfiles.watch(
            *sorted(folders), watch_filter=None, recursive=False, raise_interrupt=False,
            debounce=self.debounce, yield_on_timeout=True, rust_timeout=500,
        )  # fmt: skip
        with closing(changes):
            # The watch begins with its first answer: what was saved before is seen only by looking.
            next(changes, None)
            for number in range(len(self.roots)):
                self._build_stale(number, ())
            for batch in changes:
                inputs = [self._inputs(number) for number in range(len(self.roots))]
                for number, paths in select_articles((path for _, path in batch), inputs):
                    self._build_stale(number, paths)
                if self._folders() != folders:
                    return True
        return False

    def _build_stale(self, number: int, paths: Sequence[str]) -> None:
        """Build an article unless all that it is made of is as it was, as when a file beside it is saved."""
        answers = self.reports[number].answers
        if (paths and not answers) or not manifest.is_current(self.reports[number]):
            self.reports[number] = self.build(number, paths)

    def _inputs(self, number: int) -> Inputs:
        return inputs_of(self.roots[number], self.reports[number].answers)

    def _folders(self) -> frozenset[str]:
        numbers = range(len(self.roots))
        return frozenset(folder for number in numbers for folder in self._inputs(number).watch_folders())
