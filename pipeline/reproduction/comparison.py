"""Comparison of the builds: each artifact in each variation, and diagnostics of those that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import own_files, write
from pipeline.build_report import MANIFEST
from pipeline.differences import file_differences, folder_differences
from pipeline.differences.difference import Difference
from pipeline.formats import FORMATS
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.reproduction.rebuild import Rebuild

MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """An artifact in one variation: the digest of what was built, which is empty where nothing was."""

    rebuild: Rebuild
    digest: str


@dataclass(frozen=True, slots=True)
class Row:
    """An artifact of an article: the file it is compared with, its digest, and a comparison per variation.

    `is_first_build` means that `build/` has no such artifact: the first variation takes its place.
    """

    slug: str
    name: str
    path: Path
    digest: str
    comparisons: tuple[Comparison, ...]
    is_first_build: bool

    def is_same(self, comparison: Comparison) -> bool | None:
        """Return whether a variation gave the same bytes; None where it was not built."""
        return None if comparison.rebuild.reason else comparison.digest == self.digest

    @property
    def unlike(self) -> Mapping[str, tuple[Comparison, ...]]:
        """The variations that gave other bytes, by their digests."""
        result: dict[str, tuple[Comparison, ...]] = {}
        for each in self.comparisons:
            if self.is_same(each) is False:
                result[each.digest] = (*result.get(each.digest, ()), each)
        return result


def compare(slugs: Sequence[str], out: Path, rebuilds: Sequence[Rebuild]) -> tuple[Row, ...]:
    """Return a row for each artifact that any variation built, in the order of the formats.

    The list of the artifacts is the last one; that in `out` may have others, which were built before.
    """
    paths = [(slug, each.file, out / slug / each.file) for slug in slugs for each in FORMATS]
    lists = [(slug, MANIFEST, Path()) for slug in slugs]
    rows = (_row(*each, rebuilds) for each in sorted([*paths, *lists], key=lambda each: slugs.index(each[0])))
    return tuple(row for row in rows if row is not None)


def _row(slug: str, name: str, path: Path, rebuilds: Sequence[Rebuild]) -> Row | None:
    comparisons = tuple(
        Comparison(each, "" if each.reason else write.digest(each.out / slug / name)) for each in rebuilds
    )
    first = next((each for each in comparisons if each.digest), None)
    if first is None:
        return None
    if path.name and (digest := write.digest(path)):
        return Row(slug, name, path, digest, comparisons, is_first_build=False)
    first_path = first.rebuild.out / slug / name
    return Row(slug, name, first_path, first.digest, comparisons, is_first_build=True)


def diagnostics(rows: Iterable[Row]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each other content that an artifact had."""
    for row in rows:
        for digest, comparisons in row.unlike.items():
            yield _diagnostic(row, digest, comparisons)


def _diagnostic(row: Row, digest: str, comparisons: tuple[Comparison, ...]) -> Diagnostic:
    place = Place(str(Path(row.slug, row.name) if row.is_first_build else row.path))
    names = _names([each.rebuild.variation.name for each in comparisons])
    if not digest:
        words = comparisons[0].rebuild.words
        message = f"not built in other surroundings ({names}): {words or 'the build left it out'}"
        return error("not-reproducible", message, place, "mend what the build tells there")
    rebuild = comparisons[0].rebuild
    parts = _differences(row.path, rebuild.out / row.slug / row.name)
    texts = "; ".join(map(str, parts[:MOST_PARTS]))
    more = f"; and {len(parts) - MOST_PARTS} more" if len(parts) > MOST_PARTS else ""
    if all(row.is_same(each) is not True for each in row.comparisons) and len(row.unlike) == 1:
        message = f"this file is not what the article, Dossier and its tools make now: {texts}{more}"
        hint = "all builds agree with one another: build the article again, with the same SOURCE_DATE_EPOCH"
    else:
        message = f"other bytes in other surroundings ({names}): {texts}{more}"
        hint = "report it with the article: no artifact may depend on that"
    return error("not-reproducible", message, place, hint)


def _names(names: Sequence[str]) -> str:
    rest = len(names) - 3
    return "; ".join(names[:3]) + (f"; {rest} more" if rest > 0 else "")


def _differences(one: Path, other: Path) -> tuple[Difference, ...]:
    if one.is_dir() and other.is_dir():
        return folder_differences(_files(one), _files(other))
    contents = write.read(one) or b"", write.read(other) or b""
    return file_differences(one.name, *contents)


def _files(folder: Path) -> Mapping[str, bytes]:
    """Return the files that were built into a folder."""
    return {name: write.read(folder / name) or b"" for name in own_files.own_files(folder) or ()}
