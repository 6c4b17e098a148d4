"""Labels of sources, author and year, for places that name a source in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.editions.prose import words
from pipeline.load.addresses import encode
from pipeline.model import nodes as n
from pipeline.model.links import link_problem
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.resolve.typography import typeset_text
from pipeline.wording.terms import term

# Before it a style names the era of a year.
MODERN = 1000


def labels(document: Document) -> Mapping[str, n.Inlines]:
    """Return the label of each reference, author and year, as the citation style writes them."""
    links_by_key: dict[str, list[n.Inlines]] = {}
    for node in walk(document.blocks):
        if isinstance(node, n.Link) and node.url.startswith("#ref-"):
            links_by_key.setdefault(node.url.removeprefix("#ref-"), []).append(node.inlines)
    return {
        reference.id: _label(reference.fields, links_by_key.get(reference.id, []), document.front.lang)
        for reference in document.references
    }


def _label(fields: Mapping[str, Any], variants: list[n.Inlines], lang: str) -> n.Inlines:
    """Return the shortest label of the text with a name, else one of the reference's own fields."""
    issue = _issue(fields)
    date = _date(issue)
    texts = [text_of(inlines) for inlines in variants]
    candidates = [text[: match.end()] for text in texts if (match := date.search(text)) and match.start()]
    if candidates:
        return words(min(candidates, key=len))
    dates = [match[0] for text in texts if (match := date.search(text))]
    return words(" ".join(part for part in (_author(fields, lang), *(dates[:1] or [issue])) if part))


def _issue(fields: Mapping[str, Any]) -> str:
    """Return the year of issue, negative before our era, or the words in its place."""
    date_data = fields.get("issued", {})
    year = ((date_data.get("date-parts") or [[None]])[0] or [None])[0]
    return str(year or date_data.get("literal") or date_data.get("raw") or "")


def _date(issue: str) -> re.Pattern[str]:
    """Return a pattern of how a style writes a date: `2020ab`, `2010–2012`, `[1640?]`, `380 BC`, `n.d.-a`."""
    if not issue:
        return re.compile(r"\b[a-z]\.\s?[a-z]\.(?:-[a-z]{1,2})?")
    if not re.fullmatch(r"-?\d{1,9}", issue):
        return re.compile(re.escape(issue))
    year = abs(int(issue))
    behind = r"(?!\d)(?:[^,;:)]+)?" if int(issue) < MODERN else r"[a-z]{0,2}\b(?:\?\])?"
    return re.compile(rf"\[?\b{year}(?:–\d+)?{behind}")


def _author(fields: Mapping[str, Any], lang: str) -> str:
    people = fields.get("author") or fields.get("editor") or ()
    names = [_name(person) for person in people]
    if len(names) > 2:
        return f"{names[0]} et al."
    if names:
        return f" {term(lang, 'and')} ".join(names)
    return str(
        fields.get("container-title") or fields.get("publisher") or fields.get("title") or fields.get("id")
    )


def _name(person: Mapping[str, Any]) -> str:
    """Return the name that a person is cited by: `van Gogh`."""
    family = " ".join(str(person[key]) for key in ("non-dropping-particle", "family") if person.get(key))
    return str(person.get("literal") or family or person.get("given"))


def source_links(document: Document) -> Mapping[str, n.Inlines]:
    """Return the label of each reference as a link to its entry.

    A work that no text cites, as some that facts name, has no entry: its title follows, and leads to it.
    """
    listed_ids = {entry.attr.id for entry in document.bibliography}
    result: dict[str, n.Inlines] = {}
    fields_by_key = {reference.id: reference.fields for reference in document.references}
    for key, label in labels(document).items():
        is_listed = f"ref-{key}" in listed_ids
        result[key] = (n.Link(n.Attr(), label, f"#ref-{key}"),) if is_listed else label
        title = fields_by_key[key].get("title")
        if not is_listed and isinstance(title, str) and title:
            title_inlines = words(typeset_text(title, document.front.lang))
            result[key] = (*label, n.Str(","), n.Space(), *_to_work(title_inlines, fields_by_key[key]))
    return result


def _to_work(title: n.Inlines, fields: Mapping[str, Any]) -> n.Inlines:
    """Return a title as a link to its work, if the work has an address."""
    doi = fields.get("DOI")
    addresses = (f"https://doi.org/{doi}" if doi else "", fields.get("URL"))
    for url in addresses:
        if isinstance(url, str) and url.startswith(("https://", "http://")) and not link_problem(url):
            return (n.Link(n.Attr(), title, encode(url)),)
    return title
