"""What took part in a release besides its sources: programs, libraries, typefaces, the citation style."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from pipeline import __version__, pandoc, theme, write
from pipeline.model import packaged
from pipeline.model.look import PLAIN, FontFile, FontSource, Look
from pipeline.model.release import Component
from pipeline.release.package_urls import generic, pypi
from pipeline.setup import distributions
from pipeline.setup.reveal import reveal_root, reveal_version
from pipeline.setup.shared_libraries import shared_libraries

_LICENCE = "AGPL-3.0-or-later"
# Roles of the names in a font file, as OpenType numbers them.
_VERSION, _LICENCE_TEXT, _LICENCE_ADDRESS = 5, 13, 14
_CSL = "{http://purl.org/net/xbiblio/csl}"


def components(look: Look = PLAIN, style: bytes = b"") -> tuple[Component, ...]:
    """Return the components by kind and name, for an article's look and the text of its citation style."""
    own = Component(
        "application",
        "dossier",
        __version__,
        _LICENCE,
        pypi(distributions.NAME, __version__),
        tree=_own_tree(),
        requires=tuple(sorted(map(distributions.plain_name, distributions.requirements()))),
    )
    others = (*_tools(), *_fonts(look), *([citation_style(style)] if style else []))
    return (own, *sorted(others, key=lambda each: (each.kind, each.name, each.version, each.sha256)))


@cache
def _own_tree() -> str:
    return distributions.own_tree()


@cache
def _tools() -> tuple[Component, ...]:
    """Return what does not depend on an article: it is hashed once."""
    return (_pandoc(), _reveal(), *_packages(), *_libraries())


def _packages() -> Iterator[Component]:
    for each in distributions.packages():
        address = pypi(each.name, each.version)
        yield Component(
            "library", each.name, each.version, each.licence, address, tree=each.tree, requires=each.requires
        )


def _libraries() -> Iterator[Component]:
    for each in shared_libraries():
        address = generic(each.name, each.version)
        yield Component("library", each.name, each.version, each.licence, address, each.sha256)


def _pandoc() -> Component:
    version = pandoc.version()
    digest = write.digest(Path(pandoc.program())) or ""
    return Component("application", "pandoc", version, "GPL-2.0-or-later", generic("pandoc", version), digest)


def _reveal() -> Component:
    version = reveal_version()
    data = packaged.data(reveal_root() / "dist" / "reveal.js")
    return Component(
        "library", "reveal.js", version, "MIT", f"pkg:npm/reveal.js@{version}#dist/reveal.js", _digest(data)
    )


def _fonts(look: Look) -> Iterator[Component]:
    known_digests: set[str] = set()
    for face in theme.of(look).faces:
        for source in (face.upright, face.italic, face.bold, face.bold_italic):
            if source is not None and (component := font(face.family, source)).sha256 not in known_digests:
                known_digests.add(component.sha256)
                yield component


def font(family: str, source: FontSource) -> Component:
    """Return the component of a font file, with the version and the licence that it names itself."""
    data = packaged.data(source)
    version, licence = _names(data)
    name = "" if isinstance(source, FontFile) else source.name
    return Component(
        "data",
        f"{family}: {name}" if name else family,
        version,
        licence,
        generic(family.lower().replace(" ", "-"), version, name),
        _digest(data),
    )


def _names(data: bytes) -> tuple[str, str]:
    """Return a font's version and licence from its table of names."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        names = TTFont(io.BytesIO(data), fontNumber=0, lazy=True)["name"]
        version, licence, address = (
            str(names.getDebugName(role) or "") for role in (_VERSION, _LICENCE_TEXT, _LICENCE_ADDRESS)
        )
    except (TTLibError, KeyError, AssertionError, UnicodeError):
        return "", ""
    return version.partition(";")[0].removeprefix("Version ").strip(), _licence(f"{licence}\n{address}")


def _licence(words: str) -> str:
    if "SIL Open Font License" in words or "/OFL" in words or "openfontlicense" in words:
        return "OFL-1.1"
    if "Bitstream" in words and "Vera" in words:
        return "Bitstream-Vera"
    return " ".join(words.split())[:200]


def citation_style(data: bytes) -> Component:
    """Return the component of a citation style, with the name, date and licence that it gives itself."""
    # The style was read before; entities are not resolved here either.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        info = etree.fromstring(data, parser).find(f"{_CSL}info")
    except etree.XMLSyntaxError:
        info = None

    def words(name: str) -> str:
        return " ".join((info.findtext(f"{_CSL}{name}") or "").split()) if info is not None else ""

    rights = info.find(f"{_CSL}rights") if info is not None else None
    licence = "" if rights is None else rights.get("license") or " ".join((rights.text or "").split())
    name = words("id").rstrip("/").rpartition("/")[2] or words("title") or "citation style"
    version = words("updated")
    spdx = "CC-BY-SA-3.0" if "creativecommons.org/licenses/by-sa/3.0" in licence else licence[:200]
    return Component("data", f"{name}.csl", version, spdx, generic(f"{name}.csl", version), _digest(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
