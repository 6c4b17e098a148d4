"""The head of an article as HTML: the size of its title, its authors' names, institutions and notes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.model.front_matter import HANDLING_LENGTH, FrontMatter
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

# The lengths of titles from which on they are set smaller, and smaller still.
LONG, LONGEST = 80, 180


def kickers(front: FrontMatter) -> list[str]:
    """Return the lines above the title: the word on a draft, who may read it, and the series."""
    return [*(words for _, words in marks(front)), *([front.kicker] if front.kicker else [])]


def marks(front: FrontMatter) -> list[tuple[str, str]]:
    """Return the word on a draft, and who may read it, each with its name."""
    draft = term(front.lang, "draft") if front.briefing.draft else ""
    handling = clip(front.briefing.handling or "", HANDLING_LENGTH)
    return [(name, words) for name, words in (("draft", draft), ("handling", handling)) if words]


def names(front: FrontMatter) -> list[str]:
    """Return the authors' names, each with the numbers of its institutions if there are several."""
    marks = front.marks() if len(front.institutions()) > 1 else ((),) * len(front.authors)
    return [
        escape(author.name) + (f"<sup>{','.join(map(str, places))}</sup>" if places else "")
        for author, places in zip(front.authors, marks, strict=True)
    ]


def places(front: FrontMatter) -> list[str]:
    """Return the institutions, numbered if there are several."""
    institutions = front.institutions()
    if len(institutions) < 2:
        return [escape(name) for name in institutions]
    return [f"<sup>{number}</sup> {escape(name)}" for number, name in enumerate(institutions, 1)]


def notes(front: FrontMatter) -> Iterator[str]:
    """Yield the lines on authors below their institutions: notes, equal contribution, correspondence."""
    for author in front.authors:
        if author.note:
            yield f"{escape(author.name)}: {escape(author.note)}"
    equal = [author.name for author in front.authors if author.equal_contrib]
    if len(equal) > 1:
        yield escape(term(front.lang, "equal-contribution", names=", ".join(equal)))
    letters = [f"{a.name}, {a.email}" for a in front.authors if a.corresponding and a.email]
    if letters:
        yield escape(term(front.lang, "corresponding", names="; ".join(letters)))


def join_names(names: list[str], lang: str) -> str:
    """Join names, which are HTML, as `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {escape(term(lang, 'and'))} {names[-1]}"


def title_size(title: str) -> str:
    """Return the class of a title that is set smaller than others, or the empty text."""
    return "longest" if len(title) > LONGEST else "long" if len(title) > LONG else ""
