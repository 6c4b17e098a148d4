"""Licences that the words of an article name, by the identifiers of SPDX that catalogues ask for."""

from __future__ import annotations

import re

# Creative Commons, in short or in words, or by the address of the deed.
_SHORT = re.compile(r"\bCC[ -]?BY((?:[ -](?:NC|ND|SA))*)[ -]?v?(\d\.\d)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"creativecommons\.org/licenses/by((?:-(?:nc|nd|sa))*)/(\d\.\d)", re.IGNORECASE)
_LONG = re.compile(
    r"Creative Commons Attribution((?:[ -]+(?:Non-?Commercial|No-?Deriv(?:ative)?s|Share-?Alike))*)"
    r"(?: (?:Licen[cs]e|International|Unported|Generic))*,? ?(?:v|version )?(\d\.\d)",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\bCC[ -]?0\b|creativecommons\.org/publicdomain/zero/1\.0", re.IGNORECASE)
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
# Licences by a name that is used for nothing else.
_NAMES = {
    r"\bMIT (?i:licen[cs]e)\b|^\s*MIT\s*$": "MIT",
    r"\bApache(?:-| (?i:licen[cs]e),? (?:version )?)2\.0\b": "Apache-2.0",
    r"\bAGPL-3\.0-or-later\b": "AGPL-3.0-or-later",
    r"\bGPL-3\.0-or-later\b": "GPL-3.0-or-later",
    r"\bODbL(?:-| )1\.0\b": "ODbL-1.0",
}


def spdx(words: str | None) -> str:
    """Return the identifier of the one licence that words name; empty for none, or for more than one."""
    identifiers = {*_creative_commons(words or "")}
    identifiers.update(name for pattern, name in _NAMES.items() if re.search(pattern, words or ""))
    return identifiers.pop() if len(identifiers) == 1 else ""


def address(identifier: str) -> str:
    """Return the address of a licence's text."""
    match = re.fullmatch(r"CC-(BY(?:-NC|-ND|-SA)*)-(\d\.\d)", identifier)
    if match:
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    if identifier == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{identifier}.html" if identifier else ""


def _creative_commons(words: str) -> set[str]:
    result = {"CC0-1.0"} if _ZERO.search(words) else set()
    for pattern in (_SHORT, _ADDRESS, _LONG):
        for tail, version in pattern.findall(words):
            if version in _VERSIONS:
                result.add("-".join(["CC-BY", *_parts(tail), version]))
    return result


def _parts(tail: str) -> list[str]:
    """Return the conditions in the order that SPDX has them."""
    names = {
        name
        for name, pattern in (("NC", r"NC|Commercial"), ("ND", r"ND|Deriv"), ("SA", r"SA|Alike"))
        if re.search(pattern, tail, re.IGNORECASE)
    }
    return [name for name in ("NC", "ND", "SA") if name in names]
