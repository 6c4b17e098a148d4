"""System calls that Python has no functions for, and a seccomp filter that removes some permanently.

The filter is a program for the kernel (classic BPF): it looks at the number of each call, and refuses those
that reach other machines, other processes, or the kernel's own workings. Names in capitals are those of the
kernel's headers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

# The same number on every machine since Linux 5.2.
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
PR_GET_SECCOMP, PR_SET_SECCOMP = 21, 22
SECCOMP_MODE_FILTER = 2
AT_FDCWD, RENAME_EXCHANGE = -100, 2
RENAME_SWAP = 2  # of macOS
SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_ERRNO, SECCOMP_RET_ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, |JGE|K, BPF_RET|K
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # __X32_SYSCALL_BIT: calls of another kind on the same machine

# AUDIT_ARCH_*, and the numbers of: socket; ptrace, process_vm_readv, process_vm_writev; bpf,
# perf_event_open, userfaultfd; add_key, request_key, keyctl; mount, unshare, setns, open_by_handle_at.
_MACHINES: Mapping[str, tuple[int, tuple[int, ...]]] = MappingProxyType({
    "x86_64": (0xC000003E, (41, 101, 310, 311, 321, 298, 323, 248, 249, 250, 165, 272, 308, 304)),
    "aarch64": (0xC00000B7, (198, 117, 270, 271, 280, 241, 282, 217, 218, 219, 40, 97, 268, 265)),
})  # fmt: skip
_EVERYWHERE = (425, 438)  # io_uring_setup, which can do what the others do; pidfd_getfd


class _Instruction(ctypes.Structure):
    """`struct sock_filter`."""

    _fields_ = (
        ("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32),
    )  # fmt: skip


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


@cache
def _library() -> Any:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def call(number: int, *arguments: object) -> int:
    """Make a system call and return what it returns; OSError if it fails."""
    words = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return _check_result(_library().syscall(ctypes.c_long(number), *words))


def exchange(one: Path, other: Path) -> None:
    """Let two entries of a folder change places at once; OSError if that fails, or the system has no call."""
    names = (os.fsencode(one), os.fsencode(other))
    library = _library()
    if hasattr(library, "renameat2"):
        answer = library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        answer = library.renamex_np(*names, RENAME_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    _check_result(answer)


def prctl(option: int, *arguments: object) -> int:
    """Set or get an attribute of this process; OSError if that fails."""
    words = [ctypes.c_ulong(each) if isinstance(each, int) else each for each in arguments]
    rest = [ctypes.c_ulong(0)] * (4 - len(words))
    return _check_result(_library().prctl(option, *words, *rest))


def _check_result(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno() or errno.EPERM
        raise OSError(number, os.strerror(number))
    return answer


def is_filterable() -> bool:
    """Return whether this machine accepts a seccomp filter for it."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    try:
        return prctl(PR_GET_SECCOMP) >= 0
    except OSError:
        return False


def refuse_syscalls() -> None:
    """Make the kernel refuse the system calls of `_MACHINES` to this process and its children."""
    architecture, numbers = _MACHINES[platform.machine()]
    refused_numbers = (*numbers, *_EVERYWHERE)
    lines = [
        _Instruction(_LOAD, 0, 0, _ARCHITECTURE),
        _Instruction(_EQUAL, 1, 0, architecture),
        _Instruction(_RETURN, 0, 0, SECCOMP_RET_KILL_PROCESS),
        _Instruction(_LOAD, 0, 0, _NUMBER),
        # From each line to the last one; the one before it allows the call.
        _Instruction(_AT_LEAST, len(refused_numbers) + 1, 0, _X32),
        *(
            _Instruction(_EQUAL, len(refused_numbers) - place, 0, number)
            for place, number in enumerate(refused_numbers)
        ),
        _Instruction(_RETURN, 0, 0, SECCOMP_RET_ALLOW),
        _Instruction(_RETURN, 0, 0, SECCOMP_RET_ERRNO | errno.EPERM),
    ]
    program = _Program(len(lines), (_Instruction * len(lines))(*lines))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
