"""The Pango libraries: installed by apt as root, or unpacked privately from Debian's packages as a user."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.setup import native

Run = Callable[..., str]
Say = Callable[[str], None]
INSTALL_LINE = re.compile(r"^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) ", re.MULTILINE)


class Unavailable(Exception):
    """The libraries cannot be provided here; the message says what to do."""


def provide(folder: Path, run: Run, say: Say) -> None:
    """Make sure that the Pango libraries can be loaded, with as few installations as possible."""
    packages = [native.LIBRARIES[name] for name in native.missing_libraries()]
    if not packages:
        shutil.rmtree(folder / "lib", ignore_errors=True)
        (folder / "libraries").unlink(missing_ok=True)
        return
    if _unpacked_before(folder):
        return
    if native.MACOS:
        raise Unavailable("Pango is missing: brew install pango")
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise Unavailable(
            "Pango 1.44 or later, its FreeType part and HarfBuzz's subsetter are missing: "
            "install them with the package manager of this system (Fedora: dnf install pango harfbuzz)"
        )
    if os.geteuid() == 0:
        say("installing with apt: " + " ".join(packages))
        install(packages, run)
    else:
        unpack(packages, folder, run, say)


def _unpacked_before(folder: Path) -> bool:
    """Return whether an earlier set-up unpacked the libraries and they still load."""
    try:
        return bool([native.load(path) for path in native.private_libraries(folder)])
    except OSError:
        return False


def install(packages: Sequence[str], run: Run) -> None:
    """Install packages as root; package lists are fetched only when it does not work without."""
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(command, quiet)
    except Unavailable:
        run(["apt-get", "update", "-qq"], quiet)
        run(command, quiet)


def unpack(packages: Sequence[str], folder: Path, run: Run, say: Say) -> None:
    """Download packages with their missing dependencies, and unpack their libraries into a folder.

    apt checks signatures and checksums as it does for root; its lists and archives are in a folder of
    their own, which is removed afterwards. No maintainer script runs.
    """
    work, target = folder / "apt", folder / "lib"
    for stale in (work, target):
        shutil.rmtree(stale, ignore_errors=True)
    for part in ("lists/partial", "archives/partial", "debs"):
        (work / part).mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State::Lists={work / 'lists'}", "-o", f"Dir::Cache={work}",
           "-o", f"Dir::Cache::Archives={work / 'archives'}", "-o", "Debug::NoLocking=true"]  # fmt: skip
    run([*apt, "update"])
    versions = parse_plan(run([*apt, "--simulate", "--no-install-recommends", "install", *packages]))
    say("unpacking privately: " + " ".join(versions))
    run([*apt, "download", *(f"{name}={version}" for name, version in versions.items())], None, work / "debs")
    for package in sorted((work / "debs").glob("*.deb")):
        run(["dpkg-deb", "--extract", str(package), str(target)])
    order = load_order(libraries(target), native.load)
    lines = [str(path.relative_to(folder)) for path in order]
    (folder / "libraries").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    shutil.rmtree(work)


def parse_plan(simulation: str) -> Mapping[str, str]:
    """Return name and version of the library packages that apt would install, from its simulation.

    Fonts, configuration and tools are left out, and the C library never comes from anywhere but the system.
    """
    return {
        name: version
        for name, version in INSTALL_LINE.findall(simulation)
        if name.startswith("lib") and not name.startswith(("libc6", "libc-", "libgcc"))
    }


def libraries(target: Path) -> list[Path]:
    """Return the shared libraries below a folder that the loader would look at, each file once."""
    places = [*target.glob("lib/*"), *target.glob("usr/lib/*")]
    files = (file for place in places if place.is_dir() for file in place.glob("*.so*"))
    return sorted({file.resolve() for file in files if file.is_file()})


def load_order(paths: Iterable[Path], load: Callable[[str], object]) -> list[Path]:
    """Load libraries in rounds, each after its dependencies, and return the order that worked."""
    order: list[Path] = []
    remaining = list(paths)
    while remaining:
        failures = []
        for path in remaining:
            try:
                load(str(path))
                order.append(path)
            except OSError:
                failures.append(path)
        if len(failures) == len(remaining):
            break
        remaining = failures
    return order
