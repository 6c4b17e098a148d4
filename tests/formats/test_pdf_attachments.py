"""The files that a briefing carries, read with a library that did not write them."""

from __future__ import annotations

import ctypes
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pipeline import rendering, theme
from pipeline.formats.format import Setting
from pipeline.formats.pdf import PDF
from pipeline.model import nodes as n
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceFile, SourceText
from pipeline.model.stages import Edition
from tests.formats.standards import breaches

FILES = (
    SourceFile("article.md", "article", b"# One\n\nText. <!-- a remark -->\n"),
    SourceFile("facts.yaml", "ledger", b"facts: []\n"),
    SourceFile("media/ភ្នំពេញ (1).png", "image", bytes(range(256)) * 40),
    SourceFile("zitat.csl", "style", b"<style/>"),
)
SETTING = Setting(theme.load(), datetime(2026, 11, 23, 12, tzinfo=UTC), lambda drawing, frame: b"")
TEXT = SourceText("article.md", "")
EDITION = Edition(
    "briefing", "sample", FrontMatter(title="One"), TEXT, (n.Para((n.Str("Text"),)),), {}, {}, FILES
)


@pytest.fixture(scope="module")
def data() -> bytes:
    return PDF.render(EDITION, SETTING).data


def relationship(attachment: pypdfium2.PdfAttachment) -> str:
    size = pdfium.FPDFAttachment_GetAFRelationship(attachment, None, 0)
    text = ctypes.create_string_buffer(size)
    pdfium.FPDFAttachment_GetAFRelationship(
        attachment, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return text.raw.decode("utf-16-le").rstrip("\0")


def test_every_file_is_there_under_its_path(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    attachments = (document.get_attachment(number) for number in range(document.count_attachments()))
    by_name = {each.get_name(): each for each in attachments}
    assert set(by_name) == {file.name for file in FILES}
    in_order = [by_name[file.name] for file in FILES]
    assert [bytes(each.get_data()) for each in in_order] == [file.data for file in FILES]
    assert [each.get_subtype() for each in in_order] == [
        "text/markdown",
        "application/yaml",
        "image/png",
        "application/vnd.citationstyles.style+xml",
    ]
    assert [relationship(each) for each in in_order] == ["Source", "Data", "Data", "Unspecified"]
    assert [each.get_desc() for each in in_order] == [
        "Text of the article",
        "Ledger of facts",
        "Image",
        "Citation style",
    ]
    assert {each.get_str_value("ModDate") for each in in_order} == {"D:20261123120000Z"}
    for each, file in zip(in_order, FILES, strict=True):
        assert each.get_str_value("CheckSum").strip("<>").lower() == hashlib.md5(file.data).hexdigest()


def test_they_are_packed(data: bytes) -> None:
    bare = PDF.render(replace(EDITION, files=()), SETTING).data
    assert len(data) - len(bare) < 0.4 * sum(len(file.data) for file in FILES)
    assert b"Filespec" not in bare


def test_it_conforms_with_them(data: bytes, tmp_path: Path) -> None:
    assert breaches(data, tmp_path) == []


def test_a_changed_byte_of_a_file_changes_the_key_of_the_cache() -> None:
    other = (*FILES[:1], replace(FILES[1], data=b"facts: [] \n"), *FILES[2:])
    keys = {
        rendering.keys_of(replace(EDITION, files=files), PDF, SETTING.date).bytes
        for files in (FILES, other, FILES[:-1], ())
    }
    assert len(keys) == 4
