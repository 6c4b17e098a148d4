"""The content of a look as it is loaded, with the files that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.look import PLAIN, Look, TypeColour
from pipeline.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class LoadedLook:
    """A look, the places that set its tokens, the files that a briefing carries, and the findings.

    `type_colours` are its colours for kinds of text.
    `other_files` are fonts that may be embedded, but not carried as files.
    """

    look: Look = PLAIN
    token_places: Mapping[str, Place] = field(default_factory=dict)
    files: tuple[tuple[SourceFile, Place], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    other_files: tuple[SourceFile, ...] = ()
    type_colours: tuple[TypeColour, ...] = ()
