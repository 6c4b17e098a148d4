"""Checks are tested one by one: each code has the severity of what its fault does, whatever its measure."""

from __future__ import annotations

import pytest

from pipeline.checks import measures

# They read the measures as they stand.
_OF_MEASURES = ("test_measures.py", "test_passages.py")


@pytest.fixture(autouse=True)
def every_code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no code be a note, or off, for its measure."""
    if request.node.path.name not in _OF_MEASURES:
        monkeypatch.setattr(measures, "measures", dict)
