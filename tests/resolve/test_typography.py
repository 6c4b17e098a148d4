"""Marks as they are set: which way a quotation mark turns, what an apostrophe closes, what groups digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.walk import text_of, walk
from pipeline.resolve import resolve

ENGLISH = {
    "the '90s and the '08 crash": "the ’90s and the ’08 crash",
    "'one' and 'two'": "‘one’ and ‘two’",
    "dogs' tails and a dog's tail": "dogs’ tails and a dog’s tail",
    "he said 'it's so' and went": "he said ‘it’s so’ and went",
    "'the dogs' tails": "‘the dogs’ tails",
    '"one" and "two"': "“one” and “two”",
    "\"he said 'yes' and 'no'\"": "“he said ‘yes’ and ‘no’”",
    "'he said \"yes\" twice'": "‘he said “yes” twice’",
    '("one") ["two"]': "(“one”) [“two”]",
    'key="word" and 3="x"': "key=“word” and 3=“x”",
    'key=" word"': "key=” word”",
    "rock 'n' roll": "rock ‘n’ roll",
    'one--"two"--three': "one–“two”–three",
    "one---two... three": "one—two… three",
    'the 5" screen': "the 5″ screen",
}
FRENCH = {
    "299 792 458 m": "299\u202f792\u202f458 m",
    "1234 567 a": "1234 567 a",
    "12 3456 a": "12 3456 a",
    "12 345 a": "12\u202f345 a",
    "a1 234 b": "a1\u202f234 b",
    "quoi ? non ! si : oui": "quoi\u202f? non\u202f! si\u00a0: oui",
    '"un mot"': "«\u00a0un mot\u00a0»",
}


def lines(folder: Path, lang: str, texts: list[str]) -> list[str]:
    """Return paragraphs as they are set."""
    body = "\n\n".join(text.replace("[", "\\[").replace("]", "\\]") for text in texts)
    (folder / "a.md").write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n# H\n\n{body}\n", "utf-8")
    document = resolve(load(locate(str(folder / "a.md"), folder)).manuscript)[0]
    return [text_of((block,)) for block in document.blocks[1:]]


@pytest.mark.parametrize(("lang", "rows"), [("en", ENGLISH), ("fr", FRENCH)])
def test_marks_are_set_as_the_language_sets_them(tmp_path: Path, lang: str, rows: dict[str, str]) -> None:
    assert dict(zip(rows, lines(tmp_path, lang, list(rows)), strict=True)) == rows


@pytest.mark.parametrize(
    ("note", "marks"),
    [
        ("\"Quoted\" and 'single' words.", "“Quoted” and ‘single’ words."),
        ("'90s and \"open", "’90s and “open"),
    ],
)
def test_a_note_begins_a_line_of_its_own_and_does_not_end_the_one_around_it(
    tmp_path: Path, note: str, marks: str
) -> None:
    text = f'Words[^1] and"one"[^1] "two".\n\n[^1]: {note}\n'
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlang: en\n---\n\n# H\n\n{text}", "utf-8")
    document = resolve(load(locate(str(tmp_path / "a.md"), tmp_path)).manuscript)[0]
    notes = [each for each in walk(document.blocks) if isinstance(each, n.Note)]
    assert [text_of(each.blocks) for each in notes] == [marks, marks]
