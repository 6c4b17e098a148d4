"""Text that a test computes, compared with a file that is read by people when it changes.

`make snapshots` writes the files anew; the difference is then reviewed like code. A snapshot fixes whatever
the code does, so that whoever writes one reads every line of it and asks whether it is right.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

WRITING = "DOSSIER_WRITE_SNAPSHOTS"


def compare(path: Path, text: str) -> None:
    """Assert that a file holds the text, or write it where snapshots are being written."""
    text = text.rstrip("\n") + "\n"
    if os.environ.get(WRITING):
        path.write_text(text, "utf-8")
        return
    file_text = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        file_text.splitlines(), text.splitlines(), path.name, "what the code gives now", lineterm=""
    )
    assert text == file_text, "\n".join(("read the difference, then `make snapshots`", *lines))
