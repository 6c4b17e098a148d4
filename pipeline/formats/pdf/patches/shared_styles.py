"""Elements with the same attributes of style share one style, as those without any do.

WeasyPrint 70 shares a style between elements that the same rules apply to. But it takes each attribute of
style or language for a rule of its own, so that no two cells of a column share a style.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

ATTRIBUTES = Target(
    "weasyprint.css", "find_style_attributes", "(tree, presentational_hints=False, base_url=None)"
)


def share_declarations(find: Function) -> Function:
    """Return a function that finds the same declarations for elements whose only attribute of style is equal.

    WeasyPrint compares only the last attribute of an element: those with several keep their own.
    """

    def find_style_attributes(*arguments: Any, **options: Any) -> Iterator[Any]:
        import tinycss2

        declarations_by_text: dict[tuple[Any, ...], Any] = {}
        for _, group in groupby(find(*arguments, **options), itemgetter(1)):
            first, *others = group
            if others:
                yield from (first, *others)
                continue
            specificity, element, declarations, base_url = first
            text = specificity, tinycss2.serialize(declarations), base_url
            yield specificity, element, declarations_by_text.setdefault(text, declarations), base_url

    return find_style_attributes


PATCH = Patch("shared-styles", NO_ISSUE_YET, ((ATTRIBUTES, share_declarations),))
