"""Reading of a document by pandoc; what it refuses is reported as a fault of the file."""

from __future__ import annotations

import re

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

_WHERE = re.compile(r"\(?line (\d+), column (\d+)\)?")
_HINT = "save the file anew with the program that it comes from"


def parse(data: bytes, form: str, source: SourceText) -> tuple[n.Pandoc, pandoc.Answer]:
    """Return the nodes of a document and pandoc's answer; DossierError if pandoc cannot read it.

    `source` is the file of the document, `data` its bytes, perhaps converted.
    """
    try:
        return pandoc.read_foreign(data, form)
    except DossierError as failure:
        raise DossierError([_explain(each, data, source) for each in failure.diagnostics]) from failure
    except (RecursionError, ValueError) as failure:
        message = "the document cannot be read"
        raise DossierError([error("import-unreadable", message, Place(source.file), _HINT)]) from failure


def _explain(each: Diagnostic, data: bytes, source: SourceText) -> Diagnostic:
    """Return pandoc's failure as a diagnostic of the file."""
    if each.code == "tool-missing":
        return each
    reason = " ".join(each.message.partition(": ")[2].split())[:200] or each.message
    return error(
        "import-unreadable", f"the document cannot be read: {reason}", _place(reason, data, source), _HINT
    )


def _place(reason: str, data: bytes, source: SourceText) -> Place:
    """Return the line that pandoc names, if the file has that line exactly once."""
    where = _WHERE.search(reason)
    if not where or not source.text:
        return Place(source.file)
    number, column = int(where[1]), int(where[2])
    lines, own = data.decode("utf-8", "replace").rstrip().split("\n"), source.text.rstrip().split("\n")
    if number > len(lines):
        return Place(source.file, len(own))
    line = lines[number - 1]
    if number <= len(own) and own[number - 1] == line:
        return Place(source.file, number, column)
    if line.strip() and own.count(line) == 1:
        return Place(source.file, own.index(line) + 1, column)
    return Place(source.file)
