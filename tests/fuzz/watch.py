"""What an input must not do: write or read where it may not, or ask another machine."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
OUTSIDE = "outside"  # the folder beside an input's own that nothing may read
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate")
_ASKS = ("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request")


class Trespass(Exception):
    """Something was opened, changed or asked that no input may reach."""


@dataclass(slots=True)
class Watch:
    """Watches what this process opens while it is on; only in `room` may anything be written."""

    room: Path
    is_on: bool = False
    breaches: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Watch from now on: an audit hook stays for as long as the process."""
        sys.addaudithook(self._check_event)

    def _check_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str | bytes):
                self._check_open(os.path.realpath(os.fsdecode(path)), mode, flags)
        elif event in _CHANGES and isinstance(arguments[0], str | bytes) and not _is_within(arguments[-1]):
            self._check_write(event, os.path.realpath(os.fsdecode(arguments[0])))
        elif event in _ASKS:
            self._tell(f"{event} {arguments[1:]!r}"[:200])

    def _check_open(self, path: str, mode: str | None, flags: int) -> None:
        if OUTSIDE in Path(path).parts:
            self._tell(f"reads {Path(path).name}")
        if (mode and set(mode) & set("wax+")) or (flags & _WRITES):
            self._check_write("open", path)

    def _check_write(self, event: str, path: str) -> None:
        if not Path(path).is_relative_to(self.room) and path not in ("/dev/null", "/dev/tty"):
            self._tell(f"{event} {path}")

    def _tell(self, what: str) -> None:
        self.breaches.append(what)


def _is_within(last: object) -> bool:
    """Tell the descriptor of a folder that a name is meant within: shutil deletes our own folders so."""
    return isinstance(last, int) and last >= 0
