"""The preview as a whole: the process that builds, and the server beside it, until a signal comes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial

import uvicorn

from pipeline import child, scratch
from pipeline.bounds import Bounds
from pipeline.build import Plan
from pipeline.load.article import Location
from pipeline.preview import builder, events, gate
from pipeline.preview.editor import Editor
from pipeline.preview.server import Studio, application
from pipeline.preview.snapshot import Snapshot, panes_of

# The seconds that open requests have when the preview ends.
_PATIENCE = 2


def listen(port: int) -> socket.socket:
    """Return a socket on this machine's own address; 0 is any free port. Raises OSError for one in use."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((gate.HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


def run(
    location: Location,
    plan: Plan,
    bounds: Bounds,
    listener: socket.socket,
    editor: Editor,
    start_editor: Callable[[Sequence[str]], None],
    tell_address: Callable[[str], None],
) -> None:
    """Build and serve until a signal ends this process. Raises what the process that builds fails with."""
    token, port = gate.new_token(), listener.getsockname()[1]
    with ExitStack() as stack:
        folder = stack.enter_context(scratch.folder())
        work = partial(builder.watch, location, plan, bounds, plan.processes)
        messages: list[str] = []
        # It starts before any thread of the server.
        builder_process = stack.enter_context(child.start(work, None, messages.append, folder))
        studio = Studio(_start(plan), plan.out / location.slug, editor, start_editor)
        doors = gate.Gate(application(studio), token, port)
        address = f"http://{gate.HOST}:{port}/{token}/"
        serving = serve(builder_process, messages, studio, doors, listener, lambda: tell_address(address))
        asyncio.run(serving)
        if builder_process.answer is not None:
            builder_process.result()


def _start(plan: Plan) -> Snapshot:
    """Return the snapshot before the first build, which tells what of the choice the article has."""
    panes = panes_of(dict.fromkeys((*plan.formats, *plan.choice)))
    return Snapshot(panes, files=tuple(each.file for each in plan.formats))


async def serve(
    builder_process: child.Child[None],
    messages: list[str],
    studio: Studio,
    doors: gate.Gate,
    listener: socket.socket,
    tell_address: Callable[[], None],
) -> None:
    """Serve a studio, and show in it what the process that builds tells, until a signal or a failure."""
    server = uvicorn.Server(
        uvicorn.Config(
            doors,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    studio.is_ending = lambda: server.should_exit
    failures: list[Exception] = []

    def hear() -> None:
        try:
            has_ended = builder_process.advance(is_ready=True)
        except (child.ProcessCrash, child.LimitExceeded) as failure:
            failures.append(failure)
            has_ended = True
        for message in messages:
            studio.changes.put_nowait(events.read(message))
        messages.clear()
        if has_ended:
            loop.remove_reader(builder_process.reader)
            server.should_exit = True

    loop = asyncio.get_running_loop()
    loop.add_reader(builder_process.reader, hear)
    follower = asyncio.create_task(studio.follow())
    # A page that shows no more changes must not look as if it did.
    follower.add_done_callback(lambda task: setattr(server, "should_exit", True))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    tell_address()
    await serving
    follower.cancel()
    with suppress(asyncio.CancelledError):
        await follower
    if failures:
        raise failures[0]
