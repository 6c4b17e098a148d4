"""An explanation of a code: what it finds, why that matters, a bad and a good example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent, indent

from pipeline.model.diagnostics import Severity

_PART = re.compile(r"^(Why|Bad|Good):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `dossier explain` tells of a code, with the severity it has unless the article changes it."""

    code: str
    theme: str
    severity: Severity
    what: str
    why: str
    bad: str = ""
    good: str = ""

    @classmethod
    def parse(cls, code: str, theme: str, severity: Severity, text: str) -> Explanation:
        """Read a docstring: a line that says what, then the parts `Why:`, `Bad:` and `Good:`."""
        what, *rest = _PART.split(cleandoc(text))
        parts = {name: dedent(body).strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}
        missing = {"Why"} - parts.keys()
        if missing or not what.strip() or "\n" in what.strip():
            raise ValueError(f"the explanation of {code} needs one line that says what, and a part `Why:`")
        return cls(
            code, theme, severity, what.strip(), " ".join(parts["Why"].split()),
            parts.get("Bad", ""), parts.get("Good", ""),
        )  # fmt: skip


def render(explanation: Explanation) -> str:
    """Return an explanation as plain text."""
    examples = [
        f"{title}:\n\n{indent(example, '    ')}"
        for title, example in (("Bad", explanation.bad), ("Good", explanation.good))
        if example
    ]
    head = f"{explanation.code} ({explanation.severity.value}, {explanation.theme})"
    return "\n\n".join([head, explanation.what, f"Why: {explanation.why}", *examples]) + "\n"


def markdown(explanation: Explanation) -> str:
    """Return an explanation as Markdown, for programs that show help beside a finding."""
    examples = [
        f"**{title}**\n\n```\n{example}\n```"
        for title, example in (("Bad", explanation.bad), ("Good", explanation.good))
        if example
    ]
    return "\n\n".join([explanation.what, f"**Why** {explanation.why}", *examples])
