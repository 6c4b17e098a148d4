"""A PDF read back: passages in the order of its structure, with the words that are drawn."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from pipeline.inspection.pdf import inspect as read_pdf
from pipeline.inspection.pdf_words import is_spelled
from pipeline.model.inspection import FORMULA, Cell, InspectionError
from tests.formats.tagged_text import read_structure
from tests.inspection.pdf_samples import body, own_passages, print_pdf, read
from tests.inspection.samples import marks

LONG = (
    "Diplomatic relations between both governments deteriorated considerably throughout the unusually "
    "turbulent january-september period, notwithstanding well-intentioned reconciliatory announcements. "
)


def test_paragraphs_lists_terms_quotations_and_code() -> None:
    markdown = (
        "One *two* **three**.\n\n1. First\n2. Second\n\n    - Third\n\nTerm\n\n:   What it is.\n\n"
        "> Quoted.\n\n```\na = 1\nb  =  2\n```\n\n| A line\n| and one more\n"
    )
    assert body(markdown) == [
        ("text", "One two three."),
        ("text", "First"),
        ("text", "Second"),
        ("text", "Third"),
        ("text", "Term"),
        ("text", "What it is."),
        ("text", "Quoted."),
        ("code", "a = 1 b = 2"),
        ("text", "A line and one more"),
    ]


def test_headings_have_their_levels_and_pages_their_numbers() -> None:
    inspection = read(
        print_pdf("Words.\n\n## Below {#below}\n\n### Deeper\n\n" + 200 * "Many words are set here. ")
    )
    headings = [(each.level, each.text, each.spot) for each in inspection.passages if each.kind == "heading"]
    assert headings == [(1, "Sample & more", 1), (2, "Head", 1), (3, "Below", 1), (4, "Deeper", 1)]
    assert inspection.extent > 1
    assert {each.spot for each in inspection.passages if each.kind == "frame"} == {
        *range(1, inspection.extent + 1)
    }
    assert (inspection.title, inspection.lang, inspection.unit) == ("Sample & more", "en", "page")
    assert inspection.metadata["author"] == "A. Writer"
    assert "below" in inspection.anchors
    assert all(each.is_embedded and each.is_readable for each in inspection.fonts)
    assert inspection.flaws == ()


def test_a_paragraph_over_pages_is_one_passage() -> None:
    words = " ".join(f"word{number}" for number in range(900))
    assert body(words) == [("text", words)]


@pytest.mark.parametrize("offset", range(0, 60, 7))
def test_hyphens_of_the_text_stay_and_those_of_the_lines_go(offset: int) -> None:
    words = f"{'x' * offset} {LONG * 4}".strip()
    ((_, words_read),) = body(words)
    assert words_read == words.strip()


def test_lines_end_without_blanks_in_scripts_that_have_none() -> None:
    words = "ប្រជាជនកម្ពុជា" * 30
    ((_, words_read),) = body(f"[{words}]{{lang=km}}")
    assert words_read == words


def test_words_from_right_to_left_stand_in_their_order() -> None:
    words = "اللغة العربية من اليمين"
    assert body(f"In English stands {words}, and 2014.") == [
        ("text", f"In English stands {words}, and 2014.")
    ]


def test_raised_and_lowered_signs_need_no_blank() -> None:
    assert body("H~2~O, 10^23^ or x^2^~i~, `code` (*this*).") == [("text", "H2O, 1023 or x2i, code (this).")]


def test_notes_follow_the_passage_that_calls_them() -> None:
    passages = own_passages(read(print_pdf("A[^1] and B[^2].\n\n[^1]: Of *A*.\n\n[^2]: Of B.\n\nNext.\n")))
    assert [(each.kind, each.text) for each in passages] == [
        ("text", "A and B."),
        ("note", "Of A."),
        ("note", "Of B."),
        ("text", "Next."),
    ]
    assert marks(passages[0]) == [("note", "", ""), ("note", "", "")]
    assert [each.start for each in passages[0].marks] == [1, 7]


def test_cells_have_their_places_whatever_they_span() -> None:
    table = (
        "+---+-------+\n| A | Two   |\n|   +---+---+\n|   | B | C |\n+===+===+===+\n| 1 | 2 | 3 |\n"
        "+---+---+---+\n| 4     | 5 |\n+-------+---+\n"
    )
    passages = own_passages(read(print_pdf(f"{table}\n: Caption\n\n| a | b |\n|---|---|\n| c | d |\n")))
    cells = [(each.text, each.cell) for each in passages if each.kind == "cell"]
    assert cells == [
        ("A", Cell(1, 1, 1)), ("Two", Cell(1, 1, 2)), ("B", Cell(1, 2, 2)), ("C", Cell(1, 2, 3)),
        ("1", Cell(1, 3, 1)), ("2", Cell(1, 3, 2)), ("3", Cell(1, 3, 3)),
        ("4", Cell(1, 4, 1)), ("5", Cell(1, 4, 3)),
        ("a", Cell(2, 1, 1)), ("b", Cell(2, 1, 2)), ("c", Cell(2, 2, 1)), ("d", Cell(2, 2, 2)),
    ]  # fmt: skip
    assert [each.text for each in passages if each.kind == "caption"] == ["Caption"]


def test_formulas_are_passages_of_their_own() -> None:
    passages = body("Of $a^2$ here.\n\n$$b + c$$\n")
    assert passages[0] == ("text", f"Of {FORMULA} here.")
    assert [kind for kind, _ in passages] == ["text", "formula", "text", "formula"]
    assert "squared" in passages[1][1]


def test_links_have_their_targets() -> None:
    markdown = "See [the *far* page](https://example.org/x) and [here](#below).\n\n## Below {#below}\n"
    (passage, *_) = own_passages(read(print_pdf(markdown)))
    assert marks(passage) == [
        ("link", "https://example.org/x", "the far page"),
        ("link", "#below", "here"),
    ]


def test_words_are_those_that_another_reader_hears() -> None:
    markdown = (
        f"{LONG * 6}\n\n- {LONG}\n- *{LONG}*\n\n> {LONG}[^1]\n\n[^1]: {LONG}\n\n## {LONG}\n\n{LONG * 9}\n"
    )
    data = print_pdf(markdown)
    speech = read_structure(pikepdf.open(io.BytesIO(data))).text().replace("\u00ad", "")
    inspection = read(data)
    words_read = "".join(each.text for each in inspection.passages if each.kind != "frame")
    # The other hears numbers of notes and bullets too, and no blanks at line ends.
    assert _letters(words_read) == re.sub("[1•]", "", _letters(speech))


def _letters(text: str) -> str:
    return "".join(text.split())


def test_spelling_counts_only_if_the_glyphs_have_its_letters() -> None:
    assert is_spelled("Janu\u2010", "Janu\u00ad")
    assert is_spelled("ba 12", "ab 12")
    assert not is_spelled("Janv\u2010", "Janu\u00ad")
    assert not is_spelled("in 1966", "in 1965")
    assert is_spelled("\u1780\u200b 12", "\u1780\u17d2\u179a 12")
    assert not is_spelled("\u1780\u200b 13", "\u1780\u17d2\u179a 12")


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7" + bytes(200)])
def test_what_is_no_pdf_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InspectionError, match=r"^this PDF cannot be read: it is damaged, or no PDF$"):
        read_pdf(data)


def test_a_pdf_that_is_cut_or_encrypted_is_refused_or_read() -> None:
    data = print_pdf("Some words.[^1]\n\n[^1]: A note.")
    reasons = {_reason(data[:length]) for length in range(0, len(data), max(1, len(data) // 23))}
    assert reasons <= {"", "this PDF cannot be read: it is damaged, or no PDF"}
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(InspectionError, match="encrypted with a password"):
        read_pdf(output.getvalue())


def _reason(data: bytes) -> str:
    """Return why a PDF cannot be read, or nothing if it can."""
    try:
        return "" if read_pdf(data).extent else "no pages"
    except InspectionError as failure:
        return str(failure)


def test_facts_and_citations_have_ids_that_are_their_own_and_in_the_tree_of_ids() -> None:
    cite = "[[A 1990](#ref-a)]{.cite}"
    markdown = (
        f'Aid was [$5 million]{{.fact fact="aid"}} ({cite}).\n\n'
        f'- [$5 *million*]{{.fact fact="aid"}}, {cite} [B](#ref-b%20c)\n\n'
        "::: {#ref-a}\nA\n:::\n\n::: {#ref-b%20c}\nB\n:::\n"
    )
    data = print_pdf(markdown)
    first, second, *_ = own_passages(read(data))
    assert marks(first) == [
        ("fact", "aid", "$5 million"),
        ("citation", "a", "A 1990"),
        ("link", "#ref-a", "A 1990"),
    ]
    assert [each for each in marks(second) if each[0] != "link"] == [
        ("fact", "aid", "$5 million"),
        ("citation", "a", "A 1990"),
        ("citation", "b c", "B"),
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        elements = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        assert [*elements] == ["cite.a.1", "cite.a.2", "cite.b c.1", "fact.aid.1", "fact.aid.2"]
        assert all(str(each.ID) == name for name, each in elements.items())
        assert {str(each.S) for each in elements.values()} == {"/Link", "/Span"}


@pytest.mark.parametrize("width", range(3, 40, 4))
def test_a_word_that_a_line_ends_within_has_no_blank(width: int) -> None:
    words = f"{'w' * width} {'abcdefghij' * 15} end"
    assert body(words) == [("text", words)]
    assert body(f"`{words}`")[0][1] == words
