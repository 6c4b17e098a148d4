"""The page of a release: one HTML file in the look of the web page, without scripts, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from pipeline import theme
from pipeline.formats import byline, logos
from pipeline.formats.format import Setting
from pipeline.formats.reveal.script import hashes
from pipeline.formats.web import style
from pipeline.model.characters import fit
from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import FrontMatter
from pipeline.model.look import PLAIN, Look
from pipeline.model.release import ProofLine, Release, ReleasedFile
from pipeline.model.tags import Tag
from pipeline.release import feed
from pipeline.release.linked_data import address, linked_data
from pipeline.release.words import is_english, number, size, word
from pipeline.wording.dates import date_text
from pipeline.wording.scripts import direction, prevailing_direction
from pipeline.wording.terms import term

FILE = "index.html"
SUMS = "SHA256SUMS"
_SLOT = re.compile(r"<!--([a-z-]+)-->")
_NAMES = "\N{NUL}"
_KINDS = ("facts", "citations", "notes", "figures", "tables", "cells", "characters")


def page(release: Release, look: Look = PLAIN) -> str:
    """Return the page; `release.files` are those that it lists."""
    front = release.front
    lang = Tag(str(front.lang), front.terms)
    fields = {
        "masthead": _masthead(release, look, lang),
        "text": "\n".join(_sections(release, lang)),
        "skip": escape(word(lang, "skip")),
    }
    setting = Setting(theme.of(look), release.date, _draw)
    fonts = style.fonts(setting, f"{''.join(fields.values())}<p>{escape(front.title)}</p>")
    sheet = style.sheet(setting.theme, "", (style.SHEET, "release.css"))
    fields |= {
        "lang": escape(lang),
        "direction": direction(lang),
        "policy": escape(_policy(fonts, sheet)),
        "head": "\n".join(_head(release)),
        "linked-data": linked_data(release),
        "fonts": fonts,
        "style": sheet,
    }
    return fit(_SLOT.sub(lambda match: fields[match[1]], theme.style_sheet("release.html")))


def _draw(drawing: object, frame: object) -> bytes:
    raise LookupError("the page of a release has no figures")


def _policy(*sheets: str) -> str:
    return (
        f"default-src 'none'; style-src {hashes(sheets)}; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _head(release: Release) -> Iterator[str]:
    front = release.front
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(front.title)} · {escape(release.version)}</title>"
    yield '<meta name="generator" content="Dossier">'
    pairs = [
        ("description", release.summary or front.subtitle or ""),
        ("keywords", ", ".join(front.keywords)),
        *(("author", each.name) for each in front.authors),
        ("citation_title", front.title),
        *(("citation_author", each.name) for each in front.authors),
        ("citation_publication_date", f"{release.date:%Y/%m/%d}"),
    ]
    pdf = next((each for each in release.files if each.media_type == "application/pdf"), None)
    if pdf is not None and release.base:
        pairs.append(("citation_pdf_url", address(release, pdf.name)))
    for name, value in pairs:
        if value:
            yield f'<meta name="{name}" content="{escape(value)}">'
    if release.base:
        yield f'<link rel="canonical" href="{escape(address(release))}">'
    for file, media_type in ((feed.ATOM_FILE, feed.ATOM_TYPE), (feed.JSON_FILE, feed.JSON_TYPE)):
        yield f'<link rel="alternate" type="{media_type}" href="../{file}">'


def _masthead(release: Release, look: Look, lang: Tag) -> str:
    front = release.front
    lines = (
        [f'<p class="kicker"><span class="series">{escape(front.kicker)}</span></p>'] if front.kicker else []
    )
    size_name = byline.title_size(front.title)
    name = f' class="{size_name}"' if size_name else ""
    lines.append(f'<h1 id="title"{name}{_turn(front.title, lang)}>{escape(front.title)}</h1>')
    if front.subtitle:
        turn = _turn(front.subtitle, lang)
        lines.append(f'<p class="subtitle" role="doc-subtitle"{turn}>{escape(front.subtitle)}</p>')
    if front.authors:
        words = escape(term(lang, "authors", names=_NAMES))
        names = byline.join_names(byline.names(front), lang)
        lines.append(f'<p class="byline">{words.replace(_NAMES, names)}</p>')
    if places := byline.places(front):
        lines.append(f'<p class="institutions">{"; ".join(places)}</p>')
    lines.append(f'<p class="imprint">{_imprint(release, lang)}</p>')
    inner = "\n".join(lines)
    return f'<header class="masthead">\n{logos.web_markup(look)}{inner}\n</header>'


def _turn(words: str, lang: Tag) -> str:
    """Return the attribute of a text that is written in another direction than the page."""
    return "" if prevailing_direction(words) == direction(lang) else ' dir="auto"'


def _english(lang: Tag) -> str:
    """Return the attributes of Dossier's own sentences where they are not in the language of the page."""
    return ' lang="en" dir="ltr"' if is_english(lang) else ""


