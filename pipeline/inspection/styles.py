"""Style sheets: the typefaces that they declare, the files that they name, and what they hide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]*))\s*\)", re.IGNORECASE)
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_HIDES = re.compile(
    r"(?:\A|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?:;|\Z)"
)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of a style sheet: its name with its weight and style, and the addresses of its files."""

    name: str
    urls: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Compound:
    """A selector without combinators: an element's name or the empty text, its classes and its ids."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]

    def matches(self, tag: str, classes: Iterable[str], name: str) -> bool:
        """Return whether an element of this name, these classes and this id is selected."""
        return (
            (not self.tag or self.tag == tag)
            and self.classes.issubset(classes)
            and (not self.ids or self.ids == {name})
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a style sheet says: its typefaces, the files that its rules name, and what it hides always.

    Rules for some screens only, and those that look at an element's surroundings, hide nothing here: what
    they hide is shown to others.
    """

    faces: tuple[Face, ...]
    urls: tuple[str, ...]
    hidden_selectors: tuple[Compound, ...]


def read(css: str) -> Sheet:
    """Return what a style sheet says."""
    faces: list[Face] = []
    urls: list[str] = []
    hidden_selectors: list[Compound] = []
    text = _COMMENT.sub("", css) if "/*" in css else css
    urls += [match[1] for match in _IMPORT.finditer(text)]
    for preludes, body in _rules(text):
        own = tuple(_urls(body))
        if preludes[-1].lower() == "@font-face":
            faces.append(Face(_name(body), own))
            continue
        urls += own
        if len(preludes) == 1 and _HIDES.search(body):
            hidden_selectors += _compounds(preludes[0])
    return Sheet(tuple(faces), tuple(urls), tuple(hidden_selectors))


def hides(style: str) -> bool:
    """Return whether an element's own style hides it."""
    return bool(_HIDES.search(style))


def _rules(css: str) -> Iterator[tuple[list[str], str]]:
    """Yield each innermost block with the selectors and conditions around it."""
    preludes: list[str] = []
    position, is_innermost = 0, False
    for brace in _BRACE.finditer(css):
        text = css[position : brace.start()]
        position = brace.end()
        if brace[0] == "{":
            preludes.append(text.rpartition(";")[2].strip())
            is_innermost = True
        elif preludes:
            if is_innermost:
                yield list(preludes), text
            preludes.pop()
            is_innermost = False


def _urls(body: str) -> Iterator[str]:
    for match in _URL.finditer(body):
        yield match[1] or match[2] or match[3] or ""


def _name(body: str) -> str:
    """Return the name of a typeface with its weight and style, where they are not the usual ones."""
    values = {}
    for each in ("font-family", "font-weight", "font-style"):
        match = re.search(rf"(?:^|[;\s]){each}\s*:\s*([^;}}]*)", body)
        values[each] = match[1].strip().strip("\"'") if match else ""
    usual = {"", "normal", "400"}
    others = (values[each] for each in ("font-weight", "font-style"))
    return " ".join((values["font-family"], *(each for each in others if each not in usual))).strip()


def _compounds(selector: str) -> Iterator[Compound]:
    for each in selector.split(","):
        match = _COMPOUND.fullmatch(each.strip())
        if match and match[0]:
            parts = re.findall(r"[.#][\w-]+", match[2])
            classes = frozenset(part[1:] for part in parts if part[0] == ".")
            ids = frozenset(part[1:] for part in parts if part[0] == "#")
            yield Compound((match[1] or "").lower(), classes, ids)
