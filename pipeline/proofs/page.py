"""The proof of an article as a page: what was compared, what differs, and each fact wherever it stands."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from pipeline import theme
from pipeline.parity.proof import FactReading, Proof
from pipeline.proofs.article import ArticleProof
from pipeline.proofs.table import COLUMNS, count_text

_HEADS = {
    "facts": "Facts",
    "citations": "Citations",
    "notes": "Notes",
    "figures": "Figures",
    "cells": "Cells",
    "headings": "Headings",
    "characters": "Characters",
}
Pictures = Mapping[tuple[str, int], bytes]


def page(article: ArticleProof, pictures: Pictures) -> str:
    """Return one HTML file without any other resources.

    `pictures` are by the name of the file and the number of the fact in its proof.
    """
    title, lang = escape(article.title), article.lang
    style = f"{theme.of(article.look).css()}\n{theme.style_sheet('proof.css')}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Proof: {title}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<header><p class="kicker">Proof of the finished files</p>',
            f'<h1 lang="{escape(lang)}">{title}</h1></header>',
            "<main>",
            *_counts(article),
            *_differences(article),
            *_omissions(article),
            *_facts(article, pictures, lang),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _counts(article: ArticleProof) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_HEADS[name]}</th>' for name in COLUMNS)
    yield (
        '<div class="wide" tabindex="0" role="region" aria-labelledby="counts">'
        '<table><caption id="counts">The same in the file as in the article, of each kind</caption>'
        f'<thead><tr><th scope="col">File</th>{heads}<th scope="col">Differences</th></tr></thead><tbody>'
    )
    for proof in article.proofs:
        cells = "".join(f"<td>{count_text(proof.counts[name])}</td>" for name in COLUMNS)
        count = len(proof.differences)
        yield f'<tr><th scope="row">{escape(proof.file)}</th>{cells}<td>{count}</td></tr>'
    for file, reason in article.unread_files:
        span = len(COLUMNS) + 1
        cell = f'<td colspan="{span}">not checked: {escape(reason)}</td>'
        yield f'<tr><th scope="row">{escape(file)}</th>{cell}</tr>'
    yield "</tbody></table></div>"


def _differences(article: ArticleProof) -> Iterator[str]:
    yield '<h2 id="differences">Differences</h2>'
    rows = [(proof, each) for proof in article.proofs for each in proof.differences]
    if not rows:
        yield "<p>None.</p>"
        return
    yield "<ul>"
    for proof, each in rows:
        where = f", {proof.unit} {each.spot}" if each.spot else ""
        yield f"<li><b>{escape(each.code)}</b> {escape(proof.file)}{where}: {escape(each.message)}</li>"
    yield "</ul>"


def _omissions(article: ArticleProof) -> Iterator[str]:
    yield '<h2 id="omissions">What editions leave out</h2><ul>'
    for each in article.omissions:
        number = each.total - each.same
        words = f"{number:,} of {each.total:,} words" if number else "nothing"
        reason = f" ({escape(each.reason)})" if number else ""
        yield f"<li>{escape(each.edition)}: {words}{reason}</li>"
    yield "</ul>"


def _facts(article: ArticleProof, pictures: Pictures, lang: str) -> Iterator[str]:
    places: dict[str, list[tuple[Proof, int, FactReading]]] = {}
    for proof in article.proofs:
        for number, fact in enumerate(proof.facts):
            places.setdefault(fact.fact, []).append((proof, number, fact))
    yield f'<h2 id="facts">Facts</h2><p>{len(places)} facts, each where a reader finds it.</p>'
    for name in sorted(places):
        own = f"fact-{escape(name)}"
        yield f'<section aria-labelledby="{own}"><h3 id="{own}">{escape(name)}</h3><dl>'
        for proof, number, fact in places[name]:
            where = f", {proof.unit} {fact.spot}" if fact.spot else ""
            yield f"<dt>{escape(proof.file)}{where}</dt>"
            picture = pictures.get((proof.file, number))
            yield f"<dd>{_picture(fact, picture) if picture else _words(fact, lang)}</dd>"
        yield "</dl></section>"


def _picture(fact: FactReading, picture: bytes) -> str:
    data = b64encode(picture).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{escape(fact.words)}" loading="lazy">'


def _words(fact: FactReading, lang: str) -> str:
    before, after = escape(fact.before), escape(fact.after)
    return f'<span lang="{escape(lang)}">… {before}<mark>{escape(fact.words)}</mark>{after} …</span>'
