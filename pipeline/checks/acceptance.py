"""Findings that rest on proposed facts: they are notes until a person has accepted the facts.

A finding rests on proposed facts if it is not there once they are taken away. So no check has to know of it:
the checks run a second time on the article as it was before the facts were proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.facts import Ledger
from pipeline.model.stages import Manuscript, Places

LEDGER = "facts.yaml"


def soften(
    findings: Iterable[Diagnostic],
    manuscript: Manuscript,
    run: Callable[[Manuscript, frozenset[str]], Iterable[Diagnostic]],
) -> tuple[Diagnostic, ...]:
    """Return findings, those that rest on proposed facts as notes.

    `run` yields the findings of the checks with the codes that are asked for in a manuscript.
    """
    result = tuple(findings)
    grave = [each for each in result if each.severity is not Severity.NOTE]
    if not grave or not any(fact.status == "proposed" for fact in manuscript.ledger.facts):
        return result
    codes = frozenset(each.code for each in grave)
    firm = {(each.code, each.place) for each in run(without_proposed(manuscript), codes)}
    return tuple(
        replace(each, severity=Severity.NOTE, is_proposed=True)
        if each.severity is not Severity.NOTE and (each.code, each.place) not in firm
        else each
        for each in result
    )


def without_proposed(manuscript: Manuscript) -> Manuscript:
    """Return a manuscript without its proposed facts: what was bound to one is plain prose."""
    facts = manuscript.ledger.facts
    indexes = [index for index, fact in enumerate(facts) if fact.status != "proposed"]
    accepted_ids = {facts[index].id for index in indexes}
    proposed_ids = {fact.id for fact in facts} - accepted_ids

    def unbind(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Span) and node.attr.get("fact") in proposed_ids:
            attr = node.attr.without("fact").without("show")
            return (replace(node, attr=attr),) if node.inlines else ()
        return (node,)

    return replace(
        manuscript,
        blocks=walk.map_tree(manuscript.blocks, inline=unbind),
        ledger=Ledger(facts=tuple(facts[index] for index in indexes)),
        places=_places(manuscript.places, indexes),
        # What a figure or a binding names is not missing, only not accepted.
        broken_facts=manuscript.broken_facts | proposed_ids,
    )


def _places(places: Places, indexes: list[int]) -> Places:
    """Return the places of a ledger that has these of its facts only."""
    numbers = {old: new for new, old in enumerate(indexes)}
    entries = {}
    for (file, path), place in places.entries.items():
        if file == LEDGER and len(path) > 1 and isinstance(path[1], int):
            if path[1] not in numbers:
                continue
            path = (path[0], numbers[path[1]], *path[2:])
        entries[file, path] = place
    return Places(entries)
