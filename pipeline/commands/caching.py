"""The commands `cache info` and `cache clear`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.commands.findings import with_exit_status


@click.group()
def cache() -> None:
    """Tell what the cache holds, or empty it; builds are the same without, only slower."""


@cache.command()
@with_exit_status
def info() -> int:
    """Tell where the cache is, how many entries it has, and their size."""
    from pipeline import cache as store

    entries = sorted(store.entries(_folder()), key=lambda each: each.time)
    rejects = sum(each.path.parent.name == store.QUARANTINE for each in entries)
    size = sum(each.size for each in entries)
    click.echo(f"folder   {_folder()}")
    click.echo(
        f"entries  {len(entries) - rejects:,}" + (f", and {rejects:,} in quarantine" if rejects else "")
    )
    click.echo(f"size     {_megabytes(size)}; a build trims it to {_megabytes(store.LIMIT)}")
    if entries:
        dates = [f"{datetime.fromtimestamp(each.time / 1e9):%Y-%m-%d %H:%M}" for each in entries]
        click.echo(f"used     {dates[0]} to {dates[-1]}")
    return 0


@cache.command()
@with_exit_status
def clear() -> int:
    """Remove every entry of the cache."""
    from pipeline import cache as store

    count = sum(1 for _ in store.entries(_folder()))
    size = store.trim(_folder(), 0)
    rest = sum(1 for _ in store.entries(_folder()))
    click.echo(f"{_folder()}: {count - rest:,} entries removed, {_megabytes(size)}")
    if rest:
        click.echo(f"error: {rest:,} entries cannot be removed; look at the rights of the folder", err=True)
    return int(bool(rest))


def _folder() -> Path:
    """Return the user's cache folder; raise UsageError if there is none."""
    from pipeline import cache as store

    folder = store.user_folder()
    if folder is None:
        raise click.UsageError("there is no cache: set HOME or XDG_CACHE_HOME")
    return folder


def _megabytes(size: int) -> str:
    """Return a size in bytes as megabytes."""
    return f"{size / 1e6:,.1f} MB"
