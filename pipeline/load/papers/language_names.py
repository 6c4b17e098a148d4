"""Names of languages: `en_US`, `english`, `Deutsch`, `ngerman`, converted to a BCP 47 tag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from pipeline import languages
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.wording.locale import locale
from pipeline.wording.terms import term, untranslated_names

_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
# Names of languages in LaTeX's babel and polyglossia besides their English names.
_LATEX = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "ngerman": "de", "naustrian": "de-AT",
    "austrian": "de-AT", "nswissgerman": "de-CH", "francais": "fr", "frenchb": "fr", "acadian": "fr-CA",
    "canadien": "fr-CA", "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt", "mexican": "es-MX",
    "castilian": "es", "chinese": "zh", "farsi": "fa", "bahasa": "id", "nynorsk": "nn", "bokmal": "nb",
}  # fmt: skip
# Languages with names in themselves: `Deutsch`.
_SELF_NAMED = (
    "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "cs", "sv", "da", "fi", "tr", "uk", "el", "ja", "zh",
    "ko", "ar", "hu", "ro", "id", "vi",
)  # fmt: skip

# The words that readers meet first, as examples.
_EXAMPLES = ("contents", "figure", "table", "sources", "notes", "as-of", "authors")


def tag(text: str) -> str | None:
    """Return the BCP 47 tag of a language from a tag, a locale or a name; None if it is unknown."""
    code = text.strip().partition(".")[0].replace("_", "-")
    if _TAG.fullmatch(code) and code.partition("-")[0].lower() in _codes():
        return code  # `ga` is Irish, though there is a language named Ga
    name = code.casefold()
    code_found = _LATEX.get(name) or _names().get(name)
    if code_found is None and _TAG.fullmatch(code) and len(code.partition("-")[0]) <= 3:
        return code if "-" in code or code.lower() in _codes() else None
    return code_found


def name(lang: str) -> str:
    """Return the English name of a language, by its tag."""
    return str(locale("en").languages.get(lang.partition("-")[0].lower(), lang))


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code).lower() for code in locale("en").languages)


@cache
def _names() -> Mapping[str, str]:
    """Return tags by the names that languages have in English and in themselves."""
    names = {
        str(title).casefold(): str(code).replace("_", "-") for code, title in locale("en").languages.items()
    }
    for code in _SELF_NAMED:
        own = Locale.parse(code).get_display_name()
        if own:
            names.setdefault(own.casefold(), code)
    return names


def check_page_words(lang: str, place: Place) -> tuple[Diagnostic, ...]:
    """Return one warning if page words are not translated into the article's language."""
    english = untranslated_names(lang)
    if not english:
        return ()
    examples = ", ".join(repr(term("en", each)) for each in _EXAMPLES if each in english)
    message = f"{len(english)} words of the page are English, not {name(lang)}: {examples}"
    language_names = ", ".join(name(code) for code in languages.tags("page"))
    hint = f"give them under `terms:` in the front matter; they are there in {language_names}"
    return (warning("language-partial", message.removesuffix(": "), place, hint),)
