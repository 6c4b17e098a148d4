"""The words of the page in a language: the author's, else the language's, else CLDR's, else English."""

from __future__ import annotations

from babel import Locale

from pipeline import languages
from pipeline.model.tags import Tag
from pipeline.wording.locale import locale


def term(lang: str, name: str, **values: str) -> str:
    """Return a word of the page in a language, its `{slots}` filled; KeyError for a name no language has."""
    text = _own(lang, name) or _cldr(locale(lang), name) or languages.part("en", "page")[name]
    return str(text).format(**values) if values else str(text)


def names() -> tuple[str, ...]:
    """Return the names of all words of the page."""
    return tuple(languages.part("en", "page"))


def untranslated_names(lang: str) -> tuple[str, ...]:
    """Return the names of the page's words that fall back to English in another language."""
    if languages.primary(lang) == "en":
        return ()
    cldr = locale(lang)
    return tuple(name for name in names() if not _own(lang, name) and not _cldr(cldr, name))


def _own(lang: str, name: str) -> str:
    """Return a page word of the author or of the language, or an empty text."""
    own = lang.terms.get(name, "") if isinstance(lang, Tag) else ""
    return own or str(languages.part(lang, "page").get(name, ""))


def _cldr(cldr: Locale, name: str) -> str:
    """Return the `and` of CLDR's lists of two, or an empty text for any other word."""
    if name != "and":
        return ""
    before, _, after = str(cldr.list_patterns["standard"]["2"]).partition("{0} ")
    return after.removesuffix(" {1}") if not before and after.endswith(" {1}") else ""
