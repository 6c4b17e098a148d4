"""Khmer, which is written without spaces between words: places where its lines may break."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.wording.scripts import script

RUN = re.compile(f"[{script('Khmr').ranges}\u200b]+")
# A run shorter than this stands on one line well enough; looking for words in it is not worth the time.
LONG = 12
ZERO_WIDTH_SPACE = "\u200b"


def breakable(node: n.Str) -> n.Inlines:
    """Return a word with zero-width spaces between the words of its Khmer, if it has any."""
    if not RUN.search(node.text):
        return (node,)
    return (replace(node, text=RUN.sub(lambda match: _parted(match.group()), node.text)),)


def _parted(text: str) -> str:
    if len(text) < LONG or ZERO_WIDTH_SPACE in text:
        return text
    from khmercut import tokenize

    return ZERO_WIDTH_SPACE.join(tokenize(text))
