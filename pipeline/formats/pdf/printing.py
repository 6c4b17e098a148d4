"""Printing: what is written, on paper. A draft is printed twice, for its lines are counted on the first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pipeline import theme
from pipeline.formats.format import Setting
from pipeline.formats.pdf import attached, conformance, draft, fonts, page, signs, weasy
from pipeline.formats.pdf.media import redrawn
from pipeline.formats.pdf.resource import Resource
from pipeline.model.stages import Edition
from pipeline.wording.terms import term


@dataclass(frozen=True, slots=True)
class Job:
    """All that a PDF is printed from: the edition, its text as HTML, what that shows, and the press."""

    edition: Edition
    setting: Setting
    parts: page.Written
    press: weasy.Press = field(repr=False)
    resources: Mapping[str, Resource] = field(repr=False)


def printed(job: Job, *, with_contents: bool) -> weasy.Printed:
    """Return a job's PDF; a sign that no typeface has is printed again as its code point.

    So is an SVG that WeasyPrint cannot draw, as pixels, and contents that do not fit on a page, as one list.
    """
    made = _printed(job, "", with_contents=with_contents)
    if made.divided:
        parts = replace(job.parts, contents=page.in_one_list(job.parts.contents))
        job = replace(job, parts=parts)
        made = _printed(job, "", with_contents=with_contents)
    if undrawn := redrawn(job.resources, (each.text for each in made.messages), job.setting):
        job = replace(job, resources={**job.resources, **undrawn})
        made = _printed(job, "", with_contents=with_contents)
    if lacking := signs.lacking(made.messages):
        again = _printed(job, lacking, with_contents=with_contents)
        made = replace(again, messages=(*made.messages, *again.messages))
    return made


def _printed(job: Job, lacking: str, *, with_contents: bool) -> weasy.Printed:
    resources = job.resources
    text = page.page(job.edition, job.parts, job.setting.date, with_contents=with_contents)
    front = job.edition.front
    if front.briefing.draft:
        sheets = [draft.sheet(box) for box in weasy.boxes(text, job.press, resources)]
        dress = draft.dress(sheets, term(front.lang, "draft"), job.setting.theme)
        resources = {**resources, **dress.resources}
        text = page.page(
            job.edition, job.parts, job.setting.date, with_contents=with_contents, style=dress.css
        )
    text = signs.boxed(text, lacking)
    files = job.edition.files
    identity = hashlib.sha256(text.encode())
    for file in files:
        identity.update(hashlib.sha256(file.data).digest())

    def finish(document: object, pdf: Any) -> None:
        conformance.finish(document, pdf)
        attached.attach(pdf, files, job.setting.date, front.lang)

    return weasy.write(text, job.press, resources, identity.digest()[:16], finish)


@cache
def style_sheet(names: tuple[str, ...], paper: str, urls: tuple[str, ...]) -> str:
    """Return a whole style sheet: tokens, fonts by URL, the sheets of these names, then the paper's."""
    sheets = (*names, f"paper-{paper.lower()}.css")
    return (
        theme.load().css(fallback=True)
        + fonts.css(urls)
        + "".join(theme.style_sheet(name) for name in sheets)
    )
