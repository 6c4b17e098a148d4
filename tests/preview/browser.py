"""The preview as somebody has it: the command in a process of its own, and its page in Chromium."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify import node
from pipeline.verify.verdict import NoVerdict, Tools
from tests.command import ROOT

# What a busy machine may take for one build, in milliseconds.
PATIENCE = 240_000


def chromium() -> str:
    """Return the path of Chromium; a test without it is skipped."""
    try:
        return node.browser()
    except NoVerdict as failure:
        pytest.skip(f"{failure}: apt-get install chromium")


def axe() -> str:
    """Return axe-core, which finds faults of accessibility; a test without it is skipped."""
    try:
        return (node.package(Tools(), "axe-core") / "axe.min.js").read_text("utf-8")
    except NoVerdict as failure:
        pytest.skip(f"{failure}: make validators")


@contextmanager
def preview(article: Path, *options: str) -> Iterator[str]:
    """Run the preview of an article during the block, and give its address; it must end as it should."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "preview",
        str(article),
        "--out",
        str(article.parent / "out"),
    ]
    # Nobody else reads what it prints.
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            match = re.search(r"http://127\.0\.0\.1:\d+/\S+/", line)
            assert match, line + (process.stderr.read() if process.stderr else "")
            yield match[0]
        finally:
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate()
    assert (process.returncode, errors) == (0, "the preview has ended\n"), output + errors


@contextmanager
def window(
    address: str, width: int = 1440, height: int = 900, scheme: str = "light", *, bypass_csp: bool = False
) -> Iterator[Any]:
    """Open a page in Chromium; when the block ends, it must have logged no fault."""
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=bypass_csp,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda failure: faults.append(str(failure)))
        page.goto(address)
        yield page
        browser.close()
    assert faults == []
