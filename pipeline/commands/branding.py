"""The commands on a house's look: `brand show` tells what it is, and builds a specimen in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline import arguments, project
from pipeline.bounds import Bounds
from pipeline.commands import completing
from pipeline.commands.bounding import with_bounds
from pipeline.commands.findings import print_findings, with_exit_status
from pipeline.commands.findings import status as status_of
from pipeline.model.diagnostics import Diagnostic, Place, Severity

SLUG = "brand"
_ARTICLE = "article.md"


@click.group()
def brand() -> None:
    """Show a house's look: what `_brand.yml` and the folder `styles` of a project set."""


@brand.command()
@click.argument("article", required=False, shell_complete=completing.articles)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=project.build,
              show_default="build/ of the project", help="Folder for the specimen, in brand/.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the specimen.")
@with_bounds
@with_exit_status
def show(article: str | None, out: Path, opens: bool, bounds: Bounds, untrusted: bool) -> int:
    """Print the colours, typefaces and logos of the look, and build a specimen of all editions in it.

    The look is that of an article, else the one beside or in the project.

    \b
    dossier brand show
    dossier brand show suez --open
    """
    from pipeline.load.looks import load

    location, name, place = _location(article, untrusted=untrusted)
    look = load(location, name, place)
    click.echo("\n".join(_lines(look)))
    findings = list(look.diagnostics)
    if any(each.severity is Severity.ERROR for each in findings):
        # The specimen would have the same errors, in copies of the files.
        print_findings(findings, "text", [location.reach])
        click.echo("no specimen was built: mend the errors first")
        return status_of(findings, strict=False)
    reports, folder = _build_specimen(look, out, bounds)
    findings += _failures(reports, folder)
    if findings:
        print_findings(findings, "text", [location.reach])
    _print_table(reports)
    artifact_count = sum(len(report.artifacts) for report in reports)
    failure_count = sum(len(report.failed_paths) for report in reports)
    click.echo(_outcome(artifact_count, failure_count, folder))
    if opens and artifact_count:
        page = folder / "article.html"
        click.launch(str(page if page.exists() else folder))
    return int(failure_count > 0) or status_of(findings, strict=False)


def _outcome(artifact_count: int, failure_count: int, folder: Path) -> str:
    """Return the line that tells what was built."""
    if not artifact_count:
        return "no specimen was built"
    editions = f"{artifact_count} of {artifact_count + failure_count}" if failure_count else "all"
    return f"a specimen of {editions} editions is in {folder}; `dossier brand show --open` opens it"


def _failures(reports: list[Any], folder: Path) -> list[Diagnostic]:
    """Return why artifacts of the specimen were not built.

    Its article and the copies of the look's files are gone with the scratch folder, so the place is that of
    the artifacts; what is wrong with the look is told already, at its own places.
    """
    return [
        replace(each, place=Place(str(folder)))
        for report in reports
        if report.failed_paths
        for each in report.diagnostics
        if each.severity is Severity.ERROR
    ]


def _location(article: str | None, *, untrusted: bool) -> tuple[Any, str | None, Place]:
    """Return where the look is looked for, the brand that the article names, and the place of that."""
    from pipeline.load.article import load
    from pipeline.load.location import Location

    if article is None:
        folder = project.folder() or Path()
        return Location(SLUG, folder, folder / "article.md", is_untrusted=untrusted), None, Place(str(folder))
    location = arguments.article(article, untrusted=untrusted)
    manuscript = load(location).manuscript
    return location, manuscript.front.brand, manuscript.places.of(location.file.name, "brand")


