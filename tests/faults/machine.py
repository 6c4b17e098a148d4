"""F: faults of the machine, from full disks to vanished tools."""

from __future__ import annotations

import fcntl
import io
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.faults.matrix import NotHere, fault
from tests.faults.room import HEAD, TEXT, Room, Run, complete, errors, findings
from tests.faults.tools import clock, isolated, mounted, offline, strace

OTHER = "# One\n\nIron is a metal [@a].\n"


def whole(room: Room, names: tuple[str, ...] = ("deck.html",)) -> dict[str, bytes]:
    """Return the finished files, which are there and whole."""
    found = room.artifacts()
    for name in names:
        assert name in found, f"{name} is missing"
        assert complete(name, found[name]), f"{name} is not whole"
    return found


def built(room: Room, *options: str, to: str = "html") -> dict[str, bytes]:
    """Build once without a fault."""
    run = room.run(room.building(*options, to=to))
    assert run.status == 0, run.err
    return room.artifacts()


def refused(run: Run, code: str) -> None:
    """Assert that a run told an error of a code and ended with 1."""
    assert (run.status, code in errors(run)) == (1, True), f"status {run.status}: {run.err[-400:]}"


def old_or_new(room: Room, old: bytes, new: bytes, name: str = "deck.html") -> str:
    """Tell whether a file is the old or the new one; anything else is wrong."""
    data = room.artifacts().get(name)
    assert data in (old, new), f"{name} is neither the old nor the new file"
    return "old" if data == old else "new"


def pair(room: Room) -> tuple[bytes, bytes]:
    """Build another text, then the article's: the old file, with the new one at hand."""
    room.write(TEXT)
    new = built(room)["deck.html"]
    room.write(OTHER)
    old = built(room)["deck.html"]
    room.write(TEXT)
    return old, new


@fault(
    "F01",
    "SIGKILL at the n-th fsync, rename and fchmod",
    "the old or the new file; the next run clears up",
)
def killed_in_writing(room: Room) -> str:
    old, new = pair(room)
    seen: list[str] = []
    for call in ("fsync", "rename,renameat,renameat2", "fchmod"):
        for count in range(1, 12):
            (room.out / "paper" / "deck.html").write_bytes(old)
            wrap = strace(call, f"signal=KILL:when={count}")
            run = room.run(room.building(), wrap=wrap)
            seen.append(old_or_new(room, old, new))
            assert not room.alive()
            if run.status == 0:
                break
        else:
            raise AssertionError(f"{call}: no run ended well")
    built(room)
    assert room.strays() == []
    return f"{len(seen)} kills: {seen.count('old')} old, {seen.count('new')} new"


@fault(
    "F02",
    "no space left on the disk of the artifacts",
    "output-unwritable, the old file stays, nothing half-written",
    fast=True,
)
def full_disk(room: Room) -> str:
    old = built(room)["deck.html"]
    shutil.rmtree(room.out)
    with mounted(room.out, f"size={len(old) // 1000 + 60}k"):
        (room.out / "paper").mkdir()
        (room.out / "paper" / "deck.html").write_bytes(old)
        room.write(OTHER)
        refused(room.run(room.building()), "output-unwritable")
        assert room.artifacts() == {"deck.html": old}
    return "output-unwritable; the old file is there"


@fault(
    "F03", "EIO on reading the text, the references, the image", "one error that names the file", fast=True
)
def unreadable(room: Room) -> str:
    told = []
    for name in ("article.md", "refs.json", "disc.png"):
        path = room.article / name
        run = room.run(room.building(), wrap=strace("read,pread64", "error=EIO", path))
        found = findings(run)
        assert found, f"{name}: nothing told, status {run.status}"
        assert name in run.err, f"{name} is not named: {run.err[-300:]}"
        told.append(f"{name}: {found[0]}")
    return ", ".join(told)


@fault("F04", "EINTR and EAGAIN at reads of the text", "read again, the same file")
def interrupted(room: Room) -> str:
    want = built(room)
    run = room.run(room.building(), wrap=strace("read", "error=EINTR:when=1..2", room.article / "article.md"))
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "the same bytes"


@fault("F05", "a read-only folder for the artifacts", "output-unwritable", fast=True)
def read_only(room: Room) -> str:
    with mounted(room.out, "size=1m,ro"):
        refused(room.run(room.building()), "output-unwritable")
    return "output-unwritable"


