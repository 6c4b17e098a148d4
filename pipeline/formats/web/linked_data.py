"""What the page tells programs, as schema.org in JSON-LD: the article, works cited, the ledger of facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.formats.web.head import description
from pipeline.load.addresses import encode
from pipeline.model.facts import Amount, Fact, when_of
from pipeline.model.figures import unit_of
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.model.links import link_problem
from pipeline.model.look import Look
from pipeline.model.references import Reference
from pipeline.model.stages import Edition
from pipeline.wording.facts import fact_text
from pipeline.wording.terms import term

Value = Mapping[str, Any]
# Characters that could end the element, or begin a comment in it, as JSON writes any character.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_KINDS = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def linked_data(edition: Edition) -> str:
    """Return the page's data as JSON that an HTML element can contain."""
    nodes = [_article(edition), *([_ledger(edition)] if edition.facts else [])]
    return embeddable({"@context": "https://schema.org", "@graph": nodes})


def embeddable(data: Value) -> str:
    """Return data as JSON that an HTML element can contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPES.get(each, each) for each in text)


def _article(edition: Edition) -> Value:
    front = edition.front
    return _without_blanks(
        {
            "@type": "Article",
            "@id": f"{front.url or ''}#article",
            "headline": front.title,
            "alternativeHeadline": front.subtitle,
            "description": description(edition),
            "inLanguage": front.lang,
            "identifier": front.id,
            "url": front.url,
            "sameAs": front.address if front.address != front.url else None,
            "datePublished": _text(front.date),
            "mainEntityOfPage": _page(front),
            "author": [person(author, front) for author in front.authors],
            "isPartOf": {"@type": "CreativeWorkSeries", "name": front.kicker} if front.kicker else None,
            "publisher": _house(edition.look),
            "keywords": list(front.keywords),
            "copyrightNotice": front.rights,
            "image": front.web.image,
            "citation": [_work(each, front.url or "") for each in edition.references],
            "isBasedOn": {"@id": f"{front.url or ''}#ledger"} if edition.facts else None,
        }
    )


def _house(look: Look) -> Value | None:
    """Return the house that publishes the article."""
    if not look.publisher:
        return None
    return _without_blanks(
        {"@type": "Organization", "name": look.publisher, "url": _address(look.home or None)}
    )


def _page(front: FrontMatter) -> Value | None:
    """Return the page as such: when it was last reviewed is what `as-of` says."""
    if front.as_of is None:
        return None
    return _without_blanks({"@type": "WebPage", "url": front.url, "lastReviewed": _text(front.as_of)})


def person(author: Author, front: FrontMatter) -> Value:
    """Return an author with the institutions."""
    places = front.model_copy(update={"authors": (author,)}).institutions()
    rors = {each.name: each.ror for each in front.affiliations}
    orcid = f"https://orcid.org/{author.orcid}" if author.orcid else None
    return _without_blanks(
        {
            "@type": "Person",
            "@id": orcid,
            "name": author.name,
            "sameAs": orcid,
            "affiliation": [
                _without_blanks({"@type": "Organization", "name": name, "sameAs": _ror(rors.get(name))})
                for name in places
            ],
        }
    )


def _ror(name: str | None) -> str | None:
    return _address(name if name.startswith("http") else f"https://ror.org/{name}") if name else None


def _work(reference: Reference, base: str) -> Value:
    """Return a work from its CSL fields, each of which may have any form."""
    fields = reference.fields
    doi = fields.get("DOI")
    return _without_blanks(
        {
            "@type": _KINDS.get(str(fields.get("type")), "CreativeWork"),
            "@id": f"{base}#ref-{reference.id}",
            "name": fields.get("title") if isinstance(fields.get("title"), str) else reference.id,
            "author": [_creator(each) for each in _list(fields.get("author"))],
            "datePublished": _date(fields.get("issued")),
            "isPartOf": _by_name(fields.get("container-title")),
            "publisher": _by_name(fields.get("publisher"), "Organization"),
            "url": _address(fields.get("URL")),
            "sameAs": _address(f"https://doi.org/{doi}") if isinstance(doi, str) else None,
        }
    )


def _creator(person: object) -> Value:
    fields = person if isinstance(person, Mapping) else {}
    if fields.get("literal"):
        return {"@type": "Organization", "name": str(fields["literal"])}
    names = (fields.get(key) for key in ("given", "non-dropping-particle", "family", "suffix"))
    return {"@type": "Person", "name": " ".join(str(name) for name in names if name)}


def _address(value: object) -> str | None:
    """Return the address of a page, or None for any other value."""
    if not isinstance(value, str) or not value.startswith(("https://", "http://")) or link_problem(value):
        return None
    return encode(value)


def _by_name(name: object, kind: str = "CreativeWork") -> Value | None:
    return {"@type": kind, "name": name} if isinstance(name, str) and name else None


def _date(issue: object) -> str | None:
    """Return the date of a work in ISO 8601, as far as it is known."""
    parts = _list(issue.get("date-parts")) if isinstance(issue, Mapping) else []
    first = [part for part in _list(parts[0]) if str(part).isdigit()] if parts else []
    if not first or len(str(first[0])) > 4:
        return None
    return "-".join([f"{int(first[0]):04}", *(f"{int(part):02}" for part in first[1:3])])


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _ledger(edition: Edition) -> Value:
    front = edition.front
    heading = term(front.lang, "facts")
    cited_ids = {source.ref for fact in edition.facts for source in fact.sources}
    return _without_blanks(
        {
            "@type": "Dataset",
            "@id": f"{front.url or ''}#ledger",
            "name": f"{front.title}: {heading}",
            "description": description(edition) or heading,
            "inLanguage": front.lang,
            "url": f"{front.url or ''}#ledger",
            "datePublished": _text(front.date),
            "dateModified": _text(front.as_of),
            "creator": [person(author, front) for author in front.authors],
            "isAccessibleForFree": True,
            "copyrightNotice": front.rights,
            "variableMeasured": [_property(fact, front) for fact in edition.facts],
            "citation": [
                {"@id": f"{front.url or ''}#ref-{each.id}"}
                for each in edition.references
                if each.id in cited_ids
            ],
        }
    )


def _property(fact: Fact, front: FrontMatter) -> Value:
    """Return a fact as a property: its value for programs, and for people its text, status and date."""
    lang = front.lang
    words = [fact_text(fact, lang), term(lang, f"status-{fact.status}")]
    words += [term(lang, "as-of-short", date=str(fact.as_of))] if fact.as_of else []
    when = when_of(fact)
    return _without_blanks(
        {
            "@type": "PropertyValue",
            "propertyID": fact.id,
            "name": fact.subject,
            "url": f"{front.url or ''}#fact-{fact.id}",
            **_value(fact, lang),
            "valueReference": {"@type": "PropertyValue", "name": "date", "value": str(when)}
            if when
            else None,
            "description": "; ".join(words),
        }
    )


def _value(fact: Fact, lang: str) -> Value:
    if isinstance(fact, Amount):
        return {**_number(fact), "unitText": unit_of(fact)}
    return {"value": fact_text(fact, lang)}


def _number(fact: Amount) -> Value:
    """Return a number, or the ends of a range, written out: JSON's numbers are not exact."""
    value = fact.value
    if value.amount is not None:
        return {"value": f"{value.amount:f}"}
    low, high = value.ends
    return {"minValue": f"{low:f}", "maxValue": f"{high:f}"}


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _without_blanks(fields: Value) -> Value:
    """Return what has a value."""
    return {key: value for key, value in fields.items() if value not in (None, "", [])}
