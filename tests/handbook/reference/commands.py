"""The commands of `dossier`, from click's own values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

from pipeline.cli import dossier
from pipeline.commands.default_group import DefaultGroup
from pipeline.commands.table_option import TableOption
from tests.handbook.reference.chapter import Chapter, code, listing, table

_INTRODUCTION = """
Every command tells its options with `--help`. An ARTICLE is the name of a folder under `source/`, any other
folder with an article, or a Markdown file.

| exit status | meaning |
|:-----|:------------------|
| 0 | fine |
| 1 | errors were found; with `--strict`, warnings too |
| 2 | wrong usage |
| 3 | a program that is needed is missing |
| 130, 143, 129 | ended by Ctrl-C, by the signal TERM, by the signal HUP |
"""
_VARIABLES = (
    ("SOURCE_DATE_EPOCH", "the time in the artifacts, in seconds; without it the article's own date"),
    ("NO_COLOR, CLICOLOR=0, TERM=dumb", "no colours"),
    ("FORCE_COLOR, CLICOLOR_FORCE", "colours, though the output is no terminal"),
    ("XDG_CACHE_HOME", "the folder in which the cache has its own"),
    ("DOSSIER_NODE", "a folder with the `node_modules` of validators"),
    ("DOSSIER_TRACEBACK=1", "shows where a fault of Dossier itself is"),
)


def chapter() -> Chapter:
    """Return the chapter on commands."""
    parts = [part for command, path in commands() for part in _parts(command, path)]
    variables = table(("variable", "what it does"), ((code(a), b) for a, b in _VARIABLES), (3, 7))
    return Chapter(
        "commands", "Commands", (_INTRODUCTION.strip(), *parts, "## Variables of the environment", variables)
    )


def commands() -> Iterator[tuple[click.Command, str]]:
    """Yield every command that does something, with its name and those of the groups around it."""
    yield from _below(dossier, "dossier")


def _below(group: click.Group, path: str) -> Iterator[tuple[click.Command, str]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if isinstance(command, DefaultGroup):
            yield command.default, f"{path} {name}"
        if isinstance(command, click.Group):
            yield from _below(command, f"{path} {name}")
        else:
            yield command, f"{path} {name}"


def _parts(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path.rpartition(" ")[2])
    yield f"## {path} {{#{path.replace(' ', '-')}}}"
    usage = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS]", "").strip()
    yield listing(f"{path} {usage}".strip(), "text")
    words, examples = _help(command)
    yield _as_markdown(words)
    if examples:
        yield listing(examples, "sh")
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    if options:
        yield table(("option", "what it does"), (_option(each, context) for each in options), (4, 8))


def _help(command: click.Command) -> tuple[str, str]:
    """Return the words of a command's help, and the examples behind its mark for a layout that stays."""
    words, _, examples = cleandoc(command.help or "").partition("\b")
    return words.strip(), examples.strip("\n")


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    record = option.get_help_record(context)
    assert record is not None, f"{option.name} has no help"
    names, help_ = record
    if isinstance(option, TableOption):
        help_ = option.describe()
    return code(names), _as_markdown(" ".join(help_.split()))


def _as_markdown(words: str) -> str:
    """Return words of a help as Markdown: names of options as code, signs of markup as themselves."""
    parts = re.split(r"(`[^`]+`|(?<!\w)--[a-z][a-z-]*)", words)
    return "".join(
        code(each.strip("`")) if index % 2 else re.sub(r"([|<*\[\]])", r"\\\1", each)
        for index, each in enumerate(parts)
    )
