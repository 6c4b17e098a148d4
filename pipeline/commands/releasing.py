"""The commands `release` and `release verify`: an article published whole, and looked at again later."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline import arguments, project
from pipeline.commands import completing
from pipeline.commands.bounding import USUAL
from pipeline.commands.default_group import DefaultGroup
from pipeline.commands.findings import print_findings, with_exit_status
from pipeline.wording.counting import count_of

FOLDER = "release"


def _out() -> Path:
    return project.build() / FOLDER


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return an address; wrong usage if it is none."""
    if value and not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise click.UsageError(f"{value!r} is no address; write it as https://example.org/releases")
    return value


@click.command("release")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completing.articles)
@click.option("--version", "version_text", metavar="VERSION",
              help="Version to release, as 1.2.0.  [default: that of the commit's tag]")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=_out,
              show_default="build/release/ of the project",
              help="Folder of all releases; each gets a folder in it.")  # fmt: skip
@click.option("--base-url", "base", default="", metavar="URL", callback=_address,
              help="Address that the folder of all releases is published under.")  # fmt: skip
@click.option("--without-repository", is_flag=True,
              help="Release what lies in no git repository: no commit and no tag is demanded.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Do all but write the release.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@with_exit_status
def _release(
    articles: tuple[str, ...],
    version_text: str | None,
    out: Path,
    base: str,
    without_repository: bool,
    dry_run: bool,
    no_cache: bool,
) -> int:
    """Publish articles: every edition, with data, checksums, provenance and what changed, or nothing.

    \b
    dossier release canal --version 1.2.0
    dossier release verify build/release/canal-1.2.0

    Demands a clean tree, a tag of the version on its commit, an entry in CHANGELOG.md if there is one, and an
    article that `check --strict` finds clean; then builds and reads back all that `dossier build` builds. A
    version that was released is never written over. `release verify` reads a release again, offline.
    """
    from pipeline.model.diagnostics import DossierError
    from pipeline.release import publishing
    from pipeline.release.candidate import candidate
    from pipeline.release.feeds import feeds

    locations, diagnostics = arguments.articles(articles)
    if diagnostics:
        raise DossierError(diagnostics)
    arguments.refuse_twins(locations)
    candidates = [candidate(each, version_text, without_repository=without_repository) for each in locations]
    built_folders = (project.build(), out)
    if not _meet_demands(candidates, built_folders):
        return 1
    assemblies = _assemblies(candidates, out, base, built_folders, no_cache=no_cache)
    if assemblies is None:
        return 1
    for assembly in assemblies:
        is_there = publishing.is_published(assembly, out)
        folder = out / assembly.name if dry_run else publishing.publish(assembly, out)
        state = (
            "is there already, byte for byte" if is_there else "could be written" if dry_run else "written"
        )
        click.echo(f"{folder}: {count_of(len(assembly.files), 'file')}, {state}")
    if not dry_run:
        publishing.write_feeds(feeds(out, base), out)
    return 0


def _meet_demands(candidates: Sequence[Any], built_folders: Sequence[Path]) -> bool:
    """Return whether all candidates meet all demands; print every one that is not met."""
    from pipeline import supervision
    from pipeline.release.candidate import unmet

    findings: list[Any] = []
    faults: list[Any] = []
    for each in candidates:
        own = supervision.check_article(each.location, USUAL)
        findings += own
        faults += unmet(each, built_folders, own)
    if faults:
        _refuse([*(each for each in findings if each.severity.value != "note"), *faults], candidates)
    return not faults


def _assemblies(
    candidates: Sequence[Any], out: Path, base: str, built_folders: Sequence[Path], *, no_cache: bool
) -> list[Any] | None:
    """Return the releases, all of them whole; None if one cannot be made, after the reasons are printed."""
    from pipeline import cache, supervision, workers
    from pipeline.build import Plan
    from pipeline.release import publishing
    from pipeline.release.assembly import assemble
    from pipeline.release.candidate import unmet_afterwards
    from pipeline.release.demands import of_check
    from pipeline.release.material import gather
    from pipeline.release.published import previous

    store = cache.Cache(None if no_cache else cache.user_folder())
    plan = Plan(
        arguments.formats((), ()), out, arguments.clock(), store,
        processes=workers.processors(), choice=arguments.choice((), ()),
    )  # fmt: skip
    faults: list[Any] = []
    assemblies = []
    for each in candidates:
        location = each.location
        material = supervision.of_article(location, USUAL, partial(gather, location, plan, each.version))
        inputs = [path for _, path, _ in material.inputs]
        own = [
            *(one for one in material.diagnostics if one.severity.value != "note"),
            *of_check(location, material.diagnostics),
            *material.differences,
            *unmet_afterwards(each, inputs, built_folders),
        ]
        if not own and not material.failed_files:
            last = previous(out, location.slug, each.version, location.file, each.repository)
            assembly = assemble(material, each.version, last, each.repository, base)
            own = [one for one in [publishing.obstacle(assembly, out)] if one]
            assemblies.append(assembly)
        faults += own
    cache.trim(store.folder)
    if faults or len(assemblies) < len(candidates):
        _refuse(faults, candidates)
        return None
    return assemblies


def _refuse(findings: Sequence[Any], candidates: Sequence[Any]) -> None:
    print_findings(findings, "text", [each.location.reach for each in candidates])
    click.echo("nothing is released", err=True)


release = DefaultGroup(_release)


@release.command("verify")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@with_exit_status
def verify(folders: tuple[Path, ...]) -> int:
    """Verify releases offline: every file as published, the documents of one mind, the facts in the editions.

    \b
    dossier release verify build/release/canal-1.2.0

    Each file that is missing, added or altered is named. It ends with status 1 if anything is wrong.
    """
    from pipeline import supervision
    from pipeline.load.text import display_path
    from pipeline.model.diagnostics import DossierError, Place

    findings: list[Any] = []
    for folder in folders:
        try:
            job = partial(_verify, folder)
            result = supervision.supervise(job, Place(display_path(folder)), USUAL)
        except DossierError as failure:
            findings += failure.diagnostics
            continue
        findings += result.faults
        if not result.faults:
            click.echo(f"{folder}: {result.summary}")
    if findings:
        # What a release of others names is not looked into for lines to show.
        print_findings(findings, "text", ())
    return int(bool(findings))


def _verify(folder: Path, tell: Callable[[str], None]) -> Any:
    from pipeline.release import verification

    return verification.verify(folder)
