"""The articles of the snapshots, and what each stage gives for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pipeline.build import ResolvedArticle, resolve_article
from pipeline.checking import CheckedArticle, check_article
from pipeline.editions import EDITIONS
from pipeline.facts.coverage import coverage
from pipeline.facts.propose import propose
from pipeline.facts.yaml_form import facts_text
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic, DossierError
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition
from pipeline.slides.arrangement import arrange
from tests.canvas import CANVAS
from tests.snapshots.diagnostic_lines import diagnostic_lines
from tests.snapshots.outline import Outline

FOLDER = Path(__file__).parent / "articles"


def articles() -> list[str]:
    """Return the names of the articles: Markdown files, and folders of an article with its files."""
    return sorted(
        path.stem for path in FOLDER.iterdir() if path.suffix == ".md" or (path / "article.md").exists()
    )


@cache
def checks(name: str) -> CheckedArticle:
    """Return an article, loaded and checked."""
    path = FOLDER / name
    return check_article(locate(str(path if path.is_dir() else path.with_suffix(".md")), FOLDER))


@cache
def resolution(name: str) -> ResolvedArticle | tuple[Diagnostic, ...]:
    """Return a resolved article, or the diagnostics that stop it."""
    path = FOLDER / name
    try:
        return resolve_article(locate(str(path if path.is_dir() else path.with_suffix(".md")), FOLDER))
    except DossierError as failure:
        return failure.diagnostics


def _diagnostics(name: str) -> str:
    result = resolution(name)
    return diagnostic_lines(result.diagnostics if isinstance(result, ResolvedArticle) else result)


def _manuscript(name: str) -> str:
    manuscript = checks(name).manuscript
    outline = Outline(manuscript.source)
    parts = (manuscript.front, manuscript.blocks, manuscript.ledger, manuscript.references)
    return "\n".join(outline.text(part) for part in parts)


_TITLES = ("title", "short_title", "subtitle", "kicker", "rights")


def _document(name: str) -> str:
    result = resolution(name)
    if not isinstance(result, ResolvedArticle):
        return "stopped"
    document = result.document
    outline = Outline(document.source)
    titles = {name: value for name in _TITLES if (value := getattr(document.front, name))}
    return "\n".join(map(outline.text, (titles, document.blocks, document.bibliography, document.drawings)))


def _edition(name: str, edition: str) -> Edition | None:
    result = resolution(name)
    return EDITIONS[edition].edit(result.document) if isinstance(result, ResolvedArticle) else None


def _briefing(name: str) -> str:
    return text_edition(name, "briefing")


def _ebook(name: str) -> str:
    text = text_edition(name, "ebook")
    return "as the briefing" if text == text_edition(name, "briefing") else text


def text_edition(name: str, kind: str) -> str:
    """Return the blocks of an edition of an article."""
    edition = _edition(name, kind)
    return Outline(edition.source).text(edition.blocks) if edition else "stopped"


def _deck(name: str) -> str:
    edition = _edition(name, "deck")
    if edition is None or not isinstance(edition.content, Slides):
        return "stopped"
    outline = Outline(edition.source)
    return "\n".join(
        f"## {number}\n{outline.text(slide)}{outline.text(arrange(slide, CANVAS, edition.front).content)}"
        for number, slide in enumerate(edition.content.slides, 1)
    )


def _proposal(name: str) -> str:
    manuscript = checks(name).manuscript
    proposal = propose(manuscript.source, manuscript.ledger)
    counts = f"{proposal.bound_count} bound, {proposal.reused_count} reused"
    return f"{counts}\n{facts_text(proposal.facts)}\n{proposal.text}"


def _coverage(name: str) -> str:
    result = checks(name)
    return Outline().text(
        [each.marks for each in coverage(result.manuscript, result.manuscript.front.checks.days).rows]
    )


VIEWS: Mapping[str, Callable[[str], str]] = {
    "diagnostics": _diagnostics,
    "manuscript": _manuscript,
    "document": _document,
    "briefing": _briefing,
    "ebook": _ebook,
    "deck": _deck,
    "proposal": _proposal,
    "coverage": _coverage,
}

# What an article is for, by how its name begins: the views that are read of it. The longest prefix counts.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "": tuple(VIEWS),
    "read-": ("diagnostics", "document"),
    "read-bib": ("diagnostics", "manuscript"),
    "read-find": ("diagnostics",),
    "show-coverage": ("coverage", "coverage-page"),
    "show-deck": ("deck", "pptx", "reveal", "epub"),
    "show-deck-edges": ("pptx",),
    "show-deck-french": ("diagnostics", "reveal", "pptx"),
    "show-figures": ("briefing", "figures", "reveal", "pptx"),
    "show-ledger": ("diagnostics", "briefing", "ebook", "summary", "deck", "pptx", "coverage-page"),
    "show-propose": ("proposal", "coverage"),
}


def views(name: str) -> tuple[str, ...]:
    """Return the views of an article that have a snapshot."""
    return FAMILIES[max((prefix for prefix in FAMILIES if name.startswith(prefix)), key=len)]
