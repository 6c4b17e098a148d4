"""The deck as one HTML file: reveal.js, fonts and pictures in it, and nothing fetched from anywhere."""

from __future__ import annotations

import json
from html import escape

from pipeline import theme
from pipeline.formats import reveal_fonts, reveal_script
from pipeline.formats.format import Format, Setting
from pipeline.formats.reveal_slides import sections
from pipeline.model.stages import Artifact, Edition
from pipeline.slides.findings import findings
from pipeline.wording.terms import term

FILE = "deck.html"


def render(edition: Edition, setting: Setting) -> Artifact:
    """Return the deck as a single HTML file."""
    slides = edition.slides
    body, diagnostics = sections(slides, edition, setting)
    script = reveal_script.script(_configuration(setting))
    fonts = reveal_fonts.font_faces(setting, body + edition.front.title)
    fallback = any(setting.theme[f"font.{face.role}"] in fonts for face in setting.theme.fallbacks())
    fields = {
        "lang": escape(edition.front.lang),
        "title": escape(edition.front.title),
        "authors": escape(", ".join(author.name for author in edition.front.authors)),
        "policy": escape(reveal_script.policy(script)),
        "label": escape(term(edition.front.lang, "slides")),
        "style": reveal_script.style() + setting.theme.css(fallback=fallback) + theme.style_sheet("deck.css"),
        "fonts": fonts,
        "slides": body,
        "script": script,
    }
    page = theme.style_sheet("deck.html")
    for name, text in fields.items():
        page = page.replace(f"<!--{name}-->", text)
    found = (*diagnostics, *findings(slides, edition.source))
    return Artifact(FILE, "html", page.encode(), len(slides), "slides", found)


def _configuration(setting: Setting) -> str:
    """Return what reveal.js is started with; a slide is as large as the PPTX one, in CSS pixels."""
    width, height = (round(setting.theme.points(f"slide.{name}") / 0.75) for name in ("width", "height"))
    return json.dumps(
        {
            "width": width,
            "height": height,
            "margin": 0,
            "center": False,
            "hash": True,
            "slideNumber": "c/t",
            "progress": True,
            "controls": True,
            "controlsTutorial": False,
            "controlsLayout": "edges",
            "transition": "none",
            "backgroundTransition": "none",
            "pdfSeparateFragments": False,
            "pdfMaxPagesPerSlide": 1,
            "scrollActivationWidth": 0,
        }
    )


HTML = Format("html", FILE, "deck", render)
