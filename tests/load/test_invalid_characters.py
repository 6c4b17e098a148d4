"""What no edition can hold is told where it stands, however it is written, and replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.load.article import LoadedArticle, load, locate
from pipeline.load.latex import adopt
from pipeline.model import characters
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Severity
from pipeline.model.source import SourceText
from pipeline.model.walk import text_of

HEAD = "---\ntitle: T\n---\n\n"


def load_paper(folder: Path, text: str) -> LoadedArticle:
    (folder / "paper.md").write_text(text, "utf-8")
    return load(locate(str(folder / "paper.md"), folder))


def odd(result: LoadedArticle) -> list[tuple[str, str, int, int]]:
    """Return code, code point and place of what is told of characters."""
    return [
        (each.code, each.message.split()[2], each.place.line, each.place.column)
        for each in result.diagnostics
        if each.code in ("character-invalid", "character-hidden")
    ]


@pytest.mark.parametrize(
    ("body", "words", "diagnostic_row"),
    [
        ("a &#11; b", "a \ufffd b", ("character-invalid", "U+000B", 5, 3)),
        ("end&#x1b;ed", "end\ufffded", ("character-invalid", "U+001B", 5, 4)),
        ("*x&#xFDD3;*", "x\ufffd", ("character-invalid", "U+FDD3", 5, 3)),
        ("&#x5FFFF;", "\ufffd", ("character-invalid", "U+5FFFF", 5, 1)),
        ("it&#146;s", "it’s", ("character-invalid", "U+0092", 5, 3)),
        ("x &#xDBFF; y", "x \ufffd y", ("character-invalid", "U+DBFF", 5, 3)),
        ("x &#0; y", "x \ufffd y", ("character-invalid", "U+0000", 5, 3)),
        ("x &#8295; y", "x \ufffd y", ("character-hidden", "U+2067", 5, 3)),
        ("x^[note &#x202d;]", "x", ("character-hidden", "U+202D", 5, 9)),
        ("x <b>bold &#x2066;</b>", "x bold \ufffd", ("character-hidden", "U+2066", 5, 11)),
    ],
)
def test_an_entity_is_told_where_it_stands(
    tmp_path: Path, body: str, words: str, diagnostic_row: tuple[str, str, int, int]
) -> None:
    result = load_paper(tmp_path, f"{HEAD}{body}\n")
    assert odd(result) == [diagnostic_row]
    assert text_of(result.manuscript.blocks) == words


def test_what_scripts_need_is_no_fault(tmp_path: Path) -> None:
    text = "&lrm;a&rlm; &zwj;&zwnj; b&shy;c &#x200b; &#x61c; &#x2060; e&#x301; &#x1F3F4;"
    assert odd(load_paper(tmp_path, f"{HEAD}{text}\n")) == []


def test_one_character_is_told_once(tmp_path: Path) -> None:
    diagnostics = load_paper(tmp_path, HEAD + "\n\n".join(["x &#8; &#8; y"] * 500)).diagnostics
    assert [each.message for each in diagnostics] == [
        "the character U+0008 belongs to no script (1000 times)"
    ]


def test_addresses_and_names_are_without_them(tmp_path: Path) -> None:
    body = '[w](https://a.org/x&#8;y "t&#8;") ![c&#x1;](data:image/gif;base64,R0lGODlhAQABAAAAACw=){alt="v"}'
    result = load_paper(tmp_path, f"{HEAD}{body}\n")
    link = next(
        node for block in result.manuscript.blocks for node in getattr(block, "inlines", ())
        if isinstance(node, n.Link)
    )  # fmt: skip
    assert (link.url, link.title) == ("https://a.org/xy", "t\ufffd")
    assert {each[1] for each in odd(result)} == {"U+0008", "U+0001"}


def test_values_of_the_front_matter_are_told_at_the_value(tmp_path: Path) -> None:
    more = 'author: "An\\x01n"\nkeywords: ["k\\uFFFE", "k\\x01"]\n---\n\nWords.\n'
    result = load_paper(tmp_path, '---\ntitle: T\nsubtitle: "a\\u202eb"\n' + more)
    assert sorted(odd(result)) == [
        ("character-hidden", "U+202E", 3, 11),
        ("character-invalid", "U+0001", 4, 9),
        ("character-invalid", "U+FFFE", 5, 12),
    ]
    front = result.manuscript.front
    assert characters.find_invalid(front.model_dump_json()) == ()
    assert front.subtitle == "a\ufffdb"


def test_toml_is_looked_at_too(tmp_path: Path) -> None:
    result = load_paper(tmp_path, '+++\ntitle = "a\\u202eb"\n+++\n\nWords.\n')
    assert [each[:2] for each in odd(result)] == [("character-hidden", "U+202E")]
    assert result.manuscript.front.title == "a\ufffdb"


def test_references_are_without_them_keys_too(tmp_path: Path) -> None:
    entries = [
        {"id": "a\u0001", "type": "book", "title": "x\u0000\ud800\u202e\ufffe", "note\u0002": "n"},
        {"id": "\u0001", "type": "book"},
        {"id": "b", "type": "book", "title": "y", "URL": "https://e.org/&#x202e;z"},
    ]
    (tmp_path / "r.json").write_text(json.dumps(entries), "utf-8")
    result = load_paper(tmp_path, "---\ntitle: T\nbibliography: r.json\n---\n\nx [@a; @b]\n")
    fields_by_id = {each.id: each.fields for each in result.manuscript.references}
    assert sorted(fields_by_id) == ["a", "b"]
    assert fields_by_id["a"]["title"] == "x"
    assert (
        characters.find_invalid(
            json.dumps([dict(each) for each in fields_by_id.values()], ensure_ascii=False)
        )
        == ()
    )
    texts = [each.message for each in result.diagnostics if each.code == "bibliography-character"]
    assert ["U+0001" in texts[0], "U+D800" in texts[0], "U+202E" in texts[1]] == [True, True, True]


def test_commands_of_latex_that_become_controls_are_silently_gone() -> None:
    blocks, _ = adopt(
        (n.Para((n.RawInline("tex", "\\textbf{a ^^^^202e b}", at=0),)),), SourceText("a.md", "x")
    )
    assert not any("\x1e" in getattr(each, "text", "") for each in blocks)
    assert "\x1e" not in text_of(blocks)


def test_errors_are_what_turns_the_writing_and_the_rest_is_a_mark(tmp_path: Path) -> None:
    result = load_paper(tmp_path, f"{HEAD}a &#8; b &#x202c; c\n")
    grave = {each.code: each.severity for each in result.diagnostics}
    assert grave == {"character-invalid": Severity.WARNING, "character-hidden": Severity.ERROR}


def test_what_stands_in_the_file_itself_is_told_once(tmp_path: Path) -> None:
    text = '---\ntitle: "a\u202eb"\n---\n\nx\u2067y\n'
    assert [each[1:] for each in odd(load_paper(tmp_path, text))] == [("U+202E", 2, 10), ("U+2067", 5, 2)]


@pytest.mark.parametrize("text", ["", "plain", "é ü ﷺ 漢字 🏴 \u200f", "\t\n\r"])
def test_fit_text_is_the_same_text(text: str) -> None:
    assert characters.find_invalid(text) == ()
    assert characters.fit(text) is text


def test_values_of_any_depth_are_looked_at() -> None:
    value = {"a\x00": ["b\x01", {"c": "d\u2069", "n": 3}]}
    assert characters.fit_value(value, "") == (
        {"a": ["b", {"c": "d", "n": 3}]},
        ("\x00", "\x01", "\u2069"),
    )


@pytest.mark.parametrize("depth", [30, 900, 20_000, 200_000])
def test_references_nested_too_deep_are_told_and_the_others_are_used(tmp_path: Path, depth: int) -> None:
    deep = '{"id": "a", "type": "book", "note": ' + '{"a": [' * depth + "1" + "]}" * depth + "}"
    (tmp_path / "r.json").write_text(f'[{{"id": "b", "type": "book", "title": "t"}},\n{deep}]', "utf-8")
    result = load_paper(tmp_path, "---\ntitle: T\nbibliography: r.json\n---\n\nx [@b]\n")
    rows = [(each.code, each.place.line) for each in result.diagnostics]
    if depth < 400:
        assert rows == [("reference-invalid", 2)]
        assert [each.id for each in result.manuscript.references] == ["b"]
    else:  # the parser itself stops
        assert [code for code, _ in rows] in (["reference-invalid"], ["bibliography-invalid"])


def test_attributes_without_number_are_told_up_to_a_bound(tmp_path: Path) -> None:
    body = "[x]{" + " ".join(f"k{n}=1" for n in range(3_000)) + "} y"
    result = load_paper(tmp_path, f"{HEAD}{body}\n")
    assert 0 < len(result.diagnostics) <= 50
    assert all(each.code == "attribute-unknown" for each in result.diagnostics)
    assert "k7" not in repr(result.manuscript.blocks)
