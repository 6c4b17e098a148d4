"""What each stage gives for small articles is what somebody has read and found right."""

from __future__ import annotations

import pytest

from tests.snapshots.articles import FOLDER, VIEWS, articles
from tests.snapshots.snapshot import compare

SNAPSHOTS = FOLDER.with_name("expected")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", articles())
def test_a_stage_gives_what_was_read(name: str, view: str) -> None:
    compare(SNAPSHOTS / f"{name}.{view}.txt", VIEWS[view](name))


def test_no_snapshot_is_left_of_what_is_gone() -> None:
    names = {f"{name}.{view}.txt" for name in articles() for view in VIEWS}
    assert {path.name for path in SNAPSHOTS.iterdir()} == names
