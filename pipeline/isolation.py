"""Isolation: an exception of a library becomes one diagnostic of one format.

This is the one place that catches every exception, because nobody can list all exceptions of the libraries on
unknown articles. Known causes are diagnostics of their own where they arise.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.model.source import SourceText

LONGEST = 200
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_QUOTATION = re.compile(r"'([^']{3,})'|\"([^\"]{3,})\"")
COSTLY = (
    "divide the article, look for a table, formula or picture of extreme size, or allow more: see `--help`"
)
REPORT = "please report it with the article, or with the part of it that this names"


@contextmanager
def isolate(code: str, subject: str, source: SourceText, hint: str = REPORT) -> Iterator[None]:
    """Turn any exception but a DossierError into a DossierError of one diagnostic.

    `subject` is the message's beginning, the failed work: `the PDF cannot be made`.
    """
    try:
        yield
    except DossierError:
        raise
    except MemoryError as failure:
        message = f"{subject}: it needs more memory than one article may take"
        raise DossierError([error("article-too-costly", message, Place(source.file), COSTLY)]) from failure
    except Exception as failure:  # see the module: whatever a library raises
        raise DossierError([diagnostic(code, subject, failure, source, hint)]) from failure


def diagnostic(code: str, subject: str, failure: Exception, source: SourceText, hint: str) -> Diagnostic:
    """Return an exception as a diagnostic, at the words of the article that it quotes, if any."""
    words = _ADDRESS.sub("", " ".join(str(failure).split()))
    if len(words) > LONGEST:
        words = words[:LONGEST] + "…"
    kind = type(failure).__name__
    cause = f"{kind}: {words}" if words else kind
    return error(code, f"{subject}: {cause} ({_frame(failure)})", _place(str(failure), source), hint)


def _frame(failure: Exception) -> str:
    """Return the place where an exception was raised: the last two parts of the file's path, and the line."""
    frames = traceback.extract_tb(failure.__traceback__)
    if not frames:
        return "no traceback"
    last = frames[-1]
    return f"{'/'.join(PurePath(last.filename).parts[-2:])}:{last.lineno}"


def _place(words: str, source: SourceText) -> Place:
    """Return the place of a quotation in an exception, if the article has it once; else the file."""
    for match in _QUOTATION.finditer(words):
        quotation = match.group(1) or match.group(2)
        if source.text.count(quotation) == 1:
            return source.place(source.text.index(quotation), len(quotation) if "\n" not in quotation else 0)
    return Place(source.file)
