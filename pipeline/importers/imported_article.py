"""The result of an importer: an article's text, facts and references, and the losses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.facts.yaml_form import ledger_text, scalar
from pipeline.model.dates import PartialDate
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.facts import Fact


@dataclass(frozen=True, slots=True)
class Field:
    """A line of an information box as a fact, and the words that name it in the box at a glance."""

    fact: Fact
    label: str


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """The article that an importer returns; `body` is Markdown without front matter."""

    title: str
    lang: str
    body: str
    fields: tuple[Field, ...] = ()
    references: tuple[Mapping[str, Any], ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    def files(self) -> Mapping[str, bytes]:
        """Return the files of the article's folder by name."""
        text = f"{self._front()}\n{self._glance()}{self.body.strip()}\n"
        facts = ledger_text(each.fact for each in self.fields)
        references = json.dumps(list(self.references), ensure_ascii=False, indent=2)
        return {
            "article.md": text.encode(),
            "facts.yaml": facts.encode(),
            "references.json": f"{references}\n".encode(),
            **self.media,
        }

    def _front(self) -> str:
        lines = [f"title: {scalar(self.title)}"]
        if self.authors:
            lines += ["authors:", *(f"  - name: {scalar(name)}" for name in self.authors)]
        if self.date is not None:
            lines += [f"date: {self.date}"]
        lines += [f"lang: {self.lang}"]
        if self.keywords:
            lines += ["keywords:", *(f"  - {scalar(word)}" for word in self.keywords)]
        lines += ["bibliography:", "  - references.json"]
        return "\n".join(["---", *lines, "---", ""])

    def _glance(self) -> str:
        if not self.fields:
            return ""
        items = (f"[]{{fact={each.fact.id}}}\n:   {each.label}\n" for each in self.fields)
        return "::: at-a-glance\n" + "\n".join(items) + ":::\n\n"
