"""HTML: whether a page has faults by the standard for HTML, and whether its links have targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.verify.verdict import NoVerdict, Tools, Validator, Verdict, package_version

_SPACE = "{http://www.w3.org/1999/xhtml}"
# Elements that hold words alone, and those that words do not hold.
_OF_WORDS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "code", "sup", "sub", "i", "b", "pre"]
)
_BLOCKS = frozenset(
    ["div", "p", "ul", "ol", "dl", "table", "section", "figure", "blockquote", "pre", "aside", "details"]
)
# Attributes that name elements of the page.
_NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")


def run(path: Path, tools: Tools) -> Verdict:
    """Check a page."""
    if find_spec("tinyhtml5") is None:
        raise NoVerdict("tinyhtml5 is not here", cure("setup", "pip install tinyhtml5"))
    from tinyhtml5.parser import HTMLParser

    parser = HTMLParser()
    try:
        root = parser.parse(path)
    except OSError as failure:
        raise NoVerdict(f"it cannot be read: {failure}") from failure
    findings = (*_parse_errors(parser.errors, path), *_faults(root, path))
    return Verdict(version("tinyhtml5"), findings)


def _parse_errors(errors: list[Any], path: Path) -> Iterator[Diagnostic]:
    for (line, column), code, _ in errors:
        text = code.replace("-", " ")
        yield Diagnostic(f"html/{code}", Severity.ERROR, text, Place(str(path), line or 1, (column or 0) + 1))


def _faults(root: Any, path: Path) -> Iterator[Diagnostic]:
    """Yield what a parser takes and the standard does not: ids twice, links to nothing, blocks in words."""
    place = Place(str(path))
    counts = Counter(each.get("id") for each in root.iter() if each.get("id") is not None)
    for name, count in counts.items():
        if count > 1:
            yield Diagnostic("html/id-twice", Severity.ERROR, f"{count} elements have the id {name!r}", place)
    for name in dict.fromkeys(_names(root)):
        if name not in counts and unquote(name) not in counts:
            yield Diagnostic("html/target-missing", Severity.ERROR, f"nothing has the id {name!r}", place)
    for parent in root.iter():
        if not isinstance(parent.tag, str) or parent.tag.removeprefix(_SPACE) not in _OF_WORDS:
            continue
        for child in parent:
            name = child.tag.removeprefix(_SPACE) if isinstance(child.tag, str) else ""
            if name in _BLOCKS:
                text = f"a {name} is within a {parent.tag.removeprefix(_SPACE)}, which holds words alone"
                yield Diagnostic("html/block-in-words", Severity.ERROR, text, place)


def _names(root: Any) -> Iterator[str]:
    """Yield the ids that links and attributes name; `#/` leads to a slide."""
    for each in root.iter():
        href = each.get("href") or ""
        if href.startswith("#") and len(href) > 1 and not href.startswith("#/"):
            yield href[1:]
        for key in _NAMING:
            yield from (each.get(key) or "").split()


HTML = Validator("HTML", ("html",), run, lambda tools: package_version("tinyhtml5"))
