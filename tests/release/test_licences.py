"""Licences that the words of an article name."""

from __future__ import annotations

import pytest

from pipeline.release.licences import address, spdx


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("Text licensed under CC BY 4.0", "CC-BY-4.0"),
        ("CC-BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
        ("cc by-nc-nd 3.0", "CC-BY-NC-ND-3.0"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
        ("Creative Commons Attribution-ShareAlike License 4.0", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nd/3.0/deed", "CC-BY-ND-3.0"),
        ("CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)", "CC-BY-4.0"),
        ("CC0", "CC0-1.0"),
        ("MIT License", "MIT"),
        ("© MIT Press", ""),
        ("Text CC BY 4.0, code under the MIT License", ""),
        ("CC BY", ""),
        ("CC BY 5.0", ""),
        ("All rights reserved", ""),
        (None, ""),
    ],
)
def test_identifiers(words: str | None, identifier: str) -> None:
    assert spdx(words) == identifier


def test_addresses() -> None:
    assert address("CC-BY-NC-SA-4.0") == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert address("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert address("MIT") == "https://spdx.org/licenses/MIT.html"
    assert address("") == ""
