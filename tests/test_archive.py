"""Archives are the same whatever the clock, and of any date that an article may bear."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import archive


def pack(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive_file:
        for name in names:
            archive_file.writestr(name, name * 3)
    return out.getvalue()


@pytest.mark.parametrize(
    ("year", "stored_year"), [(1, 1980), (1979, 1980), (1980, 1980), (2026, 2026), (2107, 2107), (2150, 2107)]
)
def test_its_members_have_the_date_or_the_nearest_that_an_archive_can_name(
    year: int, stored_year: int
) -> None:
    data = archive.repack(pack("b", "a"), datetime(year, 3, 4, 5, 6, 8, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(data)) as archive_file:
        assert [(each.filename, each.date_time[0]) for each in archive_file.infolist()] == [
            ("b", stored_year),
            ("a", stored_year),
        ]
        assert archive_file.read("b") == b"bbb"


def test_a_first_member_is_stored_at_the_beginning_and_the_rest_in_order() -> None:
    data = archive.repack(pack("c", "mimetype", "a"), datetime(2026, 1, 1, tzinfo=UTC), "mimetype")
    with zipfile.ZipFile(io.BytesIO(data)) as archive_file:
        kinds = [(each.filename, each.compress_type) for each in archive_file.infolist()]
    assert kinds == [
        ("mimetype", zipfile.ZIP_STORED),
        ("a", zipfile.ZIP_DEFLATED),
        ("c", zipfile.ZIP_DEFLATED),
    ]


def test_a_clock_before_archives_writes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with archive.without_clock():
        want = pack("a")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    with pytest.raises(ValueError, match="1980"):
        pack("a")
    with archive.without_clock():
        assert pack("a") == want
    assert zipfile.time is time  # type: ignore[attr-defined]


def test_archives_are_written_in_one_place() -> None:
    root = Path(archive.__file__).parent
    writing = re.compile(r"ZipFile\([^)]*,\s*[\"'][wax]")
    assert [path.name for path in root.rglob("*.py") if writing.search(path.read_text())] == ["archive.py"]


def test_a_member_may_have_any_date_and_keeps_its_place() -> None:
    data = archive.pack([("b", b"2"), ("a", b"1")], (1066, 10, 14, 9, 0, 0), uncompressed_name="a")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        kinds = [(each.filename, each.date_time, each.compress_type) for each in package.infolist()]
    assert kinds == [
        ("b", archive.EARLIEST, zipfile.ZIP_DEFLATED),
        ("a", archive.EARLIEST, zipfile.ZIP_STORED),
    ]
