"""Ghostscript: the only module that starts it. EPS or PostScript in, a picture out."""

from __future__ import annotations

import math
import os
import re
import tempfile

from pipeline import process

DOTS = 300
MAX_PIXELS = 4_000_000
SECONDS = 20.0
MEMORY = 1_000_000_000
_BOX = re.compile(
    rb"^%%(?:HiRes)?BoundingBox:\s*" + rb"\s+".join([rb"(-?\d{1,7}(?:\.\d{0,9})?)"] * 4), re.MULTILINE
)


def program() -> str | None:
    """Return the path of Ghostscript, or None if it is not there."""
    return process.find("gs")


def rasterize(data: bytes) -> bytes:
    """Return the first page of PostScript as PNG; DossierError or process.ProcessError if there is none.

    With `-dSAFER` the program can neither read files nor write any that stay: PostScript has commands for
    both.
    """
    command = [
        program() or "gs", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dQUIET", "-dEPSCrop", "-dLastPage=1",
        "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sDEVICE=png16m", f"-r{dots(data)}",
        "-sstdout=%stderr", "-sOutputFile=-", "-",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        # The one folder that PostScript may write to is that of temporary files.
        own = {"PATH": os.environ.get("PATH", ""), "TMPDIR": folder, "TEMP": folder}
        result = process.run(process.with_memory_limit(command, MEMORY), data, timeout=SECONDS, env=own)
    if result.status or not result.output.startswith(b"\x89PNG"):
        lines = result.errors.strip().splitlines()
        raise process.ProcessError(lines[0][:120] if lines else "it draws nothing")
    return result.output


def dots(data: bytes) -> int:
    """Return the resolution for a page in dots per inch, within the limit of pixels."""
    match = _BOX.search(data[:100_000])
    x0, y0, x1, y1 = (float(each) for each in match.groups()) if match else (0.0, 0.0, 612.0, 792.0)
    area = max(x1 - x0, 1.0) * max(y1 - y0, 1.0)
    return max(1, min(DOTS, int(72 * math.sqrt(MAX_PIXELS / area))))
