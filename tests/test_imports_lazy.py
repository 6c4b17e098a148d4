"""Help and checks start without the libraries that only building needs."""

from __future__ import annotations

import subprocess
import sys

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
