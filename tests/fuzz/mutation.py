"""Changes of bundles: a file is chosen, and changed by what its name says that it is."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from pipeline.schemas import schema_text
from tests.fuzz import tokens
from tests.fuzz.bundle import Bundle
from tests.fuzz.pdf_mutation import pdf_changed
from tests.fuzz.text_mutation import change, damage
from tests.fuzz.tree_mutation import Vocabulary, json_changed, xml_changed


def _keys(name: str) -> tuple[str, ...]:
    """Return the keys that a schema knows."""
    return tuple(sorted(set(re.findall(r'"([a-z-]+)": \{', schema_text(name)))))


_FRONT = (*_keys("front-matter"), "author", "abstract", "tags", "license", "header-includes", "format", "toc")
_LEDGER, _FIGURE = _keys("facts"), _keys("figure")
WORDS: Mapping[str, Sequence[str]] = {
    ".md": (*tokens.MARKDOWN, *tokens.MARKDOWN, *tokens.LATEX),
    ".yaml": (*tokens.YAML, *_LEDGER, *_FIGURE),
    ".json": (
        *tokens.CSL_JSON,
        "{",
        "}",
        "[",
        "]",
        '"',
        ":",
        ",",
        "\\u0000",
        "\\ud800",
        "1e999",
        "9" * 5000,
        "NaN",
    ),
    ".bib": (*tokens.BIBTEX, *tokens.LATEX),
    ".ris": tokens.RIS,
    ".svg": (*tokens.XML, *tokens.SVG, *tokens.SVG_ATTRIBUTES, *tokens.ATTRIBUTES),
    ".csl": (*tokens.XML, *tokens.CSL, *tokens.CSL_ATTRIBUTES, *tokens.ATTRIBUTES),
    ".xml": (*tokens.XML, *tokens.ATTRIBUTES),
    ".pdf": tokens.PDF,
}
SVG = Vocabulary(tokens.SVG, tokens.SVG_ATTRIBUTES)
CSL = Vocabulary(tokens.CSL, tokens.CSL_ATTRIBUTES)
_OFFICE = ("p", "r", "t", "tbl", "tr", "tc", "hyperlink", "footnoteReference", "drawing", "oMath", "m", "f", "num", "den", "h",
           "a", "span", "list", "list-item", "table", "table-row", "table-cell", "note", "body", "sectPr", "div", "b")  # fmt: skip
XML = Vocabulary(_OFFICE, ("val", "id", "href", "style-name", "anchor", "name", "class", "colspan", "target"))
_VOCABULARIES = {".svg": SVG, ".csl": CSL, ".xml": XML, ".rels": XML, ".opf": XML, ".xhtml": XML}


def mutate(bundle: Bundle, chance: random.Random, others: Sequence[Bundle]) -> Bundle:
    """Return a bundle with a file changed, taken from another, left out, or under another name."""
    files = dict(bundle.files)
    if not files:
        return chance.choice(others) if others else bundle
    for _ in range(chance.choice((1, 1, 1, 2))):
        name = chance.choice([*files, *[each for each in files if each.endswith(".md")]])
        other = chance.choice(others) if others else bundle
        alike = [data for key, data in other.files.items() if _ending(key) == _ending(name)]
        kind = chance.random()
        if kind < 0.03 and len(files) > 1:
            del files[name]
        elif kind < 0.06 and alike:
            files[name] = chance.choice(alike)
        elif kind < 0.08 and other.files and bundle.target == "article":
            key = chance.choice(list(other.files))
            files[key] = other.files[key]
        elif kind < 0.09 and bundle.target == "article":
            files[name] = files[chance.choice(list(files))]
        else:
            like = chance.choice(alike) if alike else b""
            files[name] = _file_changed(name, files[name], chance, like)
    return Bundle(bundle.target, files)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _file_changed(name: str, data: bytes, chance: random.Random, other: bytes) -> bytes:
    ending = _ending(name)
    kind = chance.random()
    if kind < 0.06 or ending in (".png", ".jpg"):
        return damage(data, chance)
    try:
        if ending == ".pdf" and kind < 0.7:
            return pdf_changed(data, chance)
        if ending in (".json", ".ipynb") and kind < 0.7:
            return json_changed(data, chance, WORDS[".json"])
        if ending in _VOCABULARIES and kind < 0.65:
            return xml_changed(data, chance, _VOCABULARIES[ending])
    except (ValueError, RecursionError):
        pass
    words = WORDS.get(ending, (*tokens.FOREIGN, *tokens.MARKDOWN, *tokens.LATEX, *tokens.XML))
    if ending == ".pdf":
        return change(data.decode("latin-1"), chance, words, other.decode("latin-1")).encode(
            "latin-1", "replace"
        )
    if ending == ".md" and chance.random() < 0.35:
        return _head_changed(data.decode("utf-8", "replace"), chance, other.decode("utf-8", "replace"))
    text = change(data.decode("utf-8", "replace"), chance, words, other.decode("utf-8", "replace"))
    return text.encode("utf-8", "surrogatepass")


def _head_changed(text: str, chance: random.Random, other: str) -> bytes:
    """Return an article with its front matter changed."""
    parts = text.split("---\n", 2)
    if len(parts) < 3:
        parts = ["", "title: x\nlang: en\n", text]
    words = (*_FRONT, *tokens.YAML, *[f"{key}: " for key in _FRONT])
    parts[1] = change(parts[1], chance, words, other.split("---\n", 2)[1] if other.count("---\n") > 1 else "")
    return "---\n".join(parts).encode("utf-8", "surrogatepass")
