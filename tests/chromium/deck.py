"""A deck in headless Chromium: the texts of its slides with their lines, and what leaves its slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline import process
from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict, Tools, answer

# The last is a window of the first size at a zoom of 200 %.
SIZES = ("1280x720", "1920x1080", "1024x768", "844x390", "640x360")


class Slot(BaseModel):
    """A text on a slide: the lines that it takes, their height and lower edge in points."""

    slide: int
    name: str
    text: str
    math: bool
    lines: int
    height: float
    bottom: float


class Fault(BaseModel):
    """What leaves its slide, or lies on another text, in a window of a size."""

    size: str
    slide: int
    text: str


class Look(BaseModel):
    """What Chromium shows of a deck, asks for and reports."""

    requests: list[str]
    errors: list[str]
    faults: list[Fault]
    slots: list[Slot]


def chromium() -> list[str]:
    """Return the command that runs a script with Chromium; a test without one is skipped."""
    tools = Tools()
    try:
        node.package(tools, "puppeteer-core")
        return [node.program(), str(tools.node.resolve()), node.browser()]
    except NoVerdict as failure:
        pytest.skip(f"{failure}: make validators")


def look(deck: Path, *, sizes: tuple[str, ...] = SIZES, face: str = "") -> Look:
    """Open a deck in windows of these sizes; with a face, all text is set in it."""
    program, folder, browser = chromium()
    script = str(Path(__file__).with_name("deck.cjs"))
    result = process.run([program, script, folder, browser, str(deck), ",".join(sizes), face], timeout=600.0)
    assert result.status == 0, result.errors
    return answer(Look, result)
