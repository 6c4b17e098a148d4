"""Changes offered to WeasyPrint and pydyf: each applies to the version that is here, and mends its fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pipeline.formats.pdf.patches.table import PATCHES
from tests.upstream.faults import FAULTS, OPEN_FAULTS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DIFFS = sorted(HERE.glob("*.diff"))
PACKAGES = ("weasyprint", "pydyf")
# Dossier's own patches stay away: the libraries alone are tried.
PROBE = """
import sys
from pipeline.formats.pdf.patches import table
table.apply = lambda *patches: None
from tests.upstream.faults import FAULTS, OPEN_FAULTS
import weasyprint, pydyf
assert all(each.__file__.startswith(sys.argv[1]) for each in (weasyprint, pydyf))
known = {**FAULTS, **OPEN_FAULTS}
print(*(name for name in sys.argv[2:] for shows in known[name] if shows()))
"""


def name_of(diff: Path) -> str:
    return diff.stem.replace("_", "-")


def copy_tree(folder: Path) -> Path:
    """Copy the libraries as they are installed."""
    for package in PACKAGES:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(spec.origin).parent, folder / package, ignore=ignore)
    return folder


def faults(folder: Path, names: list[str]) -> set[str]:
    """Return the names of the faults that show with the libraries in a folder."""
    environment = {**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"}
    command = [sys.executable, "-P", "-W", "ignore", "-c", PROBE, str(folder), *names]
    process = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    return set(process.stdout.split())


def test_every_change_is_that_of_a_known_fault() -> None:
    assert {name_of(diff) for diff in DIFFS} <= {patch.name for patch in PATCHES} | set(OPEN_FAULTS)
    assert set(OPEN_FAULTS) <= {name_of(diff) for diff in DIFFS}
    assert not set(OPEN_FAULTS) & set(FAULTS)


def test_changes_apply_and_mend_their_faults(tmp_path: Path) -> None:
    names = [name_of(diff) for diff in DIFFS]
    folder = copy_tree(tmp_path)
    assert faults(folder, names) == set(names)
    for diff in DIFFS:
        subprocess.run(["git", "apply", "--whitespace=error", str(diff)], cwd=folder, check=True)
    assert faults(folder, names) == set()
