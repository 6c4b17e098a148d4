"""Entries of BibTeX that cannot be read: where and why; inheritance without an end; what is mended."""

from __future__ import annotations

import pytest

from pipeline.load.bibtex import scan
from pipeline.load.bibtex_text import apply_edits, find_edits, outside, without_field
from pipeline.load.inheritance import MOST, faults


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("@book{}", "}", "it has no key"),
        ("@book{ , title={A}}", ", title", "it has no key"),
        ("@book{a title={A}}", "title", "a comma is missing behind the key `a`"),
        ("@book{a, title={A", "{A", "a brace is not closed"),
        ("@book{a, title={A}", "", "it is not closed"),
        ('@book{a, title="A}', '"A', "a quotation mark is not closed"),
        ("@book{a, title={A} year=2}", "year", "a comma is missing before `year`"),
        ("@book{a, title}", "title", "'t' is neither a field nor the end"),
        ("@book(a, title={A}}", "}}", "'}' is neither a field nor the end"),
        ("@preamble{x", "{x", "a brace is not closed"),
        ("@string(p = {x}", "", "it is not closed"),
        (f"@book{{{'k' * 60} x}}", "x}", f"a comma is missing behind the key `{'k' * 40}`"),
    ],
)
def test_a_fault_has_its_place_and_reason(text: str, place: str, reason: str) -> None:
    (entry,) = scan(text)
    offset = text.index(place, 6) if place else len(text)
    assert entry.fault is not None
    if "brace" in reason or "quotation" in reason or "key `" in reason or "before" in reason or not place:
        assert entry.fault == (offset, reason)
    assert entry.fault[1] == reason
    assert entry.end == len(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("@a{k}", []),
        ("@a(k )", []),
        ("@a(k, t={x)})", ["{x)}"]),
        ("@a{k,}", []),
        ("@a{k,,, t=1,,}", ["1"]),
        ('@a{k, t = {x} # y # "z" , u = {}}', ['{x} # y # "z"', "{}"]),
        ('@a{k, t = "a {"} b", u=1}', ['"a {"} b"', "1"]),
        ('@a{k, t = "a \\{ b" }', ['"a \\{ b"']),
        ("@a{k, % comment, u={\n t={x}}", ["{x}"]),
        ("@a{k, t={x} % y\n # {z}}", ["{x} % y\n # {z}"]),
        ("@ Book {k, T-x.y = jan}", ["jan"]),
    ],
)
def test_values_end_where_they_do(text: str, values: list[str]) -> None:
    (entry,) = scan(text)
    assert entry.fault is None
    assert (entry.key, text[entry.start], entry.end) == ("k", "@", len(text))
    assert [text[each.value_start : each.end] for each in entry.fields] == values
    assert text[entry.opening] in "{("
    assert text[entry.key_start] == "k"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("% @a{x}\n@a{y}", ["y"]),
        ("% @a{x", []),
        ("text @a{x} text @a{y}", ["x", "y"]),
        ("@comment{@a{x}} @a{y}", ["", "y"]),
        ("@comment(it) @a{y}", ["", "y"]),
        ("@comment{it is open\n@a{y}", ["y"]),
        ("@preamble{\"x\"}@string{p={y}}@a{z}", ["", "", "z"]),
        ("me@example.org @a{y}", ["y"]),
        ("@a{x, t={\n @b{y}", ["x", "y"]),
        ("@a{x, t={ @b{y}}}", ["x"]),
    ],
)  # fmt: skip
def test_entries_stand_among_other_text(text: str, keys: list[str]) -> None:
    assert [entry.key for entry in scan(text)] == keys


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("@a(k, t={x})", "@a{k, t={x}}"),
        ("@string(p={x})", "@string(p={x})"),
        ("@a{k, note={5% of \\% it}}", "@a{k, note={5\\% of \\% it}}"),
        ('@a{k, note="5% of it"}', '@a{k, note="5\\% of it"}'),
        ("@a{k, url={a%20b}, doi={1%2}, crossref={x%y}}", "@a{k, url={a%20b}, doi={1%2}, crossref={x%y}}"),
        ("@a{k, title={In H$_2$O and $^{14}$C}}", "@a{k, title={In {H}$_2${O} and $^{14}${C}}}"),
        ("@a{k, title={H$_2$O}}", "@a{k, title={{H}$_2${O}}}"),
        ('@a{k, title="H$_2$O"}', '@a{k, title="{H}$_2${O}"}'),
        ("@a{k, title={{H$_2$O}}}", "@a{k, title={{H$_2$O}}}"),
        ("@a{k, title={A H\\textsubscript{2}O}}", "@a{k, title={A {H}\\textsubscript{2}{O}}}"),
        ("@a{k, note={H$_2$O}}", "@a{k, note={H$_2$O}}"),
        ("@a{k, journal={On \\textit{Homo Sapiens}}}", "@a{k, journal={On {\\textit{Homo Sapiens}}}}"),
        ("@a{k, title={$x$}}", "@a{k, title={$x$}}"),
        ("@a{k, title={50% \\emph{A}}", "@a{k, title={50% \\emph{A}}"),
        ("@a{k, note={5%\n@a{l, note={6%}}", "@a{k, note={5%\n@a{l, note={6\\%}}"),
    ],
)
def test_what_pandoc_would_lose_is_mended(text: str, result: str) -> None:
    assert apply_edits(text, find_edits(text, scan(text))) == result


