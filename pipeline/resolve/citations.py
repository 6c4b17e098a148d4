"""Citations: one run of citeproc for the whole article, so that all editions carry the same labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from pipeline import pandoc
from pipeline.maths.headings import with_letters
from pipeline.model import nodes as n
from pipeline.model import titles, walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.faults import fault
from pipeline.model.front_matter import FrontMatter
from pipeline.model.references import nocite_keys
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve import entries, note_citations, title_maths
from pipeline.resolve.bind import words
from pipeline.resolve.citation_context import context_of, restore
from pipeline.resolve.citation_lists import one_list
from pipeline.resolve.hanging_numbers import with_hanging_numbers
from pipeline.resolve.places import with_places

# `citation-undefined` and `reference-empty` report them with their places.
_COVERED_ELSEWHERE = re.compile(
    r"Citeproc: (?:citation \S+ not found|Bibliography entry with no printed form)"
)


def cite(document: Document, manuscript: Manuscript) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document with its citations' labels and its bibliography, and citeproc's warnings."""
    silent = nocite_keys(document.front.nocite, document.references)
    if not silent and not any(isinstance(node, n.Cite) for node in walk.walk(document.blocks)):
        blocks = entries.split_bibliography(document.blocks)[0] if document.references else document.blocks
        return replace(document, blocks=blocks), ()
    works = title_maths.replace_formulas(document.references)
    flat_blocks = walk.map_tree(document.blocks, inline=one_list)
    meta = _meta(document.front.lang, silent)
    cited_blocks, remarks = _run_citeproc(meta, flat_blocks, _for_citeproc(works), manuscript.style)
    text, listed_works = entries.split_bibliography(cited_blocks)
    blocks = note_citations.join_notes(with_places(flat_blocks, text))
    bibliography_entries = with_hanging_numbers(listed_works)
    whole = tuple(each for each in bibliography_entries if not entries.is_empty(each))
    links = entries.links(whole, document.references)
    formula = partial(title_maths.restore_formulas, formulas=works.formulas)
    blocks = walk.map_tree(blocks, inline=partial(_finish_citation, links=links), block=_bare_sources)
    result = replace(
        document,
        front=_plain_titles(document.front, blocks),
        blocks=walk.map_tree(blocks, inline=formula) if works.formulas else blocks,
        bibliography=tuple(
            replace(each, blocks=walk.map_tree(walk.map_tree(each.blocks, inline=links.safe), inline=formula))
            for each in whole
        ),
        references=tuple(
            replace(reference, fields=title_maths.plain(fields, works.formulas))
            for reference, fields in zip(document.references, works.fields, strict=True)
        ),
        nocite_keys=frozenset(silent),
    )
    warnings = (
        replace(each, place=manuscript.source.place(None))
        for each in remarks
        if not _is_covered_elsewhere(each)
    )
    return result, (*warnings, *_empty_entries(document, bibliography_entries, links.listed_keys))


