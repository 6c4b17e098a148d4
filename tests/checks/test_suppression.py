"""A finding can be allowed in the source by code and reason, where it stands, and by nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.checks.suppression import Texts, suppressions
from pipeline.load.article import locate
from pipeline.model.source import SourceText
from tests.checks.casefile import SAMPLE

FACT = """
  - id: left-over
    kind: date
    subject: A day
    value: {date: 1867-10-18}
"""
USED_SENTENCE = "It was [18 October 1867]{fact=left-over} [@historian-alaska].\n"
IMAGE = '![](media/coin.png){#fig-two alt="Gold, drawn as a disc."} and so on.\n'


def codes_and_lines(
    folder: Path, article: str = "", ledger: str = "", references: tuple[object, ...] = ()
) -> list[tuple[str, str, int]]:
    """Return code, file and line of what is found in the sample with these additions."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for name, text in (("article.md", article), ("facts.yaml", ledger)):
        (folder / name).write_text((folder / name).read_text("utf-8") + text, "utf-8")
    entries = json.loads((folder / "references.json").read_text("utf-8"))
    (folder / "references.json").write_text(json.dumps([*entries, *references]), "utf-8")
    diagnostics = check_article(locate(str(folder), folder)).diagnostics
    return [(each.code, Path(each.place.file).name, each.place.line) for each in diagnostics]


def after(file: str, line: int) -> int:
    """Return the number of a line counted from the end of a file of the sample."""
    return len((SAMPLE / file).read_text("utf-8").split("\n")) - 1 + line


@pytest.mark.parametrize(
    ("ledger", "lines"),
    [
        ("facts:\n  # allow x: y\n  - id: a\n\n    kind: b\n  - id: c\n", (2, 5)),
        ("facts:\n  - id: a  # allow x: y\n\n\n    kind: b\n\n  - id: c\n", (2, 6)),
        ("facts:\n  - id: a\n    kind: b  # allow x: y\n    more: d\n  - id: c\n", (3, 3)),
        ("facts:\n  # allow x: y\n\n  # why\n  - id: a\n    kind: b\n\tz: 1\n  - id: c\n", (2, 6)),
        ("# allow x: y\nfacts:\n  - id: a\n\n  - id: c\nother: 1\n", (1, 5)),
    ],
)
def test_an_allowance_in_yaml_lasts_as_long_as_its_entry(ledger: str, lines: tuple[int, int]) -> None:
    [allowance] = suppressions(Texts(SourceText("article.md", ""), (SourceText("facts.yaml", ledger),)))
    assert (allowance.first, allowance.last) == lines


@pytest.mark.parametrize(
    "ledger",
    [
        "\n  # allow fact-unsourced: nobody wrote it down" + FACT,
        FACT.replace("left-over\n", "left-over  # allow fact-unsourced: nobody wrote it down\n"),
    ],
)
def test_yaml_allows_for_an_entry(ledger: str, tmp_path: Path) -> None:
    assert codes_and_lines(tmp_path, "\n" + USED_SENTENCE, ledger) == []


def test_yaml_allows_for_no_other_entry(tmp_path: Path) -> None:
    ledger = FACT.replace("left", "right") + "  # allow fact-unsourced: nobody wrote it down" + FACT
    codes = codes_and_lines(
        tmp_path, "\n" + USED_SENTENCE + "\n" + USED_SENTENCE.replace("left", "right"), ledger
    )
    assert codes == [("fact-unsourced", "facts.yaml", after("facts.yaml", 2))]


@pytest.mark.parametrize(
    "article",
    [
        "\n<!-- allow heading-jump: quoted -->\n\n### Far below\n\nText of some length.\n",
        "\n<!-- allow heading-jump: quoted -->\n### Far below\n\nText of some length.\n",
        "\n### Far below <!-- allow heading-jump: quoted -->\n\nText of some length.\n",
        "\n<!-- allow section-thin, heading-jump: two\n     in one -->\n### Far below\n\nText.\n",
    ],
)
def test_a_comment_allows_for_a_block(article: str, tmp_path: Path) -> None:
    codes = {code for code, *_ in codes_and_lines(tmp_path, article)}
    assert "heading-jump" not in codes


def test_a_comment_in_code_is_code(tmp_path: Path) -> None:
    code = "\n```\n<!-- allow nothing-at-all -->\n```\n\nWrite `<!-- allow x -->` there.\n"
    assert codes_and_lines(tmp_path, code) == []


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("<!-- allow heading-jumb: quoted -->", "suppression-unknown"),
        ("<!-- allow: quoted -->", "suppression-unknown"),
        ("<!-- allow heading-jump -->", "suppression-without-reason"),
        ("<!-- allow heading-jump: -->", "suppression-without-reason"),
        ("<!-- allow heading-jump: all is well -->", "suppression-unused"),
        ("<!-- allow fact-mismatch: it changed -->", "suppression-refused"),
        ("<!-- allow yaml-invalid: it is better so -->", "suppression-refused"),
    ],
)
def test_a_comment_that_cannot_be_is_an_error(comment: str, code: str, tmp_path: Path) -> None:
    assert codes_and_lines(tmp_path, f"\n{comment}\n\nNothing is wrong here.\n") == [
        (code, "article.md", after("article.md", 2))
    ]


def test_a_code_that_is_off_leaves_no_suppression_unused(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "article.md"
    text = path.read_text("utf-8").replace(
        "lang: en\n", "lang: en\nchecks: {severity: {heading-jump: off}}\n"
    )
    path.write_text(text + "\n<!-- allow heading-jump: quoted -->\n\nAll is well.\n", "utf-8")
    assert check_article(locate(str(tmp_path), tmp_path)).diagnostics == ()


def test_an_article_that_cannot_be_read_as_a_whole_has_no_unused_suppression(tmp_path: Path) -> None:
    codes = codes_and_lines(
        tmp_path, "\n<!-- allow heading-jump: quoted -->\n\nA [word](file:///etc/passwd).\n"
    )
    assert {code for code, *_ in codes} == {"link-unsafe"}


def test_an_entry_of_the_bibliography_allows_by_its_custom_field(tmp_path: Path) -> None:
    entry = {"id": "old-atlas", "type": "book", "title": "An old atlas", "author": [{"family": "Low"}],
             "issued": {"date-parts": [[1860]]}, "publisher": "Low"}  # fmt: skip
    assert ("reference-unused", "references.json", 1) in codes_and_lines(
        tmp_path / "without", "", "", (entry,)
    )
    result = entry | {"custom": {"allow": {"reference-unused": "further reading"}}}
    assert codes_and_lines(tmp_path / "with", "", "", (result,)) == []
    entry_without_reason = entry | {"custom": {"allow": {"reference-unused": ""}}}
    codes = [code for code, *_ in codes_and_lines(tmp_path / "empty", "", "", (entry_without_reason,))]
    assert codes == ["reference-unused", "suppression-without-reason"]
