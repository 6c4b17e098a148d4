"""The plain-text form of dumps of encyclopedia articles.

`= Title =`, then perhaps `Infobox` with lines `- Key: value`, then paragraphs of one line each,
`== Sections ==`, `=== Subsections ===` and lists of lines `- item`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.naming import slug, unique
from pipeline.importers import infobox, opening
from pipeline.importers.escaping import escape
from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.importer import ForeignFile
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.source import SourceText

_HEADING = re.compile(r"(={1,6})\s*(.*?)\s*\1")
_ITEM = re.compile(r"([-*•])\s+(.*)")
_NUMBERED_ITEM = re.compile(r"(\d+)[.)]\s+(.*)")
_FIELD = re.compile(r"[-*•]\s+([^:]+?)\s*:\s*(.*)")
_BOX = re.compile(r"(?i)infobox\b.*")


def read_file(file: ForeignFile) -> ImportedArticle:
    """Convert a dump file to an article."""
    return read(opening.plain_text(file), file.title, file.lang)


def read(source: SourceText, name: str, lang: str) -> ImportedArticle:
    """Convert a dump to an article; `name` is its title if the text has none."""
    reader = _Reader(source, name, lang)
    body = "\n".join(reader.lines())
    return ImportedArticle(
        title=reader.title or name,
        lang=lang,
        body=re.sub(r"\n{3,}", "\n\n", body),
        fields=reader.box.fields if reader.box else (),
        diagnostics=(*reader.diagnostics, *(reader.box.diagnostics if reader.box else ())),
    )


class _Reader:
    def __init__(self, source: SourceText, name: str, lang: str) -> None:
        self.source = source
        self.lang = lang
        self.title = ""
        self.box: infobox.Box | None = None
        self.diagnostics: list[Diagnostic] = []
        self.ids: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the article's text; a paragraph keeps its line."""
        rows = self.source.text.split("\n")
        index, in_list = 0, False
        while index < len(rows):
            row, number = rows[index].strip(), index + 1
            index += 1
            heading = _HEADING.fullmatch(row)
            item = _ITEM.fullmatch(row) or _NUMBERED_ITEM.fullmatch(row)
            if heading:
                yield from self.heading(len(heading.group(1)), heading.group(2), number)
            elif _BOX.fullmatch(row) and index < len(rows) and _FIELD.fullmatch(rows[index].strip()):
                index = self.fields(rows, index)
                yield ""
            elif item:
                mark = "-" if item.re is _ITEM else f"{item.group(1)}."
                yield from ([] if in_list else [""])
                yield f"{mark} {escape(item.group(2))}"
            elif row:
                yield from ("", escape(row), "")
            in_list = bool(item)

    def heading(self, level: int, title: str, number: int) -> Iterator[str]:
        """Yield a heading; the one of level 1 is the title of the article."""
        if level == 1 and not self.title:
            self.title = title
            return
        if level == 1:
            message = f"a second title is taken as a section: {title}"
            self.diagnostics.append(warning("import-guessed", message, Place(self.source.file, number, 1)))
            level = 2
        name = unique(f"sec-{slug(title, 40)}", self.ids)
        yield from ("", f"{'#' * (level - 1)} {escape(title)} {{#{name}}}", "")

    def fields(self, rows: list[str], index: int) -> int:
        """Read the lines of a box and return the number of the first line after it."""
        lines: list[infobox.Line] = []
        while index < len(rows) and (match := _FIELD.fullmatch(rows[index].strip())):
            at = sum(len(row) + 1 for row in rows[:index])
            place = self.source.place(at, len(rows[index]))
            lines.append(infobox.Line(match.group(1), match.group(2).strip(), place))
            index += 1
        box = infobox.read(
            lines, self.lang, {field.fact.id for field in self.box.fields} if self.box else set()
        )
        before = self.box or infobox.Box((), ())
        self.box = infobox.Box(before.fields + box.fields, before.diagnostics + box.diagnostics)
        return index
