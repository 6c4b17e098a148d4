"""A figure file that is no group of keys: told as the file, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.article import load, locate


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a: b\n", "the file must be a group of keys"),
        ("words\n", "the file must be a group of keys"),
        ("5\n", "the file must be a group of keys"),
        ("", "the file is empty"),
        ("# a remark\n", "the file is empty"),
        ("{}\n", "`kind` is missing"),
    ],
)
def test_the_fault_of_a_whole_file_names_it_and_the_way_out(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "paper.md").write_text("---\ntitle: T\n---\n\n# One\n\n![A](a.yaml)\n", "utf-8")
    diagnostics = load(locate(str(tmp_path / "paper.md"), tmp_path)).diagnostics
    [diagnostic] = [each for each in diagnostics if each.code == "figure-invalid"]
    assert diagnostic.message == message
    assert diagnostic.hint
    assert (Path(diagnostic.place.file).name, diagnostic.place.line) == ("a.yaml", 1)


def test_an_entry_of_a_list_that_is_no_group_of_keys_is_told_by_the_name_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("facts: [a]\n", "utf-8")
    (tmp_path / "article.md").write_text("---\ntitle: T\n---\n\n# One\n\nWords.\n", "utf-8")
    diagnostics = load(locate(str(tmp_path / "article.md"), tmp_path)).diagnostics
    [message] = [each.message for each in diagnostics if each.code == "ledger-invalid"]
    assert message == "`facts` must be a group of keys"
