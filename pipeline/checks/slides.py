"""Slides as authors write them: how many words they have, and what no deck can show as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.columns import COLUMN, COLUMNS, columns_of
from pipeline.model.consequence import Consequence
from pipeline.model.slide_boxes import CLASSES, OPEN_QUESTIONS, SLIDE, is_box, is_slide_box
from pipeline.model.titles import MESSAGE

WORDS_OF_A_SLIDE = 40
EDITION = "deck"


@check(Consequence.ADVICE)
def slide_wordy(survey: Survey) -> Iterator[Finding]:
    """A slide that the author writes has more words than people read while somebody speaks.

    Why: they read it or they listen. Words of tables, figures, code, notes and citations do not count, nor
    does the message. Slides that the program makes of prose have no more words by themselves.

    Bad:
        ::: {.slide message="The price was low."}
        (a paragraph of sixty words)
        :::

    Good:
        ::: {.slide message="The price was low."}
        - $7.2 million for nearly 600,000 square miles
        :::

        ::: notes
        (the paragraph of sixty words)
        :::
    """
    for box in _boxes(survey, SLIDE, OPEN_QUESTIONS):
        for part in _parts(box.blocks):
            count = _words(part)
            if count > WORDS_OF_A_SLIDE:
                place = survey.place(next((block.at for block in part if block.at is not None), box.at))
                hint = (
                    f"say it in {WORDS_OF_A_SLIDE} or fewer, let the speaker say the rest between `::: notes`"
                    " and `:::`, or begin another slide with `---`"
                )
                yield Finding(f"the slide has {count} words", place, hint)


@check(Consequence.ADVICE)
def columns_apart(survey: Survey) -> Iterator[Finding]:
    """Columns of a slide cannot stand side by side.

    Why: a slide has room for two columns, each of text or of one picture. What is in others goes one below
    the other, and tables and pictures amid text on slides of their own.

    Bad:
        ::::: {.slide message="Three things changed hands."}
        :::: columns
        ::: column
        Land
        :::
        ::: column
        Gold
        :::
        ::: column
        Ships
        :::
        ::::
        :::::

    Good:
        ::::: {.slide message="Land changed hands for gold."}
        :::: columns
        ::: column
        Land
        :::
        ::: column
        Gold
        :::
        ::::
        :::::
    """
    hint = "have two boxes `::: column`, each with text alone or with one picture"
    for box in _boxes(survey, SLIDE, OPEN_QUESTIONS):
        for node, message in _columns_apart(box.blocks):
            yield Finding(message, survey.place(node.at), hint)


@check(Consequence.NOTE)
def column_width(survey: Survey) -> Iterator[Finding]:
    """Columns of a slide have other widths than a slide gives them.

    Why: both are equally wide in all decks, whatever their widths are and come to together.

    Bad:
        ::::: {.slide message="Land changed hands for gold."}
        :::: columns
        ::: {.column width="70%"}
        Land
        :::
        ::: {.column width="40%"}
        Gold
        :::
        ::::
        :::::

    Good:
        ::::: {.slide message="Land changed hands for gold."}
        :::: columns
        ::: column
        Land
        :::
        ::: column
        Gold
        :::
        ::::
        :::::
    """
    for box in _boxes(survey, SLIDE, OPEN_QUESTIONS):
        for node in walk.walk(box.blocks):
            columns = columns_of(node) if isinstance(node, n.Div) else ()
            widths = [width for column in columns if (width := column.attr.get("width"))]
            if widths and len(set(widths)) + len(columns) - len(widths) > 1:
                names = " and ".join(f"`{width}`" for width in widths)
                place = survey.place_of_value(columns[0], "width", widths[0])
                yield Finding(f"{names}: the columns are equally wide", place, "take the widths out")


def _columns_apart(blocks: n.Blocks, *, in_column: bool = False) -> Iterator[tuple[n.Div, str]]:
    """Yield the columns that do not stand side by side, each with what becomes of it."""
    for block in blocks:
        classes = block.attr.classes if isinstance(block, n.Div) else ()
        inner = walk.inner_blocks(block)
        if isinstance(block, n.Div) and COLUMNS in classes:
            if in_column or not columns_of(block):
                yield block, "the columns go one below the other"
            for each in inner:
                is_column = isinstance(each, n.Div) and COLUMN in each.attr.classes
                yield from _columns_apart(
                    walk.inner_blocks(each) if is_column else (each,), in_column=is_column
                )
            continue
        if isinstance(block, n.Div) and COLUMN in classes:
            yield block, "the column is in no `columns`, and stands like other text"
        yield from _columns_apart(inner, in_column=in_column)


@check(Consequence.ADVICE)
def slide_nested(survey: Survey) -> Iterator[Finding]:
    """A slide stands within another, or within a list, a quotation or a table.

    Why: a slide has one message. In the deck the inner one follows as a slide of its own, with its own
    message, which is seldom where it was meant to be: the fence of the outer box may be missing.

    Bad:
        :::: {.slide message="The land changed hands."}
        - The treaty was signed.

        ::: {.slide message="The money came later."}
        - Payment came in August.
        :::
        ::::

    Good:
        ::: {.slide message="The land changed hands."}
        - The treaty was signed.
        :::

        ::: {.slide message="The money came later."}
        - Payment came in August.
        :::
    """
    for box, outer in _find_within(survey.manuscript.blocks):
        name = next(each for each in CLASSES if each in box.attr.classes)
        hint = "close what is around it before it begins: the deck shows it behind that"
        yield Finding(f"a box `.{name}` stands within {outer}", survey.place_of_value(box, ".", name), hint)


def _find_within(blocks: n.Blocks) -> Iterator[tuple[n.Div, str]]:
    """Yield the slides within other blocks, each with the name of the block around it."""
    for block in blocks:
        if isinstance(block, n.Div) and not is_slide_box(block) and "notes" not in block.attr.classes:
            yield from _find_within(block.blocks)
            continue
        for node in walk.walk((block,)):
            if is_slide_box(node) and node is not block:
                yield node, _name(block)


def _name(block: n.Block) -> str:
    match block:
        case n.BulletList() | n.OrderedList() | n.DefinitionList():
            return "a list"
        case n.BlockQuote():
            return "a quotation"
        case n.Table():
            return "a table"
        case n.Div(attr=attr) if "notes" in attr.classes:
            return "speaker notes"
        case n.Div():
            return "another slide"
        case _:
            return "another block"


@check(Consequence.NOTE)
def steps_together(survey: Survey) -> Iterator[Finding]:
    """Items are to appear one by one, or text behind a pause, and slides show them at once.

    Why: `incremental` and `. . .` are known in other programs. All decks of an article show the same slides,
    and a PDF cannot show one step by step.

    Bad:
        ::: incremental
        - The treaty was signed.
        - Payment came later.
        :::

    Good:
        - The treaty was signed.
        - Payment came later.
    """
    for box in _boxes(survey, "incremental"):
        yield Finding(
            "the items appear at once", survey.place_of_value(box, ".", "incremental"), "make slides of them"
        )
    for box in _boxes(survey, "slide"):
        for node in walk.walk(box.blocks):
            if isinstance(node, n.Para) and walk.text_of(node.inlines).split() == [".", ".", "."]:
                place = survey.place_of_value(box, ".", "slide")
                yield Finding("a slide has no pause", place, "begin another slide with `---`")


def _boxes(survey: Survey, *names: str) -> Iterator[n.Div]:
    for node in survey.nodes_with_attr:
        if is_box(node, *names):
            yield node


def _parts(blocks: n.Blocks) -> Iterator[n.Blocks]:
    """Yield what stands between rules, which begin another slide."""
    part: list[n.Block] = []
    for block in (*blocks, n.HorizontalRule()):
        if isinstance(block, n.HorizontalRule):
            yield tuple(part)
            part = []
        else:
            part.append(block)


def _words(blocks: n.Blocks) -> int:
    """Count the words that people read on a slide."""
    text = walk.text_of(walk.map_tree(blocks, inline=_visible_inline, block=_visible_block))
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _visible_inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.Cite() | n.Note() | n.Image():
            return ()
        case n.Span(attr=attr) if not _shows(attr):
            return ()
        case _:
            return (node,)


def _visible_block(block: n.Block) -> n.Blocks:
    match block:
        case n.Table() | n.Figure() | n.CodeBlock():
            return ()
        case n.Div(attr=attr) if not {"notes", MESSAGE}.isdisjoint(attr.classes) or not _shows(attr):
            return ()
        case _:
            return (block,)


def _shows(attr: n.Attr) -> bool:
    """Tell whether what has these attributes is in the deck."""
    only, exclusion = attr.get("only"), attr.get("except")
    return (only is None or EDITION in only.split()) and (
        exclusion is None or EDITION not in exclusion.split()
    )
