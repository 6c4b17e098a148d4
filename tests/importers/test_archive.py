"""Packed documents that unpack to too much are refused, or go on without what makes them large."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.importers import reading
from pipeline.importers.archive import MAX_PARTS, MAX_UNPACKED, ArchiveError, repack
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError


def document(form: str, more: Mapping[str, bytes]) -> bytes:
    """Return a document of one sentence that has more parts."""
    words = n.Pandoc(n.MetaMap((("title", "T"),)), (n.Para((n.Str("Words"), n.Space(), n.Str("stay."))),))
    buffer = io.BytesIO(pandoc.write(words, form).output)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in more.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
def test_pictures_of_zeros_are_left_behind_and_the_words_stay(tmp_path: Path, form: str) -> None:
    zeros = {f"word/media/image{number}.png": bytes(5_000_000) for number in range(60)}
    data = document(form, zeros | {"../../evil.txt": b"x", "/etc/evil.xml": b"<x/>"})
    result = parts(repack(data))
    assert sum(map(len, result.values())) < 1_000_000
    assert set(zeros) <= set(result)
    path = tmp_path / f"a.{form}"
    path.write_bytes(data)
    assert "Words stay." in reading.read(path, None, "en").body
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"word/document2.xml": b" " * (MAX_UNPACKED + 1)}, "unpack to more"),
        ({f"word/part{number}.XML": b" " * (MAX_UNPACKED // 9) for number in range(10)}, "unpack to more"),
        ({f"word/media/{number}": b"" for number in range(MAX_PARTS)}, "parts"),
    ],
)
def test_texts_and_parts_have_bounds(tmp_path: Path, more: Mapping[str, bytes], why: str) -> None:
    data = document("docx", more)
    with pytest.raises(ArchiveError, match=why):
        repack(data)
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(DossierError) as failure:
        reading.read(tmp_path / "a.docx", None, "en")
    assert [each.code for each in failure.value.diagnostics] == ["import-unreadable"]


def test_a_part_that_says_another_length_than_it_has_is_refused() -> None:
    data = bytearray(document("docx", {"word/long.xml": b"a" * 5_000_000}))
    entry = data.rindex(b"word/long.xml") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    with pytest.raises(ArchiveError):
        repack(bytes(data))


@pytest.mark.parametrize("length", [10, 500, 5_000])
def test_a_document_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ArchiveError):
        repack(document("docx", {})[:length])
