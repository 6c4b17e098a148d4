"""Characters without a glyph in any typeface: read from WeasyPrint's messages, shown as code points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.formats.pdf.weasy import Message

NOTDEF = re.compile(r'\.notdef glyph rendered for .*: "(.*)" \(U\+([0-9A-F]+)\)', re.DOTALL)
_TAG = re.compile(r"(<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)")
# The plain text of headings with formulas, for running lines.
_PLAIN = re.compile(r'\bdata-plain="[^"]*"')
# Elements without visible content.
_UNPRINTED_TAGS = ("<title", "<style")


def find_missing(messages: Iterable[Message]) -> str:
    """Return the characters without a glyph, each once."""
    matches = (match for message in messages if (match := NOTDEF.match(message.text)))
    return "".join(sorted({chr(int(match[2], 16)) for match in matches}))


def box_characters(html: str, characters: str) -> str:
    """Replace each of these characters on a page by its code point in a box.

    Alternative texts and the document's title keep the characters: screen readers read them.
    """
    if not characters:
        return html
    sign = re.compile(f"[{re.escape(characters)}]")
    return "".join(_parts(html, sign))


def _parts(html: str, sign: re.Pattern[str]) -> Iterator[str]:
    is_hidden = False
    for part in _TAG.split(html):
        if part.startswith("<body"):
            yield sign.sub(lambda match: _code(match[0]), part)  # its attributes are the running lines
        elif part.startswith("<"):
            is_hidden = part.startswith(_UNPRINTED_TAGS)
            yield _PLAIN.sub(lambda match: sign.sub(lambda sign_match: _code(sign_match[0]), match[0]), part)
        elif is_hidden:
            yield part
        else:
            yield sign.sub(lambda match: f'<span class="fault sign">{_code(match[0])}</span>\u200b', part)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
