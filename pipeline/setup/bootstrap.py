"""Set the project up in `.venv` by itself: `python3 -IS pipeline/setup/bootstrap.py [--fresh] runtime|dev`.

Runs before anything is installed: standard library only. With `--fresh` it only reports, by its exit
status, whether there is nothing to do.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
    sys.exit(f"dossier needs Python 3.11 or later, this is {sys.version.split()[0]}: make PYTHON=python3.11")
sys.path.insert(0, str(ROOT))

from pipeline.setup import stamp  # noqa: E402

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <!-- An article's fonts come by path. This one stands in for characters that they lack. -->
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="scan">
    <test name="file" compare="contains"><string>{fonts}</string></test>
    <edit name="family" mode="assign"><string>Dossier Stand-in</string></edit>
  </match>
</fontconfig>
"""
LAUNCHER = """#!/bin/sh
exec {python} -P -m pipeline "$@"
"""
PROOF = "from pipeline.setup import native; native.prepare(); import weasyprint, uharfbuzz"


def main(arguments: Sequence[str]) -> int:
    """Complete the set-up of a level, in one process at a time; return the exit status."""
    level = "dev" if "dev" in arguments else "runtime"
    if stamp.fresh(ROOT, VENV, level):
        return 0
    if "--fresh" in arguments:
        return 1
    import fcntl

    from pipeline.setup.pango import Unavailable

    lock = os.open(Path(__file__).parent, os.O_RDONLY)
    os.set_inheritable(lock, True)  # a program that outlives this process, ended by force, keeps the lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.fresh(ROOT, VENV, level):
            make_ready(level)
    except (Unavailable, OSError) as reason:
        print(f"dossier: {reason}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("dossier: set-up interrupted; the next call goes on", file=sys.stderr)
        return 130
    finally:
        os.close(lock)
    return 0


def make_ready(level: str) -> None:
    """Create the environment, fill it, provide Pango, check that it loads, write the stamp."""
    from pipeline.setup import pango

    stamp.remove(VENV)
    make_environment()
    install(level)
    connect()
    pango.provide(stamp.home(VENV), run, say)
    run([PYTHON, "-P", "-W", "ignore", "-c", PROOF])
    run([PYTHON, "-m", "compileall", "-qq", "-j", "2", str(ROOT / "pipeline")], accept=(0, 1))
    stamp.write(ROOT, VENV, level)


def make_environment() -> None:
    """Create `.venv`; create it again if it is of another Python or place, or not finished."""
    import shutil
    from importlib.util import find_spec

    from pipeline.setup.pango import Unavailable

    identity = stamp.home(VENV) / "identity"
    last_identity = identity.read_text("utf-8") if identity.is_file() else ""
    if last_identity == stamp.identity(VENV) and Path(PYTHON).exists():
        return
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        raise Unavailable("Python's venv module is not complete here: apt-get install python3-venv")
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        say("making .venv anew: it is of another Python or place, or not finished")
        shutil.rmtree(VENV)
    run([getattr(sys, "_base_executable", sys.executable), "-I", "-m", "venv", str(VENV)])
    stamp.put(identity, stamp.identity(VENV))


def install(level: str) -> None:
    """Install the packages in the lock file of a level, and remove those that only an earlier one had."""
    lock = ROOT / stamp.LOCKS[level]
    record = stamp.home(VENV) / "locked"
    before = set(record.read_text("utf-8").split()) if record.is_file() else set()
    packages, dev_packages = locked_packages(lock), locked_packages(ROOT / stamp.LOCKS["dev"])
    pip = [PYTHON, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq"]
    exact = ["--no-user", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    say(f"installing {len(packages)} Python packages from {lock.name}")
    stamp.put(record, "\n".join(sorted(before | packages)))
    run([*pip, "install", *exact, "--requirement", str(lock)])
    if before - dev_packages:
        run([*pip, "uninstall", "--yes", *sorted(before - dev_packages)])
    stamp.put(record, "\n".join(sorted((before | packages) & dev_packages)))


def locked_packages(lock: Path) -> set[str]:
    """Return the names of the packages that a lock file names."""
    lines = lock.read_text("utf-8").splitlines()
    return {line.split("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def connect() -> None:
    """Put the project on the environment's path, its command beside Python, and a font configuration."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = VENV / "lib" / version / "site-packages"
    stamp.put(packages / "dossier.pth", f"{ROOT}\n")
    stamp.put(VENV / "bin" / "dossier", LAUNCHER.format(python=shlex.quote(PYTHON)), 0o755)
    home = stamp.home(VENV)
    fonts, cache = (
        str(path).replace("&", "&amp;").replace("<", "&lt;")
        for path in (packages / "fontpkg_source_serif_4" / "files", home / "fontcache")
    )
    stamp.put(home / "fonts.conf", FONTS.format(fonts=fonts, cache=cache))


def run(
    command: Sequence[str],
    extra: Mapping[str, str] | None = None,
    folder: Path | None = None,
    accept: Sequence[int] = (0,),
) -> str:
    """Run a program and return its output; its error output is the reason of a failure."""
    import subprocess

    from pipeline.setup.pango import Unavailable

    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(extra or {})}
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    process = subprocess.run(
        command,
        env=environment,
        cwd=folder or ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        close_fds=False,
    )
    if process.returncode not in accept:
        output = (process.stderr.strip() or process.stdout.strip())[-2000:]
        raise Unavailable(f"set-up failed at {shlex.join(command[:6])}\n{output}")
    return process.stdout


def say(text: str) -> None:
    """Print the current step in one line."""
    print(f"dossier: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
