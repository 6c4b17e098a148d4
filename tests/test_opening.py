"""The rule of the one door knows what opens files."""

from __future__ import annotations

import pytest

from tests.opening import asking, opening
from tests.sourcecode import Module


@pytest.mark.parametrize(
    "text",
    [
        "open(path)",
        "path.open()",
        "Path(name).read_bytes()",
        "(folder / name).read_text('utf-8')",
        "os.open(name, 0)",
        "io.open(name)",
        "Image.open(path)",
        "zipfile.ZipFile(path)",
        "pikepdf.open(path)",
        "np.fromfile(path)",
        "etree.parse(path)",
        "yaml.load(path.open())",
        "linecache.getline(name, 1)",
        "shutil.copyfile(a, b)",
    ],
)
def test_the_rule_of_the_door_sees_what_opens_files(text: str) -> None:
    assert list(opening(Module("pipeline.load.example", "example.py", text)))


@pytest.mark.parametrize(
    "text", ["Image.open(io.BytesIO(data))", "door.read(path, reach, 5)", "data.read(5)"]
)
def test_the_rule_of_the_door_lets_bytes_be_read(text: str) -> None:
    assert list(opening(Module("pipeline.load.example", "example.py", text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "os.path.lexists(path)",
        "path.is_dir()",
        "(folder / name).exists()",
        "folder.iterdir()",
        "os.listdir(folder)",
        "folder.glob('*.bib')",
        "path.stat().st_mtime",
        "Path(name).resolve()",
        "shutil.which('gs')",
    ],
)
def test_the_rule_of_the_record_sees_what_asks_the_disk(text: str) -> None:
    assert list(asking(Module("pipeline.load.example", "example.py", text)))


@pytest.mark.parametrize("text", ["disk.exists(path)", "packaged.is_folder(path)", "resolve(manuscript)"])
def test_the_rule_of_the_record_lets_the_disk_be_asked_where_answers_are_noted(text: str) -> None:
    assert list(asking(Module("pipeline.load.example", "example.py", text))) == []
