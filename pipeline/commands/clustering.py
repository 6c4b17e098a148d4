"""The command `cluster`: a Dask cluster on this machine, to try `build --scheduler` on."""

from __future__ import annotations

import threading
from contextlib import suppress

import click

from pipeline import scratch
from pipeline.commands.findings import with_exit_status


@click.command()
@click.option(
    "--local", type=click.IntRange(min=1), metavar="N", required=True, help="Start N workers on this machine."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8786,
    show_default=True,
    help="Port of the scheduler; 0 for any that is free.",
)
@with_exit_status
def cluster(local: int, port: int) -> int:
    """Start a Dask cluster on this machine, for builds with --scheduler; Ctrl-C ends it.

    \b
    dossier cluster --local 4
    dossier build --scheduler tcp://127.0.0.1:8786
    """
    from pipeline.cluster.local import start

    with suppress(SystemExit), scratch.folder() as folder, start(local, port, folder) as address:
        count = f"{local} worker{'' if local == 1 else 's'}"
        click.echo(f"a scheduler with {count}: dossier build --scheduler {address}")
        threading.Event().wait()
    click.echo("the cluster has ended", err=True)
    return 0