def _imprint(release: Release, lang: Tag) -> str:
    front = release.front
    parts = [f'<span class="version">{escape(word(lang, "version", version=release.version))}</span>']
    words = [term(lang, "published-on", date=_date(release, lang))]
    words += [term(lang, "as-of", date=date_text(front.as_of, lang))] if front.as_of else []
    words += [term(lang, "document-id", id=front.id)] if front.id else []
    words += [release.publisher] if release.publisher else []
    return " ".join([*parts, *(f"<span>{escape(each)}</span>" for each in words)])


def _date(release: Release, lang: Tag) -> str:
    date = release.date
    return date_text(PartialDate(date.year, date.month, date.day), lang)


def _sections(release: Release, lang: Tag) -> Iterator[str]:
    if release.summary:
        turn = _turn(release.summary, lang)
        words = f'<p class="standfirst"{turn}>{escape(release.summary)}</p>'
        yield f'<div class="opening">\n{words}\n</div>'
    editions = [each for each in release.files if each.role == "edition"]
    others = [each for each in release.files if each.role != "edition"]
    yield _section("files", word(lang, "downloads"), [_files(editions, word(lang, "downloads"), lang)], lang)
    if release.previous:
        heading = word(lang, "changes", version=release.previous)
        yield _section("changes", heading, _changes(release, lang), lang)
    if others:
        yield _section("data", word(lang, "data"), [_files(others, word(lang, "data"), lang)], lang)
    if release.proof:
        yield _section("proof", word(lang, "proof"), _proof(release.proof, lang), lang)
    yield _section("verify", word(lang, "verify"), _verification(lang), lang)
    yield _section("cite", word(lang, "cite"), [_citation(release, lang)], lang)


def _section(name: str, heading: str, parts: Iterable[str], lang: Tag) -> str:
    inner = "\n".join(parts)
    return f'<section id="{name}">\n<h2{_english(lang)}>{escape(heading)}</h2>\n{inner}\n</section>'


def _files(files: Iterable[ReleasedFile], label: str, lang: Tag) -> str:
    heads = [word(lang, name) for name in ("file", "format", "size", "checksum")]
    rows = [
        [
            f'<a href="{quote(each.name)}" download>{escape(each.name)}</a>',
            escape(each.name.rpartition(".")[2].upper()),
            escape(size(each.size, lang)),
            f"<code>{each.sha256}</code>",
        ]
        for each in files
    ]
    return _table(label, heads, rows, "files stacks")


def _table(label: str, heads: list[str], rows: Iterable[list[str]], name: str) -> str:
    """Return a table; the first cell of a row is its head."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "\n".join(
        f'<tr><th scope="row">{cells[0]}</th>'
        + "".join(
            f'<td data-label="{escape(label)}">{cell}</td>'
            for label, cell in zip(heads[1:], cells[1:], strict=True)
        )
        + "</tr>"
        for cells in rows
    )
    return (
        f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0">\n'
        f'<table class="{name}">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _changes(release: Release, lang: Tag) -> Iterator[str]:
    if not release.changes:
        yield f"<p{_english(lang)}>{escape(word(lang, 'changes-none'))}</p>"
        return
    items = "\n".join(f"<li{_turn(each.text, lang)}>{escape(each.text)}</li>" for each in release.changes)
    yield f"<ul>\n{items}\n</ul>"


def _proof(lines: Iterable[ProofLine], lang: Tag) -> Iterator[str]:
    yield f"<p{_english(lang)}>{escape(word(lang, 'proof-words'))}</p>"
    heads = [word(lang, name) for name in ("file", *_KINDS, "differences")]
    rows = [
        [
            escape(each.file),
            *(number(getattr(each, kind), lang) for kind in _KINDS),
            _differences(each.differences, lang),
        ]
        for each in lines
    ]
    yield _table(word(lang, "proof"), heads, rows, "proof")


def _differences(count: int, lang: Tag) -> str:
    words = number(count, lang)
    return f'<span class="difference">{words}</span>' if count else words


def _verification(lang: Tag) -> Iterator[str]:
    for words, command in (
        ("verify-sums", f"sha256sum -c {SUMS}"),
        ("verify-again", "dossier release verify ."),
    ):
        yield f"<p{_english(lang)}>{escape(word(lang, words))}</p>"
        yield f'<pre tabindex="0"><code>{command}</code></pre>'


def _citation(release: Release, lang: Tag) -> str:
    front = release.front
    names = ", ".join(each.name for each in front.authors) or release.publisher
    year = (front.date.year if front.date else release.date.year) or release.date.year
    parts = [f"{escape(names)} ({year})." if names else f"({year}).", f"<cite>{_title(front)}</cite>."]
    words = [word(lang, "version", version=release.version)]
    words += [release.publisher] if release.publisher and front.authors else []
    words += [front.id] if front.id else []
    parts += [f"{escape(each)}." for each in words]
    if link := front.address or address(release):
        parts.append(f'<a href="{escape(link)}">{escape(link)}</a>')
    return f'<p class="cite" dir="auto">{" ".join(parts)}</p>'


def _title(front: FrontMatter) -> str:
    return escape(f"{front.title}. {front.subtitle}" if front.subtitle else front.title).rstrip(".")
