"""Other files read as text with places; hostile and broken ones refused with one clear diagnostic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation
from pptx.util import Inches

from pipeline.against import reading
from pipeline.against.pieces import OtherText
from pipeline.model.diagnostics import DossierError
from tests.command import dossier

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package_of(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def word_file(body: str, notes: str = "") -> bytes:
    return package_of(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1">{notes}</w:footnote></w:footnotes>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1"'
            f' Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        }
    )


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(data: bytes, name: str) -> OtherText:
    return reading.read(Path(name), data)


def lines(other: OtherText) -> list[tuple[str, str]]:
    return [(each.spots[0][1].words, each.text) for each in other.pieces]


def test_word_changes_notes_and_tables() -> None:
    superscript = '<w:vertAlign w:val="superscript"/>'
    body = (
        paragraph('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', run("Aid"))
        + paragraph(
            run("Aid was "),
            f"<w:del>{run('$3 million').replace('w:t ', 'w:delText ').replace('w:t>', 'w:delText>')}</w:del>",
            f"<w:ins>{run('$5 million')}</w:ins>",
            run("12", superscript),
            run(" in 10"), run("6", superscript), run(" parts."),
        )
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Year'))}</w:tc><w:tc>{paragraph(run('Aid'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph(run('1990'))}</w:tc><w:tc>{paragraph(run('7'))}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    other = read(word_file(body, paragraph(run("A note of 4 May 1998."))), "a.docx")
    assert lines(other) == [
        ("paragraph 1", "Aid"),
        ("paragraph 2", "Aid was $5 million in 10^6 parts."),
        ("table 1, row 1", "Year"),
        ("table 1, row 1", "Aid"),
        ("table 1, row 2", "1990"),
        ("table 1, row 2", "7"),
        ("footnote 1", "A note of 4 May 1998."),
    ]
    assert other.pieces[5].context == "1990 Aid"


def test_slides_groups_notes_and_no_furniture(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Exports"
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.name, box.text_frame.text = "Box", "$2.4 billion"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    for row, column, text in ((0, 0, "Year"), (0, 1, "Exports"), (1, 0, "2024"), (1, 1, "9.9")):
        table.cell(row, column).text = text
    slide.notes_slide.notes_text_frame.text = "Said in 2025."
    path = tmp_path / "a.pptx"
    deck.save(str(path))
    other = read(path.read_bytes(), "a.pptx")
    texts = lines(other)
    assert ("slide 1, Box", "$2.4 billion") in texts
    assert ("slide 1, notes", "Said in 2025.") in texts
    assert [each.context for each in other.pieces if each.text == "9.9"] == ["2024 Exports"]
    assert all(each.heading == "Exports" for each in other.pieces if each.kind == "cell")


def test_a_page_without_its_programs_and_marks_of_notes() -> None:
    page = (
        '<!doctype html><html lang="en"><head><title>x</title><script>var a = 1999;</script></head><body>'
        "<nav>Page 3</nav><h1>Trade</h1><p>Exports of <b>$5</b> million<sup>12</sup> grew"
        '<a href="#n">[3]</a>.</p><p hidden>1812</p></body></html>'
    )
    assert [text for _, text in lines(read(page.encode(), "a.html"))] == [
        "Trade",
        "Exports of $5 million grew.",
    ]


def test_a_text_without_markup() -> None:
    text = (
        "# Aid\n\nIt was [$5 million]{fact=x} in *1990* [@key, p. 3].\nMore of it.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    other = read(text.encode(), "a.md")
    assert lines(other)[:2] == [("line 1", "Aid"), ("line 3", "It was $5 million in 1990 . More of it.")]
    assert other.pieces[1].spot(30).line == 4
    assert [each.text for each in other.pieces[2:]] == ["a", "b", "1", "2"]


ENTITY = b'<!DOCTYPE d [<!ENTITY a "aaaa">]>' + f"<w:document {W}><w:body>&a;</w:body></w:document>".encode()
HUGE = "<a>" + " " * 61_000_000 + "</a>"
REFUSALS = [
    ("empty.txt", b"", "the file is empty"),
    ("binary.txt", b"a\0b", "a binary file"),
    ("old.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "or one with a password"),
    ("text.docx", b"only words", "this is not a Word file (DOCX), as its name says"),
    ("page.pdf", b"<!doctype html><p>1</p>", "but a web page"),
    ("slides.docx", package_of({"ppt/presentation.xml": "<a/>"}), "but a presentation (PPTX)"),
    ("other.zip", package_of({"a.txt": "1"}), "this archive is none of PPTX"),
    ("cut.docx", word_file(paragraph(run("1")))[:200], "cannot be unpacked"),
    ("broken.docx", package_of({"word/document.xml": "<w:document"}), "is damaged"),
    ("entity.docx", package_of({"word/document.xml": ENTITY}), "defines entities of its own"),
    ("nothing.docx", word_file(paragraph(run(" "))), "there is no text in the file"),
    ("bomb.docx", package_of({"word/document.xml": HUGE}), "unpack to more than"),
    ("broken.pdf", b"%PDF-1.7\nnothing", "this PDF cannot be read"),
    ("noslides.pptx", package_of({"ppt/a.xml": "<a/>"}), "has no slides"),
    ("book.epub", package_of({"META-INF/container.xml": "<container/>"}), "names no list of its chapters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), REFUSALS, ids=[each[0] for each in REFUSALS])
def test_what_cannot_be_read_is_one_diagnostic(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DossierError) as failure:
        read(data, name)
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "against-unreadable"
    assert message in diagnostic.message
    assert diagnostic.hint
    assert diagnostic.place.file == name


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    path = tmp_path / "a.pdf"
    document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(DossierError) as failure:
        read(path.read_bytes(), "a.pdf")
    assert "encrypted with a password" in failure.value.diagnostics[0].message
    document.save(path)
    with pytest.raises(DossierError) as failure:
        read(path.read_bytes(), "a.pdf")
    assert "its pages are pictures" in failure.value.diagnostics[0].message


def test_the_command_refuses_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(b"words")
    result = dossier("check", "--against", path, "si-2019", "--untrusted", "--format", "short")
    assert result.returncode == 1
    assert f"{path}: error against-unreadable: this is not a presentation (PPTX)" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("tag", ["klingon", "xx-!!"])
def test_what_is_no_language_is_wrong_usage(tmp_path: Path, tag: str) -> None:
    file = tmp_path / "release.txt"
    file.write_text("On 5 May 1998 it opened.\n", "utf-8")
    run = dossier("check", "--against", str(file), "tests/sample", "--lang", tag)
    assert run.returncode == 2
    assert f"--lang {tag} is no language" in run.stderr