def test_a_field_goes_with_its_comma_and_no_line_moves() -> None:
    text = "@a{k,\n  xdata = {x,\n y} ,\n  title={T}}"
    entry = scan(text)[0]
    assert apply_edits(text, [without_field(text, entry.fields[0])]) == "@a{k,\n  \n\n  title={T}}"
    assert apply_edits(text, [without_field(text, entry.fields[1])]) == "@a{k,\n  xdata = {x,\n y} ,\n  }"


def test_what_stands_between_entries_goes_and_no_line_moves() -> None:
    text = "me@x.org\n@a{k}\n rest\n@b{l} end\n"
    assert apply_edits(text, outside(text, scan(text))) == "\n@a{k}\n\n@b{l}\n"


@pytest.mark.parametrize(
    ("text", "circles"),
    [
        ("@a{x, crossref={y}} @a{y}", []),
        ("@a{x, crossref={x}}", [("x",)]),
        ("@a{x, crossref={y}} @a{y, crossref={z}} @a{z, crossref={y}}", [("z", "y")]),
        ("@a{x, xdata={y, z}} @a{y} @a{z, xdata={x}}", [("z", "x")]),
        ("@a{x, crossref={none}}", []),
        ("@a{x, crossref={y}} @a{y, crossref=x", []),
        ("@a{x, title={x}, author={x}}", []),
        ('@a{x, crossref="x"}', [("x",)]),
        ("@a{x, crossref=x} @a{x, title={second}}", [("x",)]),
    ],
)
def test_a_circle_of_entries_is_cut_once(text: str, circles: list[tuple[str, ...]]) -> None:
    result = faults(text, scan(text))
    assert [each.circle for each in result] == circles
    assert all(each.key == each.circle[-1] for each in result)
    assert all(each.field.name in ("crossref", "xdata") for each in result)


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_entries_may_be_taken_over_and_no_more(more: int) -> None:
    count = MOST - 1 + more
    names = ", ".join(f"k{number}" for number in range(count))
    text = f"@a{{x, xdata={{{names}}}}}" + "".join(f"@a{{k{number}}}" for number in range(count))
    result = faults(text, scan(text))
    assert [(each.key, each.field.name, each.circle) for each in result] == [("x", "xdata", ())] * more


def test_entries_that_many_share_count_each_time() -> None:
    """Each of eight levels names the next one twice: with what it takes over the first is 2 ** 9 - 1."""
    levels = [f"@a{{k{level}, xdata={{k{level + 1}, k{level + 1}}}}}" for level in range(8)]
    text = "".join((*levels, "@a{k8}"))
    assert [each.key for each in faults(text, scan(text))] == ["k0"]
    text = "".join((*levels[1:], "@a{k8}"))
    assert faults(text, scan(text)) == ()
