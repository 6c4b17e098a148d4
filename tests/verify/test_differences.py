"""A difference between two files is told with its part: the zip member, the PDF object, the node."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest

from pipeline.differences import file_differences, folder_differences
from pipeline.differences.difference import MOST, Difference

PAGE = """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<body><p>One</p><p epub:type="note" id="a">Two <b>three</b> four</p></body></html>"""
TEXT_OF_ONE = "/html/body/p[1], its text"


def archive(members: dict[str, bytes], **notes: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            for key, value in notes.items():
                setattr(member, key, value)
            new.writestr(member, data)
    return out.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda new: None) -> bytes:
    """Return a PDF of two pages with a file attached, altered before it is written."""
    out = io.BytesIO()
    with pikepdf.new() as new:
        for text in (b"BT (one) Tj ET", b"BT (two) Tj ET"):
            page = new.add_blank_page()
            page.Contents = new.make_stream(text)
        new.Root.Lang = pikepdf.String("en")
        new.Root.Data = new.make_stream(archive({"a.xhtml": PAGE.encode()}))
        change(new)
        new.save(out, static_id=True)
    return out.getvalue()


def parts(name: str, one: bytes, other: bytes) -> list[str]:
    return [each.part for each in file_differences(name, one, other)]


def test_files_of_the_same_bytes_do_not_differ() -> None:
    for data in (b"", b"\0", PAGE.encode(), archive({"a": b"1"}), pdf()):
        assert file_differences("a.xml", data, bytes(data)) == ()


@pytest.mark.parametrize(
    ("old", "new", "part", "values"),
    [
        ("One", "One!", "/html/body/p[1], its text", ("'One'", "'One!'")),
        (" four", " five", "/html/body/p[2]/b, the text after it", ("' four'", "' five'")),
        ('id="a"', 'id="b"', "/html/body/p[2], attribute id", ("'a'", "'b'")),
        ('"note"', '"aside"', "/html/body/p[2], attribute epub:type", ("'note'", "'aside'")),
        (' id="a"', "", "/html/body/p[2], attribute id", ("a", "no such attribute")),
        ("<p>One</p>", "<h1>One</h1>", "/html/body/p[1]", ("p", "h1")),
        ("<b>three</b>", "", "/html/body/p[2]", ("1 child", "0 children")),
        (
            'epub:type="note" id="a"',
            'id="a" epub:type="note"',
            "/html/body/p[2], order of its attributes",
            ("'epub:type id'", "'id epub:type'"),
        ),
        ("<p>One</p>", "<p >One</p>", "line 3, column 9", None),
    ],
)
def test_a_node_is_named(old: str, new: str, part: str, values: tuple[str, str] | None) -> None:
    differences = file_differences("a.xhtml", PAGE.encode(), PAGE.replace(old, new).encode())
    assert part in [each.part for each in differences]
    [difference] = [each for each in differences if each.part == part]
    assert values is None or (difference.one, difference.other) == values


def test_a_node_of_a_page_is_named() -> None:
    page = "<!DOCTYPE html><html><body><p>One<p>Two <script>let a = 1</script></body></html>"
    assert parts("a.html", page.encode(), page.replace("a = 1", "a = 2").encode()) == [
        "/html/body/p[2]/script, its text"
    ]


def test_a_long_text_is_shown_where_it_differs() -> None:
    one, other = ("x" * 500 + end + "y" * 500 for end in ("Kiel", "Köln"))
    [difference] = file_differences("a.txt", one.encode(), other.encode())
    assert difference.part == "line 1, column 502"
    assert "Kiel" in difference.one
    assert "Köln" in difference.other
    assert len(difference.one) < 80


def test_a_byte_is_named_where_nothing_else_can_be() -> None:
    [difference] = file_differences("a.png", b"\xff\0abc", b"\xff\0abd")
    assert difference == Difference("byte 4 of 5", "63", "64")
    [difference] = file_differences("a.png", b"\xff\0abc", b"\xff\0abcd")
    assert (difference.part, difference.one) == ("byte 5 of 5 and 6", "the end")


MEMBERS = {"mimetype": b"x", "OEBPS/a.xhtml": PAGE.encode(), "b.bin": b"\0\1"}


@pytest.mark.parametrize(
    ("other", "part"),
    [
        (archive({**MEMBERS, "OEBPS/a.xhtml": PAGE.replace("One", "1").encode()}),
         f"member OEBPS/a.xhtml, {TEXT_OF_ONE}"),
        (archive({**MEMBERS, "b.bin": b"\0\2"}), "member b.bin, byte 1 of 2"),
        (archive(dict(list(MEMBERS.items())[:2])), "member b.bin"),
        (archive(dict(reversed(MEMBERS.items()))), "order of members, from member 1"),
        (archive(MEMBERS, date_time=(2026, 11, 30, 1, 2, 4)), "member mimetype, its time"),
        (archive(MEMBERS, external_attr=0o100600 << 16), "member mimetype, its rights"),
        (archive(MEMBERS, create_system=0), "member mimetype, its system"),
        (archive(MEMBERS, compress_type=zipfile.ZIP_STORED), "member b.bin, its method"),
        (archive(MEMBERS) + b"", ""),
    ],
)  # fmt: skip
def test_a_member_of_an_archive_is_named(other: bytes, part: str) -> None:
    names = parts("a.epub", archive(MEMBERS), other)
    assert part in names if part else names == []


def test_an_archive_in_an_archive_is_opened() -> None:
    one, other = (archive({"x.xlsx": archive({"sheet.xml": f"<a>{text}</a>".encode()})}) for text in "12")
    assert parts("a.pptx", one, other) == ["member x.xlsx, member sheet.xml, /a, its text"]


def test_what_is_packed_in_another_way_is_told() -> None:
    text = PAGE.encode() * 20
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        member = zipfile.ZipInfo("a", (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        new.writestr(member, text, compresslevel=1)
    assert parts("a.zip", archive({"a": text}), out.getvalue()) == ["member a, packed in another way"]


def change_language(new: pikepdf.Pdf) -> None:
    new.Root.Lang = pikepdf.String("fr")


def change_text(new: pikepdf.Pdf) -> None:
    new.pages[1].Contents = new.make_stream(b"BT (twe) Tj ET")


def change_attachment(new: pikepdf.Pdf) -> None:
    new.Root.Data = new.make_stream(archive({"a.xhtml": PAGE.replace("One", "1").encode()}))


def add_key(new: pikepdf.Pdf) -> None:
    new.pages[0].Rotate = 90


def add_page(new: pikepdf.Pdf) -> None:
    new.add_blank_page()


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        (change_language, "object 1, ", "/Root/Lang"),
        (change_text, "object ", "/Root/Pages/Kids[1]/Contents, stream from offset 6, line 1, column 7"),
        (change_attachment, "object ", "/Root/Data, stream from offset 14, member a.xhtml, " + TEXT_OF_ONE),
        (add_key, "object ", "/Root/Pages/Kids[0], key /Rotate"),
        (add_page, "object ", "/Root/Pages/Kids"),
    ],
)  # fmt: skip
def test_an_object_of_a_pdf_is_named(change: Callable[[pikepdf.Pdf], None], start: str, end: str) -> None:
    names = parts("a.pdf", pdf(), pdf(change))
    assert any(name.startswith(start) and name.endswith(end) for name in names), names


def test_another_numbering_of_objects_is_told_where_nothing_else_differs() -> None:
    text = "%PDF-1.4\n{0} 0 obj <</Type/Catalog/Pages {1} 0 R>> endobj\n"
    text += "{1} 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    text += "3 0 obj <</Type/Page/Parent {1} 0 R/MediaBox[0 0 9 9]>> endobj\ntrailer <</Root {0} 0 R>>\n%%EOF"
    one, other = (text.format(*numbers).encode() for numbers in ((1, 2), (2, 1)))
    assert file_differences("a.pdf", one, other) == (
        Difference("numbers of objects, from /Root", "object 1", "object 2"),
    )


def test_a_file_that_cannot_be_read_is_told_by_its_bytes() -> None:
    for name, data in (("a.pdf", pdf()), ("a.epub", archive(MEMBERS)), ("a.xml", b"<a>\xff")):
        assert parts(name, data, data[:-9]) != []


def test_no_more_is_told_than_can_be_read() -> None:
    one, other = (
        archive({"a.xml": b"<r>" + b"".join(b"<p>%s</p>" % text for _ in range(200)) + b"</r>"})
        for text in (b"1", b"2")
    )
    assert len(file_differences("a.zip", one, other)) == MOST


def test_files_of_folders_are_named() -> None:
    one = {"index.html": b"<p>1", "b.css": b"a", "c.js": b""}
    other = {"index.html": b"<p>2", "b.css": b"a", "d.js": b""}
    assert folder_differences(one, other) == (
        Difference("c.js", "is there", "is not there"),
        Difference("d.js", "is not there", "is there"),
        Difference("index.html, /html/body/p, its text", "'1'", "'2'"),
    )
