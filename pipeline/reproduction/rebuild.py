"""The builds: each variation in a folder and a process of its own, several at a time."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline import process
from pipeline.model.diagnostics import DossierError
from pipeline.reproduction import copies
from pipeline.reproduction.copies import Original
from pipeline.reproduction.stand_in import BEGINNING, IN_TERMINAL
from pipeline.reproduction.variation import COPY, NO_FONTS, OWN_FOLDER, Variation

SECONDS = 900.0
_OUT, _CACHE, _LOCALES, _DOSSIER = "out", "cache", "locales", "dossier"
_ASK_LOCALE = "import locale; locale.setlocale(locale.LC_ALL, '')"


@dataclass(frozen=True, slots=True)
class Request:
    """What is built: the articles as they were named, the options of `build`, and what a copy is made of.

    Without an original, for the `reason`, no copy can be built.
    """

    articles: tuple[str, ...]
    options: tuple[str, ...]
    original: Original | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """A variation and the folder that has what was built, with the build's last words.

    With a `reason` nothing was built in these surroundings, and `cure` is the way out.
    """

    variation: Variation
    out: Path
    words: str = ""
    reason: str = ""
    cure: str = ""


def rebuild(
    request: Request,
    variations: Sequence[Variation],
    folder: Path,
    at_once: int,
    hear: Callable[[str], None] = lambda name: None,
) -> Iterator[Rebuild]:
    """Build in every variation, `at_once` side by side, and yield the results in order.

    The first is built alone: its cache is that of the others that have a warm one.
    """
    first, *others = variations

    def work(number: int, variation: Variation) -> Rebuild:
        hear(variation.name)
        return _rebuild(request, variation, folder / str(number), folder / "0" / _CACHE / _DOSSIER)

    yield work(0, first)
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(work, range(1, len(variations)), others)


def _rebuild(request: Request, variation: Variation, folder: Path, first_cache: Path) -> Rebuild:
    out = folder / _OUT
    if variation.is_in_copy and request.original is None:
        return Rebuild(variation, out, reason=request.reason)
    copies.prepare(folder, (_OUT, _CACHE, "home", "temporary", _LOCALES))
    copies.write_font_configuration(folder / NO_FONTS)
    if variation.cache != "cold":
        copies.copy_cache(first_cache, folder / _CACHE / _DOSSIER, is_torn=variation.cache == "torn")
    environment = _environment(variation, folder)
    if variation.locale and (missing_locale := _missing_locale(variation.locale, environment, folder)):
        return missing_locale(variation, out)
    try:
        result = process.run(_command(request, variation, folder), timeout=SECONDS, env=environment)
    except DossierError as failure:
        return Rebuild(variation, out, reason=failure.diagnostics[0].message)
    text = (
        f"{result.errors}\n{result.output.decode('utf-8', 'replace')}"
        if variation.is_in_terminal
        else result.errors
    )
    return Rebuild(variation, out, _last_words(text) if result.status else "")


def _environment(variation: Variation, folder: Path) -> dict[str, str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / _CACHE)}
    for name, value in variation.variables.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value.replace(OWN_FOLDER, str(folder))
    return environment


def _command(request: Request, variation: Variation, folder: Path) -> list[str]:
    here, articles = Path.cwd(), request.articles
    root: tuple[str, ...] = ()
    if variation.is_in_copy and request.original:
        target = folder / COPY
        copies.copy(request.original, target)
        here, articles = _in_copy(request.original, here, articles, target)
        root = ("--root", str(target / request.original.around.relative_to(request.original.root)))
    settings = {
        "path": [os.path.abspath(each) for each in sys.path],
        "folder": str(here),
        "umask": variation.umask,
        "seconds": 0 if (faketime := _faketime(variation.seconds)) else variation.seconds,
        "is_descending": variation.is_descending,
    }
    command = [sys.executable, "-P", "-c", BEGINNING, json.dumps(settings), "build", "--quiet"]
    command += [*request.options, *root, "--out", str(folder / _OUT), *variation.options, "--", *articles]
    terminal = [sys.executable, "-P", "-c", IN_TERMINAL] if variation.is_in_terminal else []
    return [*faketime, *terminal, *command]


def _in_copy(
    source: Original, here: Path, articles: Sequence[str], target: Path
) -> tuple[Path, tuple[str, ...]]:
    """Return the working folder and the articles as they are named in a copy."""
    folder = Path(os.path.realpath(here))
    if folder.is_relative_to(source.root):
        names = (_place_in_copy(name, source, target) if os.path.isabs(name) else name for name in articles)
        return target / folder.relative_to(source.root), tuple(names)
    return target, tuple(_place_in_copy(os.path.abspath(name), source, target) for name in articles)


def _place_in_copy(name: str, source: Original, target: Path) -> str:
    place = Path(os.path.realpath(name))
    return str(target / place.relative_to(source.root)) if place.is_relative_to(source.root) else name


def _faketime(seconds: int) -> list[str]:
    """Return the words before a command that show all its programs another time, if they can be had."""
    program = process.find("faketime") if seconds else None
    return [program, "-f", f"{seconds:+d}s"] if program else []


def moves_all_clocks() -> bool:
    """Return whether a moved clock is that of every program and library, and not of Python alone."""
    return bool(_faketime(1))


def _missing_locale(
    name: str, environment: dict[str, str], folder: Path
) -> Callable[[Variation, Path], Rebuild] | None:
    """Return None for a locale that is here or can be made; else what tells that the build was left out."""
    ask = [sys.executable, "-I", "-c", _ASK_LOCALE]
    if not process.run(ask, env=environment).status:
        return None
    if process.find("localedef"):
        target = folder / _LOCALES / f"{name}.UTF-8"
        process.run(["localedef", "-i", name, "-f", "UTF-8", str(target)])
        environment["LOCPATH"] = str(folder / _LOCALES)
        if not process.run(ask, env=environment).status:
            return None
    reason, cure = f"the locale {name}.UTF-8 is not here", "apt-get install locales"
    return lambda variation, out: Rebuild(variation, out, reason=reason, cure=cure)


def _last_words(text: str) -> str:
    """Return the first error that a build tells, else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("error")), lines[-1] if lines else "no words")
