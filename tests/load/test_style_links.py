"""A style of the article leads nowhere, however it spells the link to its parent."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.reach import Reach
from pipeline.load.styles import find
from pipeline.model.diagnostics import Place
from tests import canary

SPELLINGS = {
    "usual": '<link href="{}" rel="independent-parent"/>',
    "quotes": "<link rel='independent-parent' href='{}'/>",
    "blanks": '<link href="{}" rel = "independent-parent"/>',
    "lines": '<link\nhref\n=\n"{}"\nrel\n=\n"independent-parent"\n/>',
    "character": '<link href="{}" rel="independent&#45;parent"/>',
    "sign": '<link title="a>b" href="{}" rel="independent-parent"/>',
    "comment": '<!-- <link rel="independent-parent" href="x"/> --><link rel="independent-parent" href="{}"/>',
    "second": '<link rel="independent-parent" href="apa"/><link href="{}" rel="independent-parent"/>',
    "open": '<link href="{}" rel="independent-parent">apa</link>',
    "own namespace": '<link xmlns="urn:other" href="{}" rel = "independent-parent"/>',
}
STYLE = (
    '<?xml version="1.0" encoding="utf-8"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" '
    'version="1.0"><info><title>x</title><id>x</id>{}</info>{}</style>'
)
CITATION = '<citation><layout><text variable="title"/></layout></citation>'


@pytest.mark.parametrize("has_prefix", [False, True])
@pytest.mark.parametrize("rest", ["", CITATION])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_parent_is_asked_for(tmp_path: Path, spelling: str, rest: str, has_prefix: bool) -> None:
    with canary.server() as (address, texts):
        link = SPELLINGS[spelling].format(f"{address}/parent.csl")
        text = STYLE.format(link, rest)
        if has_prefix:
            text = text.replace("xmlns=", "xmlns:c=", 1)
            for name in ("style", "info", "title", "id", "link", "citation", "layout", "text"):
                text = text.replace(f"<{name}", f"<c:{name}").replace(f"</{name}", f"</c:{name}")
        (tmp_path / "my.csl").write_text(text, "utf-8")
        style, _ = find("my.csl", Reach.of(tmp_path), Place("article.md"))
        assert address not in style.text
    assert texts == []


def test_no_parent_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    outside = tmp_path / "parent.csl"
    outside.write_text(STYLE.format("", CITATION.replace('variable="title"', 'value="canary"')), "utf-8")
    for address in (str(outside), outside.as_uri(), "../parent.csl"):
        for spelling in SPELLINGS.values():
            (folder / "my.csl").write_text(STYLE.format(spelling.format(address), ""), "utf-8")
            style, diagnostics = find("my.csl", Reach.of(folder), Place("article.md"))
            assert "canary" not in style.text + repr(diagnostics)
