"""The server of the preview: the page, what it shows, and a stream of its changes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline import theme, write
from pipeline.preview import events
from pipeline.preview.editor import Editor
from pipeline.preview.snapshot import Copy, Pane, Snapshot, copy_of, with_words

WIDEST = 3_000
_LONGEST_BODY = 10_000
# How often a stream looks whether the server ends.
_TICK = 0.5
_SCRIPTS = ("preview.js", "preview-panes.js", "preview-lists.js")
_SHEETS = ("preview.css",)
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# An e-book has no scripts, and asks for nothing but its own files.
_BOOK_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"
)
# A deck and a web page bring a policy of their own, which is stricter.
_FILE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
    " font-src data:; media-src data:; frame-src 'self' about:"
)
_FILE_TYPES = {"pdf": "application/pdf", "html": "text/html", "epub": "application/epub+zip"}


@dataclass(slots=True)
class Studio:
    """The state of the preview: its snapshot, and who waits for its next version."""

    snapshot: Snapshot
    folder: Path
    editor: Editor
    start_editor: Callable[[Sequence[str]], None]
    version: int = 0
    is_ending: Callable[[], bool] = lambda: False
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    changes: asyncio.Queue[events.Event] = field(default_factory=asyncio.Queue)

    def show(self, snapshot: Snapshot) -> None:
        """Show another snapshot, and wake all streams."""
        self.snapshot = snapshot
        self.version += 1
        self.wake.set()
        self.wake = asyncio.Event()

    async def follow(self) -> None:
        """Take events one by one, and show what they tell."""
        while True:
            event = await self.changes.get()
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        now = self.snapshot
        match event:
            case events.BuildBegun(causes=causes):
                self.show(replace(now, is_building=True, step="", causes=causes))
            case events.StepBegun(name=name):
                self.show(replace(now, step=name))
            case events.FileWritten(name=name):
                await self._read([name])
            case events.BuildEnded():
                # Those that were in the cache are told of only now.
                await self._read(event.files)
                self.show(self.snapshot.with_end(event))
                await self._bind()
            case events.LedgerRead():
                self.show(replace(now, ledger=event))
            case events.VersionChanged():
                self.show(replace(now, notice="Dossier has changed: start the preview again"))
            case _:
                assert_never(event)

    async def _read(self, names: Sequence[str]) -> None:
        """Show artifacts that have other bytes than before."""
        for pane in self.snapshot.panes:
            if pane.file in names:
                copy = await run_in_threadpool(_read, pane, self.folder / pane.file)
                old = self.snapshot.copies.get(pane.file)
                if copy and (old is None or old.digest != copy.digest):
                    self.show(self.snapshot.with_copy(copy))

    async def _bind(self) -> None:
        """Find the bound words on pages, which takes longer than to show them."""
        for file, copy in self.snapshot.copies.items():
            if copy.pages:
                others = [each for name, each in self.snapshot.copies.items() if name != file]
                self.show(self.snapshot.with_copy(await run_in_threadpool(with_words, copy, others)))


def _read(pane: Pane, path: Path) -> Copy | None:
    """Return a copy of an artifact; None if another program has removed or changed it since."""
    data = write.read(path)
    try:
        return None if data is None else copy_of(pane, data)
    except ValueError:
        return None


def application(studio: Studio) -> Starlette:
    """Return the application that serves a studio."""
    site = _Site(studio)
    return Starlette(
        routes=[
            Route("/", site.page),
            Route("/style/{name}", site.style),
            Route("/script/{name}", site.script),
            Route("/state", site.state),
            Route("/changes", site.changes),
            Route("/pages/{file}/{digest}/{number}", site.picture),
            Route("/files/{digest}/{file}", site.file),
            Route("/books/{file}/{digest}/{name:path}", site.chapter),
            Route("/coverage", site.coverage),
            Route("/open", site.open, methods=["POST"]),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """The answers to requests."""

    studio: Studio

    async def page(self, request: Request) -> Response:
        return HTMLResponse(
            theme.style_sheet("preview.html"), headers={"Content-Security-Policy": _PAGE_POLICY}
        )

    async def style(self, request: Request) -> Response:
        if request.path_params["name"] == "tokens.css":
            return Response(theme.load().css(), media_type="text/css")
        if request.path_params["name"] == "icon.svg":
            return Response(_icon(), media_type="image/svg+xml")
        return _asset(request, _SHEETS, "text/css")

    async def script(self, request: Request) -> Response:
        return _asset(request, _SCRIPTS, "text/javascript")

    async def state(self, request: Request) -> Response:
        version, snapshot, editor = self.studio.version, self.studio.snapshot, self.studio.editor
        value = await run_in_threadpool(snapshot.to_json)
        return JSONResponse(value | {"version": version, "editor": {"link": editor.link}})

    async def changes(self, request: Request) -> Response:
        """Return a stream of server-sent events: the version of the snapshot whenever it changes."""
        return StreamingResponse(self._news(), media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[str]:
        studio, version = self.studio, -1
        while not studio.is_ending():
            wake = studio.wake
            if version == studio.version:
                with suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), _TICK)
                continue
            version, now = studio.version, studio.snapshot
            news = {"version": version, "building": now.is_building, "step": now.step}
            yield f"data: {json.dumps(news)}\n\n"

    async def picture(self, request: Request) -> Response:
        copy = self._copy(request)
        number, width = (
            _number(request.path_params["number"]),
            _number(request.query_params.get("width", "1200")),
        )
        if copy.pages is None or number is None or width is None or number >= len(copy.pages.sizes):
            raise HTTPException(404)
        data = await run_in_threadpool(copy.pages.picture, number, min(max(width, 100), WIDEST))
        return Response(data, media_type="image/png")

    async def file(self, request: Request) -> Response:
        copy = self._copy(request)
        media_type = _FILE_TYPES[copy.pane.file.rpartition(".")[2]]
        return Response(copy.data, media_type=media_type, headers={"Content-Security-Policy": _FILE_POLICY})

    async def chapter(self, request: Request) -> Response:
        copy, name = self._copy(request), request.path_params["name"]
        if copy.book is None or name not in copy.book.types:
            raise HTTPException(404)
        headers = {"Content-Security-Policy": _BOOK_POLICY}
        return Response(copy.book.files[name], media_type=copy.book.types[name], headers=headers)

    async def coverage(self, request: Request) -> Response:
        page = self.studio.snapshot.ledger.page or "<!DOCTYPE html><title>Coverage</title>"
        policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    async def open(self, request: Request) -> Response:
        """Open a place of the article in the editor: only files that the findings or the ledger name."""
        try:
            place = json.loads(await _short_body(request))
            path, line, column = str(place["path"]), int(place["line"]), int(place["column"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, ClientDisconnect):
            raise HTTPException(400) from None
        studio = self.studio
        now = studio.snapshot
        paths = {each.path for each in now.findings} | {each.path for each in now.ledger.facts}
        if not studio.editor.command or not path or path not in paths:
            raise HTTPException(403)
        await run_in_threadpool(studio.start_editor, studio.editor.call(path, line, column))
        return Response(status_code=204)

    def _copy(self, request: Request) -> Copy:
        copy = self.studio.snapshot.copies.get(request.path_params["file"])
        # The page asks again when it hears of the next version.
        if copy is None or copy.digest != request.path_params["digest"]:
            raise HTTPException(410 if copy else 404)
        return copy


def _icon() -> str:
    """Return the sign of the page: a sheet with lines."""
    tokens = theme.load()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<rect x="2" y="1" width="12" height="14" rx="2" fill="{tokens["color.accent"]}"/>'
        f'<path d="M5 5h6M5 8h6M5 11h3" stroke="{tokens["color.paper"]}" stroke-width="1.5"/></svg>'
    )


def _number(text: str) -> int | None:
    """Return a number of up to four digits; None for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None


async def _short_body(request: Request) -> bytes:
    """Return the body of a request; ValueError for one that no page of ours sends."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_BODY:
            raise ValueError("too long")
    return body


def _asset(request: Request, names: Sequence[str], media_type: str) -> Response:
    name = request.path_params["name"]
    if name not in names:
        raise HTTPException(404)
    return Response(theme.style_sheet(name), media_type=media_type)
