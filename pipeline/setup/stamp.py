"""The stamp of a finished set-up: a key of all its inputs, so that a second set-up does nothing."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

# Builds from a checkout have the extra `khmer`, for its own articles; `requirements.lock` has no extra.
LOCKS = {"runtime": "requirements-khmer.lock", "dev": "requirements-dev.lock"}
PROGRAM = ("stamp.py", "bootstrap.py", "pango.py", "native.py")


def home(venv: Path) -> Path:
    """Return the folder of the environment with set-up's own files."""
    return venv / "dossier"


def identity(venv: Path) -> str:
    """Return the identity of an environment: its Python's version and prefix, and its own place."""
    return f"{sys.implementation.cache_tag} {sys.base_prefix} {venv}\n"


def key(root: Path, venv: Path, level: str) -> str:
    """Return the key of a set-up: lock file, project description, this program, Python, place."""
    parts = [identity(venv).encode(), sys.version.encode()]
    files = [root / LOCKS[level], root / "pyproject.toml"]
    files += [root / "pipeline" / "setup" / name for name in PROGRAM]
    parts += [file.read_bytes() for file in files]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest() + "\n"


def fresh(root: Path, venv: Path, level: str) -> bool:
    """Return whether the set-up of this level is finished and current, and its Python exists."""
    return (venv / "bin" / "python").exists() and _read(_path(venv, level)) == key(root, venv, level)


def write(root: Path, venv: Path, level: str) -> None:
    """Record that the set-up of a level is finished; the last thing that set-up does."""
    for one in LOCKS if level == "dev" else ("runtime",):
        put(_path(venv, one), key(root, venv, one))


def remove(venv: Path) -> None:
    """Forget that a set-up was finished; the first thing that set-up does."""
    for level in LOCKS:
        _path(venv, level).unlink(missing_ok=True)


def put(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a small file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.chmod(mode)
    draft.replace(path)


def _path(venv: Path, level: str) -> Path:
    return home(venv) / f"{level}.stamp"


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
