"""Coverage as a page: the article with every number and date marked, each leading to its fact and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from pipeline import theme
from pipeline.facts.coverage import MEASURES, Coverage, CoverageRow, Mark
from pipeline.model.facts import Fact
from pipeline.model.references import Reference
from pipeline.wording.facts import fact_text, part_text

STATES = {
    "double": "two sources or more",
    "single": "one source",
    "stale": "last known to hold too long ago",
    "proposed": "proposed, not accepted",
    "unsourced": "bound, without a source",
    "unbound": "not bound to a fact",
}
_HEADS = {"bound": "Bound", "sourced": "Sourced", "fresh": "Fresh", "double": "Two sources"}


def page(coverage: Coverage) -> str:
    """Return one HTML file without any other resources."""
    front = coverage.manuscript.front
    title = escape(front.title)
    style = f"{theme.of(coverage.manuscript.look).css()}\n{theme.style_sheet('coverage.css')}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(front.lang)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Coverage: {title}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#article" lang="en">Skip to the article</a>',
            '<header lang="en"><p class="kicker">Coverage of facts</p>',
            f'<h1 lang="{escape(front.lang)}">{title}</h1>',
            *_table(coverage),
            *_legend(),
            "</header>",
            '<main id="article">',
            *_article(coverage),
            "</main>",
            '<section id="ledger" lang="en" aria-labelledby="ledger-title">',
            '<h2 id="ledger-title">Ledger</h2>',
            *_ledger(coverage),
            "</section>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _table(coverage: Coverage) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_HEADS[m]}</th>' for m in MEASURES)
    yield (
        "<table><caption>Shares of the numbers, dates, amounts and percentages in the prose</caption>"
        f'<thead><tr><th scope="col">Section</th><th scope="col">In the prose</th>{heads}</tr></thead><tbody>'
    )
    for name, tally in (*coverage.sections, ("All", coverage.total)):
        cells = "".join(f"<td>{tally.count(m)} <small>{tally.share(m):.0f}%</small></td>" for m in MEASURES)
        title = escape(name) or "Before the first heading"
        yield f'<tr><th scope="row">{title}</th><td>{tally.tokens}</td>{cells}</tr>'
    yield "</tbody></table>"


def _legend() -> Iterator[str]:
    yield '<h2>Marks</h2><ul class="legend">'
    for state, words in STATES.items():
        yield f'<li><span class="mark {state}">{words}</span></li>'
    yield "</ul>"


def _article(coverage: Coverage) -> Iterator[str]:
    anchored_ids: set[str] = set()
    lang = coverage.manuscript.front.lang
    for _, group in groupby(coverage.rows, key=lambda each: each.sentence.paragraph):
        sentences = list(group)
        first = sentences[0].sentence
        text = " ".join(_sentence(each, anchored_ids, lang) for each in sentences)
        if first.kind == "heading":
            level = min(6, len(first.section) + 1)
            yield f"<h{level}>{text}</h{level}>"
        elif text.strip():
            yield f'<p class="{first.kind}">{text}</p>'


def _sentence(row: CoverageRow, anchored_ids: set[str], lang: str) -> str:
    text = row.sentence.text.replace("\ufffc", "□")
    parts: list[str] = []
    at = 0
    for mark in row.marks:
        if mark.start < at:
            continue
        parts += [escape(text[at : mark.start]), _mark(mark, text[mark.start : mark.end], anchored_ids, lang)]
        at = mark.end
        # The text has one space for the two around an empty binding.
        parts += [" "] if mark.start == at and text[at : at + 1].isalnum() else []
    return "".join([*parts, escape(text[at:])])


def _mark(mark: Mark, words: str, anchored_ids: set[str], lang: str) -> str:
    what = STATES[mark.state]
    content = escape(words)
    if mark.fact is None:
        explanation = f": the ledger has no {escape(mark.unknown_id)}" if mark.unknown_id else ""
        return f'<mark class="mark unbound">{content}<span class="aside"> ({what}{explanation})</span></mark>'
    if not words:
        content = escape(_filling(mark.fact, mark.show, lang))
    name = escape(mark.fact.id)
    anchor = "" if name in anchored_ids else f' id="at-{name}"'
    anchored_ids.add(mark.fact.id)
    if mark.state not in ("single", "double"):
        content += f'<span class="aside"> ({what})</span>'
    return f'<a class="mark {mark.state}" href="#fact-{name}"{anchor} title="{name}: {what}">{content}</a>'


def _filling(fact: Fact, show: str | None, lang: str) -> str:
    """Return the words of an empty binding: the fact, or the part of it that `show` names."""
    return (part_text(fact, show, lang) if show else None) or fact_text(fact, lang)


def _ledger(coverage: Coverage) -> Iterator[str]:
    manuscript = coverage.manuscript
    references = {each.id: each for each in manuscript.references}
    used_ids = {mark.fact.id for each in coverage.rows for mark in each.marks if mark.fact}
    facts_by_id: dict[str, Fact] = {}
    for fact in manuscript.ledger.facts:
        facts_by_id.setdefault(fact.id, fact)
    yield "<dl>"
    for name, fact in facts_by_id.items():
        place = f' <a class="back" href="#at-{escape(name)}">in the text</a>' if name in used_ids else ""
        date = f", as of {fact.as_of}" if fact.as_of else ""
        yield (
            f'<div id="fact-{escape(name)}" tabindex="-1"><dt>{escape(fact.subject)} '
            f"<code>{escape(name)}</code>{place}</dt>"
            f"<dd>{escape(fact_text(fact, manuscript.front.lang))} <small>{fact.kind}, {fact.status}{date}"
            "</small></dd>"
        )
        yield from _sources(fact, references)
        yield "</div>"
    yield "</dl>"


def _sources(fact: Fact, references: dict[str, Reference]) -> Iterator[str]:
    if not fact.sources:
        yield "<dd>No source.</dd>"
        return
    for source in fact.sources:
        fields = references[source.ref].fields if source.ref in references else {}
        title = escape(str(fields.get("title") or source.ref))
        url = str(fields.get("URL") or "")
        link = (
            f'<a href="{escape(url)}">{title}</a>'
            if url.lower().startswith(("https://", "http://"))
            else title
        )
        parts: Sequence[str] = [
            link,
            *_where(fields),
            *([escape(source.locator)] if source.locator else []),
        ]
        yield f"<dd>Source: {', '.join(parts)}</dd>"


def _where(fields: object) -> Iterator[str]:
    if isinstance(fields, dict):
        for key in ("container-title", "publisher"):
            if fields.get(key):
                yield escape(str(fields[key]))
                return