def _lines(look: Any) -> Iterator[str]:
    """Yield the look as a text: colours with their contrast, typefaces, logos, other tokens."""
    from pipeline import theme
    from pipeline.model.colours import contrast

    styles, plain = theme.of(look.look), theme.load()
    if look.look.publisher:
        yield f"{look.look.publisher} {look.look.home}".rstrip()
    ratios = _ratios(styles)
    sections = {section: values for section, values in styles.tokens.items() if section in ("color", "dark")}
    for section, values in sections.items():
        yield f"{section}:"
        for key, value in values.items():
            name = f"{section}.{key}"
            origin = _origin(name, look, styles, plain)
            yield f"  {key:12} {value}  {ratios.get(name, ''):24}  {origin}".rstrip()
    if look.type_colours:
        yield "kinds of text:"
        for each in look.type_colours:
            ratio = _ratio_text(contrast(each.colour, each.ground), each.ground)
            yield f"  {each.key:34} {each.colour}  {ratio:24}  {_place_text(each.place)}".rstrip()
    yield "typefaces:"
    for face in styles.faces:
        if not face.script and not face.fallback:
            file = getattr(face.upright, "name", "").partition("-")[2] if face.is_house else "Dossier's"
            yield f"  {face.role:12} {face.family}  {file}"
    if look.look.logos:
        yield "logos:"
        for logo in look.look.logos:
            size = f"{logo.width:g} by {logo.height:g}"
            yield f"  {logo.size:8} for {logo.ground:5} grounds  {size}  {logo.alt}"
    others = [(name, value) for name, value in look.look.tokens if name.partition(".")[0] not in sections]
    if others:
        yield "sizes:"
        yield from (f"  {name:24} {value}  in place of {plain[name]}" for name, value in others)


def _ratios(styles: Any) -> Mapping[str, str]:
    """Return the contrast of each token that is read, on the ground that it has least of."""
    from pipeline.checks.looks import PAIRS

    ratios: dict[str, tuple[float, str]] = {}
    for pair in PAIRS:
        ratio = pair.ratio(styles)
        if ratio < ratios.get(pair.text, (99.0, ""))[0]:
            ratios[pair.text] = ratio, _ratio_text(ratio, pair.ground.partition(".")[2])
    return {name: text for name, (_, text) in ratios.items()}


def _ratio_text(ratio: float, ground: str) -> str:
    from pipeline.model.colours import TEXT

    return f"{ratio:.1f} to 1 on {ground}{' (low)' if ratio < TEXT else ''}"


def _origin(name: str, look: Any, styles: Any, plain: Any) -> str:
    place = look.token_places.get(name)
    if place is not None:
        return _place_text(place)
    return "" if styles[name] == plain[name] else "mixed of these"


def _place_text(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def _build_specimen(look: Any, out: Path, bounds: Bounds) -> tuple[list[Any], Path]:
    """Build the specimen in a look, and return the reports and the folder of the artifacts."""
    from pipeline import cache, scratch, specimen, supervision, workers, write
    from pipeline.build import Plan
    from pipeline.editions import EDITIONS
    from pipeline.load.location import Location

    own_files = [*(file for file, _ in look.files), *look.other_files]
    files = {**specimen.files(), **{each.name: each.data for each in own_files}}
    # An article may name its brand: the specimen names the same, wherever that lies.
    names = (each.name for each in own_files if each.role == "look" and each.name.endswith((".yml", ".yaml")))
    if name := next(names, None):
        files[_ARTICLE] = files[_ARTICLE].replace(b"---\n", f"---\nbrand: {json.dumps(name)}\n".encode(), 1)
    plan = Plan(arguments.formats((), tuple(EDITIONS)), out, None, cache.Cache(cache.user_folder()))
    with scratch.folder() as folder:
        write.new_folder(folder / SLUG, files)
        location = Location(SLUG, folder / SLUG, folder / SLUG / _ARTICLE)
        building = supervision.build_articles([location], plan, bounds, workers.processors(), lambda *_: None)
        with closing(building):
            return [report for _, report in building], out / SLUG


def _print_table(reports: list[Any]) -> None:
    from pipeline import closing_table

    click.echo(closing_table.table(reports))
