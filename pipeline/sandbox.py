"""A sandbox: a process without access to other files, the network and its parent's environment.

Landlock bounds what it opens and a seccomp filter takes system calls away. Both are the kernel's own, need
no rights, cannot be undone, and apply to all that the process starts. Names in capitals are those of the
kernel's headers: linux/landlock.h, linux/prctl.h, linux/seccomp.h.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline import syscalls

PR_SET_NO_NEW_PRIVS = 38
LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_RULE_PATH_BENEATH = 1
LANDLOCK_ACCESS_NET = 0b11  # BIND_TCP, CONNECT_TCP
LANDLOCK_SCOPE = 0b11  # ABSTRACT_UNIX_SOCKET, SIGNAL
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_DIR, MAKE_REG, REFER, TRUNCATE, IOCTL_DEV = (1 << bit for bit in (7, 8, 13, 14, 15))
# The features that an ABI of Landlock covers: all before the bit. The first with ports, and with signals.
_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
_NET_ABI, _SCOPE_ABI = 4, 6
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
_READ_RIGHTS = READ_FILE | READ_DIR
_WRITE = _READ_RIGHTS | WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER

FILES = "bounds on the files that are opened (Landlock)"
NETWORK = "bounds on the network (seccomp)"
# Locks between processes are files there (sem_open); without READ_DIR nobody can list the others' names.
_LOCKS = (Path("/dev/shm"), READ_FILE | WRITE_FILE | MAKE_REG | REMOVE_FILE)
_DEVICES = (("/dev/null", READ_FILE | WRITE_FILE), ("/dev/urandom", READ_FILE), ("/dev/random", READ_FILE))
_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/etc/alternatives", "/etc/fonts",
    "/etc/ghostscript", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/var/cache/fontconfig",
    "/var/lib/ghostscript",
)  # fmt: skip
# Variables that the tools read; all others may be secrets.
_KEPT_VARIABLES = (
    "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "SOURCE_DATE_EPOCH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH", "PYTHONHASHSEED", "PYTHONUTF8", "VIRTUAL_ENV",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The files that a process may open besides its tools: files and folders to read, folders to write."""

    reads: tuple[Path, ...]
    writes: tuple[Path, ...] = ()


class _Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`: an older kernel takes it if the fields that it does not know are 0."""

    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    """`struct landlock_path_beneath_attr`."""

    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def landlock() -> int:
    """Return the ABI of Landlock that this machine has, 0 for none."""
    if sys.platform != "linux":
        return 0
    with suppress(OSError):
        return syscalls.call(syscalls.LANDLOCK_CREATE_RULESET, None, 0, LANDLOCK_CREATE_RULESET_VERSION)
    return 0


def missing_features() -> tuple[str, ...]:
    """Return the names of the missing sandbox features of this machine."""
    there = ((FILES, landlock() > 0), (NETWORK, syscalls.is_filterable()))
    return tuple(words for words, has in there if not has)


def enter(sandbox: Sandbox, temporary: Path) -> None:
    """Give up all other access, in this process and in all that it starts; OSError if that fails.

    Only the calling thread gives it up: start other threads later. `temporary` is a folder for its files.
    """
    clear_environment(temporary)
    if sys.platform != "linux":
        return
    syscalls.prctl(PR_SET_NO_NEW_PRIVS, 1)
    if abi := landlock():
        _restrict(abi, _rules(sandbox, temporary))
    if syscalls.is_filterable():
        syscalls.refuse_syscalls()


def tools() -> tuple[Path, ...]:
    """Return the folders of the programs for a build: the system's, Python's and the pipeline's own."""
    own = Path(__file__).parent
    packages = [each for each in sys.path if Path(each).name in ("site-packages", "dist-packages")]
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    python = (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix)
    folders = [Path(each) for each in (*_SYSTEM, *libraries, *packages, *python) if each.startswith("/")]
    paths = dict.fromkeys((own, own.parent / "styles", *folders))
    return tuple(path for path in paths if path.exists() and path != Path("/"))


def _rules(sandbox: Sandbox, temporary: Path) -> Iterator[tuple[Path, int]]:
    yield from ((path, EXECUTE | _READ_RIGHTS) for path in tools())
    # Python finds a package by the names beside it.
    yield Path(__file__).parents[1], READ_DIR
    yield from ((path, _READ_RIGHTS) for path in sandbox.reads)
    yield from ((path, _WRITE) for path in (*sandbox.writes, temporary))
    yield from ((Path(name), access) for name, access in _DEVICES)
    yield _LOCKS


def _restrict(abi: int, rules: Iterable[tuple[Path, int]]) -> None:
    """Have Landlock refuse whatever no rule allows."""
    handled_rights = (1 << _BITS.get(abi, 16)) - 1
    attributes = _Ruleset(
        handled_rights,
        LANDLOCK_ACCESS_NET if abi >= _NET_ABI else 0,
        LANDLOCK_SCOPE if abi >= _SCOPE_ABI else 0,
    )
    size = ctypes.sizeof(attributes)
    ruleset = syscalls.call(syscalls.LANDLOCK_CREATE_RULESET, ctypes.byref(attributes), size, 0)
    try:
        for path, access in rules:
            if path.exists():
                _allow(ruleset, path, access & handled_rights)
        syscalls.call(syscalls.LANDLOCK_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    handle = os.open(path, getattr(os, "O_PATH", os.O_RDONLY) | os.O_CLOEXEC)
    try:
        rule = _Beneath(access if path.is_dir() else access & _OF_FILES, handle)
        beneath = ctypes.byref(rule)
        syscalls.call(syscalls.LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, beneath, 0)
    finally:
        os.close(handle)


def clear_environment(temporary: Path) -> None:
    """Clear the environment except for the variables of the tools, also in `/proc/self/environ`."""
    first, last = _shown_environment()
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    path = [each for each in os.environ.get("PATH", os.defpath).split(":") if _is_below(each, tools())]
    folders = {"HOME": temporary, "TMPDIR": temporary, "XDG_CACHE_HOME": temporary / "cache"}
    for name in list(os.environ):
        del os.environ[name]
    # The C library copies the new value, so that nothing points to the original text any more.
    os.environ.update(
        {**environment, "PATH": ":".join(path), **{name: str(each) for name, each in folders.items()}}
    )
    if first:
        ctypes.memset(first, 0, last - first)


def _is_below(name: str, folders: Iterable[Path]) -> bool:
    real = Path(os.path.realpath(name))
    return name.startswith("/") and any(real.is_relative_to(os.path.realpath(each)) for each in folders)


def _shown_environment() -> tuple[int, int]:
    """Return the address of this process's initial environment, `/proc/self/environ`; 0 if it is unknown."""
    with suppress(OSError, ValueError, IndexError):
        # `env_start` and `env_end` of proc(5); the name of the program may contain blanks.
        fields = Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return int(fields[47]), int(fields[48])
    return 0, 0
