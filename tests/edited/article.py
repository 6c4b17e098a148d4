"""A small article as a value, and random edits of it: of a word, a fact, a source, a figure, an option."""

from __future__ import annotations

import io
import json
import random
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

WORDS = (
    "river", "market", "council", "border", "harvest", "letter", "minister", "village", "record", "school",
    "bridge", "evening",
)  # fmt: skip
KEYS = ("li", "moreau", "sato")
PARAGRAPHS = (
    ("The council met by the river, and its *record* names every village.", "A letter came [@li, p. 3]."),
    (
        "The market was open in the evening; the school was not, see @sec-three.",
        "The price was []{fact=price}, and the rate stood at []{fact=share} [see @moreau; @sato].",
        "The minister wrote $a^2 + b^2$ on the bridge^[A note on the `bridge`.].",
    ),
    ("Of the harvest one record says little.", "The border is shown in @fig-days, the sign in @fig-sign."),
)
LANGUAGES = ("en", "de", "fr", "en-US")
STYLES = ("author-date", "ieee", "chicago-notes-bibliography")
TERMS: tuple[Mapping[str, str], ...] = ({}, {"since": "as of {date}"}, {"sources": "What we read"})


@dataclass(frozen=True, slots=True)
class Article:
    """All that the files of an article say."""

    title: str = "The river and the market"
    subtitle: str = "A record of one village"
    lang: str = "en"
    csl: str = "author-date"
    ratio: str = "16:9"
    embeds: bool = True
    terms: Mapping[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    sections: tuple[tuple[str, ...], ...] = PARAGRAPHS
    remark: str = "Say this slowly."
    cell: str = "a boat"
    amount: int = 7_000_000
    years: tuple[int, ...] = (1999, 2004, 2011)
    label: str = "First day"
    colour: str = "#336699"
    shade: int = 120
    template: str = ""
    accent: str = "#12395b"

    def write(self, folder: Path, styles: Path | None) -> None:
        """Write the article into a folder, and its colour into the tokens in a folder of styles."""
        (folder / "figures").mkdir(parents=True, exist_ok=True)
        files: dict[str, bytes] = {
            "article.md": self.text().encode(),
            "facts.yaml": self.facts().encode(),
            "own.bib": self.bibliography().encode(),
            "figures/days.yaml": self.figure().encode(),
            "sign.svg": self.picture().encode(),
            "coin.png": png(self.shade),
        }
        if self.template:
            files["desk.pptx"] = desk_template(self.template)
        for name, data in files.items():
            _put(folder / name, data)
        if styles:
            tokens = (styles / "tokens.toml").read_text("utf-8")
            lines = [
                f'accent = "{self.accent}"' if line.startswith("accent = ") else line
                for line in tokens.splitlines()
            ]
            _put(styles / "tokens.toml", ("\n".join(lines) + "\n").encode())

    def text(self) -> str:
        """Return the Markdown."""
        deck = {"ratio": self.ratio, "embed-fonts": self.embeds}
        front = {
            "title": self.title, "subtitle": self.subtitle, "lang": self.lang, "csl": self.csl,
            "date": "2024-05-06", "as-of": "2024-05-06", "authors": [{"name": "A. Writer"}],
            "bibliography": ["own.bib"], "terms": dict(self.terms),
            "deck": {**deck, "template": "desk.pptx"} if self.template else deck,
        }  # fmt: skip
        if self.silent:
            front["nocite"] = ", ".join(f"@{key}" for key in self.silent)
        parts = [f"---\n{json.dumps(front)}\n---"]
        for number, paragraphs in enumerate(self.sections):
            name = ("one", "two", "three")[number]
            parts += [f"# Part {name} {{#sec-{name}}}", *paragraphs]
        parts += [
            f"::: notes\n{self.remark}\n:::",
            "![The days.](figures/days.yaml){#fig-days}",
            "![A sign.](sign.svg){#fig-sign width=20%}",
            "![A coin.](coin.png){#fig-coin width=10%}",
            f"| Thing | Place |\n|:--|:--|\n| {self.cell} | the river |\n\n: Things {{#tbl-things}}",
            "```\nprint(record)\n```",
        ]
        return "\n\n".join(parts) + "\n"

    def facts(self) -> str:
        """Return the ledger."""
        return (
            "facts:\n  - {id: price, kind: money, subject: Price, label: Price, sources: [{ref: li}],\n"
            f"     value: {{amount: {self.amount}, currency: USD, basis: nominal, date: 2020}}}}\n"
            "  - {id: share, kind: percent, subject: Rate, label: Rate, sources: [{ref: sato}],\n"
            "     value: {amount: 20, of: all, date: 2020}}\n"
            "  - {id: day, kind: date, subject: Market, label: Opening, sources: [{ref: li}],"
            " value: {date: 2020-05-03}}\n"
        )

    def bibliography(self) -> str:
        """Return the sources as BibTeX."""
        return "".join(
            f"@book{{{key}, title = {{Of the {WORDS[number]}}}, author = {{{key.title()}, A.}},"
            f" year = {{{year}}}, publisher = {{Press}}}}\n"
            for number, (key, year) in enumerate(zip(KEYS, self.years, strict=True))
        )

    def figure(self) -> str:
        """Return the figure's data."""
        return (
            f"kind: timeline\ntitle: Days\nbegin: 2019\nend: 2021\n"
            f"events:\n  - fact: day\n    label: {self.label}\n"
        )

    def picture(self) -> str:
        """Return an image in SVG."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
            f'<rect width="60" height="40" fill="{self.colour}"/></svg>\n'
        )


def _put(path: Path, data: bytes) -> None:
    """Write a file that has another content: an editor saves one file."""
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def png(shade: int) -> bytes:
    """Return an image of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


@cache
def desk_template(colour: str) -> bytes:
    """Return a template of slides with a colour of its own."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

    from pipeline.formats.pptx.template import presentation
    from pipeline.theme import load
    from tests.canvas import CANVAS

    result = presentation(CANVAS, "en", load())
    theme = result.slide_master.part.part_related_by(RELATION.THEME)
    theme._blob = theme.blob.replace(b'<a:srgbClr val="12395B"', f'<a:srgbClr val="{colour}"'.encode())
    file = io.BytesIO()
    result.save(file)
    return file.getvalue()


Edit = Callable[[Article, random.Random], Article]


def _paragraph(change: Callable[[str, random.Random], str]) -> Edit:
    """Return an edit of one paragraph."""

    def edit(article: Article, chance: random.Random) -> Article:
        section = chance.randrange(len(article.sections))
        place = chance.randrange(len(article.sections[section]))
        paragraphs = list(article.sections[section])
        paragraphs[place] = change(paragraphs[place], chance)
        sections = list(article.sections)
        sections[section] = tuple(paragraphs)
        return replace(article, sections=tuple(sections))

    return edit


def _other_word(text: str, chance: random.Random) -> str:
    old = [word for word in WORDS if f" {word} " in text]
    new = chance.choice(WORDS)
    return text.replace(f" {chance.choice(old)} ", f" {new} ", 1) if old else f"Then a {new} came. {text}"


def _order(article: Article, chance: random.Random) -> Article:
    sections = [list(each) for each in article.sections]
    for each in sections:
        chance.shuffle(each)
    return replace(article, sections=tuple(map(tuple, sections)))


def _cite(text: str, chance: random.Random) -> str:
    key, page = chance.choice(KEYS), chance.randrange(1, 90)
    form = chance.choice(["{} [@{}].", "{} [see @{}, p. {}].", "{} Says @{} [p. {}]: so it was."])
    return form.format(text, key, page)


def _less(text: str, chance: random.Random) -> str:
    """Return a text without its last citation or note, if one stands at its end."""
    head, mark, _ = text.rpartition(chance.choice([" [", "^["]))
    return f"{head}." if mark and head.strip() else text


def _years(article: Article, chance: random.Random) -> Article:
    years = list(article.years)
    years[chance.randrange(len(years))] = chance.randrange(1990, 2020)
    return replace(article, years=tuple(years))


def _choice(name: str, values: tuple[Any, ...]) -> Edit:
    return lambda article, chance: replace(article, **{name: chance.choice(values)})


EDITS: Mapping[str, Edit] = {
    "word": _paragraph(_other_word),
    "order of paragraphs": _order,
    "one more citation": _paragraph(_cite),
    "one more note": _paragraph(lambda text, chance: f"{text}^[On the {chance.choice(WORDS)}.]"),
    "a citation or note less": _paragraph(_less),
    "formula": _paragraph(lambda text, chance: f"{text} It is $x_{chance.randrange(9)} = y$."),
    "title": lambda article, chance: replace(article, title=f"The {chance.choice(WORDS)} and the market"),
    "subtitle": lambda article, chance: replace(article, subtitle=f"One {chance.choice(WORDS)}"),
    "fact": lambda article, chance: replace(article, amount=chance.randrange(1, 99) * 100_000),
    "reference": _years,
    "silent reference": _choice("silent", ((), ("sato",), ("li", "sato"))),
    "figure": lambda article, chance: replace(article, label=f"Day of the {chance.choice(WORDS)}"),
    "cell": lambda article, chance: replace(article, cell=f"a {chance.choice(WORDS)}"),
    "speaker notes": lambda article, chance: replace(article, remark=f"Name the {chance.choice(WORDS)}."),
    "image": _choice("colour", ("#336699", "#993366", "#669933")),
    "pixels": lambda article, chance: replace(article, shade=chance.randrange(256)),
    "language": _choice("lang", LANGUAGES),
    "style": _choice("csl", STYLES),
    "page words": _choice("terms", TERMS),
    "ratio": _choice("ratio", ("16:9", "4:3")),
    "embedded fonts": _choice("embeds", (True, False)),
    "template": _choice("template", ("", "00AA00", "AA0000")),
}
# Needs an installation of its own, for the tokens belong to Dossier.
TOKEN = "token"
TOKEN_EDIT: Edit = _choice("accent", ("#12395b", "#5b1239", "#125b39"))
UNDO = "undo"


def draw(chance: random.Random, past: list[Article], *, with_token: bool) -> tuple[str, Article]:
    """Return a random edit of the last article of a row: its name, and what it makes; an undo goes back."""
    names = [*EDITS, UNDO, UNDO, *([TOKEN] if with_token else [])]
    for _ in range(1000):
        name = chance.choice(names)
        if name == UNDO:
            result = chance.choice(past)
        else:
            edit = TOKEN_EDIT if name == TOKEN else EDITS[name]
            result = edit(past[-1], chance)
        if result != past[-1]:
            return name, result
    raise AssertionError("no edit has an effect")
