"""Structure: headings in order, sections with text, every id once, every cross-reference with a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from pipeline.checks.check import Finding, check
from pipeline.checks.pipe_rows import rows
from pipeline.checks.suggestion import Names
from pipeline.checks.survey import NodeWithAttr, Survey
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.model.crossref import Kind, kind_of
from pipeline.model.statements import STATEMENT

_NAMES: Mapping[Kind, str] = {
    "figure": "figure",
    "table": "table",
    "section": "section",
    "equation": "formula",
    "listing": "listing",
}
_CURES: Mapping[Kind, str] = {
    "figure": "let the image stand alone in its paragraph, with a caption",
    "table": "give the table a caption: `: The terms. {#tbl-terms}`",
    "section": "give the id to a heading",
    "equation": "write the id behind a formula: `$$...$$ {#eq-acre}`",
    "listing": 'give the code a caption: `{#lst-sum caption="A sum."}`',
}


@check(Consequence.ADVICE)
def heading_jump(survey: Survey) -> Iterator[Finding]:
    """A heading is more than one level below the heading before it.

    Why: contents lists and screen readers show the levels; a level that is left out reads as a part that is
    missing. Sections are level 1, for the title is not a heading.

    Bad:
        # From treaty to payment

        ### The warrant

    Good:
        # From treaty to payment

        ## The warrant
    """
    # Papers of other programs begin at level 2 throughout, and skip nothing.
    top = min((heading.level for heading in survey.headings), default=1)
    before = top - 1 if survey.manuscript.plain else 0
    for heading in survey.headings:
        if heading.level > before + 1:
            what = f"follows one of level {before}" if before >= top else "is the first"
            yield Finding(
                f"a heading of level {heading.level} {what}",
                survey.place(heading.at, walk.text_of(heading.inlines)),
                f"begin it with {'#' * (before + 1)}",
            )
        before = heading.level


@check(Consequence.ADVICE)
def section_empty(survey: Survey) -> Iterator[Finding]:
    """A heading is followed by no text.

    Why: the contents list promises something that is not there. The list of sources makes its own heading;
    in an article without a ledger a last heading for it is taken as pandoc takes it.

    Bad:
        # The payment

        # The handover

        The flag changed on 18 October.

    Good:
        # The payment

        The Treasury paid in August 1868.

        # The handover

        The flag changed on 18 October.
    """
    blocks = survey.manuscript.blocks
    for heading in _without_text(blocks):
        last = bool(blocks) and heading is blocks[-1]
        if last and survey.manuscript.plain and survey.citations:
            continue
        title = walk.text_of(heading.inlines)
        hint = "write it, or take the heading out"
        if last and survey.citations:
            hint += "; the list of sources makes its own"
        yield Finding(f"the section `{title}` is empty", survey.place(heading.at, title), hint)


def _without_text(blocks: n.Blocks) -> Iterator[n.Header]:
    for block, next_block in zip_longest(blocks, blocks[1:]):
        match block, next_block:
            case n.Header(), None:
                yield block
            case n.Header(level=level), n.Header(level=next_level) if next_level <= level:
                yield block
            case n.Div(blocks=inner), _:
                yield from _without_text(inner)


@check(Consequence.MARKED)
def id_duplicate(survey: Survey) -> Iterator[Finding]:
    """Two elements or two facts have the same id.

    Why: a link or a binding can lead to one of them only, and nobody sees to which.

    Bad:
        # Treaty {#sec-treaty}

        # Senate {#sec-treaty}

    Good:
        # Treaty {#sec-treaty}

        # Senate {#sec-senate}
    """
    hint = "give one of them another id"
    same: dict[str, list[NodeWithAttr]] = {}
    for node in survey.nodes_with_attr:
        if node.attr.id:
            same.setdefault(node.attr.id, []).append(node)
    for name, nodes in same.items():
        if len(nodes) == 1:
            continue
        first, *others = survey.places_of_id(name, nodes)
        for place in others:
            yield Finding(f"duplicate id `{name}`", place, f"{hint}; the first is in line {first.line}")
    ids: set[str] = set()
    for index, fact in enumerate(survey.manuscript.ledger.facts):
        if fact.id in ids:
            yield Finding(f"duplicate fact id `{fact.id}`", survey.place_of_fact(index, "id"), hint)
        ids.add(fact.id)


@check(Consequence.MARKED)
def crossref_undefined(survey: Survey) -> Iterator[Finding]:
    """A cross-reference or a link within the article leads to an id that nothing has.

    Why: there is no number to show and nowhere to go.

    Bad:
        The steps are in @fig-stpes.

    Good:
        The steps are in @fig-steps.
    """
    targets = frozenset(survey.ids)
    of_kind: dict[str, Names] = {}
    for reference in survey.cross_references:
        kind = kind_of(reference.id)
        if kind and reference.id not in targets:
            what = _NAMES.get(kind, kind)
            if kind not in of_kind:
                of_kind[kind] = Names(name for name in targets if kind_of(name) == kind)
            there = of_kind[kind].listing()
            none = f"there are: {there}" if there else f"give the {what} an id: {{#{reference.id}}}"
            hint = of_kind[kind].hint(reference.id, otherwise=none)
            yield Finding(
                f"undefined {what} `{reference.id}`", survey.place(reference.at, reference.id), hint
            )
    there_is = targets | {f"ref-{key}" for key in survey.references} | {"sources", "refs"}
    target_names = Names(targets)
    for node in survey.nodes:
        if isinstance(node, n.Link) and node.url.startswith("#") and node.url[1:] not in there_is:
            hint = target_names.hint(node.url[1:], otherwise="give its target this id")
            yield Finding(f"undefined id `{node.url[1:]}`", survey.place_of_text(node), hint)


@check(Consequence.MARKED)
def crossref_unnumbered(survey: Survey) -> Iterator[Finding]:
    """A cross-reference leads to something that is not numbered.

    Why: its words are the number or the title of what it leads to; a table without a caption has neither.

    Bad:
        ![](media/coin.png){#fig-coin alt="A disc."} shows the colour: see @fig-coin.

    Good:
        See @fig-coin for the colour.

        ![A disc of gold.](media/coin.png){#fig-coin alt="A plain yellow disc."}
    """
    numbered_ids = {node.attr.id for node in survey.nodes_with_attr if _is_numbered(node)}
    targets = frozenset(survey.ids)
    for reference in survey.cross_references:
        kind = kind_of(reference.id)
        if kind and reference.id in targets and reference.id not in numbered_ids:
            message = f"`{reference.id}` is no {_NAMES.get(kind, kind)} with a number"
            yield Finding(message, survey.place(reference.at, reference.id), _CURES.get(kind, ""))


def _is_numbered(node: NodeWithAttr) -> bool:
    match node:
        case n.Figure() | n.Header():
            return True
        case n.Table(caption=caption):
            return bool(caption.blocks)
        case n.Span(attr=attr):
            return "equation" in attr.classes
        case n.Div(attr=attr):
            return bool({"subfigures", "listing", STATEMENT, "callout"} & set(attr.classes))
        case _:
            return False


@check(Consequence.MARKED)
def row_heads_wrong(survey: Survey) -> Iterator[Finding]:
    """A table says of more columns than it has, or of what is no number, that they head its rows.

    Why: who hears a table hears the heads of a row before each of its cells; they must be there.

    Bad:
        | Mark | Shape |
        |:-----|:------|
        | Comma | a dot with a tail |

        : Marks. {#tbl-marks row-heads=2}

    Good:
        | Mark | Shape |
        |:-----|:------|
        | Comma | a dot with a tail |

        : Marks. {#tbl-marks row-heads=1}
    """
    for table in survey.nodes:
        if not isinstance(table, n.Table) or (count := table.attr.get("row-heads")) is None:
            continue
        most = len(table.columns) - 1
        if not (count.isascii() and count.isdecimal() and 0 < int(count[:3]) <= most):
            yield Finding(
                f"`row-heads={count}` is no number of columns that can head the rows",
                survey.place_of_value(table, "row-heads", count),
                f"write a number from 1 to {most}" if most > 0 else "leave it out: there is one column",
            )


@check(Consequence.MARKED)
def row_too_long(survey: Survey) -> Iterator[Finding]:
    """A row of a table has more cells than the table has columns.

    Why: there is no place for them: they stand in the last cell, parted by `|`. A row that is too short is
    filled up with empty cells.

    Bad:
        | Mark | Shape |
        |:-----|:------|
        | Comma | a dot with a tail | between parts |

    Good:
        | Mark | Shape | Place |
        |:-----|:------|:------|
        | Comma | a dot with a tail | between parts |
    """
    text = survey.manuscript.source.text
    for table in survey.nodes:
        head = next((node.at for node in _in_cells(table) if node.at is not None), None)
        if not isinstance(table, n.Table) or head is None:
            continue
        columns = len(table.columns)
        for at, row in rows(text, text.rfind("\n", 0, head) + 1):
            if row.surplus(columns):
                yield Finding(
                    f"a row has {row.cells} cells in a table of {columns} columns: the last holds the rest",
                    survey.place(at, row.line),
                    "give the table a column more, or join cells; a `|` that is text is written `\\|`",
                )


def _in_cells(table: walk.AnyNode) -> Iterator[walk.AnyNode]:
    """Yield the nodes in the cells of a table."""
    for row in walk.rows(table) if isinstance(table, n.Table) else ():
        for cell in row.cells:
            yield from walk.walk(cell.blocks)
