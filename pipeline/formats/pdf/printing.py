"""Printing of HTML as PDF. A draft is printed twice: the lines are counted on the first printout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pipeline import theme
from pipeline.formats.format import Setting
from pipeline.formats.logos import deck_rules
from pipeline.formats.pdf import attachments, conformance, draft, fonts, missing_glyphs, page, weasy
from pipeline.formats.pdf.media import address_of, logo_resources, redraw_as_pixels
from pipeline.formats.pdf.resource import Resource
from pipeline.model.stages import Edition
from pipeline.wording.terms import term

# A declaration of a variable, and a use of one that no element sets.
_DECLARATION = re.compile(r"(?<![\w-])--([\w-]+):\s*([^;}]*)")
_VARIABLE = re.compile(r"var\(--((?!slide-)[\w-]+)\)")


# The style sheets that a house may add to.
HOUSE_SHEETS = ("briefing", "deck")


@dataclass(frozen=True, slots=True)
class Job:
    """The input of a printout: the edition, its text as HTML, the resources of that, and the press."""

    edition: Edition
    setting: Setting
    parts: page.PageParts
    press: weasy.Press = field(repr=False)
    resources: Mapping[str, Resource] = field(repr=False)


def print_job(job: Job, *, with_contents: bool) -> weasy.Printout:
    """Print a job, and again with one list for contents that do not fit on a page in two columns."""

    def print_parts(parts: page.PageParts) -> weasy.Printout:
        def print_once(resources: Mapping[str, Resource], missing_characters: str) -> weasy.Printout:
            whole = replace(job, parts=parts, resources=resources)
            return _print_once(whole, missing_characters, with_contents=with_contents)

        return print_whole(print_once, job.resources, job.setting)

    printout = print_parts(job.parts)
    if printout.has_divided_contents:
        printout = print_parts(replace(job.parts, contents=page.in_one_list(job.parts.contents)))
    return printout


def print_whole(
    print_once: Callable[[Mapping[str, Resource], str], weasy.Printout],
    resources: Mapping[str, Resource],
    setting: Setting,
) -> weasy.Printout:
    """Print, and again if need be: with pixels for an SVG that WeasyPrint cannot draw.

    Likewise with code points for characters that no typeface has, which `print_once` takes as a text.
    """
    resources = {**resources, **logo_resources(setting.theme)}
    printout = print_once(resources, "")
    if pixels := redraw_as_pixels(resources, (each.text for each in printout.messages), setting):
        resources = {**resources, **pixels}
        printout = print_once(resources, "")
    if missing_characters := missing_glyphs.find_missing(printout.messages):
        again = print_once(resources, missing_characters)
        printout = replace(again, messages=(*printout.messages, *again.messages))
    return printout


def _print_once(job: Job, missing_characters: str, *, with_contents: bool) -> weasy.Printout:
    resources = job.resources
    text = page.page(job.edition, job.parts, job.setting.date, with_contents=with_contents)
    front = job.edition.front
    if front.briefing.draft:
        sheets = [draft.measure_sheet(box) for box in weasy.boxes(text, job.press, resources)]
        draft_style = draft.style_draft(sheets, term(front.lang, "draft"), job.setting.theme)
        resources = {**resources, **draft_style.resources}
        text = page.page(
            job.edition, job.parts, job.setting.date, with_contents=with_contents, style=draft_style.css
        )
    text = missing_glyphs.box_characters(text, missing_characters)
    files = job.edition.files
    identity = hashlib.sha256(text.encode())
    for file in files:
        identity.update(hashlib.sha256(file.data).digest())

    def finish(document: Any, pdf: Any) -> None:
        conformance.finish(document, pdf)
        attachments.attach(pdf, files, job.setting.date, front.lang)

    return weasy.write(text, job.press, resources, identity.digest()[:16], finish)


@lru_cache(maxsize=32)
def style_sheet(styles: theme.Theme, names: tuple[str, ...], paper: str, urls: tuple[str, ...]) -> str:
    """Return the whole style sheet: tokens, fonts by URL, the named sheets, then that of the paper."""
    return join_sheets(styles, (*names, f"paper-{paper.lower()}.css"), urls)


def join_sheets(tokens: theme.Theme, names: tuple[str, ...], urls: tuple[str, ...]) -> str:
    """Return a style sheet of tokens, fonts by URL and the named sheets.

    Tokens stand in the sheets as values: WeasyPrint parses each declaration with a variable again for each
    element. Variables stay that a sheet sets again, and sizes of slides, which slides set.
    """
    sheets = "".join(theme.style_sheet(name) for name in names)
    sheets += "".join(tokens.rules(sheet) for sheet in HOUSE_SHEETS if f"{sheet}.css" in names)
    sheets += deck_rules(tokens, address_of) if "deck.css" in names else ""
    css = tokens.css(fallback=True)
    names_set_again = {match[1] for match in _DECLARATION.finditer(sheets)}
    values = {match[1]: match[2] for match in _DECLARATION.finditer(css) if match[1] not in names_set_again}
    return css + fonts.css(urls, tokens) + _VARIABLE.sub(lambda match: values.get(match[1], match[0]), sheets)
