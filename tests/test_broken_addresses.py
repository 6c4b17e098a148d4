"""Addresses that cannot be taken apart: told, shown, and no fault, wherever an article has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import build as stages
from pipeline.checks import links
from pipeline.load.article import locate
from pipeline.model.links import parts_of
from tests.articles import READABLE
from tests.read_back import READERS

INVALID_ADDRESSES = (
    "https://e[xample.org/three",
    "https://[::1/x",
    "http://exa\u2100mple.org/x",
    "HTTPS://[",
    "https://a]b",
)
ARTICLE = """---
title: Addresses
bibliography: refs.bib
---

# Words

One [@a], two [@b], three [@c], and [a page]({0}), <{1}>, [another][x] and ![a picture]({0}).

[x]: {1}
"""
ENTRY = "@misc{{{0}, title={{Work {0}}}, author={{Doe, J}}, year={{200{1}}}, url={{{2}}}}}\n"


@pytest.mark.parametrize("url", INVALID_ADDRESSES)
def test_its_scheme_is_known_and_it_has_no_host(url: str) -> None:
    assert parts_of(url).scheme in ("http", "https")
    assert not parts_of(url).hostname
    wrong = links.suspicion(url)
    assert wrong is not None
    assert wrong[0] == f"no host in {url!r}"
    assert links.address(url)


@pytest.mark.parametrize("ledger", [False, True])
def test_an_article_of_them_is_built(tmp_path: Path, ledger: bool) -> None:
    (tmp_path / "article.md").write_text(ARTICLE.format(INVALID_ADDRESSES[0], INVALID_ADDRESSES[2]), "utf-8")
    entries = "".join(ENTRY.format(key, at, INVALID_ADDRESSES[at]) for at, key in enumerate("abc"))
    (tmp_path / "refs.bib").write_text(entries, "utf-8")
    if ledger:
        (tmp_path / "facts.yaml").write_text("facts: []\n", "utf-8")
    location = locate(str(tmp_path), tmp_path)
    report = stages.build(location, stages.Plan(READABLE, tmp_path / "out", draft=ledger))
    codes = {each.code for each in report.diagnostics}
    assert "link-suspicious" in codes, codes
    assert not {"article-failed", "render-failed"} & codes
    assert len(report.artifacts) == len(READABLE), report.diagnostics
    for built_artifact in report.artifacts:
        assert "Work b" in READERS[built_artifact.path.name](built_artifact.path)
