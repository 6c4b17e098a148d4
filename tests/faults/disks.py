"""F: disks that are full, read-only, damaged or shared, and files that change."""

from __future__ import annotations

import fcntl
import io
import os
import select
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.matrix import fault
from tests.faults.room import TEXT, Room, errors, findings
from tests.faults.states import OTHER, assert_refused, build, old_or_new, pair, whole
from tests.faults.tools import mount, strace


@fault(
    "F01",
    "SIGKILL at the n-th fsync, rename and fchmod",
    "the old or the new file; the next run clears up",
)
def killed_in_writing(room: Room) -> str:
    old, new = pair(room)
    texts: list[str] = []
    for call in ("fsync", "rename,renameat,renameat2", "fchmod"):
        for count in range(1, 12):
            (room.out / "paper" / "deck.html").write_bytes(old)
            wrap = strace(call, f"signal=KILL:when={count}")
            run = room.run(room.building(), wrap=wrap)
            texts.append(old_or_new(room, old, new))
            assert not room.alive()
            if run.status == 0:
                break
        else:
            raise AssertionError(f"{call}: no run ended well")
    build(room)
    assert room.strays() == []
    return f"{len(texts)} kills: {texts.count('old')} old, {texts.count('new')} new"


@fault(
    "F02",
    "no space left on the disk of the artifacts",
    "output-unwritable, the old file stays, nothing half-written",
    fast=True,
)
def full_disk(room: Room) -> str:
    old = build(room)["deck.html"]
    shutil.rmtree(room.out)
    with mount(room.out, f"size={len(old) // 1000 + 60}k"):
        (room.out / "paper").mkdir()
        (room.out / "paper" / "deck.html").write_bytes(old)
        room.write(OTHER)
        assert_refused(room.run(room.building()), "output-unwritable")
        assert room.artifacts() == {"deck.html": old}
    return "output-unwritable; the old file is there"


@fault("F03", "EIO on reading the text, the references, the image", "one error that names the file")
def unreadable(room: Room) -> str:
    result = []
    for name in ("article.md", "refs.json", "disc.png"):
        path = room.article / name
        run = room.run(room.building(), wrap=strace("read,pread64", "error=EIO", path))
        texts = findings(run)
        assert texts, f"{name}: nothing told, status {run.status}"
        assert name in run.err, f"{name} is not named: {run.err[-300:]}"
        result.append(f"{name}: {texts[0]}")
    return ", ".join(result)


@fault("F04", "EINTR and EAGAIN at reads of the text", "read again, the same file")
def interrupt(room: Room) -> str:
    want = build(room)
    run = room.run(room.building(), wrap=strace("read", "error=EINTR:when=1..2", room.article / "article.md"))
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "the same bytes"


@fault("F05", "a read-only folder for the artifacts", "output-unwritable", fast=True)
def read_only(room: Room) -> str:
    with mount(room.out, "size=1m,ro"):
        assert_refused(room.run(room.building()), "output-unwritable")
    return "output-unwritable"


@fault(
    "F06", "two builds into one folder", "the second says that it waits, then both files are whole", fast=True
)
def two_builds(room: Room) -> str:
    (room.out / "paper").mkdir()
    handle = os.open(room.out / "paper", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    process = room.start(room.building())
    assert process.stderr is not None
    assert select.select([process.stderr], [], [], 600)[0], "it waits and does not say so"
    text = process.stderr.readline().decode()
    assert "wait" in text, text
    assert process.poll() is None
    os.close(handle)
    process.communicate(timeout=600)
    assert process.returncode == 0
    whole(room)
    return text.strip()


@fault("F07", "a reader that reads all the time while the file is built anew", "only whole files read")
def reader(room: Room) -> str:
    old, new = pair(room)
    path = room.out / "paper" / "deck.html"
    reads: list[bool] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            reads.append(path.read_bytes() in (old, new))

    thread = threading.Thread(target=read)
    thread.start()
    for text in (TEXT, OTHER, TEXT):
        room.write(text)
        build(room)
    stop.set()
    thread.join()
    assert all(reads)
    return f"{len(reads)} reads, none torn"


@fault("F08", "the owner of the lock is killed", "the next build needs no cleaning")
def stale_lock(room: Room) -> str:
    process = room.start(room.building(to="pdf"))
    time.sleep(2)
    process.kill()
    process.communicate()
    build(room)
    assert room.strays() == []
    return "built"


@fault(
    "F15",
    "cache entries flipped, cut, emptied, swapped, unreadable, gone, and a cache that is a file",
    "the same bytes",
)
def damaged_cache(room: Room) -> str:
    want = build(room)
    cache = room.folder / "home" / ".cache" / "dossier"

    def entries() -> list[Path]:
        paths = [path for path in cache.rglob("*") if path.is_file() and path.parent.name != "quarantine"]
        assert paths, "nothing is in the cache"
        return paths

    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    def swap(path: Path) -> None:
        path.write_bytes(next(each for each in reversed(entries())).read_bytes())

    damages: list[Callable[[Path], object]] = [
        flip,
        lambda path: path.write_bytes(path.read_bytes()[:-7]),
        lambda path: path.write_bytes(b""),
        swap,
        lambda path: path.unlink(),
    ]
    for damage in damages:
        for path in entries():
            damage(path)
        assert build(room) == want
    shutil.rmtree(cache)
    cache.write_text("a file")
    assert build(room) == want
    return f"{len(damages) + 1} damages, the same bytes"


@fault("F31", "a briefing is changed after it was built", "`extract` refuses it")
def tamper(room: Room) -> str:
    import pikepdf

    briefing = build(room, to="pdf")["briefing.pdf"]
    path = room.folder / "changed.pdf"
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        attachment = pdf.attachments["article.md"].get_file()
        text = attachment.read_bytes()
        attachment.obj.write(text.replace(b"Gold", b"Lead"))
        pdf.save(path)
    run = room.run(room.command("extract", str(path), "--to", str(room.folder / "again")))
    assert run.status == 1, f"status {run.status}: {run.out}"
    assert not (room.folder / "again").exists()
    return errors(run)[0]
