"""YAML in pieces, what its reader says in words, blocks of it in a text, and heads that are not YAML."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.load import foreign_heads, metadata, yaml_text
from pipeline.load.metadata import MAX_BLOCKS, Block
from pipeline.model.diagnostics import Severity
from pipeline.model.source import SourceText


def source(text: str) -> SourceText:
    return SourceText("f.yaml", text)


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("a: 1\nb: 2", ["a: 1", "\nb: 2"]),
        ("# c\na:\n  x: 1\n- y\nb: 2\n", ["\na:\n  x: 1\n- y", "\n\n\n\nb: 2\n"]),
        ("a b:\n'c': 1", ["a b:", "\n'c': 1"]),
        ("a:b\nhttp://x: y", ["\nhttp://x: y"]),
        ("- a: 1", []),
        ("", []),
    ],
)
def test_the_top_level_keys_of_a_text(text: str, sections: list[str]) -> None:
    assert [each.text for each in yaml_text.sections(source(text))] == sections


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_keys_are_read_by_themselves_and_no_more(more: int) -> None:
    count = yaml_text.MAX_SECTIONS + more
    assert len(yaml_text.sections(source("a: 1\n" * count))) == (0 if more else count)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("facts:\n- a\n- b\n", ["facts:\n- a", "facts:\n\n- b\n"]),
        ("x: 1\nfacts:\n  - a\n    - b\n  - c", ["\nfacts:\n  - a\n    - b", "\nfacts:\n\n\n  - c"]),
        ("- z\nfacts:\n- a", ["\nfacts:\n- a"]),
        ("facts: []", []),
        ("other:\n- a", []),
    ],
)
def test_items_of_a_list_each_by_itself(text: str, items: list[str]) -> None:
    assert [each.text for each in yaml_text.items(source(text), "facts")] == items


NO_KEY = "a line is neither `key: value` nor a part of the value above it"


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("a: b: c", "a value has a second `: `", 1, 5),
        ("x: 1\na: b: c", "a value has a second `: `", 2, 5),
        ("a: 1\n b: 2\n", "a key is indented further than the one above", 2, 2),
        ("a:1\nb: 2\n", NO_KEY, 1, 1),
        ("x: 1\na\nb: 2\n", NO_KEY, 2, 1),
        ("a:\n  - name b\n    orcid: c\n", NO_KEY, 2, 3),
        ("a: - b\n", "an item of a list begins in the line of its key", 1, 4),
        (
            "a:\n  - b: 1\n   c: 2\n",
            "a line of a list neither begins an item nor stands below the words of one",
            3,
            4,
        ),
        ("x: 1\na: {b: 1\nc: 2\n", "a list or group in brackets is not closed", 2, 4),
        ("x: 1\na: [b\n", "a list or group in brackets is not closed", 2, 4),
        ("x: 1\na: 'b\nc: 1\n", "a quotation mark is not closed", 2, 4),
        ('a: "b\n', "a quotation mark is not closed", 1, 4),
        ("a: 1\nb\nc: 1\n", NO_KEY, 2, 1),
        ("a:\n  b: 1\n c: 2\n", "a line does not stand below the key or item that it belongs to", 3, 2),
        ("a: [1\nb: 2\n", "a list or group in brackets is not closed", 1, 4),
        ('a: "\\q"', "a backslash stands in double quotes", 1, 4),
        ("a: @b", "a value begins with @, ` or %", 1, 4),
        ("a: 1\n\tb: 2\n", "a tab cannot indent YAML", 2, 1),
        ("a: *x y*", "a value begins with `*` or `&`", 1, 4),
        ("a: 1\n  - &x y: *\n", "a value begins with `*` or `&`", 2, 5),
        ("a: !<x y", "this is not YAML: did not find the expected '>'", 1, 7),
    ],
)
def test_what_is_no_yaml_is_told_in_words_at_its_place(text: str, words: str, line: int, column: int) -> None:
    (diagnostic,) = yaml_text.parse(source(text), aliases=True).diagnostics
    assert (diagnostic.message, diagnostic.place.line) == (words, line)
    assert diagnostic.place.column == column
    assert diagnostic.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only\n", None),
        ("~", None),
        ("'~'", "~"),
        ("- \n- ''\n- Null\n- NULL\n- nULL", [None, "", None, None, "nULL"]),
        ("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", {"x": {"a": "1", "b": "2"}, "y": {"a": "1", "b": "3"}}),
        ("y: {b: 3, <<: [{a: 1}, {a: 2, c: 4}]}", {"y": {"b": "3", "a": "1", "c": "4"}}),
        ("y: {<<: x, a: 1}", {"y": {"a": "1"}}),
        ("a: !x b", {"a": "b"}),
    ],
)
def test_values(text: str, value: Any) -> None:
    result = yaml_text.parse(source(text), aliases=True)
    assert (result.value, result.diagnostics) == (value, ())


def test_places_of_values_end_where_they_do() -> None:
    places = yaml_text.parse(source("a: b\nc:\n  - d\n  - 'e f'\ng: |\n  h\n")).places
    ends = {path: (each.line, each.column, each.end_column) for path, each in places.items()}
    assert ends[("a",)] == (1, 4, 5)
    assert ends[("a", "#key")] == (1, 1, 2)
    assert ends[("c", 1)] == (4, 5, 10)
    assert ends[("g",)] == (5, 4, 0)


@pytest.mark.parametrize("text", ["a: [{? [x] : y}]", "a: 1\na: 2"])
def test_keys_are_words_and_stand_once(text: str) -> None:
    result = yaml_text.parse(source(text))
    assert str(result.value) == ("{'a': [{}]}" if "?" in text else "{'a': '1'}")
    assert len(result.diagnostics) == 1


def test_a_character_that_no_edition_can_hold_is_told_once() -> None:
    result = yaml_text.parse(source('a: "x\\u0001"\nb: "\\u0001 \\u0002"'))
    assert [each.place.line for each in result.diagnostics] == [1, 2]
    assert "\x01" not in result.value["a"]


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["yaml-unsafe"])])
def test_so_many_values_are_read_and_no_more(
    monkeypatch: pytest.MonkeyPatch, more: int, codes: list[str]
) -> None:
    monkeypatch.setattr(yaml_text, "MAX_NODES", 20)
    # Stream, document and list have a beginning and an end, each an event.
    text = f"[{', '.join('a' * (14 + more))}]"
    assert [each.code for each in yaml_text.parse(source(text)).diagnostics] == codes


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("---\na: 1\n---\nb", Block(0, 13, 4, 9)),
        ("\n \n---\na: 1\n...\nb", Block(3, 16, 7, 12)),
        ("---\na: 1\n---", Block(0, 12, 4, 9)),
        ("--- \na: 1\n--- \nb", Block(0, 15, 5, 10)),
        ("---\na: 1\n  b\n\n# c", Block(0, 13, 4, 13, is_closed=False)),
        ("---\na: 1", Block(0, 8, 4, 8, is_closed=False)),
        ("---\na: 1\n# c", Block(0, 9, 4, 9, is_closed=False)),
        ("---\n\na: 1\n---\n", None),
        ("---\nwords\n", None),
        ("words\n---\na: 1\n---\n", None),
        ("----\na: 1\n---\n", None),
    ],
)
def test_the_block_at_the_head(text: str, block: Block | None) -> None:
    assert metadata.head(text) == block
    if block:
        assert (
            block.yaml(text)
            == "\n" * text.count("\n", 0, block.text_start) + text[block.text_start : block.text_end]
        )


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("a\n\n---\nb: 1\n---\nc", ["b: 1\n"]),
        ("a\n\n---\nb: 1\n---\n\n---\nc: 1\n...\n", ["b: 1\n", "c: 1\n"]),
        ("\n---\nb: 1\n---\n", ["b: 1\n"]),
        ("a\n---\nb: 1\n---\n", []),
        ("a\n\n---\nb: 1\n\nc: 1\n---\n", []),
        ("a\n\n---\n\nb: 1\n---\n", []),
        ("a\n\n---\nb: 1\n", []),
        ("a\n\n---\nb:1\n---\n", []),
        ("a\n\n---\nx y.z-1: 1\n---\n", ["x y.z-1: 1\n"]),
    ],
)
def test_blocks_below_the_head(text: str, inner: list[str]) -> None:
    blocks = tuple(metadata.find_later_blocks(text, 0))
    assert [text[each.text_start : each.text_end] for each in blocks] == inner
    rest = metadata.without(text, blocks)
    assert len(rest) == len(text)
    assert rest.count("\n") == text.count("\n")
    assert not any(each.strip() in rest for each in inner)
    assert all(text.startswith("---", each.start) for each in blocks)


def test_so_many_blocks_are_read() -> None:
    text = "\n---\nb: 1\n---\n" * (MAX_BLOCKS + 1)
    assert len(list(metadata.find_later_blocks(text, 0))) == MAX_BLOCKS
    assert len(list(metadata.find_later_blocks(text, len("\n---\nb: 1\n---\n") * MAX_BLOCKS))) == 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("title", True),
        ("short-title", True),
        ("a b c d", True),
        ("a b c d e", False),
        ("a, b", False),
        ("", False),
    ],
)
def test_keys_and_beginnings_of_sentences(text: str, is_one: bool) -> None:
    assert metadata.is_key(text) is is_one


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("---\na: 1\n\n# b\n\ntext\n\n---\n", 9),
        ("---\na: 1\n\nb: 2\n---\n", None),
        ("---\na: 1\nb: 2\n---\n", None),
        ("---\ntext is\n---\n", None),
        ("---\na: 1\ntext\n---\n", None),
        ("---\na: 1\n# b\n\ntext\n---\n", 9),
        ("---\n# b\na: 1\n\ntext\n---\n", 13),
    ],
)
def test_an_end_that_is_a_rule_in_the_text(text: str, end: int | None) -> None:
    block = metadata.head(text)
    assert block is not None
    result = metadata.open_block(text, block)
    assert (result.end if result else None) == end
    assert result is None or not result.is_closed


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("% A\n% B; C\n  D\n% 2020\nText", {"title": "A", "author": ["B", "C", "D"], "date": "2020"}, "Text"),
        ("% A\n  B\nText", {"title": "A B"}, "Text"),
        ("% A", {"title": "A"}, ""),
        ("%\n%\n% 2020\n% Text", {"date": "2020"}, "% Text"),
        (
            "+++\na = 1\nb = [true, 1.5, 2020-01-02]\n+++\nText",
            {"a": "1", "b": ["true", "1.5", "2020-01-02"]},
            "Text",
        ),
        ("+++\na.b = 07:30:00\n+++", {"a": {"b": "07:30:00"}}, ""),
        ("Title: A\nTitle: B\nMy key: c\n  d\n\nText", {"title": "A", "my-key": "c d"}, "\nText"),
        ("title:   A", {"title": "A"}, ""),
    ],
)
def test_heads_of_other_forms(text: str, value: dict[str, Any], rest: str) -> None:
    head = foreign_heads.read(source(text), plain=True)
    assert head is not None
    assert (head.value, text[head.end :]) == (value, rest)
    lines = text.split("\n")
    for (key, *_), place in head.places.items():
        words = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        first = value[str(key)] if isinstance(value[str(key)], str) else str(value[str(key)])
        assert first.startswith(words) or words.startswith((str(key), "B", "a."))


@pytest.mark.parametrize(
    "text",
    ["%% A\n", "%\n%\n", "Note: A\n\n", "Title: A\nText\n", "Title:\n", "Words.\n", "++ a\n", "a+++\n"],
)
def test_texts_without_a_head(text: str) -> None:
    assert foreign_heads.read(source(text), plain=True) is None


def test_keys_of_multimarkdown_are_told_and_only_of_plain_articles() -> None:
    head = foreign_heads.read(source("Title: A\n\nText"), plain=True)
    assert head is not None
    assert [(each.severity, each.place.line) for each in head.diagnostics] == [(Severity.NOTE, 1)]
    assert foreign_heads.read(source("Title: A\n\nText"), plain=False) is None


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("+++\na = 1\nb = x\n+++\n", 3, 5, "TOML: invalid value"),
        ("+++\na = 1\nb = [\n+++\n", 2, 1, "TOML: "),
        ("\n\n+++\na = 1\n", 3, 1, "the front matter that begins in line 3 is not closed"),
        (f"+++\na = {'[' * 21}{']' * 21}\n+++\n", 2, 1, "TOML: more than 20 levels deep"),
    ],
)
def test_what_is_no_toml_has_its_place(text: str, line: int, column: int, words: str) -> None:
    head = foreign_heads.read(source(text), plain=True)
    assert head is not None
    (diagnostic,) = head.diagnostics
    assert words in diagnostic.message
    assert (diagnostic.place.line, diagnostic.place.column) == (line, column)


def test_toml_may_be_so_deep() -> None:
    head = foreign_heads.read(source(f"+++\na = {'[' * 20}{']' * 20}\n+++\n"), plain=True)
    assert head is not None
    assert head.diagnostics == ()
