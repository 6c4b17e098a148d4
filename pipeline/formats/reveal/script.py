"""reveal.js as one inline script, and the policy that allows this script and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from pipeline.model import packaged
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Place, ToolMissing, error
from pipeline.setup.reveal import reveal_root

# Words for the parts that reveal.js adds to the page, and no motion for readers who prefer none.
START = """
(function () {{
  var options = {configuration};
  options.plugins = [RevealNotes];
  var deck = new Reveal(document.querySelector(".reveal"), options);
  deck.initialize();
}})();
"""


@cache
def _asset(name: str) -> str:
    try:
        return packaged.text(reveal_root() / name)
    except FileNotFoundError as failure:
        raise ToolMissing(
            [
                error(
                    "tool-missing",
                    "missing reveal.js",
                    Place("reveal.js"),
                    cure("setup", str(failure).partition(": ")[2]),
                )
            ]
        ) from failure


def script(configuration: str) -> str:
    """Return the one script of the deck: reveal.js, the notes window, and their start."""
    parts = (
        _asset("dist/reveal.js"),
        _asset("plugin/notes/notes.js"),
        START.format(configuration=configuration),
    )
    return "\n".join(_inline(part) for part in parts)


def _inline(text: str) -> str:
    """Escape a script for a page, so that no string in it closes the element."""
    text = re.sub(r"</(?=script)", r"<\\/", text)
    text = text.replace("<!--", r"<\!--")
    text = re.sub(r"<(?=script>)", r"\\x3c", text)
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def style() -> str:
    """Return the style sheets of reveal.js."""
    return _asset("dist/reset.css") + _asset("dist/reveal.css")


def policy(deck_script: str) -> str:
    """Return the content security policy: the deck's script and that of the notes window, by their hashes."""
    sources = " ".join(f"'sha256-{_digest(text)}'" for text in (deck_script, *_window_scripts()))
    return (
        f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; "
        "frame-src 'self' file: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _window_scripts() -> list[str]:
    """Return the scripts that the notes window writes into itself."""
    return re.findall(r"<script>(.*?)</script>", _asset("plugin/notes/speaker-view.html"), re.DOTALL)
