"""Arguments of the command line as values for the stages; wrong usage raises click's errors."""

from __future__ import annotations

import difflib
import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

import click

from pipeline import project

MAX_SLUG = 80
# The folders of a project, by which it is known.
_FOLDERS = {
    "source": "of all articles",
    "build": "for what is built",
    "styles": "of a project's own styles",
}
_NO_SLUG = "is no name of an article, which has small letters a to z, digits and single hyphens"
_SCHEDULER = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):(?P<port>\d{1,5})")


def articles(
    names: Sequence[str], title: str = "", limit: Path | None = None, *, untrusted: bool = False
) -> tuple[list[Any], list[Any]]:
    """Return the locations of the named articles, or of all under `source/`, and the diagnostics.

    With a title, the names are files that make one article of that title. `limit` is a folder whose files
    articles may name besides their own; with `untrusted` they may name only their own.
    """
    from pipeline.load.location import locate, locate_together
    from pipeline.model.diagnostics import DossierError

    if untrusted and limit is not None:
        raise click.UsageError("--root and --untrusted exclude each other: which is it to be?")
    source = project.source()
    article_names = list(names) or sorted(path.parent.name for path in source.glob("*/article.md"))
    if not article_names:
        hint = "name a folder or a Markdown file, or begin one with `dossier new`"
        raise click.UsageError(f"there is no article under source/; {hint}")
    if title:
        if not names:
            raise click.UsageError("--title needs the files that make the article")
        try:
            return [replace(locate_together(names, source, title), limit=limit, is_untrusted=untrusted)], []
        except DossierError as failure:
            return [], list(failure.diagnostics)
    locations: list[Any] = []
    diagnostics: list[Any] = []
    for name in article_names:
        try:
            locations.append(replace(locate(name, source), limit=limit, is_untrusted=untrusted))
        except DossierError as failure:
            diagnostics += failure.diagnostics
    # A file that is named twice is one article.
    distinct: dict[Path, Any] = {}
    for location in locations:
        distinct.setdefault(Path(os.path.realpath(location.file)), location)
    return list(distinct.values()), diagnostics


def unknown_articles(names: Sequence[str]) -> list[str]:
    """Return the names of which `articles` finds none."""
    return [name for name in dict.fromkeys(names) if not articles([name])[0]]


def refuse_twins(locations: Sequence[Any]) -> None:
    """Raise wrong usage if two articles have one folder for their artifacts."""
    file_by_slug: dict[str, Path] = {}
    for location in locations:
        other = file_by_slug.setdefault(location.slug, location.file)
        if other is not location.file:
            raise click.UsageError(
                f"{other} and {location.file} would both be built as {location.slug}/;"
                " build them one by one, each with an --out of its own"
            )


def refuse_empty(arguments: Sequence[str]) -> None:
    """Raise wrong usage if an argument or the value of an option is empty, as from an unset variable."""
    for before, each in zip(("", *arguments), arguments, strict=False):
        if not each and before.startswith("-"):
            raise click.UsageError(f"the value of {before} is empty")
        if not each:
            raise click.UsageError("an argument is empty")
        if each.startswith("--") and each.endswith("="):
            raise click.UsageError(f"the value of {each.removesuffix('=')} is empty")


def refuse_lost_folder() -> None:
    """Raise wrong usage if the working folder is gone."""
    try:
        os.getcwd()
    except OSError as failure:
        raise click.UsageError("the working folder is not there any more; change to another") from failure


def option_like_file(arguments: Sequence[str]) -> str:
    """Return the safe spelling of a file whose name looks like an option, if an argument is such a file."""
    names = [each for each in arguments if each.startswith("-") and os.path.lexists(each)]
    return f"a file whose name begins with a dash is named ./{names[0]}" if names else ""


def article(name: str, *, untrusted: bool = False) -> Any:
    """Return the location of one article; DossierError if there is none of that name."""
    from pipeline.load.location import locate

    return replace(locate(name, project.source()), is_untrusted=untrusted)


def formats(to: Sequence[str], editions: Sequence[str]) -> Any:
    """Return the formats named in lists such as `pdf,epub` and `briefing,summary`; the defaults for none."""
    from pipeline.editions import EDITIONS
    from pipeline.formats import DEFAULT, FORMATS

    names = _names_in("format", to, [each.name for each in FORMATS])
    edition_names = _names_in("edition", editions, list(EDITIONS))
    result = tuple(
        each
        for each in (FORMATS if edition_names else DEFAULT)
        if (not names or each.name in names) and (not edition_names or each.edition in edition_names)
    )
    if not result:
        target = f"as {' or '.join(names)}" if names else "in any format"
        ways = (f"{each.edition} as {each.name}" for each in FORMATS if each.edition in edition_names)
        raise click.UsageError(
            f"the edition {' or '.join(edition_names)} is not made {target}; there is {', '.join(ways)}"
        )
    return result


def choice(to: Sequence[str], editions: Sequence[str]) -> Any:
    """Return the formats among which an article's own editions choose; none where editions are named."""
    from pipeline.formats import FORMATS

    names = _names_in("format", to, [each.name for each in FORMATS])
    return () if editions else tuple(each for each in FORMATS if not names or each.name in names)


