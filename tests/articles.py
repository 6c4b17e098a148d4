"""The articles that tests build from end to end, and the names of the folders they are built in."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLES = ("cambodia-us-relations", "si-2019", "tests/sample", "tests/joss/paper.md")
SLUGS = {"tests/sample": "sample", "tests/joss/paper.md": "paper"}
