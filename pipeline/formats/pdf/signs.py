"""Signs that no typeface has: which they are, and the page with their code points in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.formats.pdf.weasy import Message

NOTDEF = re.compile(r'\.notdef glyph rendered for .*: "(.*)" \(U\+([0-9A-F]+)\)', re.DOTALL)
_TAG = re.compile(r"(<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)")
# Headings with formulas, as they stand in running lines.
_PLAIN = re.compile(r'\bdata-plain="[^"]*"')
# What is in these is not printed.
_HIDDEN = ("<title", "<style")


def lacking(messages: Iterable[Message]) -> str:
    """Return the characters that WeasyPrint found no glyph for, each once."""
    found = (match for message in messages if (match := NOTDEF.match(message.text)))
    return "".join(sorted({chr(int(match[2], 16)) for match in found}))


def boxed(html: str, characters: str) -> str:
    """Return a page with each of these characters as its code point in a box.

    What is listened to keeps them: alternative texts and the document's title.
    """
    if not characters:
        return html
    sign = re.compile(f"[{re.escape(characters)}]")
    return "".join(_parts(html, sign))


def _parts(html: str, sign: re.Pattern[str]) -> Iterator[str]:
    hidden = False
    for part in _TAG.split(html):
        if part.startswith("<body"):
            yield sign.sub(lambda match: _code(match[0]), part)  # its attributes are the running lines
        elif part.startswith("<"):
            hidden = part.startswith(_HIDDEN)
            yield _PLAIN.sub(lambda match: sign.sub(lambda found: _code(found[0]), match[0]), part)
        elif hidden:
            yield part
        else:
            yield sign.sub(lambda match: f'<span class="fault sign">{_code(match[0])}</span>\u200b', part)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
