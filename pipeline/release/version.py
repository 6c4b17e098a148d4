"""Versions: their form, their order by number, and the tags and file names that have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<numbers>\d{1,9}(?:\.\d{1,9}){0,5})(?P<stage>-?[A-Za-z][0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*|-\d+)?",
    re.ASCII,
)
_PIECE = re.compile(r"\d+|[A-Za-z]+")
LONGEST = 60
HINT = "write numbers with points between them, as `1.2.0` or `2026.11`, perhaps with a stage: `1.2.0-rc.1`"


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its text without a `v`, its numbers, and the pieces of its stage, none for a final one."""

    text: str
    numbers: tuple[int, ...]
    stage: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place in the order: 1.10 is after 1.9, 1.2.0 is 1.2, and 1.2-rc.1 is before 1.2."""
        numbers = list(self.numbers)
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        stage = tuple((0, int(each), "") if each.isdigit() else (1, 0, each.lower()) for each in self.stage)
        return tuple(numbers), not stage, stage


def parse(text: str) -> Version | None:
    """Return the version of a text, with or without a `v` before it; None if it is none."""
    own = text.removeprefix("v").removeprefix("V")
    match = _FORM.fullmatch(own)
    if match is None or len(own) > LONGEST:
        return None
    numbers = tuple(int(each) for each in match["numbers"].split("."))
    return Version(own, numbers, tuple(_PIECE.findall(match["stage"] or "")))


def tag_version(tag: str, slug: str) -> Version | None:
    """Return the version that a tag gives an article: `v1.2`, `1.2`, or after its slug, as `canal-v1.2`."""
    for mark in ("-", "/", "@"):
        if tag.startswith(f"{slug}{mark}"):
            return parse(tag.removeprefix(f"{slug}{mark}"))
    return parse(tag)


def latest_before(version: Version, others: Iterable[Version]) -> Version | None:
    """Return the highest of other versions that is below a version."""
    earlier = [each for each in others if each.rank < version.rank]
    return max(earlier, key=lambda each: each.rank, default=None)


def folder_name(slug: str, version: Version) -> str:
    """Return the name of the folder of a release."""
    return f"{slug}-{version.text}"
