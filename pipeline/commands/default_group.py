"""A command that takes arguments and has commands below it as well."""

from __future__ import annotations

from typing import Any

import click


class DefaultGroup(click.Group):
    """A group with a default command, which is meant unless the first argument names another of the group.

    An argument that has the name of such a command, as an article `verify`, is named by its path: `./verify`.
    """

    def __init__(self, default: click.Command, **settings: Any) -> None:
        """Take the name and the help of the default command."""
        super().__init__(default.name, help=default.help, **settings)
        self.default = default

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the default command, or of the one that the first argument names."""
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return self.default.make_context(info_name, args, parent, **extra)
