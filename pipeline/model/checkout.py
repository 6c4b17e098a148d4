"""Where Dossier runs: from a checkout, which has a Makefile, or as an installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def is_checkout() -> bool:
    """Tell whether the package lies in a checkout of the project."""
    return (Path(__file__).parents[2] / "Makefile").is_file()


def cure(target: str, otherwise: str) -> str:
    """Return how to get what is missing: a target of the Makefile, or `otherwise` where there is none."""
    return f"make {target}" if is_checkout() else otherwise
