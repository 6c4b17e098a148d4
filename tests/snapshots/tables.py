"""Functions of one line of text, and their results: a table of values that is read like a snapshot.

A table is a file `tables/<function>.<argument>.txt`. A line that begins at the left is an input, with `⏎` for
a line break; the lines indented below it are its result, which `make snapshots` writes. `#` begins a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import theme
from pipeline.checks.links import address, suspicion
from pipeline.checks.suggestion import suggestion
from pipeline.discourse.factual import read as read_factual
from pipeline.discourse.readings import DateReading, Token
from pipeline.discourse.sentences import spans_of
from pipeline.importers.escaping import escape
from pipeline.load import addresses, cell_options, front, style_names, tags, yaml_text
from pipeline.load.papers import dates, language_names, names
from pipeline.load.raster import Unreadable
from pipeline.load.svg import clean
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.wording import letters, reference_words, scripts, word_breaks
from pipeline.wording.clipping import clip
from tests.snapshots import bindings, command_sessions, fact_tables
from tests.snapshots.diagnostic_lines import diagnostic_lines
from tests.snapshots.outline import Outline
from tests.snapshots.record_tables import RECORDS

FOLDER = Path(__file__).parent / "tables"
_BREAK = "⏎"


def tables() -> list[str]:
    """Return the names of the tables."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def text_of(table: str) -> str:
    """Return a table's file with the results that the code gives now."""
    kind, _, argument = table.partition(".")
    function = FUNCTIONS[kind]
    lines: list[str] = []
    for line in (FOLDER / f"{table}.txt").read_text("utf-8").splitlines():
        if line.startswith("    ") or not line.strip():
            lines += [""] if not line.strip() else []
            continue
        lines.append(line)
        if not line.startswith("#"):
            result = function(line.replace(_BREAK, "\n"), argument)
            lines += [f"    {each}" for each in result.replace("\r", "␍").split("\n") if each.strip()]
    return "\n".join(lines)


def _token(token: Token) -> str:
    reading = token.reading
    if isinstance(reading, DateReading):
        marks = [reading.part, "decade" if reading.decade else "", reading.year]
        if reading.when is None:
            marks.append(f"month {reading.month}, day {reading.day}")
        words = f"{reading.when}; {', '.join(filter(None, marks))}"
    else:
        words = f"{bindings.number_words(reading.number)} [{reading.unit}]"
    return f"{token.kind} {token.text!r}: {words}"


def _tokens(text: str, lang: str) -> str:
    return "\n".join(_token(each) for each in read_factual(text, lang)) or "nothing"


def _sentences(text: str, lang: str) -> str:
    return "\n".join(repr(text[start:end]) for start, end in spans_of(text, lang))


def _front(text: str, kind: str) -> str:
    """Return the front matter of lines of YAML, below a title unless it is the head itself."""
    title = "title: T\n" if kind in ("paper", "aliases") and "title" not in text.lower() else ""
    head = text if kind == "heads" else f"---\n{title}{text}\n---\n"
    plain = kind != "ledger"
    result = front.read(
        SourceText("paper.md", head + "\nText.\n"), plain=plain, default_bibliography=(), title="file-name"
    )
    default = FrontMatter(title=result.matter.title)
    values = [
        f"{name}: {Outline().text(getattr(result.matter, name)).strip()}"
        for name in FrontMatter.model_fields
        if (name == "title" and not title) or getattr(result.matter, name) != getattr(default, name)
    ]
    more = [f"later blocks: {len(result.later)}"] if result.later else []
    more += [f"macros: {Outline().text(result.macros).strip()}"] if result.macros else []
    more += [f"text: {result.body(SourceText('paper.md', head))!r}"] if kind == "heads" else []
    return "\n".join((*values, *more, diagnostic_lines(result.diagnostics))).rstrip()


def _yaml(text: str, kind: str) -> str:
    result = yaml_text.parse(SourceText("a.yaml", text), aliases=kind == "paper")
    places = ", ".join(
        f"{'.'.join(map(str, path))} {place.line}:{place.column}" for path, place in result.places.items()
    )
    return "\n".join((Outline().text(result.value).strip(), places, diagnostic_lines(result.diagnostics)))


def _names(text: str, _: str) -> str:
    return "\n".join(Outline().text(names.person(each)).strip() for each in names.split(text))


def _svg(text: str, _: str) -> str:
    try:
        vector = clean(text.encode())
    except Unreadable as failure:
        return f"{type(failure).__name__}: {failure}"
    return Outline().text(vector) + vector.data.decode()


def _dates(text: str, lang: str) -> str:
    return f"{dates.read(text, lang)}{' (ambiguous)' if dates.is_ambiguous(text) else ''}"


def _links(text: str, _: str) -> str:
    url, _, words = text.partition(" | ")
    return f"{suspicion(url, words)} {address(url)}"


def _words(text: str, kind: str) -> str:
    """Return what a word means before a reference, or what joins two references."""
    kinds = ("figure", "table", "equation", "section", "listing")
    meanings = [each for each in kinds if reference_words.names_kind(text, each)]  # type: ignore[arg-type]
    return f"{meanings}, joins {reference_words.joins(text)}, wants {reference_words.wants_object(text)}"


def _letters(text: str, _: str) -> str:
    phrases = [(script.code if script else None, words) for script, words in scripts.phrases(text)]
    styles = theme.load()
    return (
        f"{phrases} {scripts.prevailing_direction(text)}; unusual {letters.find_unusual(text, styles)!r}, "
        f"missing {letters.find_missing(text, styles)!r}; {word_breaks.divide(text)!r}"
    )


def _suggestion(text: str, _: str) -> str:
    name, _, others = text.partition(": ")
    return repr(suggestion(name, others.split(), otherwise="none"))


FUNCTIONS: Mapping[str, Callable[[str, str], str]] = {
    "tokens": _tokens,
    "sentences": _sentences,
    "front": _front,
    "yaml": _yaml,
    "names": _names,
    "dates": _dates,
    "bindings": bindings.Bindings(),
    "svg": _svg,
    "links": _links,
    "reference-words": _words,
    "letters": _letters,
    "suggestions": _suggestion,
    "languages": lambda text, _: f"{language_names.tag(text)}",
    "styles": lambda text, _: f"{style_names.style_of(text)}, known {style_names.is_known(text)}",
    "addresses": lambda text, _: f"{addresses.encode(text)} doi {addresses.doi(text)}",
    "tags": lambda text, _: f"{tags.balance(text)!r} {tags.without_refused(text)}",
    "escapes": lambda text, _: repr(escape(text)),
    "clip": lambda text, most: repr(clip(text, int(most))),
    **RECORDS,
    "cells": lambda text, _: Outline().text(cell_options.of_head(text)),
    "commands": command_sessions.session,
    **fact_tables.FUNCTIONS,
}
