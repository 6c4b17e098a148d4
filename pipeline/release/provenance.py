"""The provenance of a release: an in-toto statement that says, in SLSA's terms, what it was made from.

It is not signed: whoever publishes signs it, or has the workflow attest the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline import __version__
from pipeline.model.release import Component, Release
from pipeline.release.json_text import text, without_blanks
from pipeline.release.package_urls import generic

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
# Both are package URLs: there is no address that every copy of Dossier could name.
BUILD_TYPE = "pkg:pypi/dossier-publisher#release/v1"
BUILDER = "pkg:pypi/dossier-publisher#local"


def statement(release: Release, *, builder: str = BUILDER, clock: datetime | None = None) -> str:
    """Return the statement as JSON.

    `builder` is the address of what ran the build, that of a workflow for example. Times are those of
    `clock`, which SOURCE_DATE_EPOCH sets; without it there are none, for they would be different each time.
    """
    moment = None if clock is None else f"{clock:%Y-%m-%dT%H:%M:%SZ}"
    return text(
        {
            "_type": STATEMENT,
            "subject": [
                {"name": each.name, "digest": {"sha256": each.sha256}}
                for each in sorted(release.files, key=lambda each: each.name)
            ],
            "predicateType": PREDICATE,
            "predicate": {
                "buildDefinition": _definition(release),
                "runDetails": without_blanks(
                    {
                        "builder": {"id": builder, "version": {"dossier": __version__}},
                        "metadata": without_blanks({"startedOn": moment, "finishedOn": moment}),
                    }
                ),
            },
        }
    )


def _definition(release: Release) -> Mapping[str, Any]:
    editions = sorted({each.edition for each in release.files if each.edition})
    return {
        "buildType": BUILD_TYPE,
        "externalParameters": {
            "article": release.slug,
            "version": release.version,
            "editions": editions,
        },
        "internalParameters": without_blanks(
            {
                "date": f"{release.date:%Y-%m-%dT%H:%M:%SZ}",
                "base": release.base,
                "previous": release.previous,
            }
        ),
        "resolvedDependencies": [*_source(release), *_inputs(release), *map(_tool, release.components)],
    }


def _source(release: Release) -> Iterator[Mapping[str, Any]]:
    if release.commit:
        yield {"name": "source", "digest": {"gitCommit": release.commit}}


def _inputs(release: Release) -> Iterator[Mapping[str, Any]]:
    for each in sorted(release.inputs, key=lambda each: each.name):
        yield {"name": each.name, "digest": {"sha256": each.sha256}}


def _tool(component: Component) -> Mapping[str, Any]:
    return without_blanks(
        {
            "uri": component.purl or generic(component.name, component.version),
            "name": component.name,
            "digest": without_blanks({"sha256": component.sha256, "dirHash": component.tree}),
            "annotations": {"version": component.version, "kind": component.kind},
        }
    )
