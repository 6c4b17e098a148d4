"""The rule of severity: the consequence of a fault for the artifacts decides its severity.

An *error* makes an artifact wrong, unsafe or impossible. Any other fault is a warning, and the article is
built in its best visible form. In an article with a ledger a desk is responsible for every word, so a fault
visible on the page is an error there unless the desk changes that; in a plain paper it is a warning.
"""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from pipeline.model.diagnostics import Severity


class Consequence(Enum):
    """The consequence of a fault for the artifacts."""

    IMPOSSIBLE = "impossible"  # there is nothing to build, or no way to build it
    UNSAFE = "unsafe"  # building it would read, run or reach something that it must not
    WRONG = "wrong"  # an artifact would state something else than its source, or lack something unseen
    DISPUTED = "disputed"  # two statements of which one is false; a person must decide which
    MARKED = "marked"  # built, with the fault visible in its place
    ADVICE = "advice"  # built as it is written; the author may want to know
    JUDGEMENT = "judgement"  # a matter of language; in a plain paper a note
    NOTE = "note"  # information only
    REPORTED = "reported"  # a diagnostic of another program, with its severity there


# Consequences with which not even a draft is built.
PREVENTING = frozenset({Consequence.IMPOSSIBLE, Consequence.UNSAFE})
# Consequences that neither an article nor a desk can lower or allow.
FIRM = PREVENTING | {Consequence.WRONG}


def severity(consequence: Consequence, *, plain: bool) -> Severity | None:
    """Return the severity of a fault without (`plain`) or with a ledger; None for a reported one."""
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
