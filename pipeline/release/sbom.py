"""The list of what took part, as CycloneDX has it: tools, libraries, typefaces, styles, with licences."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.model.release import Component, Release
from pipeline.release.json_text import text, without_blanks

_EXPRESSION = re.compile(r"\(*[A-Za-z][\w.+-]*\)*(?: (?:AND|OR|WITH) \(*[A-Za-z][\w.+-]*\)*)*")
# As CycloneDX has it.
LONGEST_VERSION = 1024
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/")


def bill(release: Release) -> str:
    """Return the list as JSON. Its serial number is that of what it lists: the same list has the same."""
    references = _references(release.components)
    tools = [each for each in release.components if each.name == "dossier"][:1]
    return text(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": serial_number(release),
            "version": 1,
            "metadata": without_blanks(
                {
                    "timestamp": f"{release.date:%Y-%m-%dT%H:%M:%SZ}",
                    "lifecycles": [{"phase": "build"}],
                    "tools": {"components": [_component(each, "") for each in tools]} if tools else None,
                    "authors": [{"name": each.name} for each in release.front.authors],
                    "component": _article(release),
                }
            ),
            "components": [
                _component(each, reference)
                for each, reference in zip(release.components, references, strict=True)
            ],
            "dependencies": [*_dependencies(release, references)],
        }
    )


def serial_number(release: Release) -> str:
    """Return the URN of the list, from the digests of all that it lists and of what was made."""
    lines = sorted(f"{each.name} {each.sha256}" for each in release.files)
    lines += sorted(
        f"{each.name} {each.version} {each.licence} {each.sha256} {each.tree}" for each in release.components
    )
    # Names may have single surrogates, which no hash takes.
    name = "\n".join([release.slug, release.version, *lines]).encode("utf-8", "backslashreplace").decode()
    return uuid.uuid5(_NAMESPACE, name).urn


def _article(release: Release) -> Mapping[str, Any]:
    return without_blanks(
        {
            "type": "data",
            "bom-ref": f"article:{release.slug}",
            "name": release.slug,
            "version": release.version,
            "description": release.front.title,
            "components": [
                {
                    "type": "file",
                    "bom-ref": f"file:{each.name}",
                    "mime-type": each.media_type,
                    "name": each.name,
                    "hashes": [{"alg": "SHA-256", "content": each.sha256}],
                }
                for each in _each_once(release)
            ],
        }
    )


def _each_once(release: Release) -> Iterable[Any]:
    return {each.name: each for each in release.files}.values()


def _component(component: Component, reference: str) -> Mapping[str, Any]:
    properties = [{"name": "in-toto:dirHash", "value": component.tree}] if component.tree else []
    return without_blanks(
        {
            "type": component.kind,
            "bom-ref": reference,
            "name": component.name,
            "version": component.version[:LONGEST_VERSION],
            "hashes": [{"alg": "SHA-256", "content": component.sha256}] if component.sha256 else None,
            "licenses": [_licence(component.licence)] if component.licence else None,
            "purl": component.purl,
            "properties": properties,
        }
    )


def _licence(words: str) -> Mapping[str, Any]:
    """Return a licence as an expression of SPDX, or by its name if it is none."""
    if _EXPRESSION.fullmatch(words):
        return {"expression": words}
    return {"license": {"name": words}}


def _references(components: Iterable[Component]) -> tuple[str, ...]:
    """Return a name for each component that no other has."""
    counts: dict[str, int] = {}
    result = []
    for each in components:
        name = each.purl or f"{each.kind}:{each.name}@{each.version}"
        counts[name] = counts.get(name, 0) + 1
        result.append(name if counts[name] == 1 else f"{name}#{counts[name]}")
    return tuple(result)


def _dependencies(release: Release, references: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    names = {each.name: name for each, name in zip(release.components, references, strict=True)}
    yield {"ref": f"article:{release.slug}", "dependsOn": sorted(set(references))}
    for each, reference in zip(release.components, references, strict=True):
        yield {
            "ref": reference,
            "dependsOn": sorted({names[name] for name in each.requires if name in names}),
        }
