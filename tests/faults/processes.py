"""F: processes that are stopped, killed, crash, hang or take too much."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.faults.matrix import NotHere, fault
from tests.faults.room import FILES, HEAD, TEXT, Room, errors, heeds
from tests.faults.states import OTHER, assert_refused, build, old_or_new, pair, whole
from tests.faults.tools import isolate


@fault(
    "F09",
    "SIGINT, SIGTERM, SIGHUP while it starts, reads and renders",
    "130, 143, 129; the old file; nothing left",
)
def stop(room: Room) -> str:
    old, new = pair(room)
    took = []
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        for wait in (0.0, 0.7, 2.2):
            process = room.start(room.building("--no-cache"))
            # Before that, a signal is Python's own.
            end = time.monotonic() + 60
            while not heeds(process.pid) and time.monotonic() < end:
                time.sleep(0.005)
            time.sleep(wait)
            result = time.monotonic()
            process.send_signal(number)
            err = process.communicate(timeout=600)[1].decode()
            took.append(time.monotonic() - result)
            assert process.returncode in (status, 0), (
                f"{number.name} after {wait}: {process.returncode} {err}"
            )
            assert "Traceback" not in err
            assert not room.alive(), "a process outlives it"
            old_or_new(room, old, new)
            assert room.strays() == [], room.strays()
    return f"nine signals, the slowest end after {max(took):.1f} s"


@fault("F10", "SIGSEGV in a process that renders", "one error for the article or its format; status 1")
def crash(room: Room) -> str:
    # What crashes is the whole process, as when no font is there; here from outside, at its busiest.
    process = room.start(room.building("--no-cache", to="pdf"))
    end = time.monotonic() + 60
    while len(room.alive()) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(0.6)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children, "no child to crash"
    os.kill(int(children[0]), signal.SIGSEGV)
    err = process.communicate(timeout=600)[1].decode()
    assert process.returncode == 1
    assert "article-failed" in err, err
    assert "Traceback" not in err
    return err.splitlines()[0][:120]


def _script(room: Room, text: str) -> Path:
    path = room.folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@fault("F11a", "pandoc is not there", "tool-missing, status 3", fast=True)
def no_pandoc(room: Room) -> str:
    run = room.run(room.building(), env={"PYPANDOC_PANDOC": str(room.folder / "none")})
    assert run.status == 3, f"status {run.status}: {run.err[-300:]}"
    assert "tool-missing" in run.err
    return run.err.splitlines()[0][:120]


@fault("F11b", "pandoc ends with status 137", "pandoc-failed", fast=True)
def failing_pandoc(room: Room) -> str:
    fake = _script(room, 'case "$*" in *--version*) echo pandoc 3.9; exit 0;; esac; exit 137')
    run = room.run(room.building(), env={"PYPANDOC_PANDOC": str(fake)})
    assert run.status in (1, 3), run.err
    assert errors(run), run.err
    return errors(run)[0]


@fault("F11c", "pandoc hangs", "article-too-costly within the limit; nothing of it lives on")
def hanging_pandoc(room: Room) -> str:
    fake = _script(room, 'case "$*" in *--version*) echo pandoc 3.9; exit 0;; esac; exec sleep 1000')
    run = room.run(room.building("--max-seconds", "4"), env={"PYPANDOC_PANDOC": str(fake)})
    assert_refused(run, "article-too-costly")
    assert run.alive == 0
    return f"ended after {run.seconds:.1f} s"


@fault("F12", "libpango is hidden", "the PDF is told as impossible, how to get it; no traceback")
def no_pango(room: Room) -> str:
    libraries = [path for folder in ("/usr/lib", "/lib") for path in Path(folder).rglob("libpango*.so*")]
    if not libraries:
        raise NotHere("libpango is elsewhere")
    script = "; ".join(f"mount --bind /dev/null {path}" for path in libraries)
    run = room.run(room.building(to="pdf"), wrap=isolate(script))
    assert run.status in (1, 3), run.err
    assert "pango" in run.err.lower(), run.err[-300:]
    return run.err.splitlines()[0][:140]


@fault(
    "F13",
    "an article that needs more memory than it may have, in a run with another",
    "the other is built",
    fast=True,
)
def out_of_memory(room: Room) -> str:
    big = room.folder / "big"
    shutil.copytree(room.article, big)
    (big / "article.md").write_text(HEAD + "# One\n\n" + "word " * 400_000)
    command = room.command("build", str(big), str(room.article), "--to", "html", "--out", str(room.out))
    run = room.run([*command, "--max-memory", "320"])
    assert run.status == 1, f"status {run.status}"
    assert errors(run), run.err
    assert set(errors(run)) <= {
        "article-too-costly",
        "article-failed",
        "pandoc-memory",
        "render-failed",
        "text-too-long",
    }, run.err
    whole(room)
    return f"{errors(run)[0]}; the other is built"


@fault("F17", "the text changes while it is built", "one or the other text, never a mixture")
def changing(room: Room) -> str:
    old, new = pair(room)
    texts = []
    for wait in (0.2, 0.4, 0.6, 0.8, 1.0, 1.3):
        room.write(OTHER)
        process = room.start(room.building("--no-cache"))
        time.sleep(wait)
        room.write(TEXT)
        process.communicate(timeout=600)
        assert process.returncode == 0
        texts.append(old_or_new(room, old, new))
    return f"{texts.count('old')} old, {texts.count('new')} new"


@fault("F29", "a process that renders is killed at random", "the same bytes, or one error")
def workers_killed(room: Room) -> str:
    want = build(room, "--no-cache", to="epub,html,pptx")
    choice = random.Random(29)
    ends = []
    for _ in range(8):
        process = room.start(room.building("--no-cache", to="epub,html,pptx"))
        time.sleep(choice.uniform(0.8, 3.0))
        victims = [each for each in room.alive() if each != process.pid]
        if victims:
            with suppress(OSError):
                os.kill(choice.choice(victims), signal.SIGKILL)
        err = process.communicate(timeout=600)[1].decode()
        assert "Traceback" not in err
        assert "a fault in Dossier" not in err
        assert process.returncode == 0 or "error[" in err, f"status {process.returncode}, nothing told"
        assert not room.alive()
        # A process that is killed while it writes leaves a temporary file, which the next start clears away.
        result = {name: data for name, data in room.artifacts().items() if name in FILES}
        assert result == want, ", ".join(name for name in want if result.get(name) != want[name])
        ends.append(process.returncode)
    assert build(room, "--no-cache", to="epub,html,pptx") == want
    assert room.strays() == []
    return f"{ends.count(0)} built whole, {len(ends) - ends.count(0)} told; files untouched"


@fault("F30", "a run of five is killed, then run again", "the same files as an undisturbed run")
def resume(room: Room) -> str:
    folders = [room.folder / "many" / f"paper-{number}" for number in range(5)]
    for folder in folders:
        shutil.copytree(room.article, folder)
    command = room.command("build", *map(str, folders), "--to", "html", "--out", str(room.out))
    assert room.run(command).status == 0
    want = {path.parent.name: path.read_bytes() for path in room.out.glob("*/deck.html")}
    shutil.rmtree(room.out)
    shutil.rmtree(room.folder / "home")
    process = room.start(command)
    while not list(room.out.glob("*/deck.html")):
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert room.run(command).status == 0
    assert {path.parent.name: path.read_bytes() for path in room.out.glob("*/deck.html")} == want
    assert room.strays() == []
    return "five files, the same bytes"
