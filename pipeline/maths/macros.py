"""Macros of TeX: definitions removed from a text, and formulas with macros expanded, in bounded time.

Pandoc would expand them itself, without a bound; so its extension `latex_macros` is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Tokens = tuple[str, ...]

MAX_EXPANSIONS = 2000
MAX_TOKENS = 20_000
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*)?")
_NEW = frozenset({"\\newcommand", "\\renewcommand", "\\providecommand"})
_DEF = frozenset({"\\def", "\\gdef", "\\edef", "\\xdef"})
_PREFIXES = frozenset({"\\global", "\\long", "\\protected"})


class EndlessMacro(Exception):
    """A macro whose expansion has no end or exceeds the limit; the text is the name of the macro."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: its number of arguments, the default of the first one, and its body."""

    arity: int
    body: Tokens
    default: Tokens | None = None


Macros = Mapping[str, Macro]


def macro(arity: int, body: str, default: str | None = None) -> Macro:
    """Return a macro with TeX as its body."""
    return Macro(arity, tokens(body), None if default is None else tokens(default))


def tokens(text: str) -> Tokens:
    """Return TeX as control sequences, runs of space, and single characters."""
    return tuple(_TOKEN.findall(text))


def join(parts: Sequence[str]) -> str:
    """Return tokens as TeX: a space separates a control word from a letter after it."""
    pieces: list[str] = []
    for part in parts:
        if part[:1].isalpha() and part[:1].isascii() and pieces and _is_word(pieces[-1]):
            pieces.append(" ")
        pieces.append(part)
    return "".join(pieces)


def _is_word(token: str) -> bool:
    return len(token) > 1 and token[0] == "\\" and token[1].isalpha()


def without_comments(tex: str) -> str:
    """Return TeX without its comments."""
    return _COMMENT.sub(r"\1", tex) if "%" in tex else tex


def parse_definitions(text: str) -> tuple[dict[str, Macro], str]:
    """Return the macros that a text defines, and the text without their definitions."""
    if "\\" not in text:
        return {}, text
    macros: dict[str, Macro] = {}
    rest: list[str] = []
    reader = Reader(tokens(text))
    while reader.more():
        start = reader.at
        definition = _definition(reader)
        if definition is None:
            reader.at = start + 1
            rest.append(reader.parts[start])
        else:
            macros[definition[0]] = definition[1]
    return (macros, "".join(rest)) if macros else ({}, text)


class Reader:
    """Reads tokens from the left to the right."""

    def __init__(self, parts: Sequence[str]) -> None:
        """Begin with the first token."""
        self.parts = parts
        self.at = 0

    def more(self) -> bool:
        """Return whether there is another token."""
        return self.at < len(self.parts)

    def skip(self) -> str:
        """Skip space and return the next token without consuming it; empty at the end."""
        while self.more() and self.parts[self.at].isspace():
            self.at += 1
        return self.parts[self.at] if self.more() else ""

    def star(self) -> None:
        """Consume the star after a command."""
        if self.skip() == "*":
            self.at += 1

    def group(self) -> Tokens | None:
        """Read an argument: the content of braces, else a single token; None without one."""
        first = self.skip()
        if first in ("", "}"):
            return None
        if first != "{":
            self.at += 1
            return (first,)
        return self.within("{", "}")

    def option(self) -> Tokens | None:
        """Read the content of brackets; None without them."""
        return self.within("[", "]") if self.skip() == "[" else None

    def within(self, opening: str, closing: str) -> Tokens | None:
        """Read up to the closing sign; None if it is missing."""
        level = braces = 0
        for place in range(self.at, len(self.parts)):
            part = self.parts[place]
            if opening != "{":
                braces += (part == "{") - (part == "}")
            if part == opening and not braces:
                level += 1
            elif part == closing and not braces:
                level -= 1
                if not level:
                    inner = tuple(self.parts[self.at + 1 : place])
                    self.at = place + 1
                    return inner
        return None


