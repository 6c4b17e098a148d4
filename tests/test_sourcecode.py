"""The rules of the house catch what breaks them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import test_architecture as rules
from tests.sourcecode import Module, circles, modules


def project_of(folder: Path, **files: str) -> Mapping[str, Module]:
    """Return a package of these files; `load__text` is `load/text.py`."""
    for name, text in files.items():
        path = folder / "pipeline" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return modules(folder / "pipeline")


@pytest.mark.parametrize(
    "text",
    [
        "from pipeline.build import build",
        "from pipeline import build",
        "import pipeline.build",
        "from .. import build",
        "from ..build import build",
        "def late():\n    from pipeline.build import build",
        "import typing\nif typing.TYPE_CHECKING:\n    from pipeline.build import Report",
        "import importlib\nimportlib.import_module('pipeline.build')",
    ],
)
def test_an_upward_import_is_found(text: str, tmp_path: Path) -> None:
    project = project_of(tmp_path, build="", load__text=text)
    line = text.count("\n") + 1
    result = f"pipeline/load/text.py:{line}: `load` imports `build`, which is not below it"
    assert list(rules.find_misplaced(project)) == [result]


def test_an_import_of_a_sibling_room_is_found(tmp_path: Path) -> None:
    project = project_of(tmp_path, theme="", process="from pipeline import theme")
    [text] = rules.find_misplaced(project)
    assert "`process` imports `theme`" in text


def test_a_room_without_a_row_is_found(tmp_path: Path) -> None:
    [text] = rules.find_misplaced(project_of(tmp_path, attic__box=""))
    assert "the room `attic` has no row" in text


def test_imports_downward_and_within_a_room_are_fine(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        load__text="from pipeline.load import yaml\nfrom pipeline.model import nodes",
        load__yaml="",
        model__nodes="",
    )
    assert list(rules.find_misplaced(project)) == []


def test_a_circle_is_found_once(tmp_path: Path) -> None:
    project = project_of(
        tmp_path,
        model__a="from pipeline.model import b",
        model__b="def late():\n    from pipeline.model.c import x",
        model__c="from pipeline.model.a import y",
        model__d="from pipeline.model import a",
    )
    assert circles(project) == ["pipeline.model.a > pipeline.model.b > pipeline.model.c > pipeline.model.a"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.printing, "print('x')"),
        (rules.printing, "import sys\nsys.stderr.write('x')"),
        (rules.starting, "import subprocess"),
        (rules.starting, "import os\nos.system('x')"),
        (rules.writing, "from pathlib import Path\nPath('x').write_text('')"),
        (rules.writing, "open('x', 'wb')"),
        (rules.writing, "import os\nos.replace('a', 'b')"),
        (rules.foreign, "import yaml"),
        (rules.foreign, "from pipeline.wording import terms"),
        (rules.find_undocumented, '"""A module."""\ndef price(): ...'),
        (rules.find_undocumented, "x = 1"),
    ],
)
def test_a_broken_rule_is_found(rule: object, text: str, tmp_path: Path) -> None:
    module = project_of(tmp_path, model__price=text)["pipeline.model.price"]
    assert callable(rule)
    assert len(list(rule(module))) == 1


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.printing, "console.print('x')"),
        (rules.writing, "open('x', 'rb')\nopen('x')\n'a'.replace('a', 'b')"),
        (rules.foreign, "import re\nfrom pydantic import Field\nfrom pipeline.model import nodes"),
        (
            rules.find_undocumented,
            '"""A module."""\ndef _price(): ...\nclass P:\n    """A price."""\n    def _x(self): ...',
        ),
    ],
)
def test_a_kept_rule_is_silent(rule: object, text: str, tmp_path: Path) -> None:
    module = project_of(tmp_path, model__price=text)["pipeline.model.price"]
    assert callable(rule)
    assert list(rule(module)) == []


@pytest.mark.parametrize(
    "css",
    [
        "p { color: #a4432f }",
        "p { color: #fff; margin: 0 }",
        "p { border: 1pt solid grey }",
        "p { background: rgb(0 0 0) }",
        "p { font-size: 10.5pt }",
        "p { font: bold 9pt/12pt var(--font-text) }",
    ],
)
def test_a_literal_look_is_found(css: str) -> None:
    assert len(list(rules.literal_looks("a.css", css))) == 1


def test_looks_by_token_are_silent() -> None:
    css = """/* #fff in a comment, 12pt too */
    p#abc { color: var(--color-ink); font-size: var(--size-h1); font-size: 100%; margin: 4pt;
            white-space: pre; background: transparent url(data:x) }"""
    assert list(rules.literal_looks("a.css", css)) == []
