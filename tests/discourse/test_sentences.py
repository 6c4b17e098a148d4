"""Prose as sentences: where they end, what stays out of them, and where each character stands."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.sentences import Sentence, sentences, spans_of
from pipeline.load import sourcemap


def read(text: str, lang: str = "en") -> tuple[Sentence, ...]:
    return sentences(sourcemap.locate(pandoc.read(text).blocks, text), lang)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She came.", ["He left.", "She came."]),
        ("Mr. Twining met Dr. No on p. 5. It rained.", ["Mr. Twining met Dr. No on p. 5.", "It rained."]),
        ("The U.S. Mission opened.", ["The U.S. Mission opened."]),
        ("He left the U.S. The mission closed.", ["He left the U.S.", "The mission closed."]),
        ("He left the U.S. “The mission closed.”", ["He left the U.S.", "“The mission closed.”"]),
        ("He left the U.S. (The mission closed.)", ["He left the U.S.", "(The mission closed.)"]),
        ("He left the U.S. “Mission” then.", ["He left the U.S. “Mission” then."]),
        ("Charles H. Twining Jr. was there.", ["Charles H. Twining Jr. was there."]),
        ("It cost 4.5 million. In 1990 more.", ["It cost 4.5 million.", "In 1990 more."]),
        ("Was it so? It was! Well.", ["Was it so?", "It was!", "Well."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("Article No. 5 of vol. 3 applies.", ["Article No. 5 of vol. 3 applies."]),
        ("He came on Jan. 5. She left.", ["He came on Jan. 5.", "She left."]),
        ("Vegetables, e.g. Peas, are good.", ["Vegetables, e.g. Peas, are good."]),
        ("And so on ... and on.", ["And so on ... and on."]),
        (
            "The Society (grant no. RX15) paid. So did we.",
            ["The Society (grant no. RX15) paid.", "So did we."],
        ),
        ("It (a hill. A wood) stood. It fell.", ["It (a hill. A wood) stood.", "It fell."]),
        ("(It rained. It snowed.) She left.", ["(It rained.", "It snowed.)", "She left."]),
        ("It is (so. That is all.", ["It is (so.", "That is all."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in spans_of(text, "en")] == parts


# Abbreviations that style guides of each language list before a name, a number or an explanation.
ABBREVIATIONS = {
    "en": "Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Adm Rep Sen Gov Hon Rev St Mt Ft Ed cf e.g i.e viz vs",
    "fr": "M MM Dr Me St Ste Mgr cf env",
    "de": "Dr Prof z.B d.h u.a bzw ca vgl",
    "es": "Sr Sra Dr Dra D Dña Lic Gral p.ej",
    "pt": "Sr Sra Dr Dra D Prof p.ex",
}


@pytest.mark.parametrize(
    ("lang", "word"), [(lang, word) for lang, words in ABBREVIATIONS.items() for word in words.split()]
)
def test_no_sentence_ends_with_an_abbreviation(lang: str, word: str) -> None:
    text = f"Adam {word}. Berlin Carl."
    assert [text[a:b] for a, b in spans_of(text, lang)] == [text]


def test_french_has_its_own_abbreviations() -> None:
    text = "M. Dupont cite l'art. 5, p. 3. Il part en 2019. Et après ?"
    assert [text[a:b] for a, b in spans_of(text, "fr")] == [
        "M. Dupont cite l'art. 5, p. 3.",
        "Il part en 2019.",
        "Et après ?",
    ]


def test_citations_and_notes_stay_out_and_are_kept() -> None:
    first, second, note = read("It fell in [1975]{fact=fall} [@muse, p. 3].^[So says Leos.] It ended [@b].")
    assert first.text == "It fell in 1975."
    assert [(c.key, c.locator, c.position) for c in first.citations] == [("muse", "p. 3", 15)]
    assert [(b.fact, first.text[b.start : b.end]) for b in first.bindings] == [("fall", "1975")]
    assert second.text == "It ended."
    assert [c.key for c in second.citations] == ["b"]
    assert (note.text, note.kind) == ("So says Leos.", "note")


def test_a_citation_behind_the_full_stop_belongs_to_the_sentence_before() -> None:
    first, second = read("It fell in 1975. [@muse] It ended.")
    assert [c.key for c in first.citations] == ["muse"]
    assert second.citations == ()


def test_each_character_has_its_place() -> None:
    source = "# One {#sec-one}\n\nThe *old* [treaty]{fact=t} of\n1867 [@x] held. It `did` so.\n"
    for sentence in read(source):
        for index, character in enumerate(sentence.text):
            at = sentence.offsets[index]
            assert at is None or source[at] == character or character == "\ufffc"
        assert sentence.at() is not None


def test_kinds_and_sections() -> None:
    source = """# One

Prose.

## Two

- Item.

| A | B |
|---|---|
| 1 | 2 |

: A caption.

::: {.key-points message="M"}
- Point.
:::

::: notes
Said.
:::
"""
    result = [(s.kind, s.section, s.text) for s in read(source)]
    assert result == [
        ("heading", ("One",), "One"),
        ("prose", ("One",), "Prose."),
        ("heading", ("One", "Two"), "Two"),
        ("list", ("One", "Two"), "Item."),
        *(("cell", ("One", "Two"), text) for text in "AB12"),
        ("caption", ("One", "Two"), "A caption."),
        ("key-point", ("One", "Two"), "Point."),
        ("note", ("One", "Two"), "Said."),
    ]
    assert [s.paragraph for s in read(source)] == list(range(1, 12))


def test_quotations_are_known() -> None:
    [sentence] = read('He called it "an invented story" and left.')
    assert [sentence.text[a:b] for a, b in sentence.quotes] == ['"an invented story"']
    assert sentence.is_quoted(15, 20)
    assert not sentence.is_quoted(0, 2)


def test_a_quotation_over_several_sentences_is_a_part_of_each() -> None:
    result = read("He said: “One fell. Two stood. Three went” and left. “Four.”")
    quotations = [[sentence.text[a:b] for a, b in sentence.quotes] for sentence in result]
    assert quotations == [["“One fell."], ["Two stood."], ["Three went”"], ["“Four.”"]]
    assert all(0 <= a < b <= len(sentence.text) for sentence in result for a, b in sentence.quotes)


@pytest.mark.parametrize("closing", ["”", "’", "»", ")", '"', "'", "]", "’”", "”)"])
def test_a_mark_that_closes_belongs_to_the_sentence_that_it_closes(closing: str) -> None:
    text = f"He said so.{closing} Then he left."
    assert [text[a:b] for a, b in spans_of(text, "en")] == [f"He said so.{closing}", "Then he left."]
