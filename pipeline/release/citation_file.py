"""CITATION.cff: how to cite the release, for reference managers and hosts of repositories.

The format has only software and datasets at its top. What a release has for programs is its data, so that is
the dataset; the article is the report that it asks to cite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from pipeline.load.addresses import encode
from pipeline.model.front_matter import FrontMatter
from pipeline.model.release import Release
from pipeline.release import licences
from pipeline.release.json_text import without_blanks
from pipeline.release.persons import Creator, creators

FILE = "CITATION.cff"
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_MAIL = re.compile(r"\S+@\S+\.\S{2,}")
_MESSAGE = "If you use this article or its data, please cite the article as below."


def citation(release: Release) -> str:
    """Return the file, as YAML."""
    front = release.front
    identifier = licences.spdx(front.rights)
    authors = _each_once(_author(each) for each in creators(front, release.publisher))
    common = {
        "title": front.title,
        "authors": authors,
        "version": release.version,
        "date-released": f"{release.date:%Y-%m-%d}",
        "doi": doi(front),
        "url": encode(front.address) if front.address else None,
        "license": identifier,
        "abstract": release.summary,
        "keywords": list(dict.fromkeys(front.keywords)),
    }
    value = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        **common,
        "commit": release.commit,
        "preferred-citation": without_blanks({"type": "report", **common, **_report(release)}),
    }
    return str(
        yaml.dump(without_blanks(value), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)
    )


class _Plain(yaml.SafeDumper):
    """YAML without anchors: what stands twice is written twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Return that no value refers to another."""
        return True


def doi(front: FrontMatter) -> str:
    """Return the article's DOI as catalogues take it, or nothing."""
    match = _DOI.fullmatch(front.address.partition("doi.org/")[2])
    return match[0] if match else ""


def _report(release: Release) -> Mapping[str, Any]:
    front = release.front
    date = front.date
    return {
        "year": date.year if date else release.date.year,
        "month": date.month if date else release.date.month,
        "number": front.id if not doi(front) else None,
        "collection-title": front.kicker,
        "institution": {"name": release.publisher} if release.publisher else None,
        "languages": [front.lang.partition("-")[0].lower()],
    }


def _each_once(values: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    result: list[Mapping[str, Any]] = []
    result.extend(each for each in values if each not in result)
    return result


def _author(creator: Creator) -> Mapping[str, Any]:
    common = {
        "email": creator.email if _MAIL.fullmatch(creator.email) else None,
        "orcid": f"https://orcid.org/{creator.orcid}" if creator.orcid else None,
    }
    if not creator.is_person:
        return without_blanks({"name": creator.name, **common})
    return without_blanks(
        {
            "family-names": creator.family,
            "given-names": creator.given_names,
            "affiliation": "; ".join(creator.places),
            **common,
        }
    )
