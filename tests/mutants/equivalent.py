"""Changes that no test can tell from the code, with the reason of each: `equivalent.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.mutants.mutant import Mutant

LIST = Path(__file__).parent / "equivalent.toml"


def reason(mutant: Mutant) -> str | None:
    """Return why a mutant is no fault, or None."""
    table = tomllib.loads(LIST.read_text("utf-8"))
    for rule in table["rule"]:
        if re.search(rule["before"], mutant.before) and re.search(rule.get("after", ""), mutant.after):
            return str(rule["reason"])
    for one in table.get("mutant", ()):
        if (one["file"], one["before"], one["after"]) == (mutant.file, mutant.before, mutant.after):
            return str(one["reason"])
    return None