@fault(
    "F06", "two builds into one folder", "the second says that it waits, then both files are whole", fast=True
)
def two_builds(room: Room) -> str:
    (room.out / "paper").mkdir()
    handle = os.open(room.out / "paper", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    waiting = room.start(room.building())
    assert waiting.stderr is not None
    said = waiting.stderr.readline().decode()
    assert "wait" in said, said
    assert waiting.poll() is None
    os.close(handle)
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    whole(room)
    return said.strip()


@fault("F07", "a reader that reads all the time while the file is built anew", "only whole files read")
def reader(room: Room) -> str:
    old, new = pair(room)
    path = room.out / "paper" / "deck.html"
    reads: list[bool] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            reads.append(path.read_bytes() in (old, new))

    thread = threading.Thread(target=read)
    thread.start()
    for text in (TEXT, OTHER, TEXT):
        room.write(text)
        built(room)
    ended.set()
    thread.join()
    assert all(reads)
    return f"{len(reads)} reads, none torn"


@fault("F08", "the owner of the lock is killed", "the next build needs no cleaning")
def stale_lock(room: Room) -> str:
    running = room.start(room.building(to="pdf"))
    time.sleep(2)
    running.kill()
    running.communicate()
    built(room)
    assert room.strays() == []
    return "built"


@fault(
    "F09",
    "SIGINT, SIGTERM, SIGHUP while it starts, reads and renders",
    "130, 143, 129; the old file; nothing left",
    fast=True,
)
def stopped(room: Room) -> str:
    old, new = pair(room)
    took = []
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        for wait in (0.3, 1.0, 2.5):
            running = room.start(room.building("--no-cache"))
            time.sleep(wait)
            begun = time.monotonic()
            running.send_signal(number)
            err = running.communicate(timeout=60)[1].decode()
            took.append(time.monotonic() - begun)
            assert running.returncode in (status, 0), (
                f"{number.name} after {wait}: {running.returncode} {err}"
            )
            assert "Traceback" not in err
            assert not room.alive(), "a process outlives it"
            old_or_new(room, old, new)
            assert room.strays() == [], room.strays()
    return f"nine signals, the slowest end after {max(took):.1f} s"


@fault("F10", "SIGSEGV in a process that renders", "one error for the article or its format; status 1")
def crash(room: Room) -> str:
    # What crashes is the whole process, as when no font is there; here from outside, at its busiest.
    running = room.start(room.building("--no-cache", to="pdf"))
    end = time.monotonic() + 60
    while len(room.alive()) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(0.6)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    assert children, "no child to crash"
    os.kill(int(children[0]), signal.SIGSEGV)
    err = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 1
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


@fault("F11c", "pandoc hangs", "article-too-costly within the limit; nothing of it lives on", fast=True)
def hanging_pandoc(room: Room) -> str:
    fake = _script(room, 'case "$*" in *--version*) echo pandoc 3.9; exit 0;; esac; exec sleep 1000')
    run = room.run(room.building("--max-seconds", "4"), env={"PYPANDOC_PANDOC": str(fake)})
    refused(run, "article-too-costly")
    assert run.alive == 0
    return f"ended after {run.seconds:.1f} s"


@fault("F12", "libpango is hidden", "the PDF is told as impossible, how to get it; no traceback")
def no_pango(room: Room) -> str:
    libraries = [path for folder in ("/usr/lib", "/lib") for path in Path(folder).rglob("libpango*.so*")]
    if not libraries:
        raise NotHere("libpango is elsewhere")
    script = "; ".join(f"mount --bind /dev/null {path}" for path in libraries)
    run = room.run(room.building(to="pdf"), wrap=isolated(script))
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


@fault(
    "F15",
    "cache entries flipped, cut, emptied, swapped, unreadable, gone, and a cache that is a file",
    "the same bytes",
)
def damaged_cache(room: Room) -> str:
    want = built(room)
    cache = room.folder / "home" / ".cache" / "dossier"

    def entries() -> list[Path]:
        found = [path for path in cache.rglob("*") if path.is_file() and path.parent.name != "quarantine"]
        assert found, "nothing is in the cache"
        return found

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
        assert built(room) == want
    shutil.rmtree(cache)
    cache.write_text("a file")
    assert built(room) == want
    return f"{len(damages) + 1} damages, the same bytes"


@fault("F16", "a clock in 1975, in 2039, and files from the future", "the same bytes")
def clocks(room: Room) -> str:
    want = built(room, "--no-cache", to="epub,html,pptx")
    for moment in (157_766_400, 2_177_452_800):
        run = room.run(room.building("--no-cache", to="epub,html,pptx"), env=clock(room.folder, moment))
        assert run.status == 0, run.err
        assert room.artifacts() == want
    for path in room.article.iterdir():
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert built(room, to="epub,html,pptx") == want
    return "three clocks, the same bytes"


@fault("F17", "the text changes while it is built", "one or the other text, never a mixture")
def changing(room: Room) -> str:
    old, new = pair(room)
    seen = []
    for wait in (0.2, 0.4, 0.6, 0.8, 1.0, 1.3):
        room.write(OTHER)
        running = room.start(room.building("--no-cache"))
        time.sleep(wait)
        room.write(TEXT)
        running.communicate(timeout=120)
        assert running.returncode == 0
        seen.append(old_or_new(room, old, new))
    return f"{seen.count('old')} old, {seen.count('new')} new"


@fault("F18", "Latin-1, UTF-16, NUL, ESC and lone CR in the text", "told with its place, or read right")
def encodings(room: Room) -> str:
    told = []
    for name, data in {
        "latin-1": (HEAD + "# Eins\n\nZürich.\n").encode("latin-1"),
        "utf-16": (HEAD + "# One\n\nText.\n").encode("utf-16"),
        "nul": (HEAD + "# One\n\nA\0B.\n").encode(),
        "esc": (HEAD + "# One\n\nA\x1bB.\n").encode(),
    }.items():
        (room.article / "article.md").write_bytes(data)
        run = room.run(room.building())
        assert findings(run), f"{name}: nothing told"
        assert "article.md" in run.err
        told.append(f"{name}: {findings(run)[0]}")
    room.write(TEXT)
    want = built(room)
    (room.article / "article.md").write_bytes((HEAD + TEXT).replace("\n", "\r").encode())
    run = room.run(room.building())
    assert findings(run) or room.artifacts() == want
    return ", ".join(told)


@fault("F19", "a byte-order mark, CRLF", "the same bytes", fast=True)
def line_ends(room: Room) -> str:
    want = built(room)
    data = (HEAD + TEXT).encode()
    for other in (b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n")):
        (room.article / "article.md").write_bytes(other)
        assert built(room) == want
    return "the same bytes"


@fault("F20", "U+202E in text, title and code, by itself and by entity", "told with its place")
def turned(room: Room) -> str:
    for text, head in (
        ("# One\n\nA \u202e B.\n", HEAD),
        ("# One\n\nA &#x202e; B.\n", HEAD),
        ("# One\n\n`a\u202eb`\n", HEAD),
        ("# One\n\nText.\n", HEAD.replace("A paper", '"A \\u202e paper"')),
    ):
        room.write(text, head)
        run = room.run(room.building())
        assert findings(run), f"nothing told about {text!r} {head[:40]!r}"
        for data in room.artifacts().values():
            assert "\u202e".encode() not in data
    return "four ways, all told"


@fault(
    "F21",
    "names of images: blanks, quotes, right-to-left, emoji, brackets, 255 bytes, `#?%`, a dash",
    "shown, or told",
)
def names(room: Room) -> str:
    picture = (room.article / "disc.png").read_bytes()
    for name in (
        "a b.png",
        "d'e\"f.png",
        "صورة.png",
        "🪙.png",
        "[x].png",
        "a" * 250 + ".png",
        "a#b?c%d.png",
        "-x.png",
        "con.png",
        "a\tb.png",
    ):
        (room.article / name).write_bytes(picture)
        room.write(f"# One\n\n![A disc.](<{name}>)\n")
        run = room.run(room.building("--no-cache"))
        shown = b"data:image/png" in room.artifacts().get("deck.html", b"")
        assert shown or findings(run), f"{name!r} is lost in silence"
        (room.article / name).unlink()
    return "ten names shown or told"


@fault("F22", "an image that is a link out, a FIFO, a socket, a device, a folder", "told; nothing hangs")
def strange_files(room: Room) -> str:
    told = []
    path = room.article / "disc.png"

    makers: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(room.secrets / "secret.svg"),
        "FIFO": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "folder": path.mkdir,
        "loop": lambda: path.symlink_to(path.name),
        "dangling": lambda: path.symlink_to("none.png"),
    }
    for name, make in makers.items():
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        make()
        run = room.run(room.building("--no-cache"), seconds=100)
        assert findings(run), f"{name}: nothing told"
        told.append(f"{name}: {findings(run)[0]}")
    return ", ".join(told)


@fault("F23", "images of 0 bytes, cut, of another kind, of 60,000 by 60,000", "told; the rest built")
def bad_images(room: Room) -> str:
    good = (room.article / "disc.png").read_bytes()
    bomb = io.BytesIO()
    Image.new("1", (60_000, 60_000)).save(bomb, "png")
    told = []
    for name, data in {
        "empty": b"",
        "cut": good[:40],
        "other": b"%PDF-none",
        "bomb": bomb.getvalue(),
    }.items():
        (room.article / "disc.png").write_bytes(data)
        run = room.run(room.building("--no-cache"))
        assert findings(run), f"{name}: nothing told, status {run.status}"
        told.append(f"{name}: {findings(run)[0]}")
    return ", ".join(told)


@fault("F24", "an image of 100 MB", "told, or built within the memory allowed")
def large_image(room: Room) -> str:
    noise = Image.frombytes("RGB", (6_000, 6_000), random.Random(1).randbytes(108_000_000))
    noise.save(room.article / "disc.png", compress_level=0)
    run = room.run(room.building("--no-cache"))
    assert run.status in (0, 1)
    assert findings(run) or whole(room)
    return findings(run)[0] if findings(run) else "built"


@fault(
    "F25", "articles that would have the same folder, and one named `..`", "told before anything is written"
)
def slugs(room: Room) -> str:
    other = room.folder / "Other" / "paper"
    shutil.copytree(room.article, other)
    run = room.run(
        room.command("build", str(room.article), str(other), "--to", "html", "--out", str(room.out))
    )
    assert run.status == 2, run.err
    assert room.artifacts() == {}
    run = room.run(room.command("build", str(room.article / ".."), "--to", "html", "--out", str(room.out)))
    assert run.status in (1, 2)
    assert room.artifacts() == {}
    return "status 2; nothing written"


@fault(
    "F26",
    "no HOME, LANG=C, umask 077, no stdin, TMPDIR gone or full, /dev/full as output, no stderr",
    "the same bytes, or told",
)
def surroundings(room: Room) -> str:
    want = built(room, "--no-cache")
    for env in (
        {"HOME": None},
        {"LANG": "C", "LC_ALL": "C"},
        {"TZ": "Pacific/Apia"},
        {"HOME": "/nonexistent"},
    ):
        run = room.run(room.building("--no-cache"), env=env)
        assert run.status == 0, f"{env}: {run.err}"
        assert room.artifacts() == want
    for script in ("umask 077", "umask 000", "exec 0<&-", "exec 2>&-", "exec 0<&- 2>&-"):
        run = room.run(room.building("--no-cache"), wrap=["sh", "-c", f'{script}; exec "$@"', "sh"])
        assert run.status == 0, f"{script}: status {run.status} {run.err}"
        assert room.artifacts() == want
    run = room.run(room.building("--no-cache"), env={"TMPDIR": str(room.folder / "none")})
    assert run.status == 0 or errors(run), f"TMPDIR gone: status {run.status} {run.err}"
    with open("/dev/full", "w") as full:
        run = room.run(room.building("--no-cache"), stdout=full.fileno())
    assert run.status != 0, "what could not be printed was not told"
    assert run.err.strip(), "nothing told about /dev/full"
    return "ten surroundings"


@fault("F26b", "no space for temporary files", "told, not a fault of ours")
def full_temporary(room: Room) -> str:
    with mounted(room.temporary, "size=4k,nr_inodes=2"):
        run = room.run(room.building("--no-cache", to="pptx"))
        assert run.status == 0 or errors(run), f"status {run.status}: {run.err}"
        return errors(run)[0] if errors(run) else "built"


@fault("F27", "one bad article of five, with 40 open files allowed", "four built, the table whole, status 1")
def few_files(room: Room) -> str:
    folders = [room.folder / "many" / f"paper-{number}" for number in range(5)]
    for number, folder in enumerate(folders):
        shutil.copytree(room.article, folder)
        if number == 2:
            (folder / "article.md").write_text("---\ntitle: [\n---\n")
    command = room.command("build", *map(str, folders), "--to", "html", "--out", str(room.out))
    run = room.run(command, wrap=["sh", "-c", 'ulimit -n 40; exec "$@"', "sh"])
    assert run.status == 1, f"status {run.status}: {run.err[-300:]}"
    made = list(room.out.glob("*/deck.html"))
    assert len(made) == 4, f"{len(made)} built: {run.err[-300:]}"
    assert "not built" in run.out
    return "four built, one told"


@fault("F28", "no network at all", "the same bytes")
def no_network(room: Room) -> str:
    want = built(room, "--no-cache", to="pdf,epub,html,pptx")
    run = room.run(room.building("--no-cache", to="pdf,epub,html,pptx"), wrap=offline())
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "the same bytes, four formats"


@fault("F29", "a process that renders is killed at random", "the same bytes, or one error")
def workers_killed(room: Room) -> str:
    want = built(room, "--no-cache", to="epub,html,pptx")
    choice = random.Random(29)
    ends = []
    for _ in range(8):
        running = room.start(room.building("--no-cache", to="epub,html,pptx"))
        time.sleep(choice.uniform(0.8, 3.0))
        victims = [each for each in room.alive() if each != running.pid]
        if victims:
            with suppress(OSError):
                os.kill(choice.choice(victims), signal.SIGKILL)
        err = running.communicate(timeout=120)[1].decode()
        assert "Traceback" not in err
        assert "a fault in Dossier" not in err
        assert running.returncode == 0 or "error[" in err, f"status {running.returncode}, nothing told"
        assert not room.alive()
        found = room.artifacts()
        assert found == want
        ends.append(running.returncode)
    return f"{ends.count(0)} built whole, {len(ends) - ends.count(0)} told; files untouched"


@fault("F30", "a run of five is killed, then run again", "the same files as an undisturbed run")
def resumed(room: Room) -> str:
    folders = [room.folder / "many" / f"paper-{number}" for number in range(5)]
    for folder in folders:
        shutil.copytree(room.article, folder)
    command = room.command("build", *map(str, folders), "--to", "html", "--out", str(room.out))
    assert room.run(command).status == 0
    want = {path.parent.name: path.read_bytes() for path in room.out.glob("*/deck.html")}
    shutil.rmtree(room.out)
    shutil.rmtree(room.folder / "home")
    running = room.start(command)
    while not list(room.out.glob("*/deck.html")):
        time.sleep(0.05)
    running.kill()
    running.communicate()
    assert room.run(command).status == 0
    assert {path.parent.name: path.read_bytes() for path in room.out.glob("*/deck.html")} == want
    assert room.strays() == []
    return "five files, the same bytes"


@fault("F31", "a briefing is changed after it was built", "`extract` refuses it")
def tampered(room: Room) -> str:
    import pikepdf

    briefing = built(room, to="pdf")["briefing.pdf"]
    changed = room.folder / "changed.pdf"
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        attached = pdf.attachments["article.md"].get_file()
        text = attached.read_bytes()
        attached.obj.write(text.replace(b"Gold", b"Lead"))
        pdf.save(changed)
    run = room.run(room.command("extract", str(changed), "--to", str(room.folder / "again")))
    assert run.status == 1, f"status {run.status}: {run.out}"
    assert not (room.folder / "again").exists()
    return errors(run)[0]


@fault("F32", "no validator is there", "`not checked` in the table; status 1 with --strict")
def no_validators(room: Room) -> str:
    built(room, to="epub,html")
    command = room.command("validate", str(room.article), "--out", str(room.out), "--node", str(room.folder))
    run = room.run(command, env={"PATH": "/nonexistent"})
    strict = room.run([*command, "--strict"], env={"PATH": "/nonexistent"})
    assert "not checked" in run.out, run.out
    assert strict.status != 0
    return "not checked; --strict ends with 1"
