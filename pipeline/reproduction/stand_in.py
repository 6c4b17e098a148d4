"""The beginning of a process that builds in other surroundings: it alters its own, then it is `dossier`."""

from __future__ import annotations

import ctypes
import datetime
import gc
import os
import sys
import time
from collections.abc import Iterator
from types import MethodType
from typing import Any

# What a new interpreter runs: the settings are its first argument, those of `dossier` follow.
BEGINNING = """
import json, sys
settings = json.loads(sys.argv.pop(1))
sys.path[:] = settings.pop("path")
from pipeline.reproduction.stand_in import alter
alter(**settings)
from pipeline.__main__ import main
main()
"""
# What a new interpreter runs to have a command in a terminal.
IN_TERMINAL = """
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""


def alter(*, folder: str, umask: int | None, seconds: int, is_descending: bool) -> None:
    """Alter the working folder, the rights of new files, the clock of Python and the order of files."""
    os.chdir(folder)
    if umask is not None:
        os.umask(umask)
    if seconds:
        _move_clock(seconds)
    if is_descending:
        _list_descending()


def _move_clock(seconds: int) -> None:
    """Have every function of Python that asks the clock tell another time; libraries in C are not reached."""
    old = {
        name: getattr(time, name)
        for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime", "asctime")
    }

    def now() -> float:
        return float(old["time"]()) + seconds

    def of_moment(name: str) -> Any:
        return lambda moment=None: old[name](now() if moment is None else moment)

    def of_parts(name: str, places: int) -> Any:
        def function(*arguments: Any) -> Any:
            return old[name](*arguments, *([old["localtime"](now())] if len(arguments) < places else []))

        return function

    new: dict[str, Any] = {
        "time": now,
        "time_ns": lambda: old["time_ns"]() + seconds * 1_000_000_000,
        "localtime": of_moment("localtime"),
        "gmtime": of_moment("gmtime"),
        "ctime": of_moment("ctime"),
        "strftime": of_parts("strftime", 2),
        "asctime": of_parts("asctime", 1),
    }
    for name, function in new.items():
        setattr(time, name, function)
    # `date.today` asks the module `time`, `datetime.now` does not; a class of its own would be no `datetime`
    # to libraries.
    _set_method(datetime.datetime, "now", lambda kind, tz=None: kind.fromtimestamp(now(), tz))
    _set_method(
        datetime.datetime,
        "utcnow",
        lambda kind: kind.fromtimestamp(now(), datetime.UTC).replace(tzinfo=None),
    )


def _set_method(kind: type, name: str, function: Any) -> None:
    """Give a class that is written in C another method of the class."""
    [attributes] = gc.get_referents(kind.__dict__)
    attributes[name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
    method = getattr(kind, name)
    assert isinstance(method, MethodType)
    assert method.__func__ is function


def _list_descending() -> None:
    list_folder, scan = os.listdir, os.scandir

    def listdir(path: Any = None) -> list[Any]:
        return sorted(list_folder(path), reverse=True)

    def scandir(path: Any = None) -> Any:
        with scan(path) as entries:
            return _Entries(iter(sorted(entries, key=lambda each: each.name, reverse=True)))

    for module in (os, sys.modules["posix"]):
        vars(module).update(listdir=listdir, scandir=scandir)


class _Entries:
    """The entries of a folder, as `os.scandir` gives them."""

    def __init__(self, entries: Iterator[os.DirEntry[Any]]) -> None:
        self.entries = entries

    def __enter__(self) -> Iterator[os.DirEntry[Any]]:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self

    def __next__(self) -> os.DirEntry[Any]:
        return next(self.entries)

    def close(self) -> None:
        """Close the folder, of which everything has been read."""
