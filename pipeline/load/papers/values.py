"""Values with other forms in other programs: keywords, abstracts, rights, languages, paper, switches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.load.papers import language_names
from pipeline.load.papers.draft import Draft, entries, fold_keys, is_true, plain_words, quote

_LETTER = frozenset({"letter", "letterpaper", "us-letter", "usletter", "us letter", "8.5x11", "8.5in"})
_A4 = frozenset({"a4", "a4paper", "iso-a4", "210mm"})
_OTHER_PAPER = re.compile(r"(?:iso-)?([ab]\d|legal|executive|tabloid|ledger)(?:paper)?")
_FALSE = frozenset({"", "false", "no", "n", "off", "0"})
_RATIOS = {"169": "16:9", "43": "4:3"}
_SWITCHES = ("number-sections", "numbersections", "number-section", "secnumdepth")


def language(draft: Draft) -> str:
    """Convert `lang` to a tag and return it; an unknown language is reported and left out."""
    value = draft.value.get("lang")
    [first, *others] = entries(value) or [""]
    text = plain_words(first)
    hint = "write one tag, as in `en`, `fr-CA` or `de`; until then the article is taken for English"
    if isinstance(first, list | dict):
        draft.warn("front-matter-invalid", "`lang` must be text", ("lang",), hint)
    elif "lang" in draft.value and not text:
        draft.warn("front-matter-invalid", "`lang` is empty", ("lang",), hint)
    elif others:
        choice = f"an article has one; {quote(text)} is taken"
        draft.warn("front-matter-invalid", "`lang` lists several languages", ("lang",), choice)
    if not text:
        draft.value.pop("lang", None)
        return "en"
    tag = language_names.tag(text)
    if tag is None:
        hint = "write its tag, as in `en`, `fr-CA` or `de`; until then the article is taken for English"
        draft.warn("front-matter-invalid", f"`lang`: {quote(text)} is no language", ("lang",), hint)
        del draft.value["lang"]
        return "en"
    draft.value["lang"] = tag
    return tag


def bibliography(draft: Draft) -> None:
    """Convert `bibliography` to a list of files."""
    value = draft.value.get("bibliography")
    files = list(value.values()) if isinstance(value, dict) else entries(value)
    names = [name for each in files for item in entries(each) if (name := plain_words(item))]
    if names:
        draft.value["bibliography"] = names
    else:
        draft.value.pop("bibliography", None)


def nocite(draft: Draft) -> None:
    """Convert `nocite` to one text: it may be a list of keys."""
    value = draft.value.get("nocite")
    if isinstance(value, list):
        draft.value["nocite"] = ", ".join(plain_words(each) for each in entries(value))


def keywords(draft: Draft) -> None:
    """Convert `keywords` to a list: from a text separated by `;`, else by `,`, and from mappings."""
    if "keywords" in draft.value:
        draft.value["keywords"] = list(dict.fromkeys(_keywords(draft.value["keywords"])))


def _keywords(value: Any) -> list[str]:
    if isinstance(value, str):
        parts = re.split(r"[;\n•·|]" if re.search(r"[;\n•·|]", value.strip()) else ",", value)
        return [words for part in parts if (words := plain_words(part).strip(" .,"))]
    if isinstance(value, dict):
        return [words for item in value.values() for words in _keywords(item)]
    return [
        words
        for item in entries(value)
        for words in ([plain_words(item)] if isinstance(item, str) else _keywords(item))
        if words
    ]


def text(value: Any) -> str:
    """Return the Markdown in a string, in a list of paragraphs, or under `text` or a similar key."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        keys = fold_keys(value)
        main_text = next(
            (keys[key] for key in ("text", "content", "main", "value", "en") if key in keys), None
        )
        return text(main_text if main_text is not None else list(value.values()))
    return "\n\n".join(part for item in entries(value) if (part := text(item)))


def texts(draft: Draft) -> None:
    """Convert text fields that are lists or mappings to one string."""
    for key in ("standfirst", "title", "subtitle", "short-title", "kicker", "rights", "id"):
        value = draft.value.get(key)
        if value is None:
            continue
        whole = text(value)
        if key != "standfirst":
            whole = plain_words(re.sub(r"\\\\|<br\s*/?>|\\newline\b", " ", whole))
        if whole:
            draft.value[key] = whole
        else:
            del draft.value[key]


def address(draft: Draft) -> None:
    """Convert `url` to one line; what is no address is reported with the other values."""
    value = draft.take("url")
    if words := plain_words(value) if isinstance(value, str) else value:
        draft.value["url"] = words


def rights(draft: Draft) -> None:
    """Make one line of `copyright` and `license`."""
    lines = [
        _right(draft.take(key), mark) for key, mark in (("copyright", "© "), ("license", ""), ("licence", ""))
    ]
    line = ". ".join(dict.fromkeys(each.rstrip(".") for each in lines if each))
    if line and "rights" not in draft.value:
        draft.value["rights"] = line


