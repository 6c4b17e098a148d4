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
    ("source", "output"),
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
def test_citations_parted_by_commas_are_all_printed(tmp_path: Path, source: str, output: str) -> None:
    (paragraph, *_) = document(tmp_path, f"{source}\n").blocks
    assert text_of((paragraph,)) == output


def test_each_of_them_leads_to_its_source_once(tmp_path: Path) -> None:
    blocks = document(tmp_path, "Words [@ant, see @bee].\n").blocks
    links = [node.url for node in walk(blocks) if isinstance(node, n.Link)]
    assert links == ["#ref-ant", "#ref-bee"]


@pytest.mark.parametrize("words", ["![After @ant.](dot.png)", "Words ![after @ant.](dot.png) here."])
def test_the_text_of_an_image_has_the_words_of_a_label_and_no_link(tmp_path: Path, words: str) -> None:
    blocks = document(tmp_path, words + "\n").blocks
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


ODD = """
@article{decay, title={$\\alpha$-decay of $^{14}$C at $\\sqrt{s}=13$ TeV for \\$5},
  author={Ray, X}, year={2001}}
@article{odd, title={Odd}, author={Odd, O}, year={2002}, doi={10.1002/(SICI)97<16::AID#1>3.0.CO;2-2}}
@online{blank, title={Blank}, author={Bla, N}, year={2003}, url={https://example.org/a b%20c?x=[1]&y=ü#f}}
@online{bad, title={Bad}, author={Bad, B}, year={2004}, url={javascript:alert(1)}}
@misc{nothing, keywords={x}}
"""


def entries(result: Document) -> dict[str, n.Div]:
    return {each.attr.id: each for each in result.bibliography}


def addresses(entry: n.Div) -> list[str]:
    return [node.url for node in walk((entry,)) if isinstance(node, n.Link)]


def test_formulas_in_titles_are_text_where_letters_can_write_them(tmp_path: Path) -> None:
    entry = entries(document(tmp_path, "Words [@decay].\n", bib=ODD))["ref-decay"]
    assert "α-Decay of 14C at \\sqrt{s}=13 TeV for $5" in text_of((entry,))
    assert [node.text for node in walk((entry,)) if isinstance(node, n.Math)] == ["\\sqrt{s}=13"]
    assert [text_of(node.inlines) for node in walk((entry,)) if isinstance(node, n.Superscript)] == ["14"]


def test_formulas_in_titles_are_set_in_notes_too(tmp_path: Path) -> None:
    head = HEAD.replace("title: T", "title: T\ncsl: chicago-fullnote-bibliography")
    blocks = document(tmp_path, "Words [@decay].\n", head=head, bib=ODD).blocks
    assert "\u03b1-Decay of 14C at \\sqrt{s}=13 TeV" in text_of(blocks, notes=True)


def test_fields_of_a_work_have_the_letters_of_its_formulas(tmp_path: Path) -> None:
    reference = document(tmp_path, "Words [@decay].\n", bib=ODD).references[0]
    assert reference.fields["title"] == "α-decay of 14C at \\sqrt{s}=13 TeV for $5"


def test_addresses_are_encoded_once_and_shown_as_they_are(tmp_path: Path) -> None:
    result = entries(document(tmp_path, "Words [@odd; @blank].\n", bib=ODD))
    assert addresses(result["ref-odd"]) == ["https://doi.org/10.1002/(SICI)97%3C16::AID%231%3E3.0.CO;2-2"]
    assert "97<16::AID#1>3" in text_of((result["ref-odd"],))
    assert addresses(result["ref-blank"]) == ["https://example.org/a%20b%20c?x=%5B1%5D&y=%C3%BC#f"]


def test_an_unsafe_address_is_printed_without_a_link(tmp_path: Path) -> None:
    entry = entries(document(tmp_path, "Words [@bad].\n", bib=ODD))["ref-bad"]
    assert addresses(entry) == []
    assert "javascript:alert(1)" in text_of((entry,))


@pytest.mark.parametrize("nocite", ["'@*'", "'@ant, @cow'", "'[@ant; @cow]'", "['@ant', '@cow']"])
def test_works_that_nothing_cites_are_listed_where_the_author_says_so(tmp_path: Path, nocite: str) -> None:
    head = HEAD.replace("---\n\n", f"nocite: {nocite}\n---\n\n")
    result = document(tmp_path, "Words.\n\n# References\n", head=head)
    texts = ["ref-ant", "ref-cow"] if "ant" in nocite else ["ref-ant", "ref-bee", "ref-cow"]
    assert list(entries(result)) == texts
    assert result.nocite_keys == {each.removeprefix("ref-") for each in texts}
    assert text_of(result.blocks) == "Words."


