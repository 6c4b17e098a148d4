"""Package URLs (purl): the names by which catalogues of software know a component."""

from __future__ import annotations

import re
from urllib.parse import quote


def pypi(name: str, version: str, file: str = "") -> str:
    """Return the address of a Python package, or of a file in it."""
    plain_name = re.sub(r"[-_.]+", "-", name).lower()
    return _url("pypi", plain_name, version, file)


def generic(name: str, version: str, file: str = "") -> str:
    """Return the address of what is in no registry, or of a file in it."""
    return _url("generic", name, version, file)


def _url(kind: str, name: str, version: str, file: str) -> str:
    parts = (quote(part, safe="") for part in file.split("/") if part not in ("", ".", ".."))
    path = "/".join(parts)
    tail = f"@{quote(version, safe='')}" if version else ""
    return f"pkg:{kind}/{quote(name, safe='')}{tail}" + (f"#{path}" if path else "")
