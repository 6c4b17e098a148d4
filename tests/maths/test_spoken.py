"""Formulas in words: short ones stay short, different ones sound different, and nothing is dropped."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pipeline.maths.spoken import speak, speak_all
from tests.sourcecode import ROOT

TABLE = Path(__file__).parent / "formulas.toml"
ROWS: list[dict[str, str]] = tomllib.loads(TABLE.read_text("utf-8"))["formula"]

# Each row looks different; spoken they must too.
APART = (
    (r"a/(b+c)", r"a/b + c", r"\frac{a}{b+c}", r"\frac{a}{b}+c"),
    (r"\frac{a}{b+c}+d", r"\frac{a}{b+c+d}"),
    (r"\frac{a}{b}c", r"\frac{a}{bc}", r"\frac{ac}{b}"),
    (r"\frac{\frac{a}{b}}{c}", r"\frac{a}{\frac{b}{c}}"),
    (r"\sqrt{a+b}", r"\sqrt{a}+b"),
    (r"\sqrt{ab}", r"\sqrt{a}b"),
    (r"\sqrt{\sqrt{a}+b}", r"\sqrt{\sqrt{a+b}}"),
    (r"\sqrt[3]{x}y", r"\sqrt[3]{xy}", r"\sqrt[n]{xy}"),
    (r"x^{2n}", r"x^2 n"),
    (r"x^{nm}", r"x^n m", r"x_n m", r"x_{nm}"),
    (r"x^{2^n}", r"{x^2}^n"),
    (r"x_{i}^{2}", r"x_{i^2}"),
    (r"x_m^n", r"x_{m^n}"),
    (r"a_{n+1}", r"a_n+1"),
    (r"x_{i,j}", r"x_i, j"),
    (r"e^{x+1}", r"e^x+1"),
    (r"e^{-x}y", r"e^{-xy}"),
    (r"\overline{a+b}", r"a+\overline{b}", r"\overline{a}+b"),
    (r"\vec{a+b}", r"\vec{a}+b"),
    (r"\underbrace{a+b}_n", r"a+\underbrace{b}_n"),
    (r"\binom{n}{k}+1", r"\binom{n}{k+1}", r"\binom{n+1}{k}"),
    (r"|a|+b", r"|a+b|"),
    (r"\log_2 8", r"\log 28", r"\log_{2} 8 n", r"\log_{2n} 8"),
    (r"\sin^2 x", r"\sin x^2"),
    (r"-x^2", r"(-x)^2"),
    ("A", "a", r"\mathcal{A}", r"\mathbf{a}", r"\mathbf{A}", r"\mathfrak{A}", r"\alpha"),
    (r"\Gamma", r"\gamma"),
    (r"\phi", r"\varphi"),
    (r"\epsilon", r"\varepsilon"),
    (r"\mathbb{R}", "R"),
    (r"\mathrm{Hz}", "Hz"),
    (r"\int_a^b f", r"\int_{a^b} f"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\begin{vmatrix}a&b\\c&d\end{vmatrix}"),
    (r"\begin{pmatrix}a&b\end{pmatrix}", r"\begin{pmatrix}a\\b\end{pmatrix}"),
    (r"\begin{pmatrix}a&b\end{pmatrix}", r"\begin{pmatrix}ab\end{pmatrix}"),
    (r"2\,\mathrm{m\,s}", r"2\,\mathrm{ms}", r"2\,\mathrm{m/s}"),
    (r"3\ 4", "34"),
)  # fmt: skip


@pytest.fixture(scope="module", params=["en", "fr"])
def spoken_formulas(request: pytest.FixtureRequest) -> tuple[str, Mapping[str, str]]:
    """Return a language and what is said in it for all formulas here."""
    formulas = [row["tex"] for row in ROWS] + [tex for group in APART for tex in group]
    return request.param, speak_all(formulas, request.param)


def test_formulas_are_said_in_the_language(spoken_formulas: tuple[str, Mapping[str, str]]) -> None:
    lang, words = spoken_formulas
    assert {row["tex"]: words[row["tex"]] for row in ROWS} == {row["tex"]: row[lang] for row in ROWS}


def test_what_looks_different_sounds_different(spoken_formulas: tuple[str, Mapping[str, str]]) -> None:
    _, words = spoken_formulas
    pairs = [pair for group in APART for pair in combinations(group, 2)]
    assert [pair for pair in pairs if words[pair[0]] == words[pair[1]]] == []


def test_every_formula_here_has_words(spoken_formulas: tuple[str, Mapping[str, str]]) -> None:
    _, words = spoken_formulas
    assert [tex for tex, text in words.items() if text == tex and "\\" in tex] == []


@pytest.mark.parametrize(
    "tex",
    [r"\ce{H2O}", r"\unknown{x}", r"\frac{a", "a ⋉ b", "日本", r"\text{}", "", "{"],
    ids=["package", "unknown", "broken", "sign", "script", "empty text", "empty", "brace"],
)
def test_what_has_no_words_is_its_tex(tex: str) -> None:
    assert speak(tex, "en") == tex


def test_a_language_without_words_gets_the_tex() -> None:
    assert speak(r"x^2", "km") == r"x^2"
    assert speak(r"x^2", "fr-CA") == "x au carré"


def test_one_formula_without_words_does_not_silence_the_others() -> None:
    assert speak_all(("x^2", r"\unknown", "y<z", "x^2"), "en") == {
        "x^2": "x squared",
        r"\unknown": r"\unknown",
        "y<z": "y is less than z",
    }


def entries(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, int]]:
    """Yield the places of a language's words, and how many slots each has."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value).count("{")


def test_the_languages_have_words_for_the_same_things() -> None:
    files = sorted((ROOT / "pipeline/languages").glob("*/formulas.toml"))
    english, *others = (dict(entries(tomllib.loads(file.read_text("utf-8")))) for file in files)
    assert len(english) > 300
    for other in others:
        assert other == english
