"""The explanation of a code: the fault, its reason, a bad and a good example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent, indent

from pipeline.model.consequence import Consequence
from pipeline.model.consequence import severity as severity_of
from pipeline.model.diagnostics import Severity

_PART = re.compile(r"^(Why|Bad|Good):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The documentation of a code for `dossier explain`, with the consequence of its fault."""

    code: str
    theme: str
    consequence: Consequence
    what: str
    why: str
    bad: str = ""
    good: str = ""

    @classmethod
    def parse(cls, code: str, theme: str, consequence: Consequence, text: str) -> Explanation:
        """Parse a docstring: a line for `what`, then the parts `Why:`, `Bad:` and `Good:`."""
        what, *rest = _PART.split(cleandoc(text))
        parts = {name: dedent(body).strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}
        missing_parts = {"Why"} - parts.keys()
        if missing_parts or not what.strip() or "\n" in what.strip():
            raise ValueError(f"the explanation of {code} needs one line that says what, and a part `Why:`")
        return cls(
            code, theme, consequence, what.strip(), " ".join(parts["Why"].split()),
            parts.get("Bad", ""), parts.get("Good", ""),
        )  # fmt: skip


def severities(explanation: Explanation) -> tuple[Severity, Severity]:
    """Return the severity of a code in an article with a ledger and in a plain paper, unless they change it.

    A code whose severity another program decides is an error here.
    """
    consequence = explanation.consequence
    return (
        severity_of(consequence, plain=False) or Severity.ERROR,
        severity_of(consequence, plain=True) or Severity.ERROR,
    )


def grade(explanation: Explanation) -> str:
    """Return the severity of a code in words: `error`, or `error; warning in a plain paper`."""
    ledger, plain = severities(explanation)
    return ledger.value if ledger is plain else f"{ledger.value}; {plain.value} in a plain paper"


def render(explanation: Explanation) -> str:
    """Return an explanation as plain text."""
    examples = [
        f"{title}:\n\n{indent(example, '    ')}"
        for title, example in (("Bad", explanation.bad), ("Good", explanation.good))
        if example
    ]
    head = f"{explanation.code} ({grade(explanation)}, {explanation.theme})"
    return "\n\n".join([head, explanation.what, f"Why: {explanation.why}", *examples]) + "\n"


def markdown(explanation: Explanation) -> str:
    """Return an explanation as Markdown, for programs that show help beside a finding."""
    examples = [
        f"**{title}**\n\n```\n{example}\n```"
        for title, example in (("Bad", explanation.bad), ("Good", explanation.good))
        if example
    ]
    return "\n\n".join([explanation.what, f"**Why** {explanation.why}", *examples])
