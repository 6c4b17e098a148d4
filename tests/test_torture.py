"""The article of difficult pages, built for real: valid, whole, and heard in the order of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from pipeline.editions.briefing import briefing
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Severity
from pipeline.verify import verify
from pipeline.verify.outloud import OUTLOUD
from pipeline.verify.page_validation import PDF_A, PDF_UA
from pipeline.verify.qpdf import QPDF
from pipeline.verify.verdict import Tools
from tests.articles import ARTICLES, PASSAGES, ROOT, TORTURE, artifact, document
from tests.formats.tagged_text import TextElement, read_marked_content, read_structure
from tests.pdf_pages import page_texts
from tests.tagged import Element, structure

IN_ORDER = (TORTURE, "tests/sample", "si-2019", "cambodia-us-relations")


@pytest.fixture(scope="module")
def pdf(build_folder: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(artifact(build_folder, TORTURE, "briefing.pdf")) as result:
        yield result


@pytest.fixture(scope="module")
def root(pdf: pikepdf.Pdf) -> TextElement:
    return read_structure(pdf)


@pytest.mark.parametrize("article", [TORTURE, PASSAGES, *ARTICLES])
def test_validators_find_no_error(build_folder: Path, article: str) -> None:
    file = artifact(build_folder, article, "briefing.pdf")
    outcomes = list(verify([file], Tools(), [PDF_UA, PDF_A, QPDF, OUTLOUD]))
    assert [each.verdict.is_checked for each in outcomes[:2]] == [True, True]
    diagnostics = [each for outcome in outcomes for each in outcome.verdict.findings]
    assert [str(each) for each in diagnostics if each.severity is Severity.ERROR] == []
    with pikepdf.open(file) as result:
        assert result.check_pdf_syntax() == []


def letters(text: str) -> str:
    """Return a text without what differs between a source and its pages: spaces, hyphens, capitals."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text).casefold()


@cache
def source(article: str) -> n.Blocks:
    """Return the blocks of the briefing from its first section to what stands behind the text."""
    blocks = briefing(document(article)).blocks
    heads = [index for index, block in enumerate(blocks) if isinstance(block, n.Header)]
    end = next(index for index in heads if "back" in getattr(blocks[index], "attr", n.Attr()).classes)
    return blocks[heads[0] : end]


def source_texts(items: n.Blocks | n.Inlines) -> Iterator[str]:
    """Yield the words of a source in the order of reading: a note stands at its call."""
    for item in items:
        match item:
            case n.Str(text=text) | n.Code(text=text) | n.CodeBlock(text=text):
                yield text
            case n.Math() | n.Image():
                pass
            case n.Cite(inlines=inlines):
                yield from source_texts(inlines)
            case n.Quoted(kind=kind, inlines=inlines):
                marks = "“”" if kind == "DoubleQuote" else "‘’"
                yield marks[0]
                yield from source_texts(inlines)
                yield marks[1]
            case _:
                for group in walk.children(item):
                    yield from source_texts(group)


def spoken_texts(element: TextElement) -> Iterator[str]:
    """Yield the words of an element without the numbers of lists and notes."""
    result = element.tag == "Note" or str(element.attributes.get("List", {}).get("ListNumbering")) != "/None"
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif isinstance(kid, Element) and kid.tag not in ("Reference", "Figure", "Formula"):
            if kid.tag == "LI":
                labels = () if result else kid.all("Lbl")
                yield from (label.text() for label in labels)
                yield from (
                    text for body in kid.children() if body.tag == "LBody" for text in spoken_texts(body)
                )
            elif not (kid.tag == "Lbl" and element.tag == "Note"):
                yield from spoken_texts(kid)


@pytest.mark.parametrize("article", IN_ORDER)
def test_it_is_heard_in_the_order_of_the_source(build_folder: Path, article: str) -> None:
    with pikepdf.open(artifact(build_folder, article, "briefing.pdf")) as pdf_file:
        sections = [kid for kid in read_structure(pdf_file).children() if kid.tag == "Sect"]
    result = letters("".join(source_texts(source(article))))
    assert len(result) > 700
    pdf_letters = letters("".join(text for section in sections for text in spoken_texts(section)))
    assert pdf_letters[: len(result)] == result


def test_all_content_is_in_the_tree_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    numbers_in_tree = [
        (page, number)
        for page, owners in zip(range(len(pdf.pages)), _parents(pdf), strict=True)
        for number, owner in enumerate(owners)
        if owner is not None
    ]
    there = [
        (index, number) for index, page in enumerate(pdf.pages) for number in read_marked_content(page).texts
    ]
    assert sorted(there) == numbers_in_tree
    assert [read_marked_content(page).loose for page in pdf.pages] == [()] * len(pdf.pages)


def _parents(pdf: pikepdf.Pdf) -> list[list[object]]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    entries = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    return [list(entries[int(page.StructParents)].as_list()) for page in pdf.pages]


