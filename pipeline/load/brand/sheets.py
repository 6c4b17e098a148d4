"""Style sheets of a house: parsed before they are used, for they must read and fetch nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline import theme
from pipeline.load.brand.tokens import INVALID, SECTIONS
from pipeline.model.diagnostics import Diagnostic, Place, warning
from pipeline.model.source import SourceText

# Functions of CSS that name a file or an address in quotes.
_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "attr-url"})
_NO_FILES = "a style sheet reads no file and fetches nothing: write a picture into it as `data:`"
_TOKEN_SECTIONS = frozenset({*SECTIONS, "font"} - {"dark"})


def check(source: SourceText) -> tuple[Diagnostic, ...]:
    """Return the findings on a style sheet; with one of them it is not used."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(source.text, skip_comments=True, skip_whitespace=True)
    findings = list(_of_nodes(rules, source))
    small_letters = source.text.lower()
    if "</style" in small_letters or "<!--" in small_letters:
        offset = max(small_letters.find("</style"), small_letters.find("<!--"))
        findings.append(
            warning(INVALID, "this would end the style sheet in a page", source.place(offset), "take it away")
        )
    return tuple(dict.fromkeys(findings))


def _of_nodes(nodes: Any, source: SourceText) -> Iterator[Diagnostic]:
    for node in nodes or ():
        place = Place(source.file, node.source_line, node.source_column)
        match node.type:
            case "error":
                yield warning(INVALID, f"this is not CSS: {node.message}", place, "mend the rule")
            case "at-rule" if node.lower_at_keyword in ("import", "font-face", "charset", "namespace"):
                hint = (
                    "write the rules here"
                    if node.lower_at_keyword == "import"
                    else "set typefaces in `_brand.yml`"
                )
                yield warning(
                    INVALID, f"`@{node.lower_at_keyword}` is not for a house's style sheet", place, hint
                )
            case "url" if not _is_inner(node.value):
                yield warning(INVALID, f"the style sheet asks for `{node.value[:60]}`", place, _NO_FILES)
            case "function" if node.lower_name in _LOADING:
                strings = [each.value for each in node.arguments if each.type in ("string", "url")]
                for text in strings:
                    if not _is_inner(text):
                        yield warning(INVALID, f"the style sheet asks for `{text[:60]}`", place, _NO_FILES)
            case "function" if node.lower_name == "var":
                yield from _of_variable(node, place, source)
            case _:
                pass
        for part in ("prelude", "content", "arguments", "value"):
            inner = getattr(node, part, None)
            if isinstance(inner, list):
                yield from _of_nodes(inner, source)


def _of_variable(node: Any, place: Place, source: SourceText) -> Iterator[Diagnostic]:
    """Yield a finding for a token that is none; variables that the sheet sets itself are its own."""
    name = next((each.value for each in node.arguments if each.type == "ident"), "")
    variables = _variables()
    section = name.removeprefix("--").partition("-")[0]
    if (
        name not in variables
        and section in _TOKEN_SECTIONS
        and f"{name}:" not in source.text.replace(" ", "")
    ):
        close = difflib.get_close_matches(name, variables, n=1, cutoff=0.6)
        hint = f"did you mean `{close[0]}`?" if close else "see `dossier brand show`"
        yield warning(INVALID, f"no token is called `{name[:60]}`", place, hint)


def _variables() -> Mapping[str, None]:
    tokens = theme.load().at_ratio("16:9").tokens
    return {f"--{section}-{name}": None for section, values in tokens.items() for name in values}


def _is_inner(address: str) -> bool:
    return address.lower().startswith(("data:", "#"))
