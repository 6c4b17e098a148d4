"""The proof of articles as a table for a person, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.parity.proof import Count
from pipeline.proofs.article import ArticleProof

VERSION = 1
COLUMNS = ("facts", "citations", "notes", "figures", "cells", "headings", "characters")


def table(articles: Sequence[ArticleProof]) -> str:
    """Return a line for each file: how many of a kind are the same in it, of how many."""
    rows: list[tuple[str, ...]] = [("artifact", *COLUMNS, "differences")]
    for article in articles:
        for proof in article.proofs:
            counts = [count_text(proof.counts[name]) for name in COLUMNS]
            rows.append((f"{article.slug}/{proof.file}", *counts, str(len(proof.differences))))
        for file, reason in article.unread_files:
            rows.append((f"{article.slug}/{file}", f"not checked: {reason}"))
    widths = [max(len(row[i]) for row in rows if len(row) > 2) for i in range(len(rows[0]))]
    widths[0] = max(len(row[0]) for row in rows)
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0])]
    if len(row) == 2:
        cells.append(row[1])
    else:
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return "  ".join(cells).rstrip()


def count_text(count: Count) -> str:
    """Return a count as text: of how many only where some differ."""
    return f"{count.same:,}" if count.same == count.total else f"{count.same:,} of {count.total:,}"


def json_text(article: ArticleProof) -> str:
    """Return a proof as JSON: counts and facts by file, what editions leave out, and every difference."""
    return json.dumps(_value(article), ensure_ascii=False, indent=1) + "\n"


def _value(article: ArticleProof) -> dict[str, Any]:
    return {
        "version": VERSION,
        "article": article.slug,
        "artifacts": [
            {
                "file": proof.file,
                "unit": proof.unit,
                "extent": proof.extent,
                "counts": {
                    name: {"total": each.total, "same": each.same} for name, each in proof.counts.items()
                },
                "facts": [{"id": f.fact, "words": f.words, proof.unit: f.spot} for f in proof.facts],
                "differences": [
                    {"code": d.code, "message": d.message, proof.unit: d.spot} for d in proof.differences
                ],
            }
            for proof in article.proofs
        ],
        "unread": [{"file": file, "reason": reason} for file, reason in article.unread_files],
        "omissions": [
            {"edition": each.edition, "words": each.total, "same": each.same, "reason": each.reason}
            for each in article.omissions
        ],
    }
