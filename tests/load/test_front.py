"""Where the YAML of an article stands, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load import front
from pipeline.load.article import load, locate
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.source import SourceText
from pipeline.model.walk import text_of
from pipeline.resolve import resolve
from tests.load.frontmatter import block, messages_of, people, read


def test_front_matter_may_follow_empty_lines_and_end_with_three_dots() -> None:
    result = read("\n\n---\ntitle: T\n...\n\nText.\n")
    assert result.matter.title == "T"
    assert result.body(SourceText("paper.md", "\n\n---\ntitle: T\n...\n\nText.\n")).strip() == "Text."
    assert messages_of(result) == []


def test_later_blocks_of_yaml_add_to_the_first_and_are_not_text() -> None:
    text = "---\ntitle: T\nlang: en\n---\n\nOne.\n\n---\nlang: fr\nkeywords: [a]\n---\n\nTwo.\n"
    result = read(text)
    assert (result.matter.lang, result.matter.keywords) == ("fr", ("a",))
    assert result.body(SourceText("paper.md", text)).split() == ["One.", "Two."]
    assert read(text, plain=False).matter.lang == "en"


def test_yaml_may_stand_below_the_text() -> None:
    text = "One.\n\n---\ntitle: T\n---\n"
    result = read(text)
    assert result.matter.title == "T"
    assert result.body(SourceText("paper.md", text)).split() == ["One."]


@pytest.mark.parametrize("rule", ["---\n\nTwo: three.\n\n---\n", "---\nTwo and three.\n---\n", "***\n"])
def test_a_rule_in_the_text_is_no_yaml(rule: str) -> None:
    text = f"---\ntitle: T\n---\n\nOne.\n\n{rule}\nEnd.\n"
    result = read(text)
    assert result.later == ()
    assert rule.strip() in result.body(SourceText("paper.md", text))


def test_anchors_are_followed_in_a_paper_and_refused_with_a_ledger() -> None:
    yaml = "affiliations: [&x {index: 1, name: One}]\nauthors: [{name: A B, affiliation: *x}]"
    assert people(yaml) == [("A B", "One")]
    assert [each.code for each in block(yaml, plain=False).diagnostics] == ["yaml-unsafe"]


def test_a_merge_key_adds_what_is_not_there() -> None:
    yaml = "one: &x {affiliation: One, email: a@b.org}\nauthors: [{<<: *x, name: A B, email: c@d.org}]"
    matter = block(yaml).matter
    assert (matter.authors[0].email, matter.affiliations[0].name) == ("c@d.org", "One")


@pytest.mark.parametrize(
    "yaml",
    [
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]\n" for m, n in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "a: &a [*a]",
    ],
)
def test_aliases_that_multiply_are_refused(yaml: str) -> None:
    result = block(yaml)
    assert {each.code for each in result.diagnostics} <= {
        "yaml-unsafe",
        "yaml-invalid",
        "front-matter-unknown",
    }
    assert result.diagnostics[0].code in ("yaml-unsafe", "yaml-invalid")


# What is wrong.


def only(result: front.Front) -> Diagnostic:
    (each,) = result.diagnostics
    return each


@pytest.mark.parametrize(
    "text", ["---\ntitle: T\nlang: fr\n\n# One\n\nText: more.\n", "---\ntitle: T\nlang: fr\n"]
)
def test_front_matter_that_is_not_closed_is_told_and_read(text: str) -> None:
    result = read(text)
    assert (result.matter.title, result.matter.lang) == ("T", "fr")
    each = only(result)
    assert each.message == "the front matter that begins in line 1 is not closed"
    assert each.hint == "end it with a line `---`"
    assert "title" not in result.body(SourceText("paper.md", text))


def test_a_rule_in_the_text_does_not_close_the_front_matter() -> None:
    result = read(
        "---\ntitle: T\nbibliography: a.bib\n\n# One\n\nText [@x] is *here*: and there.\n\n---\n\nMore.\n"
    )
    assert result.matter.bibliography == ("a.bib",)
    assert only(result).message == "the front matter that begins in line 1 is not closed"


def test_a_tab_in_yaml_is_told_as_one() -> None:
    result = block("authors:\n\t- name: Ann Bee\nbibliography: a.bib")
    each = only(result)
    assert (each.message, each.hint) == ("a tab cannot indent YAML", "indent with spaces")
    assert result.matter.bibliography == ("a.bib",)
    assert result.matter.title == "T"


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("subtitle: one: two", "a value has a second `: `"),
        ("subtitle: *x is*", "begins with `*`"),
        ("subtitle: 'one", "a quotation mark is not closed"),
        ("keywords: [a, b", "not closed"),
        ("subtitle: @x", "begins with @"),
        ('subtitle: "\\alpha"', "control"),
    ],
)
def test_a_key_that_is_not_yaml_is_told_in_words_and_the_others_are_kept(yaml: str, words: str) -> None:
    result = block(f"lang: fr\n{yaml}\nbibliography: a.bib")
    assert result.matter.title == "T"
    assert result.matter.lang == "fr"
    if "control" not in words:
        assert [words in each.message for each in result.diagnostics] == [True]
        assert result.diagnostics[0].code == "yaml-invalid"


@pytest.mark.parametrize(
    "yaml", ["> words: more.", "- [a", "@x", "  a: b: c", "%TITLE", "'", "\\*a: b: *", "}"]
)
def test_a_block_without_a_key_that_is_not_yaml_is_told(yaml: str) -> None:
    for plain in (True, False):
        assert "yaml-invalid" in dict(messages_of(read(f"---\n{yaml}\n---\n\nText.\n", plain=plain)))


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_stands() -> None:
    result = block("lang: fr\nsubtitle: 'one\nbibliography: a.bib")
    place = only(result).place
    assert (place.line, place.column) == (result.places[("lang",)].line + 1, len("subtitle: ") + 1)


def test_a_value_that_cannot_be_is_left_out_and_the_others_are_kept() -> None:
    result = block("briefing: {draft: maybe, paper: A3}\nbibliography: [a.bib]\nlang: fr", plain=False)
    assert result.matter.bibliography == ("a.bib",)
    assert result.matter.lang == "fr"
    assert {each.message for each in result.diagnostics} == {
        "`draft` must be true or false",
        "`paper` cannot be 'A3': it is 'A4' or 'Letter'",
    }


@pytest.mark.parametrize(
    ("yaml", "message", "hint"),
    [
        ("lang: english", "`lang`: 'english' is not the tag of a language", "`fr-CA`"),
        ("authors: [{name: A, orcid: '12'}]", "`orcid`: '12' is not an ORCID iD", "`0000-0002-1825-0097`"),
        ("date: 5 January 2026", "'5 January 2026' is not a date of the form", "1991-11-11"),
        ("standfirst: ''", "`standfirst` is empty", "take the key away"),
        ("title: [a]", "", ""),
        ("briefing: yes", "`briefing` must be a group of keys", "indented"),
    ],
)
def test_the_ledgers_front_matter_is_told_in_words(yaml: str, message: str, hint: str) -> None:
    if not message:
        return
    each = only(block(yaml, plain=False))
    assert message in each.message
    assert hint in each.hint
    assert "^" not in each.message + each.hint


def test_an_article_without_a_title_says_so() -> None:
    result = read("---\nlang: en\n---\n\nText.\n")
    assert (result.matter.title, only(result).code) == ("a name", "title-missing")


def test_references_may_stand_in_the_front_matter(tmp_path: Path) -> None:
    yaml = (
        "references:\n- id: bee\n  type: book\n  title: A book\n  issued: {year: 2020}\n"
        "  author: [{family: Bee, given: Ann}]\n- type: book\n"
    )
    (tmp_path / "paper.md").write_text(f"---\ntitle: T\n{yaml}---\n\nAs [@bee] says.\n")
    loaded_article = load(locate(str(tmp_path / "paper.md"), tmp_path))
    (reference,) = loaded_article.manuscript.references
    assert (reference.id, reference.place.line) == ("bee", 4)
    assert [(each.code, each.place.line) for each in loaded_article.diagnostics] == [("reference-invalid", 9)]
    document, _ = resolve(loaded_article.manuscript)
    assert "Bee 2020" in text_of(document.blocks)
