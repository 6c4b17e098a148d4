"""The web page: one HTML file with its style, script, typefaces and pictures; it needs no network."""

from __future__ import annotations

import re
from html import escape

from pipeline import theme
from pipeline.formats.epub.pictures import Pictures
from pipeline.formats.figure_frames import web as web_frames
from pipeline.formats.format import Setting
from pipeline.formats.reveal.declarations import move_styles
from pipeline.formats.web import contents, head, masthead, style, text
from pipeline.formats.web.linked_data import linked_data
from pipeline.formats.web.paper import paper_rules
from pipeline.formats.web.pictures import show_pictures
from pipeline.model.stages import Artifact, Edition
from pipeline.wording.scripts import direction
from pipeline.wording.terms import term

FILE = "article.html"
_SLOT = re.compile(r"<!--([a-z-]+)-->")
_JOINT = "\n<!--joint-->\n"


def render(edition: Edition, setting: Setting) -> Artifact:
    """Render the page. Raise DossierError if an image is missing."""
    front, lang = edition.front, edition.front.lang
    pictures = Pictures(edition, setting, web_frames)
    parts = text.write(edition, pictures, FILE)
    pieces = {
        "masthead": masthead.masthead(front, parts, edition.look),
        "contents": contents.contents(parts.entries, lang),
        "text": _opening(parts.opening) + parts.body,
        "foot": masthead.foot(parts),
    }
    # All at once: a class of the same name is the same style everywhere.
    markup, rules = move_styles(_JOINT.join(pieces.values()))
    pieces = dict(zip(pieces, markup.split(_JOINT), strict=True))
    template = theme.style_sheet("web.html")
    script = theme.style_sheet("web.js")
    fonts = style.fonts(setting, f"{markup}<p>{escape(front.title)}</p>")
    sheet = style.sheet(setting.theme, f"{rules}\n{paper_rules(front)}")
    fields = {
        **{name: show_pictures(piece, pictures) for name, piece in pieces.items()},
        "lang": escape(lang),
        "direction": direction(lang),
        "policy": escape(head.policy((head.VIEW, script), (fonts, sheet))),
        "head": head.head(edition, setting.theme),
        "linked-data": linked_data(edition),
        "fonts": fonts,
        "style": sheet,
        "script": script,
        "view": head.VIEW,
        "skip": escape(term(lang, "skip-to-article")),
        "close": escape(term(lang, "close")),
        "note": escape(term(lang, "note")),
    }
    page = _SLOT.sub(lambda match: fields[match[1]], template)
    return Artifact(FILE, "html", page.encode(), len(parts.entries), "sections", parts.diagnostics)


def _opening(markup: str) -> str:
    """Return what stands before the first section, if there is something."""
    return f'<div class="opening">\n{markup}</div>\n' if markup.strip() else ""
