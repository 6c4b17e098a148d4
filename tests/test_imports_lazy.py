"""Help and checks start without the libraries that only building needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sourcecode import ROOT

HEAVY = ("weasyprint", "uharfbuzz", "ebooklib", "pptx", "pikepdf", "fontTools", "numpy")
PROGRAM = """
import sys
from contextlib import suppress
sys.argv = ["dossier", *sys.argv[1:]]
from pipeline.cli import main
with suppress(SystemExit):
    main()
print("\\nLOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run_and_list_modules(*arguments: str) -> tuple[str, set[str]]:
    """Return what the command prints, and the top-level modules that a process has loaded after it."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    output, _, names = process.stdout.rpartition("LOADED")
    return output, set(names.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), "Usage: dossier"),
        (("check", "tests/sample"), "no findings"),
        (("explain", "fact-mismatch"), "Why:"),
    ],
)
def test_heavy_libraries_stay_out(arguments: tuple[str, ...], words: str) -> None:
    output, names = run_and_list_modules(*arguments)
    assert words in output
    assert not names & set(HEAVY)


def test_help_loads_neither_pydantic_nor_yaml() -> None:
    _, names = run_and_list_modules("--help")
    assert not names & {"pydantic", "yaml", "babel", "PIL", "lxml"}


def test_an_unchanged_article_loads_nothing_that_reads_or_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    # The folder of the artifacts is in that of the article, as for a paper in the working folder.
    monkeypatch.chdir(tmp_path)
    Path("article.md").write_text(
        "---\ntitle: A title\n---\n\n# One\n\nWords, and a claim [@nobody].\n", "utf-8"
    )
    command = [sys.executable, "-c", PROGRAM, "build", "article.md", "--to", "html", "--out", "."]
    first, second = (subprocess.run(command, capture_output=True, text=True) for _ in range(2))
    heavy = {"pydantic", "yaml", "babel", "PIL", "lxml", "rich", "pypandoc"}
    for run, is_unchanged in ((first, False), (second, True)):
        assert bool(heavy & set(run.stdout.partition("LOADED")[2].split())) != is_unchanged
    # The findings, with the line that each names, and the table but for the seconds.
    assert "[@nobody]" in first.stderr
    assert second.stderr == first.stderr
    mine, other = (run.stdout.partition("LOADED")[0].split() for run in (first, second))
    assert mine[:-1] == other[:-1]
    assert other[-1] == "0.0"
    strict = subprocess.run([*command, "--strict"], capture_output=True, text=True)
    assert strict.stderr == first.stderr
