"""Each kind of damage changes what a reader of the file gets: the control of the test of the proof.

The readers here are not those of Dossier: pypdfium2 and pikepdf for a PDF, lxml for the others.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html

from tests import tagged
from tests.articles import artifact
from tests.read_back import READERS
from tests.verify.damage import KINDS, deck, ebook, package, web
from tests.verify.damage.printed import Print
from tests.verify.damage.values import Harm, Kind

# The first that has what a kind damages is taken: PDFs of few pages are read faster.
LONG, SHORT, PAPER = "cambodia-us-relations", "tests/sample", "tests/joss/paper.md"
FILES = tuple(dict.fromkeys(kind.file for kind in KINDS))


def articles(file: str) -> tuple[str, ...]:
    """Return the articles of which a file is damaged, the one to try first before the others."""
    return (SHORT, LONG, PAPER) if file.endswith(".pdf") else (LONG, SHORT, PAPER)


def harm(kind: Kind, build_folder: Path) -> tuple[str, bytes, Harm]:
    """Damage a file of the first article to which a kind applies; return the article and its file too."""
    for article in articles(kind.file):
        data = artifact(build_folder, article, kind.file).read_bytes()
        if result := kind.damage(data):
            return article, data, result
    raise AssertionError(f"{kind} applies to no article")


@pytest.mark.parametrize("file", FILES)
def test_each_kind_changes_what_a_reader_gets(file: str, build_folder: Path, tmp_path: Path) -> None:
    same = []
    for kind in KINDS:
        if kind.file == file:
            _, data, result = harm(kind, build_folder)
            before, after = tmp_path / file, tmp_path / f"other-{file}"
            before.write_bytes(data)
            after.write_bytes(result.data)
            is_same = READERS[file](before) == READERS[file](after)
            if is_same and list(marks(file, data)) == list(marks(file, result.data)):
                same += [] if _looks(file, data, result) else [str(kind)]
    assert not same


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_written_back_whole_says_the_same(
    file: str, build_folder: Path, tmp_path: Path
) -> None:
    data = artifact(build_folder, LONG, file).read_bytes()
    result = tmp_path / file
    result.write_bytes(write_back(file, data))
    assert READERS[file](result) == READERS[file](artifact(build_folder, LONG, file))
    assert list(marks(file, result.read_bytes())) == list(marks(file, data))


def write_back(file: str, data: bytes) -> bytes:
    """Read a file as the kinds of damage do, and write it without any."""
    match file.rpartition(".")[2]:
        case "pdf":
            return Print(data).bytes()
        case "epub":
            return ebook.write(ebook.read(data))
        case "pptx":
            return package.write(package.read(data))
        case _:
            return web.write(deck.read(data) if file == deck.FILE else web.read(data))


def marks(file: str, data: bytes) -> Iterator[object]:
    """Yield what a file says beside its words: elements, links, text alternatives, languages."""
    if file.endswith(".pdf"):
        yield from _pdf_marks(data)
        return
    if file.endswith(".html"):
        trees: list[etree._Element] = [html.document_fromstring(data.decode("utf-8"))]
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            trees = [
                etree.fromstring(parts.read(name))
                for name in parts.namelist()
                if name.endswith((".xml", ".xhtml", ".rels", ".opf"))
            ]
            yield [parts.read(name) for name in parts.namelist() if name.endswith(".css")]
    for tree in trees:
        for each in tree.iter(etree.Element):
            is_text = etree.QName(each).localname in ("style", "title", "language")
            yield (
                str(each.tag),
                sorted((str(k), str(v)) for k, v in each.attrib.items()),
                is_text and each.text,
            )


def _pdf_marks(data: bytes) -> Iterator[object]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield str(pdf.Root.get("/Lang")), str(pdf.docinfo.get("/Title")), _title(pdf)
        if len(pdf.pages) == _tree_pages(pdf):
            for each in tagged.structure(pdf, lambda page, number: (page, number)).all():
                yield each.tag, str(each.entries.get("Alt")), list(each.content())
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            yield [str(each) for each in list(pdf.Root.Names.Dests.Names)[::2]]
        for page in pdf.pages:
            links: list[Any] = [each for each in page.get("/Annots", []) if each.get("/Subtype") == "/Link"]
            yield [_target(each) for each in links]
            for font in page.Resources.Font.values():
                yield list(font.DescendantFonts[0].FontDescriptor.keys())


def _target(link: Any) -> str:
    if "/A" in link:
        return str(link.A.get("/URI"))
    place = link.get("/Dest")
    return "a place" if isinstance(place, pikepdf.Array) else str(place)


def _title(pdf: pikepdf.Pdf) -> str:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get("dc:title"))


def _tree_pages(pdf: pikepdf.Pdf) -> int:
    """Return how many pages the structure may speak of: as many as there are, if each is there once."""
    return len({page.obj.objgen for page in pdf.pages})


def _looks(file: str, data: bytes, result: Harm) -> bool:
    """Return whether a page of a PDF looks otherwise than before."""
    spots = result.place.spots or (1,)
    return file.endswith(".pdf") and any(
        _picture(data, spot) != _picture(result.data, spot) for spot in spots
    )


@cache
def _picture(data: bytes, spot: int) -> bytes:
    page = pypdfium2.PdfDocument(data)[spot - 1]
    return bytes(page.render(scale=1).to_pil().tobytes())
