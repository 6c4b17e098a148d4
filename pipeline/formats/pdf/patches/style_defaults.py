"""Properties that no rule sets have their inherited or initial value at once.

WeasyPrint 70 goes through all steps of the cascade for each of them: for most elements nearly every property.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

VALUE = Target("weasyprint.css", "ComputedStyle.__missing__", "(self, key)")
# Properties whose value depends on those of other properties or elements, also where no rule sets them.
_DEPENDENT = ("page", "position", "float", "display")
# Those of decorations of text are propagated; names with underscores are internal.
_BEGINNINGS = ("text_decoration_", "__")
# Whether rules set no logical property, as `margin-inline-start`: an attribute of a style.
_PHYSICAL = "dossier_physical"


def look_up_defaults(compute: Function) -> Function:
    """Return a function that computes a property of a style, by a look-up if no rule sets it."""
    css = VALUE.library()
    functions = css.PHYSICAL_FUNCTIONS
    logical_names = frozenset(
        function(block="ttb", inline=direction)
        for function in functions.values()
        for direction in ("ltr", "rtl")
    )
    simple_names = {
        name for name in css.INITIAL_VALUES if name not in _DEPENDENT and not name.startswith(_BEGINNINGS)
    }
    inherited_names = simple_names & set(css.INHERITED)
    initial_values = {
        name: css.INITIAL_VALUES[name]
        for name in simple_names - inherited_names - set(css.INITIAL_NOT_COMPUTED)
    }

    def value_of(style: Any, name: str) -> Any:
        if style.parent_style is None or name in style.cascaded:
            return compute(style, name)
        if name in inherited_names:
            value = style[name] = style.parent_style[name]
            return value
        if name not in initial_values or (name in functions and not is_physical(style)):
            return compute(style, name)
        value = style[name] = initial_values[name]
        return value

    def is_physical(style: Any) -> bool:
        result: bool | None = getattr(style, _PHYSICAL, None)
        if result is None:
            result = logical_names.isdisjoint(style.cascaded)
            setattr(style, _PHYSICAL, result)
        return result

    return value_of


PATCH = Patch("style-defaults", NO_ISSUE_YET, ((VALUE, look_up_defaults),))
