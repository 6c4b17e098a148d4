"""Theorems and their kin, and callouts that are referred to, have their number and name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.resolve import resolve


def paper(folder: Path, body: str, lang: str = "en") -> list[str]:
    """Return the lines of a resolved paper, of which checks find nothing wrong."""
    (folder / "paper.qmd").write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n# Part\n\n{body}\n", "utf-8")
    where = locate(str(folder / "paper.qmd"), folder)
    texts = {each.code for each in check_article(where).diagnostics}
    assert texts <= {"section-thin", "language-unchecked"}, texts
    blocks = resolve(load(where).manuscript)[0].blocks
    return walk.text_of(blocks).replace("\u00a0", " ").split("\n")[1:]


@pytest.mark.parametrize(
    ("box", "reference", "lines"),
    [
        ('::: {#thm-line name="Line"}\nSo.\n:::', "@thm-line", ["Theorem 1 (Line). So.", "See Theorem 1."]),
        ("::: {#lem-a}\n## *Of* hills\n\nSo.\n:::", "[@lem-a]", ["Lemma 1 (Of hills). So.", "See Lemma 1."]),
        ("::: {#def-a}\nSo.\n:::", "@def-a", ["Definition 1. So.", "See Definition 1."]),
        ("::: {#exm-a}\n$$a$$\n:::", "@exm-a", ["Example 1. a", "See Example 1."]),
        ("::: {#exr-a}\n- One\n:::", "@exr-a", ["Exercise 1.", "One", "See Exercise 1."]),
        ("::: {.theorem #thm:a name=B}\nSo.\n:::", "\\@ref(thm:a)", ["Theorem 1 (B). So.", "See Theorem 1."]),
        ("::: {.corollary #mine}\nSo.\n:::", "\\ref{mine}", ["Corollary 1. So.", "See Corollary 1."]),
        (
            "\\begin{theorem}\\label{thm:b} So. \\end{theorem}",
            "\\autoref{thm:b}",
            ["Theorem 1. So.", "See Theorem 1."],
        ),
        ("::: {#tip-a .callout-tip}\nSo.\n:::", "@tip-a", ["Tip 1", "So.", "See Tip 1."]),
        ("::: {#nte-a .callout-note}\n## Of it\nSo.\n:::", "@nte-a", ["Note 1: Of it", "So.", "See Note 1."]),
        ("::: {#thm-a}\nSo.\n:::", "[it](#thm-a)", ["Theorem 1. So.", "See it."]),
    ],
)  # fmt: skip
def test_a_box_has_its_number_and_a_reference_says_it(
    tmp_path: Path, box: str, reference: str, lines: list[str]
) -> None:
    assert [line for line in paper(tmp_path, f"{box}\n\nSee {reference}.") if line] == lines


def test_each_kind_has_numbers_of_its_own_and_the_article_its_words(tmp_path: Path) -> None:
    body = "\n\n".join(f"::: {{#{name}}}\nIt is.\n:::" for name in ("thm-a", "lem-a", "thm-b"))
    assert paper(tmp_path, f"{body}\n\nWie @thm-b.", "de") == [
        "Satz 1. It is.",
        "Lemma 1. It is.",
        "Satz 2. It is.",
        "Wie Satz 2.",
    ]


def test_a_proof_begins_with_its_word_once(tmp_path: Path) -> None:
    body = "::: {.proof}\nClear.\n:::\n\n\\begin{proof}So.\\end{proof}"
    assert paper(tmp_path, body) == ["Proof. Clear.", "Proof. So. ◻"]


def test_a_key_of_the_bibliography_may_look_like_one(tmp_path: Path) -> None:
    body = "---\nreferences:\n- id: def-2020\n  type: book\n  title: A book\n---\n\nAs [@def-2020] says."
    (tmp_path / "paper.md").write_text(body)
    manuscript = load(locate(str(tmp_path / "paper.md"), tmp_path)).manuscript
    cites = [
        each.id
        for node in walk.walk(manuscript.blocks)
        if isinstance(node, n.Cite)
        for each in node.citations
    ]
    assert cites == ["def-2020"]


@pytest.mark.parametrize(
    "box", ["::: example\nIt is.\n:::", "::: {.definition}\nIt is.\n:::", "::: {#tip-a}\nIt is.\n:::"]
)
def test_boxes_of_other_kinds_stay_as_they_are(tmp_path: Path, box: str) -> None:
    assert paper(tmp_path, box) == ["It is."]
