"""Variations of the surroundings of a build: what no artifact may depend on, one row for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

# Stands in values of variables for the folder that a build has to itself.
OWN_FOLDER = "{folder}"
NO_FONTS = "fonts.conf"
COPY = "a copy whose path is long, with blanks and letters outside ASCII, as in Łódź, Αθήνα, 北京 and ភ្នំពេញ"
_YEARS = 13 * 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Variation:
    """Surroundings that differ from those of this process in what is set here.

    `variables` are of the environment, None for one that is not set. `locale` is one that has to be there.
    `seconds` moves the clock; without the program `faketime` that of Python alone. `is_descending` has
    folders list their files from Z to A, `is_in_copy` builds a copy of the article in another folder, and
    `is_in_terminal` has the streams of the build be a terminal. A `cache` that is warm has what the first
    build left in it, one that is torn has half of that.
    """

    name: str
    variables: Mapping[str, str | None] = field(default_factory=dict)
    options: tuple[str, ...] = ("--jobs", "1")
    cache: Literal["cold", "warm", "torn"] = "cold"
    umask: int | None = None
    locale: str = ""
    seconds: int = 0
    is_descending: bool = False
    is_in_copy: bool = False
    is_in_terminal: bool = False


_HOME: Mapping[str, str | None] = {
    "HOME": f"{OWN_FOLDER}/home",
    "TMPDIR": f"{OWN_FOLDER}/temporary",
    "XDG_CONFIG_HOME": None,
    "XDG_DATA_HOME": None,
}
_FONTS = {"FONTCONFIG_FILE": f"{OWN_FOLDER}/{NO_FONTS}"}
_TERMINAL = {"TERM": "xterm-256color", "COLUMNS": "40", "LINES": "10", "FORCE_COLOR": "1"}

FIRST = Variation("another process and folder, cold cache")
VARIATIONS: tuple[Variation, ...] = (
    FIRST,
    Variation("warm cache", cache="warm"),
    Variation("half of the cache", cache="torn"),
    Variation("no cache", options=("--jobs", "1", "--no-cache")),
    Variation("2 workers", options=("--jobs", "2")),
    Variation("4 workers", options=("--jobs", "4")),
    Variation("time zone UTC+14", {"TZ": "<+14>-14"}),
    Variation("time zone UTC-11", {"TZ": "<-11>11"}),
    Variation("clock 13 years ahead", seconds=_YEARS),
    Variation("LC_ALL=C", {"LC_ALL": "C", "LANG": "C", "LANGUAGE": None}),
    Variation("LC_ALL=tr_TR.UTF-8", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, locale="tr_TR"),
    Variation("umask 077", umask=0o077),
    Variation("umask 000", umask=0),
    Variation("hash seed 0", {"PYTHONHASHSEED": "0"}),
    Variation("hash seed 4242", {"PYTHONHASHSEED": "4242"}),
    Variation("copied article", is_in_copy=True),
    Variation("files listed from Z to A", is_descending=True),
    Variation("HOME and TMPDIR elsewhere", _HOME),
    Variation("no fonts of the system", _FONTS),
    Variation("terminal", _TERMINAL, is_in_terminal=True),
    Variation(
        "all of these at once",
        {
            **_HOME,
            **_FONTS,
            **_TERMINAL,
            "TZ": "<+14>-14",
            "LC_ALL": "C",
            "LANG": "C",
            "LANGUAGE": None,
            "PYTHONHASHSEED": "7",
        },
        options=("--jobs", "3", "--no-cache"),
        umask=0o077,
        seconds=_YEARS,
        is_descending=True,
        is_in_copy=True,
        is_in_terminal=True,
    ),
)  # fmt: skip


def of_names(names: Sequence[str]) -> tuple[Variation, ...]:
    """Return variations by their names, in the order of the table."""
    return tuple(each for each in VARIATIONS if each.name in names)
