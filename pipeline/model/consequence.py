"""The rule of severity: what a fault does to what is built decides how grave it is.

An *error* is what would make an artifact wrong, unsafe or impossible. Everything else is built in its best
visible form and is a warning. In an article with a ledger a desk vouches for every word, so what would be
visible on the page is an error there unless the desk says otherwise; in a plain paper it is a warning.
"""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from pipeline.model.diagnostics import Severity


class Consequence(Enum):
    """What a fault does to what is built."""

    IMPOSSIBLE = "impossible"  # there is nothing to build, or no way to build it
    UNSAFE = "unsafe"  # building it would read, run or reach something that it must not
    WRONG = "wrong"  # an artifact would state something else than its source, or lack something unseen
    DISPUTED = "disputed"  # two statements of which one is false; a person must say which
    MARKED = "marked"  # built, and visible where it stands
    ADVICE = "advice"  # built as it is written; the author may want to know
    JUDGEMENT = "judgement"  # a matter of language; in a plain paper it only tells
    NOTE = "note"  # only tells
    REPORTED = "reported"  # another program's finding, as grave as that program says


# What even a draft is not built with.
PREVENTING = frozenset({Consequence.IMPOSSIBLE, Consequence.UNSAFE})
# What neither an article nor a desk can lower or allow.
FIRM = PREVENTING | {Consequence.WRONG}


def severity(consequence: Consequence, *, plain: bool) -> Severity | None:
    """Return the severity of a fault without (`plain`) or with a ledger; None for the reported one."""
    match consequence:
        case Consequence.IMPOSSIBLE | Consequence.UNSAFE | Consequence.WRONG | Consequence.DISPUTED:
            return Severity.ERROR
        case Consequence.MARKED:
            return Severity.WARNING if plain else Severity.ERROR
        case Consequence.ADVICE:
            return Severity.WARNING
        case Consequence.JUDGEMENT:
            return Severity.NOTE if plain else Severity.WARNING
        case Consequence.NOTE:
            return Severity.NOTE
        case Consequence.REPORTED:
            return None
        case _:
            assert_never(consequence)
