"""The Python packages that take part in a build: Dossier's requirements and theirs, as they are installed."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

NAME = "dossier-publisher"
# Extras that decide bytes of an artifact where they are installed.
EXTRAS = ("styles", "khmer")
# Packages of which only the files are of use, none of what they require.
PARCELS = frozenset(["sphinx-revealjs"])
_PROJECT = Path(__file__).parents[2] / "pyproject.toml"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_EXPRESSION = re.compile(r"\(*[\w.+-]+\)*(?: (?:AND|OR|WITH) \(*[\w.+-]+\)*)*")
# What packages say in other words, by the identifiers of SPDX.
_LICENCES = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 3-clause": "BSD-3-Clause",
    "gnu affero general public license": "AGPL-3.0-or-later",
    "gnu affero general public license v3 or later (agplv3+)": "AGPL-3.0-or-later",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the mit license": "MIT",
}


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: name, version, licence, what it requires, and the digest of its files."""

    name: str
    version: str
    licence: str
    requires: tuple[str, ...]
    tree: str


def packages() -> tuple[Package, ...]:
    """Return the packages that take part, each once, by name; those that are not installed are left out."""
    known_packages: dict[str, Package] = {}
    waiting_names = list(requirements())
    while waiting_names:
        name = plain_name(waiting_names.pop())
        package = None if name in known_packages else _package(name)
        if package is not None:
            known_packages[name] = package
            waiting_names.extend(package.requires)
    return tuple(
        Package(each.name, each.version, each.licence,
                tuple(name for name in each.requires if name in known_packages), each.tree)
        for _, each in sorted(known_packages.items())
    )  # fmt: skip


def requirements() -> tuple[str, ...]:
    """Return the names of the packages that Dossier itself requires, from its metadata or its checkout."""
    try:
        lines = metadata.requires(NAME) or ()
        return _names(lines, EXTRAS)
    except metadata.PackageNotFoundError:
        project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
        extras = project.get("optional-dependencies", {})
        return _names([*project["dependencies"], *(line for each in EXTRAS for line in extras.get(each, ()))])


def plain_name(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(text: str, classifiers: Sequence[str] = ()) -> str:
    """Return a licence as an expression of SPDX where its words are known, else its words."""
    words = [text.strip().partition("\n")[0].strip()]
    words += [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]
    known_licences = [_LICENCES.get(each.lower(), each) for each in words if each]
    expressions = [
        each for each in known_licences if _EXPRESSION.fullmatch(each) and each.lower() != "unknown"
    ]
    return expressions[0] if expressions else ", ".join(dict.fromkeys(known_licences))[:200]


def _package(name: str) -> Package | None:
    try:
        found_package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    about = found_package.metadata
    names = () if name in PARCELS else _names(found_package.requires or ())
    expression, words = ((about.get_all(key) or [""])[0] for key in ("License-Expression", "License"))
    own_licence = expression or licence(words, about.get_all("Classifier") or ())
    return Package(
        name, found_package.version, own_licence, tuple(map(plain_name, names)), _tree(found_package)
    )


def _names(lines: Sequence[str], extras: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names in requirements, without those of extras that are not named."""
    return tuple(dict.fromkeys(_one_by_one(lines, extras)))


def _one_by_one(lines: Sequence[str], extras: Sequence[str]) -> Iterator[str]:
    for line in lines:
        name, _, marker = line.partition(";")
        extra = re.search(r"""extra\s*==\s*["']([\w.-]+)["']""", marker)
        match = _NAME.match(name.strip())
        if match and (extra is None or extra[1] in extras):
            yield match[0]


def own_tree() -> str:
    """Return the digest of Dossier's own files; a checkout and a package made of it have the same."""
    package = _PROJECT.parent / "pipeline"
    roots = {package: "pipeline", _PROJECT.parent / "styles": "pipeline/_styles"}
    files = {
        f"{name}/{path.relative_to(root).as_posix()}": path
        for root, name in roots.items()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and "_articles" not in path.parts
    }
    return _listing_digest(
        (name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in files.items()
    )


def _tree(package: metadata.Distribution) -> str:
    """Return the digest of a package's files, from its record; empty without one.

    Files that the installer adds, scripts and compiled code, are no part of it: they differ between machines.
    """
    lines = []
    for file in package.files or ():
        path = file.as_posix()
        is_own = ".." not in file.parts and "__pycache__" not in file.parts
        if file.hash is None or file.hash.mode != "sha256" or not is_own or file.name in _OF_INSTALLER:
            continue
        value = file.hash.value
        lines.append((path, base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()))
    return _listing_digest(lines) if lines else ""


def _listing_digest(lines: Iterable[tuple[str, str]]) -> str:
    """Return the digest of names with digests, as in-toto's `dirHash` is made."""
    listing = "".join(f"{digest}  {path}\n" for path, digest in sorted(lines))
    return hashlib.sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()


_OF_INSTALLER = frozenset(["INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"])
