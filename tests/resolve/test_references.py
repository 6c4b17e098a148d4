"""Cross-references of every dialect show a name and a number, once, and lead to what they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document
from pipeline.resolve import resolve

BODY = """\
# Origins {{#sec:origins}}

{text}

![A hill.](hill.png){{#fig:hill}}

![A lake.](lake.png){{#fig-lake}}

![A wood.\\label{{wood}}](wood.png)

$$ a = b $$ {{#eq:one}}

\\begin{{equation}}\\label{{eq:two}}
c = d
\\end{{equation}}

| A | B |
|---|---|
| 1 | 2 |

: Two cells. {{#tbl:cells}}

``` {{.python #lst:sum caption="A sum."}}
1 + 1
```
"""


def paper(folder: Path, text: str, front: str = "lang: en") -> Document:
    """Return a paper with figures, formulas, a table and a listing below these words, resolved."""
    (folder / "paper.md").write_text(f"---\ntitle: T\n{front}\n---\n\n" + BODY.format(text=text), "utf-8")
    return resolve(load(locate(str(folder / "paper.md"), folder)).manuscript)[0]


def words(document: Document) -> str:
    """Return the words of the paragraph that refers."""
    return walk.text_of((document.blocks[1],)).replace("\u00a0", " ")


def links(document: Document) -> list[str]:
    """Return where the links of the paragraph that refers lead."""
    return [node.url for node in walk.walk((document.blocks[1],)) if isinstance(node, n.Link)]


FORMS = {
    "See @fig:hill and @fig-lake.": "See Figure 1 and Figure 2.",
    "@Fig:hill shows it [@fig:lake].": "Figure 1 shows it Figure 2.",
    "See [-@fig:lake] and [@fig:hill; @fig:lake].": "See 2 and Figure 1 and Figure 2.",
    "See [Fig. @fig:lake] or [see @fig:lake].": "See Fig. 2 or see Figure 2.",
    "See [Figs. @fig:hill; @fig:lake].": "See Figs. 1 and 2.",
    "@eq:one, @eq-two and \\eqref{eq:two}.": "Equation (1), Equation (2) and Equation (2).",
    "By Eq. (\\ref{eq:two}) and Equation \\eqref{eq:one}.": "By Eq. (2) and Equation (1).",
    "@tbl:cells, \\autoref{tbl:cells}, Table \\ref{tab:cells}.": "Table 1, Table 1, Table 1.",
    "Figure~\\ref{wood}, Figures \\ref{fig:hill} and \\ref{fig:lake}.": "Figure 3, Figures 1 and 2.",
    "A figure is \\ref{wood}.": "A figure is Figure 3.",
    "\\cref{fig:hill,fig:lake} and \\Cref{wood}.": "Figure 1 and Figure 2 and Figure 3.",
    "Figure \\@ref(fig:hill), \\@ref(fig:lake).": "Figure 1, 2.",
    "See @sec:origins, on page \\pageref{wood}.": "See “Origins”, on Figure 3.",
    "As in @lst:sum or Listing \\ref{lst:sum}.": "As in Listing 1 or Listing 1.",
    "\\hyperref[fig:hill]{the hill} is [here](#fig:lake).": "the hill is here.",
    "The figure [@fig:hill].": "The figure 1.",
    "(Figure {@fig:hill}B) and {@fig:lake}b–d.": "(Figure 1B) and Figure 2b–d.",
    "(Figures {@fig:hill}A and C, {@fig:lake}B–D, {@wood}).": "(Figures 1A and C, 2B–D, {(wood?)}).",
    "+@fig:hill, (+@fig:lake) and {+@fig:hill}A.": "Figure 1, (Figure 2) and Figure 1A.",
    "{see} {@fig:hill": "{see} {Figure 1",
    "Fig.$\\,$@fig:hill$\\,\\!$E, Table$~$@tbl:cells.": "Fig. 1E, Table 1.",
    "Figs. @fig:hill--@fig:lake, @fig:hill-@fig:lake.": "Figs. 1–2, 1–2.",
    "Figures$\\;$@fig:hill$\\;\\!$--@fig:lake.": "Figures 1\u202f–2.",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_reference_shows_name_and_number_once(tmp_path: Path, text: str) -> None:
    document = paper(tmp_path, text)
    assert words(document) == FORMS[text]
    targets = {
        node.attr.id
        for node in walk.walk(document.blocks)
        if isinstance(node, n.Figure | n.Table | n.Span | n.Header | n.Div)
    }
    assert links(document)
    assert {url[1:] for url in links(document)} <= targets


def test_the_words_of_a_kind_are_those_of_the_articles_language(tmp_path: Path) -> None:
    document = paper(tmp_path, "la @fig:hill, le tableau @tbl:cells, l'éq. @eq:one", "lang: fr")
    assert words(document) == "la figure 1, le tableau 1, l’éq. (1)"


def test_what_nothing_has_is_marked_with_its_key(tmp_path: Path) -> None:
    document = paper(tmp_path, "See @fig:hlil and \\ref{tab:none}.")
    assert words(document) == "See fig-hlil? and tbl-none?."
    faults = [
        node
        for node in walk.walk(document.blocks)
        if isinstance(node, n.Span) and node.attr.classes == ("fault",)
    ]
    assert [walk.text_of(fault.inlines) for fault in faults] == ["fig-hlil?", "tbl-none?"]
    assert all(isinstance(fault.inlines[0], n.Strong) for fault in faults)


def test_brackets_that_hold_citations_too_are_parted(tmp_path: Path) -> None:
    (tmp_path / "references.json").write_text(
        '[{"id": "lee", "type": "book", "title": "Hills", "author": [{"family": "Lee"}],'
        ' "issued": {"date-parts": [[1999]]}}]'
    )
    assert words(paper(tmp_path, "A hill [@fig:hill; @lee].")) == "A hill (Figure 1) (Lee 1999)."