@pytest.mark.parametrize(
    "text",
    [
        "Words [@ant].\n\n# References\n\n::: {#refs}\n:::\n\n# Appendix\n\nMore.\n",
        "Words [@ant].\n\n::: box\n::: {#refs}\n:::\n:::\n\n# Appendix\n\nMore.\n",
    ],
)
def test_the_place_that_a_paper_gives_to_its_references_is_taken_out(tmp_path: Path, text: str) -> None:
    result = document(tmp_path, text)
    assert list(entries(result)) == ["ref-ant"]
    assert text_of(result.blocks).split("\n") == ["Words (Ant 2001).", "Appendix", "More."]


def test_a_title_has_its_citations_where_it_is_printed_and_words_alone_elsewhere(tmp_path: Path) -> None:
    head = HEAD.replace("title: T", "title: 'Ants [@ant], after @bee'")
    result = document(tmp_path, "Words.\n", head=head)
    assert result.front.title == "Ants, after Bee (2002)"
    assert list(entries(result)) == ["ref-ant", "ref-bee"]
    assert "Ants (Ant 2001), after Bee (2002)" in text_of(result.blocks)


def test_an_undefined_key_is_marked_in_a_note_too(tmp_path: Path) -> None:
    head = HEAD.replace("title: T", "title: T\ncsl: chicago-fullnote-bibliography")
    blocks = document(tmp_path, "Words [@tree].\n", head=head).blocks
    marks = [node for node in walk(blocks) if isinstance(node, n.Span) and CLASS in node.attr.classes]
    assert [text_of((each,)) for each in marks] == ["tree?"]


# A style whose entries begin with a label of letters and a year.
LABELS = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Labels</title><id>labels</id><updated>2026-11-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]"><text variable="citation-label"/></layout></citation>
<bibliography second-field-align="flush">
<layout><text variable="citation-label" prefix="[" suffix="]"/><text variable="title" prefix=" "/></layout>
</bibliography>
</style>
"""


@pytest.mark.parametrize(
    ("style", "number", "wide"),
    [("ieee", "[1]", False), ("vancouver", "1.", False), ("ama", "1.", False), ("nature", "1.", False),
     ("labels.csl", "[Ant01]", True)],
)  # fmt: skip
def test_the_number_of_an_entry_is_a_span_before_its_words(
    tmp_path: Path, style: str, number: str, wide: bool
) -> None:
    (tmp_path / "labels.csl").write_text(LABELS, "utf-8")
    head = HEAD.replace("title: T", f"title: T\ncsl: {style}")
    entry = entries(document(tmp_path, "Words [@ant].\n", head=head))["ref-ant"]
    assert entry.attr.classes == ("csl-entry", "numbered", "wide-number")[: 3 if wide else 2]
    (paragraph,) = entry.blocks
    assert isinstance(paragraph, n.Para)
    first, blank, *rest = paragraph.inlines
    assert (text_of((first,)), blank) == (number, n.Space())
    assert not any(
        "csl-" in name for node in walk(tuple(rest)) if isinstance(node, n.Span) for name in node.attr.classes
    )
    assert "Ants" in text_of(tuple(rest))


@pytest.mark.parametrize("style", ["author-date", "apa", "chicago-fullnote-bibliography", "mla"])
def test_entries_without_a_number_hang_as_they_did(tmp_path: Path, style: str) -> None:
    head = HEAD.replace("title: T", f"title: T\ncsl: {style}")
    assert entries(document(tmp_path, "Words [@ant].\n", head=head))["ref-ant"].attr.classes == ("csl-entry",)


def test_an_entry_of_nothing_is_left_out_and_told(tmp_path: Path) -> None:
    head = HEAD.replace("title: T", "title: T\ncsl: ieee")
    document(tmp_path, "Words [@nothing; @ant].\n", head=head, bib=ODD + BIB)
    result, diagnostics = resolve(load(Location("t", tmp_path, tmp_path / "article.md")).manuscript)
    assert list(entries(result)) == ["ref-ant"]
    assert [each.code for each in diagnostics] == ["reference-empty"]
    assert [node.url for node in walk(result.blocks) if isinstance(node, n.Link)] == ["#ref-ant"]
