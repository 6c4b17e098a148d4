"""What each stage gives for small articles is what somebody has read and found right.

One test takes all stages of an article: whoever changes the code sees every difference at once, and the
coverage of the loading belongs to the test that compares its result.
"""

from __future__ import annotations

import pytest

from pipeline.checks import measures
from tests.snapshots.articles import FOLDER, VIEWS, articles, views
from tests.snapshots.files import FILE_VIEWS
from tests.snapshots.snapshot import compare

SNAPSHOTS = FOLDER.with_name("expected")
_ALL = {**VIEWS, **FILE_VIEWS}


@pytest.fixture(autouse=True)
def every_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the findings of every code, also of those that are often wrong and usually off."""
    monkeypatch.setattr(measures, "measures", dict)


@pytest.mark.parametrize("name", articles())
def test_every_stage_gives_what_was_read(name: str) -> None:
    differences = []
    for view in views(name):
        try:
            compare(SNAPSHOTS / f"{name}.{view}.txt", _ALL[view](name))
        except AssertionError as difference:
            differences.append(str(difference))
    assert not differences, "\n".join(differences)


def test_no_snapshot_is_left_of_what_is_gone() -> None:
    names = {f"{name}.{view}.txt" for name in articles() for view in views(name)}
    assert {path.name for path in SNAPSHOTS.iterdir()} == names
