"""Values of the front matter that would take in all that follows them, when they are read before the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline import pandoc
from pipeline.load import angle_brackets, tags
from pipeline.load.markup_words import names
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.source import SourceText

_MAY_BE_OPEN = re.compile(r"<[A-Za-z]|:::")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PROBE = "open-value"


def close(
    values: Mapping[str, tuple[str, Place]], source: SourceText
) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Return the values so that each ends with itself, and a diagnostic for each one that is changed.

    Tags without a partner are left out; what is open without one is shown as it stands.
    """
    closed_values: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for name, (value, place) in values.items():
        closed_values[name] = value
        if not _MAY_BE_OPEN.search(value) or _is_closed(value):
            continue
        lone_tags = list(_lone_tags(value))
        bare = _without(value, lone_tags)
        if bare.strip() and _is_closed(bare):
            closed_values[name] = bare
            diagnostics += (_finding(name, each.group(), "is left out", place, source) for each in lone_tags)
            continue
        closed_values[name] = _PUNCTUATION.sub(r"\\\1", value)
        if ":::" not in value:  # which a check tells, as it does wherever one is shown
            diagnostics.append(_finding(name, value, "is shown as it stands", place, source))
    return closed_values, tuple(diagnostics)


def _is_closed(value: str) -> bool:
    """Return whether a text after a value is not within it."""
    text = angle_brackets.escape_brackets(f"::: {_PROBE}\n{value}\n:::\n\nEnd.\n")
    try:
        blocks = pandoc.read(text).blocks
    except RecursionError:
        return False
    match blocks:
        case (n.Div(attr=attr), n.Para(inlines=(n.Str(text="End."),))):
            return _PROBE in attr.classes
        case _:
            return False


def _lone_tags(value: str) -> Iterator[re.Match[str]]:
    """Yield the start tags of HTML that no end tag follows, those too that need none in HTML."""
    open_matches: list[re.Match[str]] = []
    for match in tags.TAG.finditer(value):
        [tag] = tags.tags_of(match.group())
        if not tags.is_known(tag.name) or tag.name in names("html", "void"):
            continue
        if not tag.ends:
            open_matches.append(match)
            continue
        places = [index for index, each in enumerate(open_matches) if each.group(2).lower() == tag.name]
        if places:
            del open_matches[places[-1]]
    yield from open_matches


def _without(value: str, matches: list[re.Match[str]]) -> str:
    for match in reversed(matches):
        value = value[: match.start()] + value[match.end() :]
    return value


def _finding(name: str, markup: str, fate: str, place: Place, source: SourceText) -> Diagnostic:
    """Return the finding at the markup, if it stands in the line of its value, else at the value."""
    at = source.line(place.line).find(markup, max(place.column - 1, 0)) if place.file == source.file else -1
    if at >= 0:
        place = replace(place, column=at + 1, end_column=at + 1 + len(markup))
    message = f"`{' '.join(markup.split())[:40]}` in `{name.replace('_', '-')}` has no partner, and {fate}"
    return warning("tag-unpaired", message, place, "write the tag that ends it, or take it out")
