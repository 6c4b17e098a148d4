"""The options of `make bench` as a value."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PARTS = ("check", "tags", "start", "bounds", "builds")
FORMATS = ("pdf", "epub", "html", "pptx")
TASKS = ("pdf", "all", "unchanged", "edited")
ARTICLE, SIZES = "article", ("article", "1", "10", "50")


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured: parts, sizes of articles, tasks, formats of `all`, rounds, and where results go."""

    article: str
    parts: tuple[str, ...]
    sizes: tuple[str, ...]
    tasks: tuple[str, ...]
    formats: tuple[str, ...]
    rounds: int
    revision: str | None
    json: Path | None


def parse(arguments: Sequence[str] | None, description: str = "") -> Options:
    """Return the options that arguments give; wrong ones end the program with a sentence."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=description)
    parser.add_argument("article", nargs="?", default="cambodia-us-relations", help="the real article")
    parser.add_argument("--only", type=_list(PARTS), default=PARTS, metavar="PART,...",
                        help=f"{', '.join(PARTS)}; all if left out")  # fmt: skip
    parser.add_argument("--sizes", type=_sizes, default=SIZES, metavar="SIZE,...",
                        help="`article`: the real one, N: a generated one (article,1,10,50)")  # fmt: skip
    parser.add_argument("--tasks", type=_list(TASKS), default=TASKS, metavar="TASK,...",
                        help=f"{', '.join(TASKS)}; all if left out")  # fmt: skip
    parser.add_argument("--to", type=_list(FORMATS), default=FORMATS, metavar="FORMAT,...",
                        help=f"formats of the tasks `all` and `unchanged` ({','.join(FORMATS)})")  # fmt: skip
    parser.add_argument("--rounds", type=_positive, default=7, help="rounds that count (7)")
    parser.add_argument("--against", metavar="REV", help="a commit of Dossier to compare with")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run of the builds as JSON")
    result = parser.parse_args(arguments)
    return Options(
        result.article, result.only, result.sizes, result.tasks, result.to,
        result.rounds, result.against, result.json,
    )  # fmt: skip


def _list(choices: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def names(value: str) -> tuple[str, ...]:
        result = tuple(dict.fromkeys(value.split(",")))
        for name in result:
            if name not in choices:
                raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(choices)}")
        return result

    return names


def _sizes(value: str) -> tuple[str, ...]:
    result = tuple(dict.fromkeys(value.split(",")))
    for name in result:
        if name != ARTICLE and not (name.isascii() and name.isdecimal() and int(name)):
            raise argparse.ArgumentTypeError(f"{name!r} is no number of 1 or more, nor `{ARTICLE}`")
    return result


def _positive(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of 1 or more")
    return int(value)
