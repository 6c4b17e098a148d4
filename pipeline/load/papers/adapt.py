"""The steps that convert a front matter to Dossier's form, in order."""

from __future__ import annotations

from pipeline.load.papers import dates, keys, people, values
from pipeline.load.papers.draft import Draft


def adapt(draft: Draft, own_keys: frozenset[str], *, plain: bool) -> None:
    """Convert a front matter to Dossier's form; `own_keys` are Dossier's keys.

    An article with a ledger has Dossier's keys already, except for lists of one and the key `author`.
    """
    _list_of_appendix(draft)
    if not plain:
        _lists(draft)
        return
    keys_in_other_case = keys.changed_case(
        draft, own_keys | keys.foreign("read") | {theirs for theirs, _ in keys.RENAMED_KEYS}
    )
    keys.fold(draft, own_keys)
    if keys_in_other_case:
        names = ", ".join(f"`{key}`" for key in keys_in_other_case)
        hint = "an article with a ledger needs them in small letters"
        draft.note(
            "front-matter-foreign",
            f"keys are read whatever their case: {names}",
            (keys_in_other_case[0],),
            hint,
        )
    keys.rename(draft)
    lang = values.language(draft)
    options = values.formats(draft)
    values.texts(draft)
    values.address(draft)
    values.rights(draft)
    values.ratio(draft, options)
    values.paper(draft, options)
    values.switches(draft, options)
    values.cover(draft)
    values.bibliography(draft)
    values.nocite(draft)
    values.keywords(draft)
    people.adapt(draft)
    dates.adapt(draft, lang)
    keys.drop(draft, own_keys)


def _list_of_appendix(draft: Draft) -> None:
    """Wrap the one section of a deck's appendix in a list."""
    deck = draft.value.get("deck")
    if isinstance(deck, dict) and isinstance(deck.get("appendix"), str) and deck["appendix"].strip():
        draft.value["deck"] = {**deck, "appendix": [deck["appendix"]]}


def _lists(draft: Draft) -> None:
    """Wrap a single bibliography or author in a list, and split keywords that are one text."""
    value = draft.value
    if "author" in value and "authors" not in value:
        draft.rename("author", "authors")
    for key in ("bibliography", "authors"):
        if isinstance(value.get(key), str | dict):
            value[key] = [value[key]]
    if isinstance(value.get("keywords"), str):
        value["keywords"] = [part.strip() for part in value["keywords"].split(",")]
    if isinstance(value.get("authors"), list):
        value["authors"] = [{"name": each} if isinstance(each, str) else each for each in value["authors"]]
