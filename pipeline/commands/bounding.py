"""The options that bound what an article may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from pipeline.bounds import Bounds

USUAL = Bounds()


def bounded(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--max-memory` and `--max-seconds`; it takes them as `bounds`."""

    @click.option(
        "--max-memory",
        type=click.IntRange(min=200),
        metavar="MB",
        default=USUAL.memory // 1_000_000,
        show_default=True,
        help="Memory that one article may take.",
    )
    @click.option(
        "--max-seconds",
        type=click.FloatRange(min=1),
        metavar="SECONDS",
        default=USUAL.seconds,
        show_default=True,
        help="Time that one article may take.",
    )
    @wraps(command)
    def run(*args: Any, max_memory: int, max_seconds: float, **kwargs: Any) -> None:
        bounds = replace(USUAL, memory=max_memory * 1_000_000, seconds=max_seconds)
        command(*args, bounds=bounds, **kwargs)

    return run
