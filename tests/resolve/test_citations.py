"""Citations: lists read from within one another, text alternatives, keys without a reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import Location, load
from pipeline.model import nodes as n
from pipeline.model.faults import CLASS
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.resolve import resolve

BIB = """
@book{ant, title={Ants}, author={Ant, Ann}, year={2001}, publisher={P}}
@book{bee, title={Bees}, author={Bee, Bob}, year={2002}, publisher={P}}
@book{cow, title={Cows}, author={Cow, Cem}, year={2003}, publisher={P}}
"""
HEAD = "---\ntitle: T\nbibliography: r.bib\n---\n\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
    "0148afa4710000000049454e44ae426082"
)


def document(folder: Path, text: str, *, head: str = HEAD, bib: str = BIB) -> Document:
    (folder / "article.md").write_text(head + text, "utf-8")
    (folder / "r.bib").write_text(bib, "utf-8")
    (folder / "dot.png").write_bytes(PNG)
    return resolve(load(Location("t", folder, folder / "article.md")).manuscript)[0]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("[@ant, @bee]", "(Ant 2001; Bee 2002)"),
        ("[@ant @bee]", "(Ant 2001; Bee 2002)"),
        ("[@ant, @bee, @cow]", "(Ant 2001; Bee 2002; Cow 2003)"),
        ("[@ant, p. 3, see @bee, p. 4; @cow]", "(Ant 2001, 3; see Bee 2002, 4; Cow 2003)"),
        ("[see @ant and @bee, chap. 2]", "(see Ant 2001; and Bee 2002, chap. 2)"),
        ("[@ant, *@bee*]", "(Ant 2001; Bee 2002)"),
        ("[-@ant, @bee]", "(2001; Bee 2002)"),
        ("@ant [see @bee]", "Ant (2001; see Bee 2002)"),
    ],
)
def test_citations_parted_by_commas_are_all_printed(tmp_path: Path, written: str, printed: str) -> None:
    (paragraph, *_) = document(tmp_path, f"{written}\n").blocks
    assert text_of((paragraph,)) == printed


def test_each_of_them_leads_to_its_source_once(tmp_path: Path) -> None:
    blocks = document(tmp_path, "Words [@ant, see @bee].\n").blocks
    links = [node.url for node in walk(blocks) if isinstance(node, n.Link)]
    assert links == ["#ref-ant", "#ref-bee"]


@pytest.mark.parametrize("shown", ["![After @ant.](dot.png)", "Words ![after @ant.](dot.png) here."])
def test_the_text_of_an_image_has_the_words_of_a_label_and_no_link(tmp_path: Path, shown: str) -> None:
    blocks = document(tmp_path, shown + "\n").blocks
    (image,) = (node for node in walk(blocks) if isinstance(node, n.Image))
    assert text_of(image.inlines).lower().endswith("after ant (2001).")
    assert {type(node) for node in walk(image.inlines)} <= {n.Str, n.Space}


def test_a_key_without_a_reference_is_marked_where_it_stands(tmp_path: Path) -> None:
    blocks = document(tmp_path, "Words [@ant; @tree] and @stone.\n").blocks
    marks = [node for node in walk(blocks) if isinstance(node, n.Span) and CLASS in node.attr.classes]
    assert [text_of((each,)) for each in marks] == ["tree?", "stone?"]


def test_the_program_that_sets_citations_does_not_tell_of_them_again(tmp_path: Path) -> None:
    document(tmp_path, "Words [@tree].\n")
    manuscript = load(Location("t", tmp_path, tmp_path / "article.md")).manuscript
    assert resolve(manuscript)[1] == ()
