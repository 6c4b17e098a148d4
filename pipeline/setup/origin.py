"""Where this installation came from, as a requirement that pip reads on another machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata

from pipeline import __version__

NAME = "dossier-publisher"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of pip; `is_sure` means that this installation came from where pip will look."""

    text: str
    is_sure: bool


def requirement() -> Requirement:
    """Return what `pip install` takes elsewhere to install this version of Dossier."""
    try:
        distribution = metadata.distribution(NAME)
    except metadata.PackageNotFoundError:
        return Requirement(f"{NAME}=={__version__}", is_sure=False)
    labels = dict(each.split(", ", 1) for each in distribution.metadata.get_all("Project-URL") or ())
    return of(
        distribution.version, labels.get("Homepage", ""), distribution.read_text("direct_url.json") or ""
    )


def of(version: str, home: str, direct_url: str) -> Requirement:
    """Return the requirement for a version, by its home page and what pip noted of where it came from.

    That note, `direct_url.json` (PEP 610), is there only if the package came from no index.
    """
    if not direct_url:
        return Requirement(f"{NAME}=={version}", is_sure=True)
    record = json.loads(direct_url)
    url, version_control = record["url"], record.get("vcs_info")
    if version_control and not url.startswith("file:"):
        return Requirement(
            f"{NAME} @ {version_control['vcs']}+{url}@{version_control['commit_id']}", is_sure=True
        )
    if url.startswith(("https:", "http:")):
        return Requirement(f"{NAME} @ {url}", is_sure=True)
    if home:
        return Requirement(f"{NAME} @ git+{home}@v{version}", is_sure=True)
    return Requirement(f"{NAME}=={version}", is_sure=False)
