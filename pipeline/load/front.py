"""The front matter: split off, read as YAML, brought from pandoc's and JOSS's forms to ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from pipeline.load import records, yaml_text
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error, warning
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.wording.reading import read_date

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_ADAPTER: TypeAdapter[FrontMatter] = TypeAdapter(FrontMatter)


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter, the places of its values, where the body begins, and what is wrong."""

    matter: FrontMatter
    places: Mapping[yaml_text.Path, Place]
    body_start: int
    diagnostics: tuple[Diagnostic, ...]


def read(source: SourceText, *, plain: bool, default_bibliography: tuple[str, ...], title: str) -> Front:
    """Read the front matter of an article; `title` stands in where it has none.

    In a plain article, keys that Dossier does not know are warnings and forms that pandoc and JOSS
    know are accepted.
    """
    match = _BLOCK.match(source.text)
    if match is None:
        hint = "begin the file with a line `---`, `title: ...` and a line `---`"
        missing = warning if plain else error
        lacking = missing(
            "front-matter-missing", "the article has no front matter", Place(source.file, 1, 1), hint
        )
        return Front(_fallback(title, default_bibliography), {}, 0, (lacking,))
    parsed = yaml_text.parse(SourceText(source.file, "\n" + match.group(1)))
    if not isinstance(parsed.value, dict):
        found = parsed.diagnostics or (
            error(
                "front-matter-invalid",
                "the front matter is not a list of `key: value`",
                Place(source.file, 2, 1),
            ),
        )
        return Front(_fallback(title, default_bibliography), parsed.places, match.end(), found)
    value, noted = _adapted(parsed.value, parsed.places, source.file, plain)
    value.setdefault("bibliography", list(default_bibliography))
    names = records.Names(
        "front-matter-unknown", "front-matter-invalid", Severity.WARNING if plain else Severity.ERROR
    )
    outcome = records.make(_ADAPTER, value, (), parsed.places, source.file, names)
    matter = outcome.record or _rescued(value, title, default_bibliography)
    return Front(matter, parsed.places, match.end(), (*parsed.diagnostics, *noted, *outcome.diagnostics))


def _fallback(title: str, bibliography: tuple[str, ...]) -> FrontMatter:
    return FrontMatter(title=title, bibliography=bibliography)


def _rescued(value: Mapping[str, Any], title: str, bibliography: tuple[str, ...]) -> FrontMatter:
    """Keep of a faulty front matter what the other checks need: language, bibliography and style."""
    kept = {key: value[key] for key in ("title", "lang", "bibliography", "csl") if key in value}
    outcome = records.make(_ADAPTER, {"title": title, **kept}, (), {}, "", records.Names("x", "x"))
    return outcome.record or _fallback(title, bibliography)


def _adapted(
    value: Mapping[str, Any], places: Mapping[yaml_text.Path, Place], file: str, plain: bool
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Bring pandoc's and JOSS's spellings to ours."""
    result = dict(value)
    noted: list[Diagnostic] = []
    for theirs, ours in (("author", "authors"), ("tags", "keywords"), ("abstract", "standfirst")):
        if theirs in result and ours not in result and (plain or theirs == "author"):
            result[ours] = result.pop(theirs)
            places = dict(places) | {
                ours_path: place
                for path, place in places.items()
                if path[:1] == (theirs,)
                for ours_path in [(ours, *path[1:])]
            }
    for key in ("bibliography", "authors", "keywords"):
        if isinstance(result.get(key), str):
            parts = result[key].split(",") if key == "keywords" else [result[key]]
            result[key] = [part.strip() for part in parts]
        elif isinstance(result.get(key), dict):
            result[key] = [result[key]]
    if isinstance(result.get("authors"), list):
        result["authors"] = [
            {"name": a} if isinstance(a, str) else _author(a, plain) for a in result["authors"]
        ]
    if plain and isinstance(result.get("date"), str):
        date = _date(result["date"], str(result.get("lang") or "en"))
        if date is None:
            place = places.get(("date",), Place(file))
            noted.append(
                warning(
                    "date-unread",
                    f"the date {result['date']!r} is not understood",
                    place,
                    "write it as YYYY-MM-DD",
                )
            )
            del result["date"]
        else:
            result["date"] = str(date)
    return result, tuple(noted)


def _author(value: Any, plain: bool) -> Any:
    """Bring a JOSS author to ours: names joined, flags that only journals need left out."""
    if not plain or not isinstance(value, dict):
        return value
    author = {
        key: item for key, item in value.items() if key not in ("equal-contrib", "given-names", "surname")
    }
    if "name" not in author:
        author["name"] = (
            " ".join(str(value[key]) for key in ("given-names", "surname") if value.get(key)) or None
        )
    if author.get("corresponding") not in (None, "true", "false"):
        del author["corresponding"]
    if isinstance(author.get("affiliation"), list):
        author["affiliation"] = ", ".join(str(item) for item in author["affiliation"])
    return author


def _date(text: str, lang: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return read_date(text, lang)
