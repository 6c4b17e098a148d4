"""Folders of languages: what is there, what goes before what, and that nothing can be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pipeline import languages
from pipeline.languages.loading import _folders

FULL = frozenset(languages.PARTS)
FILES = [(tag, part) for tag, parts in _folders().items() for part in sorted(parts)]


def test_every_file_is_a_part() -> None:
    assert {part for _, part in FILES} == FULL


@pytest.mark.parametrize(("tag", "part"), FILES)
def test_every_file_has_the_shape_of_english(tag: str, part: languages.Part) -> None:
    assert languages.part(tag, part)


def patterns(value: Any) -> Iterator[str]:
    """Yield the texts of data, at any depth."""
    match value:
        case Mapping():
            for each in value.values():
                yield from patterns(each)
        case tuple():
            for each in value:
                yield from patterns(each)
        case str():
            yield value
        case _:
            pass


@pytest.mark.parametrize("part", ["discourse", "evidence"])
def test_the_rules_are_patterns_that_can_be_compiled(part: languages.Part) -> None:
    for tag in languages.tags(part):
        for text in patterns(languages.part(tag, part)):
            re.compile(text)


def test_what_is_there_is_told_of_every_form_of_a_tag() -> None:
    assert all(languages.has("en", part) for part in languages.PARTS)
    assert languages.has("FR_ca", "discourse")
    assert not languages.has("und", "discourse")
    assert not any(languages.has("pl", part) for part in languages.PARTS)
    assert "en-US" not in languages.tags("numbers")
    assert "und" not in languages.tags("numbers")


def test_a_region_goes_before_its_language() -> None:
    style = languages.part("en-Latn-us", "numbers")["style"]
    assert style["day"] == "MMMM d, y"
    assert style["percent"] == languages.part("en", "numbers")["style"]["percent"]
    assert languages.part("en-GB", "numbers")["style"]["day"] == "d MMMM y"
    assert languages.part("pt-PT", "page")["section"] == "Secção"
    assert languages.part("pt-PT", "page")["figure"] == languages.part("pt-BR", "page")["figure"]


def test_a_language_without_a_part_has_what_all_have_and_never_english() -> None:
    assert languages.part("pl", "discourse") == {}
    assert languages.part("pl", "page") == {}
    assert languages.part("pl", "numbers") == languages.part("und", "numbers")
    assert "numerals" not in languages.part("pl", "numbers")["reading"]


def test_data_cannot_be_changed() -> None:
    data: Any = languages.part("en-US", "numbers")
    with pytest.raises(TypeError):
        data["style"]["day"] = "y"
    with pytest.raises(TypeError):
        data["scale"][0]["power"] = 1
    assert isinstance(data["reading"]["about"], tuple)
