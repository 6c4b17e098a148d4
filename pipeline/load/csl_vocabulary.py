"""The words of CSL: types of works, variables that are names or dates; other programs' words for types."""

from __future__ import annotations

from collections.abc import Mapping

UNKNOWN_TYPE = "document"
_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic
collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
interview legal_case legislation manuscript map motion_picture musical_score pamphlet
paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage
"""
_NAMES = """
author chair collection-editor compiler composer container-author contributor curator director
editor editor-translator editorial-director executive-producer guest host illustrator interviewer
narrator organizer original-author performer producer recipient reviewed-author script-writer
series-creator translator
"""
TYPES = frozenset(_TYPES.split())
NAMES = frozenset(_NAMES.split())
DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
# Those of Crossref, DataCite and Zotero.
OTHER_TYPES: Mapping[str, str] = {
    "journal-article": "article-journal",
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "article-preprint": "article",
    "posted-content": "article",
    "preprint": "article",
    "proceedings-article": "paper-conference",
    "conferencepaper": "paper-conference",
    "proceedings": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "booksection": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "dissertation": "thesis",
    "blogpost": "post-weblog",
    "computerprogram": "software",
    "computer_program": "software",
    "presentation": "speech",
    "film": "motion_picture",
    "artwork": "graphic",
    "statute": "legislation",
    "case": "legal_case",
    "report-component": "report",
}
