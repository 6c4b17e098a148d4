"""What stands in the margins of a page on paper: who may read it, the title, the number of the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.formats.byline import marks
from pipeline.model.front_matter import FrontMatter
from pipeline.wording.clipping import clip

# Letters for which a margin has room.
ROOM = 90
_SIGNS = re.compile(r"""["\\<>&\x00-\x1f\x7f\u2028\u2029]""")


def paper_rules(front: FrontMatter) -> str:
    """Return the rules of a sheet of paper that name this article."""
    return f"@media print {{ @page {{ {' '.join(_margins(front))} }} }}"


def _margins(front: FrontMatter) -> Iterator[str]:
    words = "  ·  ".join(words for _, words in marks(front))
    if words:
        yield f"@top-center {{ content: {_string(words)} }}"
    yield f"@bottom-left {{ content: {_string(clip(front.running_title, ROOM))} }}"
    yield '@bottom-right { content: counter(page) "/" counter(pages) }'


def _string(text: str) -> str:
    """Return a text as a string of CSS that no text ends early."""
    return '"' + _SIGNS.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'