def _run_citeproc(
    meta: n.MetaMap, blocks: n.Blocks, works: list[dict[str, object]], style: str
) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return blocks with labels and the list of sources, of which citeproc gets only what decides them."""
    context = context_of(blocks, entries.BIBLIOGRAPHY)
    if context:
        document, remarks = pandoc.cite(n.Pandoc(meta, context.blocks), works, style)
        whole = restore(context, document.blocks)
        if whole is not None:
            return whole, remarks
    document, remarks = pandoc.cite(n.Pandoc(meta, blocks), works, style)
    return document.blocks, remarks


def _meta(lang: str, silent: Iterable[str]) -> n.MetaMap:
    keys = tuple(n.Citation(key) for key in silent)
    nocite = (("nocite", n.MetaInlines((n.Cite(keys, (n.Str("@"),)),))),) if keys else ()
    return n.MetaMap((("lang", lang), *nocite))


def _for_citeproc(works: title_maths.PlaceholderFields) -> list[dict[str, object]]:
    """Return the fields of works without `custom`, which is for editors and may have any content."""
    return [{name: value for name, value in each.items() if name != "custom"} for each in works.fields]


def _is_covered_elsewhere(remark: Diagnostic) -> bool:
    return _COVERED_ELSEWHERE.match(remark.message) is not None


def _empty_entries(
    document: Document, bibliography_entries: tuple[n.Div, ...], listed_keys: frozenset[str]
) -> Iterator[Diagnostic]:
    places = {reference.id: reference.place for reference in document.references}
    for key in (entries.key(each) for each in bibliography_entries):
        if key not in listed_keys:
            what, hint = (
                f"the style prints nothing of the reference `{key}`",
                "complete it, or take another style: some leave kinds of works out",
            )
            yield warning("reference-empty", what, places.get(key, document.source.place(None)), hint)


def _plain_titles(front: FrontMatter, blocks: n.Blocks) -> FrontMatter:
    """Return the front matter with plain titles: labels of citations only if they are words."""

    def bare(node: n.Inline) -> n.Inlines:
        match node:
            case n.Cite(citations=citations) if all(each.mode != "AuthorInText" for each in citations):
                return ()
            case n.Note():
                return ()
            case _:
                return (node,)

    plain: dict[str, str] = {}
    heads = (block for block in blocks if any(titles.is_title(block, name) for name in titles.HEADS))
    # Citeproc has lost the letters of formulas.
    for block in with_letters(tuple(heads)):
        for name, field in ((titles.TITLE, "title"), (titles.SUBTITLE, "subtitle")):
            if titles.is_title(block, name) and any(isinstance(each, n.Cite) for each in walk.walk((block,))):
                text = " ".join(walk.text_of(walk.map_tree((block,), inline=bare)).split())
                plain[field] = re.sub(r"\s+(?=[.,;:!?])", "", text)
    return front.model_copy(update=plain) if plain else front


def _finish_citation(node: n.Inline, links: entries.Links) -> n.Inlines:
    """Make labels complete, and the text alternative of an image plain words.

    A caption is the text of its image too: a label there would link to its source twice.
    """
    match node:
        case n.Cite(citations=citations, inlines=inlines):
            # A note begins with a capital.
            marks = {f"{each.id}?".casefold(): each.id for each in citations}

            def mark_alternative(inner: n.Inline) -> n.Inlines:
                text = walk.text_of((inner,)) if isinstance(inner, n.Strong) else ""
                key = marks.get(text.casefold())
                return (fault((n.Str(key),)),) if key else links.safe(inner)

            return (replace(node, inlines=walk.map_inlines(inlines, mark_alternative)),)
        case n.Image(inlines=inlines) if any(isinstance(each, n.Cite) for each in walk.walk(inlines)):
            return (replace(node, inlines=words(" ".join(walk.text_of(inlines).split()))),)
        case _:
            return (node,)


def _bare_sources(block: n.Block) -> n.Blocks:
    """Remove the parentheses of citations that are alone in a line of sources."""
    match block:
        case n.Div(attr=attr) if {"source", "key-figure"} & set(attr.classes):
            return (replace(block, blocks=walk.map_tree(block.blocks, inline=_bare)),)
        case n.Table(attr=attr) if "officials" in attr.classes:
            return walk.map_tree((block,), inline=_bare)
        case _:
            return (block,)


def _bare(node: n.Inline) -> n.Inlines:
    if not isinstance(node, n.Cite) or len(node.inlines) < 1:
        return (node,)
    first, last = node.inlines[0], node.inlines[-1]
    if not (
        isinstance(first, n.Str)
        and first.text.startswith("(")
        and isinstance(last, n.Str)
        and last.text.endswith(")")
    ):
        return (node,)
    inner = list(node.inlines)
    inner[0] = replace(first, text=first.text[1:])
    tail = inner[-1]
    assert isinstance(tail, n.Str)
    inner[-1] = replace(tail, text=tail.text[:-1])
    return (replace(node, inlines=tuple(item for item in inner if item != n.Str(""))),)
