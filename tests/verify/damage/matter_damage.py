"""Damage to what frames an article in a file of markup, to its code and formulas; and the rows of blocks."""

from __future__ import annotations

from tests.verify.damage import blocks_damage as b
from tests.verify.damage import table_damage as t
from tests.verify.damage import words as w
from tests.verify.damage.markup import (
    Damage,
    Leaves,
    by_role,
    classes,
    edit,
    name,
    remove,
    text_of,
)
from tests.verify.damage.prose_damage import Row
from tests.verify.damage.values import (
    ALT,
    CELL,
    CITATION,
    FACT,
    HEADING,
    LINK,
    META,
    NOTE,
    TEXT,
    WORDS,
    Place,
)
from tests.verify.damage.words import Change, opening, token


def _within(role: str, change: Change) -> Damage:
    """Return the damage that changes text in an element with a class."""

    def damage(leaves: Leaves) -> Place | None:
        for each in leaves.all():
            if role in classes(each) and (words := edit(each, change)):
                return leaves.place(words, each)
        return None

    return damage


def _without(role: str) -> Damage:
    """Return the damage that removes the first element with a class."""

    def damage(leaves: Leaves) -> Place | None:
        for each in leaves.all():
            if role in classes(each) and text_of(each):
                place = leaves.place((opening(text_of(each)), token(text_of(each))), each)
                remove(each)
                return place
        return None

    return damage


def _code_line_cut(leaves: Leaves) -> Place | None:
    for each in leaves.all("pre"):
        for node in (kid for kid in each.iter("*") if "\n" in (kid.text or "").strip()):
            lines = (node.text or "").split("\n")
            line = lines.pop(1)
            node.text = "\n".join(lines)
            return leaves.place((line.strip(), token(line)), each)
        spans = [kid for kid in each.iter("*") if name(kid) == "span" and (kid.tail or "").startswith("\n")]
        if len(spans) > 1:
            place = leaves.place((text_of(spans[1]), token(text_of(spans[1]))), each)
            remove(spans[1])
            return place
    return None


def _formula_sign(leaves: Leaves) -> Place | None:
    """Turn a sign of a formula, in its marks and in its words."""
    for formula in leaves.all("math"):
        for each in formula.iter("*"):
            if name(each) == "mo" and (each.text or "").strip() in ("+", "=", "−", "-"):
                each.text = "≠" if "=" in (each.text or "") else "="
                return leaves.place((text_of(formula), each.text, formula.get("alttext", "")), formula)
    return None


def _formula_minus(leaves: Leaves) -> Place | None:
    for formula in leaves.all("math"):
        for each in formula.iter("*"):
            if name(each) == "mo" and (each.text or "").strip() in ("−", "-"):
                place = leaves.place((text_of(formula), formula.get("alttext", "")), formula)
                remove(each)
                return place
    return None


def _formula_removed(leaves: Leaves) -> Place | None:
    for each in leaves.all("math"):
        place = leaves.place((text_of(each), each.get("alttext", "")), each)
        remove(each)
        return place
    return None


def _title(leaves: Leaves) -> Place | None:
    """Change the title in the head of the first tree, which programs show for the whole."""
    for each in leaves.all("title"):
        words = (each.text or "", "Another")
        each.text = "Another title"
        return leaves.place(words, each)
    return None


def _shown_title(leaves: Leaves) -> Place | None:
    for each in leaves.all("h1"):
        if text_of(each) and (words := edit(each, w.letter)):
            return leaves.place(words, each)
    return None


def _language(leaves: Leaves) -> Place | None:
    """Say in every tree that the text is in Finnish."""
    for leaf in leaves.leaves:
        for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            if leaf.root.get(key):
                leaf.root.set(key, "fi")
    return leaves.place(("fi",), leaves.leaves[0].root)


def _as_of(leaves: Leaves) -> Place | None:
    """Change the year of the date in the colophon."""
    for each in leaves.all():
        if "colophon" in classes(each):
            for item in each.iter("*"):
                if name(item) == "dd" and (words := edit(item, w.year_of_date)):
                    return leaves.place(words, item)
    return None


def _backlink_lost(leaves: Leaves) -> Place | None:
    """Let the way back from a note lead nowhere."""
    for each in by_role(leaves, "doc-backlink"):
        each.set("href", each.get("href", "") + "-nowhere")
        return leaves.place((text_of(each), each.get("href", "")), each)
    return None


BLOCKS: tuple[Row, ...] = (
    ("headings-swapped", HEADING, b.headings_swapped),
    ("heading-removed", HEADING | TEXT, b.heading_removed),
    ("heading-level", HEADING, b.heading_level),
    ("heading-letter", HEADING | TEXT, b.heading(w.letter)),
    ("note-text-dropped", NOTE, b.note_dropped),
    ("note-call-removed", NOTE, b.note_call_removed),
    ("notes-swapped", NOTE, b.notes_swapped),
    ("note-word-removed", NOTE, b.note(w.word_removed)),
    ("note-letter", NOTE, b.note(w.letter)),
    ("column-cut", CELL, t.column_cut(-1, 3)),
    ("first-column-cut", CELL, t.column_cut(0)),
    ("columns-swapped", CELL, t.columns_swapped),
    ("row-cut", CELL, t.row_cut),
    ("table-head-dropped", CELL, t.head_dropped),
    ("cells-swapped", CELL | CITATION | FACT, t.cells_swapped),
    ("cell-digit", CELL | FACT, t.cell(w.digit)),
    ("cell-word", CELL | FACT, t.cell(w.letter)),
    ("cell-emptied", CELL, t.cell_emptied),
    ("caption-letter", TEXT, t.caption(w.letter)),
    ("caption-digit", WORDS, t.caption(w.year)),
    ("caption-removed", TEXT, t.caption_removed),
    ("alt-emptied", ALT, b.alt_emptied),
    ("alt-of-another", ALT, b.alt_of_another),
    ("alt-digit", ALT, b.alt(w.digit)),
    ("alt-word-removed", ALT, b.alt(w.word_removed)),
    ("picture-removed", ALT | TEXT, b.picture_removed),
    ("target-lost", LINK, b.target_lost),
    ("anchor-removed", LINK, b.anchor_removed),
    ("crossref-number", TEXT, b.crossref),
    ("backlink-lost", LINK, _backlink_lost),
    ("address-changed", LINK | CITATION, b.external(w.letter)),
    ("entry-removed", TEXT | LINK | CITATION, b.entry_removed),
    ("entry-year", TEXT, b.entry(w.year)),
    ("entry-letter", TEXT, b.entry(w.letter)),
    ("standfirst-word-removed", TEXT, _within("standfirst", w.word_removed)),
    ("key-points-removed", WORDS, _without("key-points")),
    ("key-points-letter", TEXT, _within("key-points", w.letter)),
    ("key-figure-digit", FACT, _within("key-figure", w.digit)),
    ("subtitle-letter", TEXT, _within("subtitle", w.letter)),
    ("code-line-cut", TEXT, _code_line_cut),
    ("formula-sign", TEXT, _formula_sign),
    ("formula-minus-lost", TEXT, _formula_minus),
    ("formula-removed", TEXT, _formula_removed),
    ("shown-title-letter", HEADING | TEXT, _shown_title),
    ("title-changed", META, _title),
    ("language-changed", META, _language),
    ("as-of-changed", TEXT, _as_of),
)  # fmt: skip
