"""Canaries: a server that counts who asks it, and whether words stand anywhere in a finished file."""

from __future__ import annotations

import base64
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf

_DATA = re.compile(rb"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=]+)")


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """Serve on the loopback: the address, and the list of what was asked for, which fills."""
    texts: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _note(self) -> None:
            texts.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = do_POST = do_OPTIONS = do_PROPFIND = _note

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", texts
        listening.shutdown()


def pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of whatever is packed, compressed or encoded in it."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name) for name in package.namelist()]
    elif data.startswith(b"%PDF"):
        with pikepdf.open(path) as pdf:
            parts = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
                     and "/DCTDecode" not in str(each.get("/Filter"))]  # fmt: skip
    else:
        parts = []
    yield from parts
    for part in (data, *parts):
        yield from (base64.b64decode(match[1] + b"==") for match in _DATA.finditer(part))
