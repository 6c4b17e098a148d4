"""A room for one fault: an article, an output folder, secrets outside, and runs of the command in it."""

from __future__ import annotations

import base64
import compileall
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from pipeline.build_report import MANIFEST

ROOT = Path(__file__).parents[2]
FILES = ("briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf")
HEAD = "---\ntitle: A paper\ndate: 2026-11-01\nbibliography: refs.json\n---\n\n"
TEXT = "# One\n\nGold is a metal [@a].\n\n![A disc.](disc.png)\n\n# Two\n\nSilver is another.\n"
REFERENCE = {
    "id": "a",
    "type": "book",
    "title": "On metals",
    "author": [{"family": "Writer", "given": "A."}],
    "issued": {"date-parts": [[1999]]},
}


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left: its status, both streams, the seconds it took, and how many processes of it live."""

    status: int
    out: str
    err: str
    seconds: float
    alive: int


@dataclass(slots=True)
class Room:
    """The folders of a fault; `secret` stands in files outside the article, `port` is a server's."""

    folder: Path
    secret: str
    port: int
    hits: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def prepare(cls, folder: Path) -> Iterator[Room]:
        """Make a room with an article that builds, and a server on loopback that counts what it is asked."""
        compile_tools()
        hits: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            room = cls(folder, f"CANARY{uuid.uuid4().hex}", server.server_port, hits)
            room.fill()
            yield room
        finally:
            server.shutdown()
            server.server_close()
            room.end()

    @property
    def article(self) -> Path:
        """Return the article's folder."""
        return self.folder / "paper"

    @property
    def out(self) -> Path:
        """Return the output folder, which holds the article's own."""
        return self.folder / "out"

    @property
    def secrets(self) -> Path:
        """Return the folder of what nobody may read."""
        return self.folder / "outside"

    @property
    def temporary(self) -> Path:
        """Return the folder for temporary files."""
        return self.folder / "tmp"

    def fill(self) -> None:
        """Write the article and the secrets."""
        for path in (self.article, self.out, self.secrets, self.temporary, self.folder / "home"):
            path.mkdir()
        self.write(TEXT)
        picture = io.BytesIO()
        Image.new("RGB", (30, 20), "red").save(picture, "png")
        (self.article / "disc.png").write_bytes(picture.getvalue())
        (self.article / "refs.json").write_text(json.dumps([REFERENCE]))
        (self.secrets / "secret.txt").write_text(self.secret)
        (self.secrets / "secret.md").write_text(f"# {self.secret}\n\n{self.secret}\n")
        (self.secrets / "secret.json").write_text(json.dumps([REFERENCE | {"title": self.secret}]))
        (self.secrets / "secret.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">{self.secret}</text></svg>'
        )

    def write(self, text: str, head: str = HEAD) -> None:
        """Write the article's text."""
        (self.article / "article.md").write_text(head + text, "utf-8")

    def environment(self, more: Mapping[str, str | None] = {}) -> dict[str, str]:
        """Return the environment of a run; a value of None takes a variable away."""
        own = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "500",
            "FAULT_ROOM": self.secret,
        }
        values: dict[str, str | None] = {**own, **more}
        return {name: value for name, value in values.items() if value is not None}

    def command(self, *arguments: str) -> list[str]:
        """Return a command of Dossier."""
        return [sys.executable, "-m", "pipeline", *arguments]

    def building(self, *options: str, to: str = "html", article: Path | None = None) -> list[str]:
        """Return the command that builds the article."""
        where = str(article or self.article)
        return self.command("build", where, "--to", to, "--out", str(self.out), *options)

    def run(
        self,
        command: Sequence[str],
        *,
        wrap: Sequence[str] = (),
        env: Mapping[str, str | None] = {},
        stdout: int | None = None,
        seconds: float = 300,
    ) -> Run:
        """Run a command, and hold what every run must hold: no traceback, no fault, inputs untouched."""
        before = self.inputs()
        start = time.monotonic()
        process = subprocess.run(
            [*wrap, *command], env=self.environment(env), cwd=self.folder, timeout=seconds, check=False,
            stdin=subprocess.DEVNULL, stdout=stdout if stdout is not None else subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        result = time.monotonic() - start
        out, err = (
            (process.stdout or b"").decode("utf-8", "replace"),
            process.stderr.decode("utf-8", "replace"),
        )
        for words in ("Traceback", "a fault in Dossier"):
            assert words not in out + err, f"{words!r} in: {err[-600:]}"
        assert self.inputs() == before, "an input was changed"
        return Run(process.returncode, out, err, result, len(self.alive()))

    def start(
        self, command: Sequence[str], env: Mapping[str, str | None] = {}, wrap: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a command and return it while it runs."""
        return subprocess.Popen(
            [*wrap, *command], env=self.environment(env), cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def inputs(self) -> dict[str, str]:
        """Return the checksum of every regular file of the article."""
        return {
            str(path.relative_to(self.article)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.article.rglob("*"))
            if path.is_file() and not path.is_symlink() and path.stat().st_size < 50_000_000
        }

    def artifacts(self) -> dict[str, bytes]:
        """Return the finished files."""
        paths = sorted(path for path in self.out.glob("*/*") if path.is_file() and path.name != MANIFEST)
        return {path.name: path.read_bytes() for path in paths}

    def strays(self) -> list[str]:
        """Return what is in the output folder or among temporary files and should not be."""
        texts = [path.name for path in self.out.glob("*/*") if path.name not in (*FILES, MANIFEST)]
        return texts + [path.name for path in self.temporary.iterdir()]

    def alive(self) -> list[int]:
        """Return the processes of this room that run."""
        numbers = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with suppress(OSError):
                    if self.secret.encode() in (entry / "environ").read_bytes():
                        state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                        numbers += [int(entry.name)] if state != "Z" else []
        return numbers

    def end(self) -> None:
        """Kill what still runs in this room."""
        for process in self.alive():
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)


def heeds(process: int) -> bool:
    """Tell whether Dossier's own code runs in a process: it heeds SIGTERM, and Python by itself does not."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
    return False


@cache
def compile_tools() -> None:
    """Compile the pipeline once: rooms write nothing outside, and each of their runs would do it again."""
    compileall.compile_dir(ROOT / "pipeline", quiet=2)


def findings(run: Run) -> list[str]:
    """Return the codes of the errors and warnings that a run told."""
    return re.findall(r"^(?:error|warning)\[([a-z-]+)", run.err + run.out, re.MULTILINE)


def errors(run: Run) -> list[str]:
    """Return the codes of the errors that a run told."""
    return re.findall(r"^error\[([a-z-]+)", run.err + run.out, re.MULTILINE)


def complete(name: str, data: bytes) -> bool:
    """Tell whether a finished file is whole."""
    if name.endswith(".html"):
        return data.rstrip().endswith(b"</html>")
    if name.endswith(".pdf"):
        return data.rstrip().endswith(b"%%EOF") and len(pypdfium2.PdfDocument(data)) > 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.testzip() is None


def contents(name: str, data: bytes) -> Iterator[bytes]:
    """Yield everything in a finished file: streams decompressed, texts as read, data addresses decoded."""
    yield data
    if name.endswith(".pdf"):
        pdf = pypdfium2.PdfDocument(data)
        yield " ".join(page.get_textpage().get_text_bounded() for page in pdf).encode()
        with pikepdf.open(io.BytesIO(data)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    with suppress(pikepdf.PdfError):
                        yield thing.read_bytes()
                yield repr(thing).encode()
    elif name.endswith((".epub", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield archive.read(member)
    for match in re.finditer(rb"data:[\w/+.;=-]*?base64,([A-Za-z0-9+/=]+)", data):
        with suppress(ValueError):
            yield base64.b64decode(match.group(1))
