"""Articles of any size, the same on every machine, with all that an article consists of.

Each section has paragraphs, citations, a note, a table, a list, a formula, some code and facts; every second
has a figure that is drawn from its facts.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from pipeline.load.article import Location, locate


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SECTIONS = 6  # of an article of size 1, which is as long as a short paper
SOURCES = 20
SEED = 1867
PLACES = ("Kep", "Kampot", "Takeo", "Pursat")  # of each section's facts
NOUNS = _words(
    "treaty harbour ministry archive census market region council harvest railway village province budget"
    " election border school survey estate garrison embassy river forest factory union press"
)
VERBS = _words("changed opened recorded measured lost joined left named reached divided described followed")
MORE = _words("early late small public foreign rural second common northern later first old narrow open")


def text(size: int) -> str:
    """Return an article of a size; one of size n has n times as many sections."""
    choice = random.Random(SEED)
    parts = [_head(f"size {size}"), *(_section(choice, number) for number in range(1, SECTIONS * size + 1))]
    return "\n\n".join(parts) + "\n"


def references(size: int) -> str:
    """Return the sources of an article of a size, as CSL JSON."""
    entries = [
        {
            "id": f"source-{number}",
            "type": "book",
            "title": f"The {MORE[number % len(MORE)]} {NOUNS[number % len(NOUNS)]}, volume {number}",
            "author": [{"family": f"Writer{chr(97 + number % 26)}", "given": "Ada"}],
            "issued": {"date-parts": [[1950 + number % 70]]},
            "publisher": "University Press",
        }
        for number in range(SOURCES * size)
    ]
    return json.dumps(entries, indent=1)


def facts(size: int) -> str:
    """Return the ledger of an article of a size, as YAML."""
    sections = range(1, SECTIONS * size + 1)
    return "facts:\n" + "".join(_fact(number, place) for number in sections for place in range(len(PLACES)))


def figures(size: int) -> dict[str, str]:
    """Return the figures of an article of a size, as YAML by their names: bars of the facts of a section."""
    return {f"ships-{number}": _figure(number) for number in range(2, SECTIONS * size + 1, 2)}


def write(size: int, folder: Path) -> Location:
    """Write an article of a size into a new folder, and return its location."""
    (folder / "figures").mkdir(parents=True)
    (folder / "article.md").write_text(text(size), "utf-8")
    (folder / "references.json").write_text(references(size), "utf-8")
    (folder / "facts.yaml").write_text(facts(size), "utf-8")
    for name, data in figures(size).items():
        (folder / "figures" / f"{name}.yaml").write_text(data, "utf-8")
    return locate(str(folder), folder.parent)


def write_many(count: int, folder: Path) -> list[Path]:
    """Write so many articles of one to three sections into a folder, and return the folder of each.

    They are of other words each, and all have the same sources and the same ledger.
    """
    paths = [folder / f"article-{number:04}" for number in range(count)]
    for number, path in enumerate(paths):
        choice = random.Random(f"{SEED} {number}")
        sections = [_section(choice, place) for place in range(1, 2 + number % 3)]
        write(1, path)
        text = "\n\n".join([_head(f"number {number}"), *sections])
        (path / "article.md").write_text(f"{text}\n", "utf-8")
    return paths


def _head(name: str) -> str:
    return (
        f"---\ntitle: An article of {name}\nauthor: Dossier desk\ndate: 2026-01-01\nlang: en\n"
        "bibliography: references.json\n---"
    )


def _section(choice: random.Random, number: int) -> str:
    """Return a section: two subsections of three paragraphs each, and one of each other part."""
    topic = f"{choice.choice(MORE).capitalize()} {choice.choice(NOUNS)}"
    parts = [f"# {topic} {number} {{#sec-{number}}}", _paragraph(choice, number, 3)]
    for half in ("before", "after"):
        parts += [f"## The {choice.choice(NOUNS)} {half} {number}"]
        parts += [_paragraph(choice, number, 5) for _ in range(3)]
    parts += [f"[^n{number}]: {_sentence(choice)}", _table(choice, number)]
    parts += ["\n".join(f"- {_sentence(choice)}" for _ in range(3))]
    parts += [_counts(choice, number), _formula(choice, number), _code(choice, number)]
    if number % 2 == 0:
        parts += [f"![Ships in section {number}.](figures/ships-{number}.yaml){{#fig-ships-{number}}}"]
    return "\n\n".join(parts)


def _paragraph(choice: random.Random, number: int, sentences: int) -> str:
    body = " ".join(_sentence(choice) for _ in range(sentences))
    source = choice.randrange(SOURCES * ((number + SECTIONS - 1) // SECTIONS))
    note = f"[^n{number}]" if sentences == 3 else ""
    return f"{body}{note} The *{choice.choice(NOUNS)}* was {choice.choice(MORE)} [@source-{source}]."


def _sentence(choice: random.Random) -> str:
    clauses = [
        f"the {choice.choice(MORE)} {choice.choice(NOUNS)} {choice.choice(VERBS)} the {choice.choice(NOUNS)}"
        for _ in range(choice.randint(1, 3))
    ]
    return f"{', and '.join(clauses)}.".capitalize()


def _table(choice: random.Random, number: int) -> str:
    rows: Iterator[str] = (
        f"| {choice.choice(NOUNS)} | {choice.randint(1, 999)} | {choice.randint(1, 99)} |" for _ in range(5)
    )
    head = ["| Place | Year one | Year two |", "|:------|------:|------:|"]
    return "\n".join([*head, *rows, "", f": Counts of section {number} {{#tbl-{number}}}"])


def _counts(choice: random.Random, number: int) -> str:
    """Return a paragraph that states the facts of a section, with a formula in the line."""
    counts = ", ".join(
        f"[{_amount(number, place)} ships in {name}]{{fact=ships-{number}-{place}}}"
        for place, name in enumerate(PLACES)
    )
    return f"The {choice.choice(NOUNS)} listed {counts}, or $s_{{{number}}} < n^2$ of them."


def _formula(choice: random.Random, number: int) -> str:
    weight = choice.randint(2, 99)
    sides = f"\\sum_{{i=1}}^{{n}} \\frac{{s_i}}{{{weight}}} = \\sqrt{{x_{{{number}}} + {weight}}}"
    return f"$${sides}$$ {{#eq-{number}}}"


def _code(choice: random.Random, number: int) -> str:
    name = choice.choice(NOUNS)
    lines = [
        f"def {name}_{number}(ships):",
        f"    # {choice.choice(MORE)} first",
        f"    return ships + {number}",
    ]
    return "\n".join(["```python", *lines, "```"])


def _fact(number: int, place: int) -> str:
    subject = f"Ships in {PLACES[place]} by the count of section {number}"
    value = f"{{amount: {_amount(number, place)}, unit: ships, date: {1900 + number % 90}}}"
    source = f"{{ref: source-{number * 3 % (SOURCES * number // SECTIONS + 1)}}}"
    return (
        f"  - {{id: ships-{number}-{place}, kind: count, subject: {subject}, label: {PLACES[place]},"
        f" value: {value}, sources: [{source}]}}\n"
    )


def _amount(number: int, place: int) -> int:
    return 100 + (number * 37 + place * 211) % 890


def _figure(number: int) -> str:
    points = "".join(f"  - fact: ships-{number}-{place}\n" for place in range(len(PLACES)))
    return f"kind: bars\ntitle: Ships by the count of section {number}\nunit: ships\npoints:\n{points}"
