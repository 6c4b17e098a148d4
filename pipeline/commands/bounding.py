"""The options that limit the resources of an article, and the trust in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from pipeline.bounds import STRICT, Bounds

USUAL = Bounds()


def with_bounds(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--untrusted`, `--max-memory` and `--max-seconds` to a command with `untrusted` and `bounds`."""

    @click.option(
        "--untrusted",
        is_flag=True,
        help="For what nobody vouches for, as in a pull request: strict limits and a sandbox.",
    )
    @click.option(
        "--max-memory",
        type=click.IntRange(min=200),
        metavar="MB",
        show_default=_default("memory", 1_000_000),
        help="Memory that one article may take.",
    )
    @click.option(
        "--max-seconds",
        type=click.FloatRange(min=1),
        metavar="SECONDS",
        show_default=_default("seconds", 1),
        help="Time that one article may take.",
    )
    @wraps(command)
    def run(
        *args: Any, untrusted: bool, max_memory: int | None, max_seconds: float | None, **kwargs: Any
    ) -> None:
        bounds = STRICT if untrusted else USUAL
        if max_memory is not None:
            bounds = replace(bounds, memory=max_memory * 1_000_000)
        if max_seconds is not None:
            bounds = replace(bounds, seconds=max_seconds)
        command(*args, bounds=bounds, untrusted=untrusted, **kwargs)

    return run


def _default(name: str, unit: int) -> str:
    usual, strict = (getattr(each, name) / unit for each in (USUAL, STRICT))
    return f"{usual:g}, {strict:g} with --untrusted"
