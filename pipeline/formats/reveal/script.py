"""reveal.js as one inline script, and the policy that allows this script and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache

from pipeline.model import packaged
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Place, ToolMissing, error
from pipeline.setup.reveal import reveal_root

# Before anything is shown. Without it, as where scripts are off, slides are a page to be read one after the
# other; so they are at `?read`. At `?print-pdf` they are sheets of paper, without any script that has to be
# awaited; the class of that name keeps away the rules of reveal.js for paper.
VIEW = """
(function () {
  var html = document.documentElement, query = location.search;
  if (/[?&]print-pdf\\b/i.test(query)) html.className = "paper print-pdf";
  else if (!/[?&]read\\b/.test(query)) html.className = "";
  if (html.className) return;
  addEventListener("beforeprint", function () { html.classList.add("paper", "print-pdf"); });
  addEventListener("afterprint", function () { html.classList.remove("paper", "print-pdf"); });
})();
"""
START = """
(function () {{
  if (/\\b(paper|linear)\\b/.test(document.documentElement.className)) return;
  var options = {configuration};
  options.plugins = [RevealNotes, RevealSearch];
  var deck = new Reveal(document.querySelector(".reveal"), options);
  deck.initialize();
  deck.addKeyBinding({{ keyCode: 76, key: "L", description: "Read as a page" }}, function () {{
    location.assign(location.pathname + "?read#" + deck.getCurrentSlide().id);
  }});
}})();
"""
# The search marks words in elements that slides have themselves, and takes these away as well; its field has
# a style that the policy does not allow, and no name.
SEARCH = (
    ('new f("slidecontent")', 'new f("slidecontent","MARK")'),
    (' style="vertical-align: top;"/>\\n\\t\\t</span>', ' aria-label="Search"/>'),
)


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
        _search(),
        START.format(configuration=configuration),
    )
    return "\n".join(_inline(part) for part in parts)


def _search() -> str:
    text = _asset("plugin/search/search.js")
    for before, after in SEARCH:
        text = text.replace(before, after)
    return text


def _inline(text: str) -> str:
    """Escape a script for a page, so that no string in it closes the element."""
    text = re.sub(r"</(?=script)", r"<\\/", text)
    text = text.replace("<!--", r"<\!--")
    text = re.sub(r"<(?=script>)", r"\\x3c", text)
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def style() -> str:
    """Return the style sheets of reveal.js."""
    return _asset("dist/reset.css") + _asset("dist/reveal.css")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the content security policy: scripts and styles of the deck and of the notes window, by hashes.

    A style attribute of the notes window hides what it does not need at first.
    """
    window = _asset("plugin/notes/speaker-view.html")
    script_hashes = hashes((*scripts, *re.findall(r"<script>(.*?)</script>", window, re.DOTALL)))
    style_hashes = hashes((*styles, *re.findall(r"<style>(.*?)</style>", window, re.DOTALL)))
    attributes = hashes(dict.fromkeys(re.findall(r' style="([^"]*)"', window)))
    return (
        f"default-src 'none'; script-src {script_hashes}; "
        f"style-src {style_hashes} 'unsafe-hashes' {attributes}; "
        "img-src data:; font-src data:; "
        "frame-src 'self' file: blob:; base-uri 'none'; form-action 'none'"
    )


def hashes(texts: Iterable[str]) -> str:
    """Return the hashes of scripts or styles as sources in a policy."""
    return " ".join(f"'sha256-{_digest(text)}'" for text in texts)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
