"""Functions give for lines of text what somebody has read and found right."""

from __future__ import annotations

import pytest

from tests.snapshots.snapshot import compare
from tests.snapshots.tables import FOLDER, tables, text_of


@pytest.mark.parametrize("table", tables())
def test_every_line_gives_what_was_read(table: str) -> None:
    compare(FOLDER / f"{table}.txt", text_of(table))
