"""The real articles built end to end: what a reader of the finished files finds in them.

The files are read back with libraries that did not write them: pypdfium2, lxml, and the parts of the PPTX.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model import walk
from tests.articles import ALL, ARTICLES, ROOT, artifact, document
from tests.command import dossier
from tests.proving import some

pytestmark = pytest.mark.slow  # begun first

# The files with the whole text.
WHOLE_TEXTS = ("briefing.pdf", "ebook.epub", "article.html")
FILES = ("briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf", "article.html")


def words(text: str) -> str:
    """Return a text as one line of words: hyphenation at line ends, spaces and soft marks evened out."""
    text = re.sub(r"[\x02\u00ad\u200b\ufffe\ufeff]", "", text)
    text = re.sub(r"[\u00a0\u202f\u2009\u2002]", " ", text)
    return " ".join(text.split())


def pdf_text(data: bytes) -> str:
    """Return the text of the pages without running lines, then that of the text column alone.

    The column alone goes on from page to page where points in the margin come between.
    """
    whole, column = [], []
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        whole.append(text.get_text_bounded(0, 60, width, height - 52))
        column.append(text.get_text_bounded(0, 60, width - 172, height - 52))
    return "\n".join([*whole, *column])


def epub_texts(data: bytes) -> Mapping[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: "".join(etree.fromstring(archive.read(name)).itertext())
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def pptx_texts(data: bytes) -> str:
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml$", name):
                for paragraph in etree.fromstring(archive.read(name)).iter(f"{space}p"):
                    texts.append("".join(run.text or "" for run in paragraph.iter(f"{space}t")))
    return "\n".join(texts)


def html_text(data: bytes) -> str:
    tree = etree.fromstring(data, etree.HTMLParser())
    etree.strip_elements(tree, "script", "style", with_tail=False)
    return "".join(tree.itertext())


def text_of(file: str, data: bytes) -> str:
    match file.rpartition(".")[2]:
        case "pdf":
            return words(pdf_text(data))
        case "epub":
            return words("\n".join(epub_texts(data).values()))
        case "pptx":
            return words(pptx_texts(data))
        case _:
            return words(html_text(data))


def read(path: Path, article: str, file: str) -> bytes:
    return artifact(path, article, file).read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_the_default_article_states_the_same_figures_everywhere(build_folder: Path, file: str) -> None:
    text = text_of(file, read(build_folder, "cambodia-us-relations", file))
    for result in ("$409.6 million", "11 November 1991", "127,271"):
        assert result in text
    assert "13 May 1994" not in text
    assert "May 13, 1994" not in text


def join_hyphens(text: str) -> str:
    """Return a text without spaces and hyphens, for comparison with lines that were broken."""
    return re.sub(r"[\s\u2010-]", "", text)


def _visible_blocks(blocks: n.Blocks) -> n.Blocks:
    """Return what reading editions show: not what is the deck's alone."""

    def keep(block: n.Block) -> n.Blocks:
        decks = isinstance(block, n.Div) and (
            {"slide", "notes"} & set(block.attr.classes) or block.attr.get("only")
        )
        return () if decks else (block,)

    return walk.map_tree(blocks, block=keep)


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("file", WHOLE_TEXTS)
def test_every_bound_fact_is_read_in_the_reading_editions(
    build_folder: Path, article: str, file: str
) -> None:
    text = join_hyphens(text_of(file, read(build_folder, article, file)))
    nodes = _visible_blocks(document(article).blocks)
    facts = [
        (node.attr.get("fact"), walk.text_of(node.inlines))
        for node in walk.walk(nodes)
        if isinstance(node, n.Span) and "fact" in node.attr.classes
    ]
    texts = [(name, result) for name, result in facts if join_hyphens(words(result)) not in text]
    assert texts == []
    if article == "cambodia-us-relations":
        assert len(facts) > 150


# All files of the sample and of the paper; decks of another where all is proved.
FILES_WITH_SOURCES = [(article, file) for article in ARTICLES[2:] for file in FILES]
FILES_WITH_SOURCES += [(ARTICLES[1], file) for file in some(FILES, 2)]
FILES_WITH_SOURCES += [(ARTICLES[0], file) for file in WHOLE_TEXTS]


