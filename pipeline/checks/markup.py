"""Markup of Dossier's own: names of editions and classes, and the content of boxes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import suggestion
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model import slide_boxes, walk
from pipeline.model.columns import COLUMN, COLUMNS
from pipeline.model.consequence import Consequence
from pipeline.model.statements import STATEMENT
from pipeline.model.titles import HEADS, MESSAGE, message_apart
from pipeline.model.visibility import has_words, is_visible

LONGEST_MESSAGE = 90
WORDS_OF_A_POINT = 14
WORDS_OF_ALL_POINTS = 40
DIVS = (*HEADS, MESSAGE, "standfirst", "at-a-glance", "notes", *slide_boxes.CLASSES)
# Boxes that other programs know as well.
_OTHERS = frozenset({COLUMNS, COLUMN, "incremental", "nonincremental"})
# Boxes that loading builds from figures of several parts, listings and callouts.
_OURS = frozenset({"subfigures", "listing", "caption", "callout", "label", "row", STATEMENT})


@check(Consequence.WRONG)
def only_unknown(survey: Survey) -> Iterator[Finding]:
    """A part is kept for, or from, an edition that there is not.

    Why: a part that is kept for an edition with a misspelt name is shown in none, and nobody misses it.

    Bad:
        ::: {only=desk}
        Questions are welcome.
        :::

    Good:
        ::: {only=deck}
        Questions are welcome.
        :::
    """
    for node in survey.nodes_with_attr:
        for key in ("only", "except"):
            value = node.attr.get(key)
            if value is None:
                continue
            for name in value.split() or [""]:
                if name not in survey.editions:
                    message = f"unknown edition `{name}`" if name else f"`{key}` names no edition"
                    list_hint = "part names with spaces; " if "," in name else ""
                    hint = list_hint + suggestion(
                        name, survey.editions, otherwise=f"editions: {', '.join(survey.editions)}"
                    )
                    yield Finding(message, survey.place_of_value(node, key, value), hint)


@check(Consequence.ADVICE)
def class_unknown(survey: Survey) -> Iterator[Finding]:
    """A block has a class that means nothing to Dossier.

    Why: a box with a misspelt class becomes plain text in every edition. In an article without a ledger only
    near misses are told.

    Bad:
        ::: key-point
        - The land changed hands before the money did.
        :::

    Good:
        ::: key-points
        - The land changed hands before the money did.
        :::
    """
    for node in survey.nodes_with_attr:
        if not isinstance(node, n.Div):
            continue
        for name in node.attr.classes:
            near = difflib.get_close_matches(name, DIVS, n=1, cutoff=0.7)
            if name in DIVS or name in _OURS | _OTHERS or (survey.manuscript.plain and not near):
                continue
            hint = suggestion(name, DIVS, otherwise=f"known classes: {', '.join(DIVS)}")
            yield Finding(f"unknown class `{name}`", survey.place_of_value(node, ".", name), hint)


@check(Consequence.ADVICE)
def glance_unbound(survey: Survey) -> Iterator[Finding]:
    """A line of the box at a glance is not bound to a fact.

    Why: the box shows figures and offices with their year and their source, which only the ledger has.

    Bad:
        $7.2 million
        :   price of the territory, in gold

    Good:
        []{fact=price}
        :   price of the territory, in gold
    """
    for box in _boxes(survey, "at-a-glance"):
        for part in box.blocks:
            for term, _ in part.items if isinstance(part, n.DefinitionList) else ():
                if not any(isinstance(node, n.Span) and node.attr.get("fact") for node in walk.walk(term)):
                    text = walk.text_of(term)
                    place = survey.place(next((item.at for item in term), box.at), text)
                    yield Finding(f"`{text}` is bound to no fact", place, "write []{fact=...} in its place")


@check(Consequence.MARKED)
def slide_untitled(survey: Survey) -> Iterator[Finding]:
    """A slide has no message, or one without words.

    Why: the message is the slide's title; a slide without one is lost in the outline and to a screen reader.

    Bad:
        ::: slide
        [$7.2 million]{fact=price}
        :::

    Good:
        ::: {.slide message="The price came to less than two cents an acre."}
        [$7.2 million]{fact=price}
        :::
    """
    for box in _boxes(survey, "slide"):
        if not (box.attr.get("message") or "").strip():
            place = survey.place_of_value(box, ".", "slide")
            yield Finding("slide without a message", place, 'say in a sentence what it shows: message="..."')
    for box in (box for name in slide_boxes.CLASSES for box in _boxes(survey, name)):
        message = box.attr.get("message") or ""
        own, _ = message_apart(box)
        has_link = any(
            isinstance(node, n.Link) for node in walk.walk(own)
        )  # without words its address is shown
        if own and not has_link and not has_words(walk.map_inlines(own, _without_citation)):
            place = survey.place_of_value(box, "message", message)
            hint = "say in a sentence what it shows: the slide has the title of its section"
            yield Finding(f"the message `{message[:40]}` has no words", place, hint)


@check(Consequence.ADVICE)
def message_long(survey: Survey) -> Iterator[Finding]:
    """The message of a slide is longer than a title can be.

    Why: it must be read at a glance, in two lines of large type.

    Bad:
        ::: {.slide message="The price, which was agreed upon in one night and paid a year later, …"}

    Good:
        ::: {.slide message="The price came to less than two cents an acre."}
    """
    for box in (*_boxes(survey, "key-points"), *_boxes(survey, "slide")):
        message = box.attr.get("message") or ""
        own, _ = message_apart(box)
        length = len(walk.text_of(own)) if own else len(message)
        if length > LONGEST_MESSAGE:
            place = survey.place_of_value(box, "message", message)
            hint = f"say it in {LONGEST_MESSAGE} or fewer"
            yield Finding(f"the message has {length} characters", place, hint)


@check(Consequence.ADVICE)
def points_long(survey: Survey) -> Iterator[Finding]:
    """Key points have more words than a margin or a slide can bear.

    Why: they are read instead of the section, not as another one.

    Bad:
        - The treaty, which had been prepared for a month, was signed on 30 March after a night of talks.

    Good:
        - The treaty was signed on 30 March.
    """
    for box in _boxes(survey, "key-points"):
        items = [item for part in box.blocks if isinstance(part, n.BulletList) for item in part.items]
        counts = [_words(item) for item in items]
        for item, count in zip(items, counts, strict=True):
            if count > WORDS_OF_A_POINT:
                place = survey.place(next((block.at for block in item), box.at))
                yield Finding(f"the point has {count} words", place, f"say it in {WORDS_OF_A_POINT} or fewer")
        if sum(counts) > WORDS_OF_ALL_POINTS and max(counts) <= WORDS_OF_A_POINT:
            place = survey.place_of_value(box, ".", "key-points")
            hint = f"say them in {WORDS_OF_ALL_POINTS} or fewer"
            yield Finding(f"the key points have {sum(counts)} words together", place, hint)


@check(Consequence.MARKED)
def link_empty(survey: Survey) -> Iterator[Finding]:
    """A link has no words.

    Why: nobody sees it, or can follow it. The editions show its address, or the heading that it leads to.

    Bad:
        The treaty is kept there: [](https://www.archives.gov/).

    Good:
        The treaty is kept [there](https://www.archives.gov/).
    """
    for node in survey.nodes:
        if isinstance(node, n.Link) and node.url and not is_visible(node.inlines):
            yield Finding(
                f"the link to {node.url[:80]} has no words",
                survey.place_of_text(node),
                "write words in the brackets",
            )


def _boxes(survey: Survey, name: str) -> Iterator[n.Div]:
    """Yield the blocks of a class."""
    for node in survey.nodes_with_attr:
        if isinstance(node, n.Div) and name in node.attr.classes:
            yield node


def _without_citation(node: n.Inline) -> n.Inlines:
    """Leave out a citation in brackets, which no title has."""
    in_brackets = isinstance(node, n.Cite) and all(c.mode == "NormalCitation" for c in node.citations)
    return () if in_brackets else (node,)


def _words(blocks: n.Blocks) -> int:
    """Return the number of words that a reader sees, without citations and notes."""
    visible_blocks = walk.map_tree(blocks, inline=lambda node: () if isinstance(node, n.Cite) else (node,))
    return sum(any(map(str.isalnum, word)) for word in walk.text_of(visible_blocks).split())
