"""Words in other scripts are marked, languages get their direction and their quotation marks."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk
from pipeline.resolve import resolve


def document(folder: Path, text: str) -> Document:
    folder.mkdir(exist_ok=True)
    (folder / "article.md").write_text(f"---\ntitle: T\nlang: en\nauthors: [{{name: A}}]\n---\n\n{text}\n")
    return resolve(load(locate(str(folder), folder.parent)).manuscript)[0]


def spans(document: Document) -> list[tuple[str | None, str | None, str]]:
    result = [node for node in walk(document.blocks) if isinstance(node, n.Span) and node.attr.get("lang")]
    return [(each.attr.get("lang"), each.attr.get("dir"), text_of(each.inlines)) for each in result]


def test_the_direction_comes_from_the_language(tmp_path: Path) -> None:
    result = document(tmp_path, "A [سلام]{lang=ar}, a [mot]{lang=fr}, a [word]{lang=ar dir=ltr}.")
    assert spans(result) == [("ar", "rtl", "سلام"), ("fr", None, "mot"), ("ar", "ltr", "word")]


def test_a_language_within_turns_back(tmp_path: Path) -> None:
    result = document(tmp_path, "::: {lang=he}\nשלום [in English]{lang=en} שלום\n:::")
    (div,) = [node for node in result.blocks if isinstance(node, n.Div) and node.attr.get("lang")]
    assert div.attr.get("dir") == "rtl"
    assert spans(result) == [("en", "ltr", "in English")]


def test_words_that_nobody_marked_are_marked_by_their_script(tmp_path: Path) -> None:
    result = document(tmp_path, "In (العربية 1955، لغة) and ភ្នំពេញ there.")
    assert spans(result) == [("und-Arab", "rtl", "العربية 1955، لغة"), ("und-Khmr", None, "ភ្នំពេញ")]
    assert text_of(result.blocks) == "In (العربية 1955، لغة) and ភ្នំពេញ there."


def test_a_line_in_one_script_is_one_phrase(tmp_path: Path) -> None:
    result = document(tmp_path, "نص *مهم* جدا.\n\nOne line of text.")
    assert spans(result) == [("und-Arab", "rtl", "نص مهم جدا.")]


def test_each_language_has_its_marks(tmp_path: Path) -> None:
    result = document(
        tmp_path,
        '"One" [il dit "oui" ; bon]{lang=fr} [er sagte "nein, \'doch\'"]{lang=de} "two"\n\n'
        '::: {lang=fa}\n"گفت"\n:::\n\n"Three" it\'s',
    )
    first, second, third = text_of(result.blocks).splitlines()
    assert first == "“One” il dit «\u00a0oui\u00a0»\u202f; bon er sagte „nein, ‚doch‘“ “two”"
    assert (second, third) == ("«گفت»", "“Three” it’s")
