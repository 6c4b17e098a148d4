"""Who is cited, where a style has only a raised number for it."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_names import with_names
from pipeline.model import nodes as n
from pipeline.model.walk import text_of

NAMES = {"ant": (n.Str("Ant"), n.Space(), n.Str("2001")), "bee": (n.Str("Bee"), n.Space(), n.Str("2002"))}
SUPERSCRIPT = (n.Superscript((n.Str("1"),)),)
ON_THE_LINE = (n.Str("[1]"),)


def cite(mode: n.CitationMode, inlines: n.Inlines, *keys: str) -> n.Cite:
    return n.Cite(tuple(n.Citation(key, mode=mode) for key in keys), inlines)


@pytest.mark.parametrize(
    ("inlines", "words"),
    [
        ((n.Str("after"), cite("AuthorInText", SUPERSCRIPT, "ant"), n.Str(".")), "after Ant 2001."),
        ((cite("AuthorInText", SUPERSCRIPT, "ant"), n.Space(), n.Str("says")), "Ant 2001 says"),
        (
            (n.Str("see"), n.Space(), cite("AuthorInText", SUPERSCRIPT, "ant", "bee")),
            "see Ant 2001; Bee 2002",
        ),
        ((n.Str("("), cite("AuthorInText", SUPERSCRIPT, "ant"), n.Str(")")), "(Ant 2001)"),
        ((n.Emph((n.Str("after"), cite("AuthorInText", SUPERSCRIPT, "ant"))),), "after Ant 2001"),
        ((n.Str("so"), cite("NormalCitation", SUPERSCRIPT, "ant")), "so1"),
        ((n.Str("after"), n.Space(), cite("AuthorInText", ON_THE_LINE, "ant")), "after [1]"),
        ((n.Str("after"), cite("AuthorInText", SUPERSCRIPT, "cow")), "after1"),
    ],
)
def test_a_raised_number_in_a_sentence_is_a_name(inlines: n.Inlines, words: str) -> None:
    assert text_of(with_names((n.Header(1, n.Attr("h"), inlines),), NAMES)) == words