def edition(name: str | None) -> str:
    """Return the name of one edition, the first of the table if none is named."""
    from pipeline.editions import EDITIONS

    first_name = next(iter(EDITIONS))
    _refuse_unknown("edition", first_name if name is None else name, list(EDITIONS))
    return name or first_name


def form(name: str | None) -> str | None:
    """Return the name of a form to import; None if the file's own name decides."""
    from pipeline.importers.table import IMPORTERS

    if name is not None:
        _refuse_unknown("form", name, list(IMPORTERS))
    return name


def form_help() -> str:
    """Return the help of `import --from`."""
    from pipeline.importers.table import IMPORTERS

    return f"Form of the file, where its name does not tell it: {', '.join(IMPORTERS)}."


def scheduler(address: str | None) -> str | None:
    """Return the address of a scheduler; wrong usage if it is none."""
    match = _SCHEDULER.fullmatch(address or "")
    if address is not None and not (match and 0 < int(match["port"]) < 65536):
        raise click.UsageError(
            f"{address!r} is no address of a scheduler; write it as tcp://host:8786, or tls://host:8786"
        )
    return address


def refuse_unlisted(folder: Path) -> None:
    """Raise wrong usage for a new folder below `source/` whose name cannot be that of an article."""
    from pipeline.load.choice import SLUG, slug

    source = project.source()
    if os.path.abspath(folder.parent) == os.path.abspath(source) and not SLUG.fullmatch(folder.name):
        better = source / slug(folder.name)
        raise click.UsageError(f"{folder.name!r} {_NO_SLUG}; take --to {better}, or a folder elsewhere")


def new_slug(name: str, above: Path | None = None, *, command: str = "dossier new") -> str:
    """Return the name of a new article; wrong usage with a command that has a valid one if it cannot be one.

    `above` is the folder for it, if one is named.
    """
    from pipeline.load.choice import SLUG, slug

    if name in _FOLDERS:
        hint = f"take another name, as `{command} {name}-article`"
        raise click.UsageError(f"{name!r} is the name of the folder {_FOLDERS[name]}; {hint}")
    if SLUG.fullmatch(name) and len(name) <= MAX_SLUG:
        return name
    parts = PurePath(name).parts
    better = slug(parts[-1] if parts else "")[:MAX_SLUG].strip("-")
    command = f"{command} {better}"
    if len(parts) > 1 and above is None and command.startswith("dossier new"):
        command += f" --in {shlex.quote(str(PurePath(*parts[:-1])))}"
    too_long = f" and at most {MAX_SLUG} signs" if len(name) > MAX_SLUG else ""
    raise click.UsageError(f"{name!r} {_NO_SLUG}{too_long}; take `{command}`")


def template(name: str) -> str:
    """Return the name of a template of articles; wrong usage if there is none."""
    from pipeline.starting.templates import TEMPLATES

    _refuse_unknown("template", name, list(TEMPLATES))
    return name


def language(tag: str) -> str:
    """Return the tag of a language, which may be named as well; wrong usage if it is none."""
    from pipeline.load.papers import language_names

    result = language_names.tag(tag)
    if result is None:
        raise click.UsageError(f"{tag!r} is no language; write its tag, as `en`, `fr` or `de-CH`")
    return result


def format_help() -> str:
    """Return the help of `build --to`."""
    from pipeline.formats import FORMATS

    return f"{', '.join(dict.fromkeys(each.name for each in FORMATS))}; all if left out."


def edition_help() -> str:
    """Return the help of `build --edition`."""
    from pipeline.editions import EDITIONS

    usual, on_demand = (
        ", ".join(name for name, each in EDITIONS.items() if each.on_demand is state)
        for state in (False, True)
    )
    return f"{usual}; only on demand: {on_demand}." if on_demand else f"{usual}."


def one_edition_help() -> str:
    """Return the help of `dump --edition`."""
    from pipeline.editions import EDITIONS

    return f"Edition, for the stage `edition`: {', '.join(EDITIONS)}.  [default: {edition(None)}]"


def _names_in(kind: str, lists: Sequence[str], valid_names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in lists separated by commas, each once; an unknown one is wrong usage."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in ",".join(lists).split(",") if name.strip()))
    if lists and not names:
        raise click.UsageError(f"no {kind} is named; there are {', '.join(dict.fromkeys(valid_names))}")
    for name in names:
        _refuse_unknown(kind, name, valid_names)
    return names


def _refuse_unknown(kind: str, name: str, valid_names: Sequence[str]) -> None:
    if name not in valid_names:
        close = difflib.get_close_matches(name, valid_names, n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        there = ", ".join(dict.fromkeys(valid_names))
        raise click.UsageError(f"no {kind} is named {name!r}; {hint}there are {there}")


def clock() -> datetime | None:
    """Return the time that SOURCE_DATE_EPOCH gives, as reproducible-builds.org defines it."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as failure:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {text!r}; it must be seconds since 1970") from failure