def _definition(reader: Reader) -> tuple[str, Macro] | None:
    """Read a definition and return its name and macro; None if there is none that can be read."""
    while reader.more() and reader.parts[reader.at] in _PREFIXES:
        reader.at += 1
        reader.skip()
    if not reader.more():
        return None
    kind = reader.parts[reader.at]
    reader.at += 1
    if kind in _NEW:
        return _new_command(reader)
    if kind in _DEF:
        return _plain_definition(reader)
    if kind == "\\let":
        name = _name(reader)
        if reader.skip() == "=":
            reader.at += 1
        body = reader.group()
        return (name, Macro(0, body)) if name and body else None
    if kind == "\\DeclareMathOperator":
        star = "*" if reader.skip() == "*" else ""
        reader.star()
        name, body = _name(reader), reader.group()
        return (name, Macro(0, tokens(f"\\operatorname{star}{{{join(body)}}}"))) if name and body else None
    if kind == "\\DeclarePairedDelimiter":
        name, opening, closing = _name(reader), reader.group(), reader.group()
        if not name or opening is None or closing is None:
            return None
        return name, macro(1, f"\\left{join(opening)} #1 \\right{join(closing)}")
    return None


def _name(reader: Reader) -> str:
    """Read the name that is defined, in braces or without; empty if there is none."""
    inner = reader.group() or ()
    names = [part for part in inner if not part.isspace()]
    return names[0] if len(names) == 1 and names[0].startswith("\\") else ""


def _new_command(reader: Reader) -> tuple[str, Macro] | None:
    reader.star()
    name = _name(reader)
    count = "".join(reader.option() or ()).strip() or "0"
    default = reader.option() if count != "0" else None
    body = reader.group()
    if not name or body is None or not re.fullmatch("[0-9]", count):
        return None
    return name, Macro(int(count), body, default)


def _plain_definition(reader: Reader) -> tuple[str, Macro] | None:
    name = _name(reader)
    arity = 0
    while reader.skip() == "#" and reader.parts[reader.at + 1 : reader.at + 2] == (str(arity + 1),):
        arity, reader.at = arity + 1, reader.at + 2
    # Other signs between the arguments would be part of the call.
    body = reader.group() if reader.skip() == "{" else None
    return (name, Macro(arity, body)) if name and body is not None else None


def expand(tex: str, macros: Macros) -> str:
    """Return TeX with macros replaced by their bodies; EndlessMacro if that takes too long."""
    if not any(name in tex for name in macros):
        return tex
    stack = list(reversed(tokens(tex)))
    result: list[str] = []
    count = 0
    while stack:
        token = stack.pop()
        definition = macros.get(token)
        if definition is None:
            result.append(token)
            continue
        count += 1
        rest = Reader(tuple(reversed(stack)) if definition.arity else ())
        arguments = _arguments(rest, definition)
        if arguments is None:
            result.append(token)
            continue
        del stack[len(stack) - rest.at :]
        stack += reversed(tuple(_substitute(definition.body, arguments)))
        if count > MAX_EXPANSIONS or len(stack) + len(result) > MAX_TOKENS:
            raise EndlessMacro(token)
    return join(result) if count else tex


def _arguments(rest: Reader, definition: Macro) -> list[Tokens] | None:
    """Read the arguments of a macro; None if one is missing."""
    arguments: list[Tokens] = []
    if definition.default is not None:
        start = rest.at
        option = rest.option()
        if option is None:
            rest.at = start
        arguments.append(definition.default if option is None else option)
    while len(arguments) < definition.arity:
        argument = rest.group()
        if argument is None:
            return None
        arguments.append(argument)
    return arguments


def _substitute(body: Tokens, arguments: Sequence[Tokens]) -> Iterator[str]:
    """Yield a body with its arguments in place of `#1` to `#9`."""
    place = 0
    while place < len(body):
        digit = body[place + 1] if place + 1 < len(body) else ""
        if body[place] == "#" and digit.isdecimal() and 0 < int(digit) <= len(arguments):
            yield from arguments[int(digit) - 1]
            place += 2
        else:
            yield body[place]
            place += 1
