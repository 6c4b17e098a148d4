"""A text without code, formulas and escapes: every offset stays where it was."""

from __future__ import annotations

import pytest

from pipeline.load.bare_text import FILLER, bare, chunks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a [b] c", "a [b] c"),
        ("a `[b]` c", "a _____ c"),
        ("a ``[`b]`` c", "a ________ c"),
        ("a `[b] c", "a `[b] c"),
        ("a `[b]`` [c]", "a `[b]`` [c]"),
        ("a `b``c` [d]", "a ______ [d]"),
        ("`[a\n\nb]`", "`[a\n\nb]`"),
        ("`[a\nb]`", "_______"),
        ("a $[b]$ c", "a _____ c"),
        ("a $[b]$5 c", "a $[b]$5 c"),
        ("a $ [b]$ c", "a $ [b]$ c"),
        ("a $$[b]$$ c", "a _______ c"),
        ("a $$[b] c", "a $$[b] c"),
        ("a $[\\$]$ c", "a ______ c"),
        ("a \\[b\\] c", "a __b__ c"),
        ("a \\b[c]", "a \\b[c]"),
        ("a \\\n[c]", "a \\\n[c]"),
        ("\\`[a]`", "__[a]`"),
        ("```\n[a]\n```\n[b]", "___\n___\n___\n[b]"),
        ("~~~ x\n[a]\n~~~\n[b]", "_____\n___\n___\n[b]"),
        ("```\n[a]\n~~~\n[b]", "```\n[a]\n~~~\n[b]"),
        ("````\n[a]\n```\n[b]", "````\n[a]\n```\n[b]"),
        ("```\n[a]\n````\n[b]", "___\n___\n____\n[b]"),
        ("```\n[a]\n``` x\n[b]\n```\n[c]", "___\n___\n_____\n___\n___\n[c]"),
        ("``` `\n[a]\n```\n[b]\n```\n[c]", "``` `\n[a]\n___\n___\n___\n[c]"),
        ("   ```\n[a]\n```\n[b]", "______\n___\n___\n[b]"),
        ("```\na\n```\n~~~\n[b]\n~~~\n[c]", "___\n_\n___\n___\n___\n___\n[c]"),
    ],
)
def test_code_formulas_and_escapes_are_filled(text: str, marks: str) -> None:
    assert bare(text) == marks.replace("_", FILLER)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", ["a"]),
        ("a\nb", ["a\nb"]),
        ("a\n\nb", ["a\n", "\nb"]),
        ("a\n \t\nb\n\nc", ["a\n \t", "\nb\n", "\nc"]),
        ("a\n\n\nb", ["a\n", "\n", "\nb"]),
        ("", [""]),
    ],
)
def test_chunks_end_at_empty_lines(text: str, parts: list[str]) -> None:
    assert list(chunks(text)) == parts
    assert "".join(parts) == text
