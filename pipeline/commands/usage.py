"""Guesses at what wrong usage meant: options alike, and the commands that have an option."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

# Names are compared without the dashes that all have.
ALIKE = 0.6


def improve(failure: click.ClickException) -> click.ClickException:
    """Return wrong usage with a guess that fits: click compares names of options with their dashes."""
    if not isinstance(failure, click.NoSuchOption) or failure.ctx is None:
        return failure
    name = failure.option_name
    own_names = {each.lstrip("-"): each for each in _options(failure.ctx.command) if each.startswith("--")}
    near = difflib.get_close_matches(name.lstrip("-"), own_names, n=2, cutoff=ALIKE)
    guesses = [own_names[each] for each in near]
    others = [] if guesses else sorted(_commands_with(name, failure.ctx))
    message = f"`{failure.ctx.command_path}` has no option {name}"
    if guesses:
        message += f"; did you mean {' or '.join(guesses)}?"
    elif others:
        message += f"; {' and '.join(others)} {'has' if len(others) == 1 else 'have'} it"
    return click.UsageError(message, failure.ctx)


def _options(command: click.Command) -> Iterator[str]:
    for each in command.params:
        if isinstance(each, click.Option):
            yield from (*each.opts, *each.secondary_opts)


def _commands_with(option: str, context: click.Context) -> Iterator[str]:
    root = context.find_root().command
    for name, command in getattr(root, "commands", {}).items():
        if option in _options(command):
            yield f"`dossier {name}`"
