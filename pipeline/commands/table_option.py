"""An option whose help reads a table, loaded only when the help is shown: its modules take long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


class TableOption(click.Option):
    """An option with a function, `describe`, that returns its help."""

    def __init__(self, *arguments: Any, describe: Callable[[], str], **settings: Any) -> None:
        """Keep the function for later."""
        super().__init__(*arguments, **settings)
        self.describe = describe

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help, as click prints them."""
        self.help = self.describe()
        return super().get_help_record(ctx)