def _right(value: Any, mark: str) -> str:
    if isinstance(value, dict):
        keys = fold_keys(value)
        year_and_holder = [
            _first(keys, *names) for names in (("year", "years"), ("holder", "owner", "statement"))
        ]
        other_text = (
            _first(keys, "text", "name", "type", "id", "link", "url") if not any(year_and_holder) else ""
        )
        words = " ".join(part for part in (*year_and_holder, other_text) if part)
    else:
        words = ", ".join(filter(None, map(_plain_right, entries(value))))
    bare = words.startswith(("©", "(c)", "Copyright", "copyright"))
    return f"{'' if bare else mark}{words}" if words else ""


def _plain_right(value: Any) -> str:
    return _right(value, "") if isinstance(value, dict) else plain_words(value)


def _first(keys: Mapping[str, Any], *names: str) -> str:
    texts = (", ".join(filter(None, map(plain_words, entries(keys.get(name))))) for name in names)
    return next(filter(None, texts), "")


def _set(draft: Draft, key: str, text: str, source: str, group: str = "briefing") -> None:
    """Set a key of a group from a key of another program, unless it is set.

    A group that is no mapping is reported elsewhere.
    """
    own = draft.value.get(group)
    if own is None or isinstance(own, dict):
        draft.value[group] = {key: text, **(own or {})}
        if (source,) in draft.places:
            draft.places.setdefault((group, key), draft.places[source,])


def cover(draft: Draft) -> None:
    """Set the e-book's cover from pandoc's `cover-image`."""
    value = draft.take("cover-image")
    [first, *others] = entries(value) or [""]
    if name := "" if others else plain_words(first):
        _set(draft, "cover", name, "cover-image", "ebook")
    elif isinstance(value, list | dict):
        hint = "write the name of one image; until then a cover is drawn"
        draft.warn("front-matter-invalid", "`cover-image` must be text", ("cover-image",), hint)


def paper(draft: Draft, options: Mapping[str, Any]) -> None:
    """Set the paper size from `papersize`, `geometry` or `classoption`; warn of one that is not supported."""
    candidates = [
        (key, part.strip().lower())
        for key in ("papersize", "paper", "paper-size", "classoption", "geometry")
        for value in (draft.take(key), options.get(key))
        for item in entries(value)
        for part in (plain_words(item).split(",") if isinstance(item, str) else ())
    ]
    for key, each in candidates:
        size = each.partition("=")[2].strip() or each
        name = "A4" if size in _A4 else "Letter" if size in _LETTER else None
        if name:
            _set(draft, "paper", name, key)
        elif _OTHER_PAPER.fullmatch(size) or (key == "papersize" and size):
            hint = "write `papersize: a4` or `papersize: letter`"
            message = f"the paper {quote(size)} is none that Dossier sets; the briefing is on A4"
            draft.warn("front-matter-invalid", message, (key,), hint)


def ratio(draft: Draft, options: Mapping[str, Any]) -> None:
    """Set the ratio of slides from beamer's `aspectratio: 43`; warn of one that is not supported."""
    candidates = [
        (key, text)
        for key in ("aspectratio", "aspect-ratio")
        for value in (draft.take(key), options.get(key))
        if (text := plain_words(value))
    ]
    for item in (*entries(draft.value.get("classoption")), *entries(options.get("classoption"))):
        for option in plain_words(item).split(","):
            name, _, text = option.partition("=")
            if name.strip() == "aspectratio":
                candidates.append(("classoption", text))
    for key, text in candidates:
        if own_form := _RATIOS.get(re.sub(r"\D", "", text)):
            _set(draft, "ratio", own_form, key, "deck")
        else:
            hint = "write `aspectratio: 169` or `aspectratio: 43`"
            message = f"the ratio {quote(text)} is none that Dossier sets; the slides are 16:9"
            path = next((path for path in draft.places if key in path), (key,))
            draft.warn("front-matter-invalid", message, path, hint)


def switches(draft: Draft, options: Mapping[str, Any]) -> None:
    """Set section numbering and the table of contents from the keys of other programs."""
    values = [
        each for key in _SWITCHES for each in (_switch(draft, key), options.get(key)) if each is not None
    ]
    if values:
        draft.value["number-sections"] = "true" if is_true(values[0]) else "false"
    contents = [each for each in (_switch(draft, "toc"), options.get("toc")) if isinstance(each, str)]
    if contents:
        _set(draft, "contents", "true" if is_true(contents[0]) else "false", "toc")


def _switch(draft: Draft, key: str) -> Any:
    """Take a key that is true or false, and return its value; report another value."""
    value = draft.take(key)
    is_word = isinstance(value, str) and value.strip().lower() in _FALSE
    if value is not None and not is_word and not is_true(value) and key != "secnumdepth":
        hint = "write `true` or `false`; until then it counts as false"
        draft.warn("front-matter-invalid", f"`{key}` must be true or false", (key,), hint)
    return value


def formats(draft: Draft) -> Mapping[str, Any]:
    """Return the options below a format's name in R Markdown's `output` and Quarto's `format`."""
    result: dict[str, Any] = {}
    for key in ("format", "output"):
        value = draft.value.get(key)
        for name, inner in value.items() if isinstance(value, dict) else ():
            if isinstance(inner, dict):
                own = fold_keys(inner)
                # Options for print take precedence over those for a web page.
                result = result | own if "pdf" in str(name) else own | result
    return result
