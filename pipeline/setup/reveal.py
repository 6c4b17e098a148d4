"""The location of reveal.js: the PyPI package sphinx-revealjs has all its static files, without Node.

`reveal_root()` contains `dist/reveal.js`, `dist/reveal.css`, `dist/reset.css`, `dist/theme/`,
`plugin/notes/notes.js` and the other plugins. Neither that package nor Sphinx is
imported, and the lock file leaves Sphinx out.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path


def reveal_root() -> Path:
    """Return the folder of `dist/reveal.js` and `plugin/notes/notes.js`; FileNotFoundError without."""
    spec = find_spec("sphinx_revealjs")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        root = Path(place) / "_static" / "revealjs"
        if (root / "dist" / "reveal.js").is_file() and (root / "plugin" / "notes" / "notes.js").is_file():
            return root
    raise FileNotFoundError("reveal.js is not there: pip install --no-deps sphinx-revealjs==3.2.1")


def reveal_version() -> str:
    """Return the version that `dist/reveal.js` names in its first lines."""
    with (reveal_root() / "dist" / "reveal.js").open(encoding="utf-8") as script:
        match = re.search(r"reveal\.js (\d[\w.]*)", script.read(200))
    return match[1] if match else "unknown"
