"""What resolving promises: bound facts, laid out boxes, numbered things, one bibliography, set typography."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document
from pipeline.resolve import resolve
from tests.articles import ARTICLES, document


def article(folder: Path, body: str, front: str = "lang: en") -> Document:
    """Return the sample's ledger and references with another text, resolved."""
    import shutil

    shutil.copytree("tests/sample", folder / "a")
    (folder / "a" / "article.md").write_text(f"---\ntitle: T\n{front}\n---\n\n{body}\n", "utf-8")
    return resolve(load(locate(str(folder / "a"), folder)).manuscript)[0]


def text(blocks: n.Blocks) -> str:
    """Return the words of blocks with single spaces."""
    return " ".join(walk.text_of(blocks, notes=True).split(" "))


def test_an_empty_binding_is_filled_and_marked(tmp_path: Path) -> None:
    result = article(
        tmp_path, "It cost []{fact=price} on []{fact=treaty-signed}, in []{fact=treaty-signed show=place}."
    )
    assert text(result.blocks) == "It cost $7.2 million on 30 March 1867, in Washington."
    spans = [node for node in walk.walk(result.blocks) if isinstance(node, n.Span)]
    assert [(span.attr.classes, span.attr.get("fact")) for span in spans] == [
        (("fact",), "price"), (("fact",), "treaty-signed"), (("fact",), "treaty-signed"),
    ]  # fmt: skip


def test_a_binding_is_filled_in_the_articles_language(tmp_path: Path) -> None:
    result = article(tmp_path, "Prix : []{fact=price}, le []{fact=treaty-signed}.", "lang: fr")
    assert text(result.blocks) == "Prix\u00a0: 7,2 millions de dollars des États-Unis, le 30 mars 1867."


def test_the_glance_box_has_key_figures_and_offices_with_dates_and_sources() -> None:
    blocks = document("cambodia-us-relations").blocks
    boxes = {cls: node for node in walk.walk(blocks) if isinstance(node, n.Div) for cls in node.attr.classes}
    figures = [block for block in boxes["key-figures"].blocks if isinstance(block, n.Div)]
    assert 3 <= len(figures) <= 5
    for figure in figures:
        value, label, source = (walk.text_of((part,)) for part in figure.blocks)
        assert any(character.isdigit() for character in value)
        assert label
        assert "·" in source
        assert not source.endswith(")")
    (offices,) = (block for block in boxes["officials"].blocks if isinstance(block, n.Table))
    rows = [[walk.text_of(cell.blocks) for cell in row.cells] for row in walk.rows(offices)]
    assert len(rows) >= 5
    assert any("vacant" in row[1] for row in rows)
    assert all("20" in row[2] for row in rows[1:])


def test_figures_tables_and_formulas_are_numbered_and_referred_to() -> None:
    blocks = document("tests/sample").blocks
    captions = [
        walk.text_of(node.caption.blocks)
        for node in walk.walk(blocks)
        if isinstance(node, n.Figure | n.Table)
    ]
    assert [caption.split(".")[0] for caption in captions if caption] == [
        "Figure\u00a01",
        "Table\u00a01",
        "Figure\u00a02",
    ]
    ids = {
        node.attr.id for node in walk.walk(blocks)
        if isinstance(node, n.Figure | n.Table | n.Header | n.Span | n.Div) and node.attr.id
    }  # fmt: skip
    links = [
        node for node in walk.walk(blocks) if isinstance(node, n.Link) and "crossref" in node.attr.classes
    ]
    assert {link.url.removeprefix("#") for link in links} <= ids
    assert {"#fig-steps", "#tbl-terms", "#fig-coin"} <= {link.url for link in links}
    assert not [
        node
        for node in walk.walk(blocks)
        if isinstance(node, n.Cite) and node.citations[0].id.startswith("fig-")
    ]


@pytest.mark.parametrize("target", ARTICLES)
def test_every_citation_leads_to_an_entry_and_every_entry_is_cited(target: str) -> None:
    result = document(target)
    entries = [entry.attr.id.removeprefix("ref-") for entry in result.bibliography]
    texts = {c.id for node in walk.walk(result.blocks) if isinstance(node, n.Cite) for c in node.citations}
    assert texts == set(entries)
    assert len(entries) == len(set(entries))
    for node in walk.walk(result.blocks):
        if isinstance(node, n.Cite):
            links = {link.url for link in walk.walk(node.inlines) if isinstance(link, n.Link)}
            assert links == {f"#ref-{citation.id}" for citation in node.citations}


def test_latex_of_papers_becomes_formulas_and_references() -> None:
    result = document("tests/joss/paper.md")
    formulas = [
        node
        for node in walk.walk(result.blocks)
        if isinstance(node, n.Span) and "equation" in node.attr.classes
    ]
    assert len(formulas) >= 2
    assert all(isinstance(formula.inlines[0], n.Math) for formula in formulas)
    assert "\\label" not in text(result.blocks)
    assert "\\autoref" not in text(result.blocks)
    assert result.front.authors[0].name == "Test Author"
    assert str(result.front.date) == "2017-08-13"


@pytest.mark.parametrize(
    ("source", "lang", "output"),
    [
        (
            "\"It's the '90s,\" she said --- 'no' --- twice...",
            "en",
            "“It’s the ’90s,” she said — ‘no’ — twice…",
        ),
        ('("quoted")', "en", "(“quoted”)"),
        ('*"emphatic"* and "*inside*"', "en", "“emphatic” and “inside”"),
        ("pp. 3--5", "en", "pp. 3–5"),
        (
            'Il dit : "Oui !" ; l\'autre rit.',
            "fr",
            "Il dit\u00a0: «\u00a0Oui\u202f!\u00a0»\u202f; l’autre rit.",
        ),
        ('`"code"` stays', "en", '"code" stays'),
        ('a="b", "c=", "d="', "en", "a=“b”, “c=”, “d=”"),
    ],
)
def test_typography_is_the_languages(tmp_path: Path, source: str, lang: str, output: str) -> None:
    assert text(article(tmp_path, source, f"lang: {lang}").blocks) == output


def test_resolving_twice_gives_the_same() -> None:
    manuscript = load(locate("tests/sample", Path("source"))).manuscript
    assert resolve(manuscript) == resolve(manuscript)
