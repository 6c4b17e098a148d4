"""A fault of a desk's template, in words."""

from __future__ import annotations

from dataclasses import dataclass

MEND = "mend it in the program that it was made with, or begin with a deck that Dossier made"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template, and the way out."""

    message: str
    hint: str = MEND


class TemplateError(Exception):
    """A file that cannot be a template; `fault` says why."""

    def __init__(self, message: str, hint: str = MEND) -> None:
        """Keep the fault in words."""
        super().__init__(message)
        self.fault = Fault(message, hint)
