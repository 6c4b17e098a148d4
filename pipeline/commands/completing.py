"""The command `completion`, and what shells complete besides commands and options."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click
from click.shell_completion import CompletionItem, get_completion_class

from pipeline import project
from pipeline.commands.findings import with_exit_status

SHELLS = ("bash", "zsh", "fish")
# The variable by which the script of a shell asks; click derives its name from that of the program.
VARIABLE = "_DOSSIER_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
@with_exit_status
def completion(context: click.Context, shell: str) -> int:
    """Print the script with which a shell completes commands, options and articles.

    \b
    bash: write  eval "$(dossier completion bash)"  into ~/.bashrc
    zsh:  write  eval "$(dossier completion zsh)"  into ~/.zshrc, below compinit
    fish: run    dossier completion fish > ~/.config/fish/completions/dossier.fish
    """
    script = get_completion_class(shell)
    assert script is not None, f"click knows {shell}"
    root = context.find_root()
    click.echo(script(root.command, {}, root.info_name or "dossier", VARIABLE).source(), nl=False)
    return 0


def articles(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the articles of the project that begin so; files, if there are none."""
    folders = sorted(path.parent.name for path in project.source().glob("*/article.md"))
    return [CompletionItem(incomplete, type="file"), *_beginning(folders, incomplete)]


def formats(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return lists of formats that begin so."""
    from pipeline.formats import FORMATS

    return _lists([name for name, _ in groupby(sorted(each.name for each in FORMATS))], incomplete)


def editions(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return lists of editions that begin so."""
    from pipeline.editions import EDITIONS

    return _lists(EDITIONS, incomplete)


def codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the codes that begin so, each with what it finds."""
    from pipeline.checks.registry import explanations

    return [
        CompletionItem(each.code, help=each.what)
        for each in explanations().values()
        if each.code.startswith(incomplete)
    ]


def styles(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of citation styles that begin so."""
    from pipeline.load.style_names import installed_styles

    return _beginning(installed_styles(), incomplete)


def templates(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the templates of articles that begin so, each with what it has."""
    from pipeline.starting.templates import TEMPLATES

    return [
        CompletionItem(name, help=what) for name, what in TEMPLATES.items() if name.startswith(incomplete)
    ]


def languages(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the languages with an example text that begin so."""
    from pipeline.starting.templates import languages as tags

    return _beginning(tags(), incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _lists(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Return lists that are longer by one name: what stands before the last comma stays."""
    before, comma, last = incomplete.rpartition(",")
    there = before.split(",")
    return [
        CompletionItem(f"{before}{comma}{name}")
        for name in names
        if name.startswith(last) and name not in there
    ]