def test_items_of_lists_have_a_label_and_a_body(root: TextElement) -> None:
    items = list(root.all("LI"))
    assert len(items) > 30
    for item in items:
        tags = [kid.tag for kid in item.children()]
        assert tags in (["Lbl", "LBody"], ["LBody"]), item.text()
    assert all(kid.tag == "LI" for each in root.all("L") for kid in each.children())


def test_a_quotation_over_a_page_end_is_one(pdf: pikepdf.Pdf, root: TextElement) -> None:
    last = list(root.all("BlockQuote"))[-1]
    assert [kid.tag for kid in last.children()] == ["P"] * 8
    pages = list(structure(pdf, lambda page, number: page).all("BlockQuote"))[-1]
    assert len(set(pages.content())) > 1


def test_no_level_of_headings_is_left_out(root: TextElement) -> None:
    levels = [int(each.tag[1]) for each in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) == 6
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_say_what_their_words_say(pdf: pikepdf.Pdf, root: TextElement) -> None:
    links = list(root.all("Link"))
    assert len(links) > 40
    result = [each for link in links for each in link.links()]
    assert all(each.contents.strip() for each in result)
    assert all(int(each.annotation.F) == 4 for each in result)
    on_pages = sum(len(page.obj.get("/Annots", [])) for page in pdf.pages)
    assert len(result) == on_pages
    assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
    (seal,) = [link for link in links if not link.text()]
    assert str(seal.entries["Alt"]) == "The desk's seal, a disc in red."


def test_notes_and_their_calls_link_both_ways(root: TextElement) -> None:
    notes = list(root.all("Note"))
    assert [str(each.entries["ID"]) for each in notes] == [f"note-{number}" for number in range(1, 10)]
    for number, note in enumerate(notes, 1):
        label = note.children()[0]
        assert (label.tag, label.text().strip()) == ("Lbl", str(number))
        (back,) = [each for link in label.children() for each in link.links()]
        assert back.contents == "Back to the text"
    calls = [each for each in root.all("Reference") if each.text() in map(str, range(1, 10))]
    assert [each.text() for each in calls] == [str(number) for number in range(1, 10)]
    assert calls[0].children()[0].links()[0].contents == "A first note, short, to begin the count."
    places = {each.tag for each in root.all() if any(kid.tag == "Note" for kid in each.children())}
    assert places >= {"P", "TD", "Caption"}


def test_images_have_words_or_are_decoration(pdf: pikepdf.Pdf, root: TextElement) -> None:
    figures = list(root.all("Figure", "Formula"))
    assert [each.tag for each in figures].count("Figure") == 3
    for each in figures:
        assert str(each.entries["Alt"]).strip()
        x, bottom, right, top = (float(side) for side in each.attributes["Layout"]["BBox"])
        page = next(page for page in pdf.pages if page.obj.objgen == each.entries["Pg"].objgen)
        assert 0 < x < right < float(page.mediabox[2])
        assert 0 < bottom < top < float(page.mediabox[3])


def test_tables_name_their_heads(root: TextElement) -> None:
    spans, rows, groups, long = root.all("Table")
    assert all("Headers" in cell.attributes["Table"] for cell in spans.all("TD"))
    assert [str(cell.attributes["Table"]["Scope"]) for cell in rows.all("TH")] == ["/Column"] * 3 + [
        "/Row"
    ] * 3
    names = {str(cell.entries["ID"]): cell.text() for cell in groups.all("TH")}
    hebrew = [cell for cell in groups.all("TD") if cell.text() == "mostly unwritten"][-1]
    headers = [names[str(name)] for name in hebrew.attributes["Table"]["Headers"]]
    assert headers == ["Vowels", "Semitic", "Hebrew"]
    assert [kid.tag for kid in long.children()] == ["Caption", "THead", "TBody"]
    assert len(list(long.all("TR"))) == 57


def test_other_languages_are_named(root: TextElement) -> None:
    texts = [str(each.entries["Lang"]) for each in root.all() if "Lang" in each.entries]
    assert texts.count("fr") == 2
    assert texts.count("km") == 2
    assert texts.count("ar") == 2


@pytest.mark.parametrize("letters_of", ["\u1780-\u17ff", "\u0621-\u064a"], ids=["Khmer", "Arabic"])
def test_words_in_other_scripts_come_back_exactly(build_folder: Path, letters_of: str) -> None:
    text = (ROOT / TORTURE / "article.md").read_text("utf-8")
    words = re.findall(f"[{letters_of}]+", text)
    pages = "".join(page_texts(artifact(build_folder, TORTURE, "briefing.pdf")))
    assert len(words) > 7
    assert [word for word in words if word not in re.sub(r"\s", "", pages)] == []


def test_bookmarks_follow_the_headings(pdf: pikepdf.Pdf, root: TextElement) -> None:
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        first = [item.title for item in outline.root[0].children]
    assert top[:2] == ["Lists of every kind", "Words and links"]
    assert first == ["Loose, nested and numbered", "Quotations"]
    assert "Setting difficult pages" not in top
    assert [str(label) for label in (pdf.pages[0].label, pdf.pages[-1].label)] == ["1", str(len(pdf.pages))]


def test_the_catalogue_says_what_the_file_is(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en"
    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Setting difficult pages"
