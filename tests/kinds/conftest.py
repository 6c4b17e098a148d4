"""The papers of all kinds, built once by the command line."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import dossier
from tests.articles import ALL
from tests.kinds.papers import PAPERS

_DIAGNOSTIC = re.compile(r"^(error|warning)\[([a-z-]+)\]: .*\n +--> (\S+?):\d+:\d+$", re.MULTILINE)


@dataclass(frozen=True)
class BuiltPaper:
    """What the command made: its folders by paper, its exit status, and the codes told of each paper."""

    folders: Mapping[str, Path]
    status: int
    codes: Mapping[str, list[str]]
    output: str


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> BuiltPaper:
    """Build every paper of the table, into all formats, in one run."""
    root = tmp_path_factory.mktemp("kinds")
    wheel = io.BytesIO()
    Image.new("RGB", (60, 30), "brown").save(wheel, "png")
    for name, paper in PAPERS.items():
        (root / name).mkdir()
        (root / name / "article.md").write_text(paper.text, "utf-8")
        (root / name / "wheel.png").write_bytes(wheel.getvalue())
        for file, text in paper.files.items():
            (root / name / file).write_text(text, "utf-8")
    papers = (str(root / name) for name in PAPERS)
    command = ["build", *papers, *ALL, "--out", str(root / "out"), "--no-cache"]
    result = CliRunner(env={"COLUMNS": "500"}).invoke(dossier, command)
    codes: dict[str, list[str]] = defaultdict(list)
    for _, code, file in _DIAGNOSTIC.findall(result.stderr):
        codes[Path(file).parent.name].append(code)
    return BuiltPaper({name: root / "out" / name for name in PAPERS}, result.exit_code, codes, result.stderr)