@pytest.mark.parametrize(("article", "file"), FILES_WITH_SOURCES)
def test_every_source_an_edition_cites_is_listed_in_it(build_folder: Path, article: str, file: str) -> None:
    text = join_hyphens(text_of(file, read(build_folder, article, file)))
    texts = {entry.attr.id.removeprefix("ref-") for entry in document(article).bibliography}
    titles = [
        title
        for reference in document(article).references
        if reference.id in texts and len(title := str(reference.fields.get("title", ""))) > 12
    ]
    assert titles
    count = sum(_title(title) in text.casefold() for title in titles)
    share = 1.0 if file in WHOLE_TEXTS else 0.9
    assert count >= share * len(titles), [title for title in titles if _title(title) not in text.casefold()]


def _title(title: str) -> str:
    plain = re.sub(r"<[^>]*>", "", title).replace("'", "’").replace('"', "“").casefold()
    first = re.split(r"[:“”’‘«».?!]", join_hyphens(words(plain)))
    return max(first, key=len)[:40]


def test_khmer_words_survive_in_every_edition(build_folder: Path) -> None:
    for file in WHOLE_TEXTS:
        assert "ភ្នំពេញ" in text_of(file, read(build_folder, "cambodia-us-relations", file)), file


def test_the_french_article_is_french(build_folder: Path) -> None:
    for file in FILES:
        text = text_of(file, read(build_folder, "si-2019", file))
        assert "20 mai 2019" in text
        assert "299 792 458" in text
        assert not re.search(r"\b(Figure \d+ shows|Sources:|In brief|As of)\b", text)
    sizes = [
        pypdfium2.PdfDocument(read(build_folder, article, "briefing.pdf"))[0].get_size()
        for article in ("si-2019", "cambodia-us-relations")
    ]
    assert [tuple(map(round, size)) for size in sizes] == [(612, 792), (595, 842)]


def test_the_deck_has_titles_sources_and_notes(build_folder: Path) -> None:
    from pptx import Presentation

    slides = list(Presentation(io.BytesIO(read(build_folder, "cambodia-us-relations", "deck.pptx"))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title is not None]
    assert len(slides) >= 12
    assert len(titles) == len(slides)
    assert all(title.strip() for title in titles)
    assert (
        sum(
            slide.has_notes_slide and bool(slide.notes_slide.notes_text_frame.text.strip())
            for slide in slides
        )
        > 5
    )
    markup = etree.fromstring(read(build_folder, "cambodia-us-relations", "deck.html"), etree.HTMLParser())
    leaves = [each for each in markup.iter("section") if each.find(".//section") is None]
    assert len(leaves) == len(slides)


@pytest.mark.parametrize("article", some([ARTICLES[3], *ARTICLES[:3]], 1))
def test_a_briefing_is_made_again_from_itself(build_folder: Path, tmp_path: Path, article: str) -> None:
    briefing = artifact(build_folder, article, "briefing.pdf")
    for arguments in (
        ("extract", str(briefing), "--to", "Another name"),
        ("build", "Another name", "--to", "pdf", "--no-cache", "--out", "o"),
    ):
        process = dossier(*arguments, cwd=tmp_path)
        assert process.returncode == 0, process.stderr
    (again,) = (tmp_path / "o").glob("*/briefing.pdf")
    assert again.read_bytes() == briefing.read_bytes()
    folder = locate(article, ROOT / "source").root
    files = [path for path in (tmp_path / "Another name").rglob("*") if path.is_file()]
    names = {path.relative_to(tmp_path / "Another name").as_posix(): path.read_bytes() for path in files}
    assert all(data == (folder / name).read_bytes() for name, data in names.items())
    assert ("paper.md" if article.endswith(".md") else "article.md") in names


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample in another folder, time zone and locale, with another hash seed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ROOT / "tests" / "sample", folder / "deeper" / "sample")
    env = {
        **os.environ,
        "TZ": "Asia/Phnom_Penh",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "deeper/sample", *ALL, "--no-cache", "--out", "o"],
        cwd=folder, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    return folder / "o"


@pytest.mark.parametrize("file", FILES)
def test_bytes_do_not_depend_on_place_time_zone_locale_or_hash_seed(
    build_folder: Path, elsewhere: Path, file: str
) -> None:
    assert (elsewhere / "sample" / file).read_bytes() == read(build_folder, "tests/sample", file)
