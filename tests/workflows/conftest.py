"""A small repository for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.desks import Desk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a repository with an article, as clean clones of it see it."""
    return new_desk(tmp_path)
