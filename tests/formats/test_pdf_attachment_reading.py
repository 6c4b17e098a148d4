"""PDFs of any maker, some made to harm: what they carry comes out whole, or one finding says why not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pikepdf
import pydyf
import pytest

from pipeline.formats.pdf import attachment_reading
from pipeline.formats.pdf.attachments import attach
from pipeline.model.diagnostics import DossierError
from pipeline.model.source import SourceFile

DATE = datetime(2026, 11, 23, tzinfo=UTC)
ARTICLE = SourceFile("article.md", "article", b"# Text\n")


def pdf(*files: SourceFile) -> bytes:
    document = pydyf.PDF()
    document.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": document.pages.reference}))
    attach(document, files, DATE, "en")
    output = io.BytesIO()
    document.write(output)
    return output.getvalue()


def change_pdf(change: Callable[[pikepdf.Pdf], object], *files: SourceFile, **how: object) -> bytes:
    """Return a PDF with something changed in it afterwards."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(*files))) as document:
        change(document)
        document.save(output, **how)  # type: ignore[arg-type]  # options of one test each
    return output.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(DossierError) as failure:
        attachment_reading.read_attachments(data, "x.pdf")
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.place.file == "x.pdf"
    assert diagnostic.hint
    assert diagnostic.message.isprintable()
    for jargon in (" at 0x", "NoneType", "attribute", "object is not", "__"):
        assert jargon not in diagnostic.message
    return diagnostic.code


def test_what_was_attached_comes_out() -> None:
    files = (
        ARTICLE,
        SourceFile("media/ភ្នំពេញ (1).png", "image", bytes(range(256))),
        SourceFile("facts.yaml", "ledger", b""),
    )
    attachments = attachment_reading.read_attachments(pdf(*files), "x.pdf")
    assert attachments.article == "article.md"
    assert attachments.files == {file.name: file.data for file in files}
    assert attachments.clock == DATE.timestamp()


@pytest.mark.parametrize(
    "how", [{"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}]
)
def test_another_program_may_have_saved_it(how: dict[str, object]) -> None:
    data = change_pdf(lambda document: None, ARTICLE, **how)
    assert attachment_reading.read_attachments(data, "x.pdf").files == {"article.md": ARTICLE.data}


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/passwd", "C:/x", "c:x", "a\\..\\b", "a\x00b", "a\nb", "a\x07b", "a\u202eb",
     ".git/config", "a/.envrc", "a//b", "./a", "a/", "", "x" * 256, "é" * 128],
)  # fmt: skip
def test_a_name_that_leads_astray_is_refused(name: str) -> None:
    assert refusal(pdf(ARTICLE, SourceFile(name, "image", b"x"))) == "extract-unsafe"


@pytest.mark.parametrize(
    "names",
    [("a.png", "a.png"), ("a.png", "A.PNG"), ("é.png", "e\u0301.png"), ("a", "a/b.png"), ("A/b.png", "a")],
)
def test_names_that_fall_on_each_other_are_refused(names: Sequence[str]) -> None:
    files = [SourceFile(name, "image", b"x") for name in names]
    assert refusal(pdf(ARTICLE, *files)) == "extract-unsafe"


def _first(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.Root["/AF"][0]


def _set(path: str, value: object) -> Callable[[pikepdf.Pdf], object]:
    """Return a change of a value below the first file's specification."""
    *above, last = path.split("/")

    def change(document: pikepdf.Pdf) -> None:
        place = _first(document)
        for key in above:
            place = place[f"/{key}"]
        place[f"/{last}"] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_set("EF/F/Params/CheckSum", pikepdf.String(b"x" * 16)), "extract-damaged"),
        (_set("EF/F/Params/Size", 6), "extract-damaged"),
        (_set("EF/F/Params/Size", 10**9), "extract-too-large"),
        (_set("EF/F/Params/Size", pikepdf.Name("/Big")), "extract-unreadable"),
        (_set("EF/F/Params/Size", pikepdf.String("6")), "extract-unreadable"),
        # `bytes` of a number is memory for so many.
        (_set("EF/F/Params/CheckSum", 2**62), "extract-unreadable"),
        (_set("EF/F/Params/CheckSum", 400_000_000), "extract-unreadable"),
        (_set("EF/F/Params/CheckSum", pikepdf.Array([1, 2])), "extract-unreadable"),
        (_set("EF/F/Params/CheckSum", pikepdf.Name("/X")), "extract-unreadable"),
        (_set("EF/F/Params", pikepdf.Dictionary()), "extract-unreadable"),
        (_set("EF/F", pikepdf.Dictionary()), "extract-unreadable"),
        (_set("EF", pikepdf.Array([])), "extract-unreadable"),
        (_set("UF", 7), "extract-unreadable"),
        (lambda document: document.Root.__setitem__("/AF", pikepdf.Array([1, 2])), "extract-unreadable"),
        (lambda document: document.Root.__setitem__("/AF", pikepdf.Dictionary()), "extract-nothing"),
        (lambda document: document.Root.__setitem__("/AF", 7), "extract-unreadable"),
        (_set("AFRelationship", pikepdf.Name("/Data")), "extract-nothing"),
        (lambda document: document.Root.__delitem__("/AF"), "extract-nothing"),
    ],
)
def test_a_pdf_that_is_not_as_it_was_built_is_refused(
    change: Callable[[pikepdf.Pdf], object], code: str
) -> None:
    assert refusal(change_pdf(change, ARTICLE)) == code


def test_a_time_in_another_form_is_no_obstacle() -> None:
    change = _set("EF/F/Params/ModDate", pikepdf.String("yesterday"))
    assert attachment_reading.read_attachments(change_pdf(change, ARTICLE), "x.pdf").clock is None


def test_an_encrypted_pdf_is_refused() -> None:
    for password in ("secret", ""):
        encryption = pikepdf.Encryption(owner="owner", user=password)
        assert (
            refusal(change_pdf(lambda document: None, ARTICLE, encryption=encryption)) == "extract-unreadable"
        )


@pytest.mark.parametrize("data", [b"", b"# Text", b"%PDF-1.7\n%%EOF", b"\x00" * 10_000, pdf(ARTICLE)[:400]])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data) in ("extract-unreadable", "extract-nothing")


def test_a_stream_that_unpacks_to_more_than_it_says_is_stopped() -> None:
    bomb = SourceFile("bomb.png", "image", bytes(attachment_reading.MAX_BYTES * 2))

    def change(document: pikepdf.Pdf) -> None:
        document.Root["/AF"][1]["/EF"]["/F"]["/Params"]["/Size"] = 10

    assert refusal(change_pdf(change, ARTICLE, bomb)) == "extract-unreadable"


def test_a_table_of_objects_that_unpacks_without_end_is_stopped() -> None:
    stream = zlib.compress(bytes(attachment_reading.MAX_BYTES * 5))
    head = b"%PDF-1.7\n"
    table = (
        b"1 0 obj\n<</Type/XRef/Size 20000000/W[1 2 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(stream)
    )
    data = head + table + stream + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)
    assert refusal(data) == "extract-unreadable"


def test_more_files_than_an_article_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files = (ARTICLE, SourceFile("a.png", "image", b"x" * 50))
    monkeypatch.setattr(attachment_reading, "MAX_TOTAL", 50)
    assert refusal(pdf(*files)) == "extract-too-large"
    monkeypatch.setattr(attachment_reading, "MAX_FILES", 1)
    assert refusal(pdf(*files)) == "extract-too-large"
