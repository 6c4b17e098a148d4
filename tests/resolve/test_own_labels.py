"""A label that an author wrote into a caption is not printed twice."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from pipeline.resolve.own_labels import without_own


@pytest.mark.parametrize(
    ("caption", "label", "words"),
    [
        ("Figure 1: A hill.", "Figure\u00a01", "A hill."),
        ("Fig. 1. A hill.", "Figure\u00a01", "A hill."),
        ("**Figure 1.** A hill.", "Figure\u00a01", "A hill."),
        ("**Figure 1. A hill.** It is high.", "Figure\u00a01", "A hill. It is high."),
        ("**Figure 1**: A hill.", "Figure\u00a01", "A hill."),
        ("Figure\u00a01: A hill.", "Figure\u00a01", "A hill."),
        ("Table 2. All hills.", "Table\u00a02", "All hills."),
        ("Abb. 3: Ein Berg.", "Abbildung\u00a03", "Ein Berg."),
        ("Tab. 2: All hills.", "Table\u00a02", "All hills."),
        ("Tabelle 2: Alle Berge.", "Table\u00a02", "Alle Berge."),
        ("Listing 4: A loop.", "Listing\u00a04", "A loop."),
        ("Code 4: A loop.", "Listing\u00a04", "A loop."),
        ("Figure 2: A hill.", "Figure\u00a01", "Figure 2: A hill."),
        ("Figure 1 shows a hill.", "Figure\u00a01", "Figure 1 shows a hill."),
        ("Table 1: A hill.", "Figure\u00a01", "Table 1: A hill."),
        ("A hill.", "Figure\u00a01", "A hill."),
    ],
)
def test_only_the_same_label_goes(caption: str, label: str, words: str) -> None:
    (paragraph,) = pandoc.read(caption).blocks
    assert isinstance(paragraph, n.Para)
    assert text_of(without_own(paragraph.inlines, (n.Str(label),))) == words
