"""F: texts, names and images that are not what they should be."""

from __future__ import annotations

import io
import os
import random
import shutil
from collections.abc import Callable

from PIL import Image

from tests.faults.matrix import fault
from tests.faults.room import HEAD, TEXT, Room, findings
from tests.faults.states import build, whole


@fault("F18", "Latin-1, UTF-16, NUL, ESC and lone CR in the text", "told with its place, or read right")
def encodings(room: Room) -> str:
    texts = []
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
        texts.append(f"{name}: {findings(run)[0]}")
    room.write(TEXT)
    want = build(room)
    (room.article / "article.md").write_bytes((HEAD + TEXT).replace("\n", "\r").encode())
    run = room.run(room.building())
    assert findings(run) or room.artifacts() == want
    return ", ".join(texts)


@fault("F19", "a byte-order mark, CRLF", "the same bytes", fast=True)
def line_ends(room: Room) -> str:
    want = build(room)
    data = (HEAD + TEXT).encode()
    for other in (b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n")):
        (room.article / "article.md").write_bytes(other)
        assert build(room) == want
    return "the same bytes"


@fault("F20", "U+202E in text, title and code, by itself and by entity", "told with its place")
def turn_text(room: Room) -> str:
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
        result = b"data:image/png" in room.artifacts().get("deck.html", b"")
        assert result or findings(run), f"{name!r} is lost in silence"
        (room.article / name).unlink()
    return "ten names shown or told"


@fault("F22", "an image that is a link out, a FIFO, a socket, a device, a folder", "told; nothing hangs")
def strange_files(room: Room) -> str:
    texts = []
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
        texts.append(f"{name}: {findings(run)[0]}")
    return ", ".join(texts)


@fault("F23", "images of 0 bytes, cut, of another kind, of 60,000 by 60,000", "told; the rest built")
def bad_images(room: Room) -> str:
    good = (room.article / "disc.png").read_bytes()
    bomb = io.BytesIO()
    Image.new("1", (60_000, 60_000)).save(bomb, "png")
    texts = []
    for name, data in {
        "empty": b"",
        "cut": good[:40],
        "other": b"%PDF-none",
        "bomb": bomb.getvalue(),
    }.items():
        (room.article / "disc.png").write_bytes(data)
        run = room.run(room.building("--no-cache"))
        assert findings(run), f"{name}: nothing told, status {run.status}"
        texts.append(f"{name}: {findings(run)[0]}")
    return ", ".join(texts)


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
