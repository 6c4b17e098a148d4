"""The server beside the process that builds: a failure of either ends the preview, and is told."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from pipeline import child
from pipeline.preview import events, run
from pipeline.preview.editor import Editor
from pipeline.preview.gate import Gate
from pipeline.preview.server import Studio
from pipeline.preview.snapshot import Snapshot


class Builder:
    """A process that builds, as the server sees it: it tells one thing, or crashes."""

    def __init__(self, messages: list[str], news: str | Exception) -> None:
        self.messages, self.news = messages, news
        self.reader, writer = os.pipe()
        os.write(writer, b"x")
        os.close(writer)

    def advance(self, *, is_ready: bool) -> bool:
        if isinstance(self.news, Exception):
            raise self.news
        if os.read(self.reader, 1):
            self.messages.append(self.news)
        return False


@pytest.fixture
def descriptors() -> Iterator[list[int]]:
    result: list[int] = []
    yield result
    for each in result:
        os.close(each)


def serve(studio: Studio, news: str | Exception, descriptors: list[int]) -> list[str]:
    """Serve a studio until it ends by itself, and return what was told."""
    messages: list[str] = []
    builder: Any = Builder(messages, news)
    descriptors.append(builder.reader)
    addresses: list[str] = []
    with run.listen(0) as listener:
        doors = Gate(PlainTextResponse("x"), "token", listener.getsockname()[1])
        serving = run.serve(builder, messages, studio, doors, listener, lambda: addresses.append("here"))
        asyncio.run(asyncio.wait_for(serving, 60))
    return addresses


def test_a_studio_that_fails_ends_the_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, descriptors: list[int]
) -> None:
    async def fail(studio: Studio, event: events.Event) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr(Studio, "_take", fail)
    studio = Studio(Snapshot(()), tmp_path, Editor(), lambda command: None)
    with pytest.raises(KeyError, match="a fault"):
        serve(studio, events.write(events.StepBegun("check")), descriptors)


def test_a_builder_that_crashes_ends_the_preview(tmp_path: Path, descriptors: list[int]) -> None:
    studio = Studio(Snapshot(()), tmp_path, Editor(), lambda command: None)
    with pytest.raises(child.ProcessCrash, match="its process"):
        serve(studio, child.ProcessCrash("its process was ended"), descriptors)
