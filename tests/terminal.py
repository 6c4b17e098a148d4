"""A command at a terminal, as the person before it sees it."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def type_into(
    command: Sequence[str], text: str, folder: Path, env: Mapping[str, str], *, out: bool = True
) -> tuple[int, str]:
    """Run a command at a terminal, type a text into it, and return its status and what the terminal shows.

    `out` is whether its output goes to the terminal.
    """
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=follower,
        stdout=follower if out else subprocess.DEVNULL,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    os.write(leader, text.encode())
    output = b""
    try:
        while chunk := os.read(leader, 4096):
            output += chunk
    except OSError:  # the terminal is closed from the other side
        pass
    os.close(leader)
    return process.wait(), output.decode("utf-8", "replace")
