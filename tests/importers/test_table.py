"""The importer for a file: by its ending, among several of one ending by its bytes; and forms of pandoc."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.importers import reading
from pipeline.importers.table import IMPORTERS

TEXTS = {
    "plain.txt": ("= Town =\n\nIt has a [park] and {one} lake.\n", r"It has a \[park\] and {one} lake."),
    "linked.txt": ("It has a [[park]] and a lake.\n", "It has a park and a lake."),
    "boxed.txt": ("{{reflist}}\nIt has a lake.\n", "It has a lake."),
    "plain.wiki": ("It has a ''lake''.\n", "It has a *lake*."),
    "UPPER.WIKI": ("It has a ''lake''.\n", "It has a *lake*."),
    "page.htm": ("<p>It has a <em>lake</em>.</p>", "It has a *lake*."),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_is_read_in_the_form_that_its_ending_and_bytes_tell(tmp_path: Path, name: str) -> None:
    text, body = TEXTS[name]
    (tmp_path / name).write_text(text, "utf-8")
    assert reading.read(tmp_path / name, None, "en").body.strip() == body


def test_a_form_that_is_named_comes_before_the_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<p>It has a [[lake]].</p>", "utf-8")
    assert reading.read(tmp_path / "a.txt", "html", "en").body.strip() == r"It has a \[\[lake\]\]."


def test_pandoc_reads_the_forms_that_are_not_read_here() -> None:
    names = subprocess.run(
        [pandoc.program(), "--list-input-formats"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(IMPORTERS) - set(names) == {"dump"}


def test_of_forms_with_one_ending_all_but_one_know_their_bytes() -> None:
    endings = {ending for each in IMPORTERS.values() for ending in each.endings}
    for ending in endings:
        rows = [each for each in IMPORTERS.values() if ending in each.endings]
        assert sum(each.is_alike is None for each in rows) == 1 or len(rows) == 1, ending
