"""P: what is promised whatever happens, tried on one article with all four formats."""

from __future__ import annotations

import random
import re
import shutil
import signal
import time
from contextlib import suppress

from tests.faults.matrix import fault
from tests.faults.room import FILES, HEAD, TEXT, Room, complete, errors

ALL = "pdf,epub,html,pptx"


@fault(
    "P1",
    "SIGKILL at random moments, 12 builds of four formats",
    "each file is the old or the new one",
)
def whole_files(room: Room) -> str:
    return _kill_builds(room, [signal.SIGKILL], 12)


@fault("P2", "SIGINT, SIGTERM, SIGHUP at random moments, 9 builds", "the same, nothing left behind")
def whole_files_after_signals(room: Room) -> str:
    return _kill_builds(room, [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], 9)


def _kill_builds(room: Room, signals: list[signal.Signals], count: int) -> str:
    versions: list[dict[str, bytes]] = []
    for text in (TEXT, "# One\n\nIron is a metal [@a].\n"):
        room.write(text)
        run = room.run(room.building(to=ALL))
        assert run.status == 0, run.err
        versions.append(room.artifacts())
    choice = random.Random(count)
    slowest = 0.0
    for number in range(count):
        room.write((TEXT, "# One\n\nIron is a metal [@a].\n")[number % 2])
        process = room.start(room.building("--no-cache", to=ALL))
        time.sleep(choice.uniform(0.05, 6))
        result = time.monotonic()
        with suppress(OSError):
            process.send_signal(choice.choice(signals))
        process.communicate(timeout=600)
        while room.alive():
            assert time.monotonic() - result < 30, "a process outlives its run"
            time.sleep(0.02)
        slowest = max(slowest, time.monotonic() - result)
        for name, data in room.artifacts().items():
            assert data in (versions[0][name], versions[1][name]), (
                f"{name} is neither the old nor the new file"
            )
    assert room.run(room.building(to=ALL)).status == 0
    assert room.strays() == [], room.strays()
    return f"{count} builds, all gone after at most {slowest:.1f} s"


@fault("P3", "a build that fails", "status 1, the old files stay, the table says `not built`", fast=True)
def old_files(room: Room) -> str:
    assert room.run(room.building(to="html")).status == 0
    old = room.artifacts()
    room.write("# One\n", "---\ntitle: [\n---\n\n")
    run = room.run(room.building(to="html"))
    assert run.status == 1
    assert "not built" in run.out
    assert room.artifacts() == old
    return errors(run)[0]


@fault("P4", "a bad article before and after a good one", "the good one's files are those it has alone")
def alone(room: Room) -> str:
    assert room.run(room.building("--no-cache", to="html,epub")).status == 0
    want = room.artifacts()
    bad = [room.folder / name for name in ("bad-1", "bad-2")]
    for folder in bad:
        shutil.copytree(room.article, folder)
        (folder / "article.md").write_text(HEAD + "[@")
        (folder / "refs.json").write_text("[")
    shutil.rmtree(room.out)
    room.out.mkdir()
    command = room.command("build", str(bad[0]), str(room.article), str(bad[1]), "--to", "html,epub")
    room.run([*command, "--no-cache", "--out", str(room.out)])
    paths = [room.out / "paper" / name for name in FILES]
    good = {path.name: path.read_bytes() for path in paths if path.is_file()}
    assert good == want
    return "the same bytes"


@fault("P7", "another folder, time zone, language, hash seed, umask, number of processors", "the same bytes")
def reproducible(room: Room) -> str:
    assert room.run(room.building("--no-cache", to=ALL)).status == 0
    want = room.artifacts()
    assert sorted(want) == sorted(FILES)
    assert all(complete(name, data) for name, data in want.items())
    other = room.folder / "elsewhere" / "paper"
    shutil.copytree(room.article, other)
    env = {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    wrap = ["sh", "-c", 'umask 027; exec taskset -c 0 "$@"', "sh"] if shutil.which("taskset") else []
    run = room.run(room.building("--no-cache", to=ALL, article=other), env=env, wrap=wrap)
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "four files, the same bytes"


@fault("P8", "twelve faults of authors", "each told in one diagnostic with file, line, column and a hint")
def tell(room: Room) -> str:
    faults = {
        "citation": ("Text [@nobody].", HEAD),
        "image": ("![x](none.png)", HEAD),
        "formula": ("$\\frac{1$", HEAD),
        "reference": ("See @fig-none and \\ref{none}.", HEAD),
        "note": ("Text[^1].", HEAD),
        "link": ("[x](javascript:alert(1))", HEAD),
        "key": ("Text.", HEAD.replace("date:", "dat:")),
        "date": ("Text.", HEAD.replace("2026-11-01", "2026-13-45")),
        "yaml": ("Text.", "---\ntitle: [x\n---\n\n"),
        "bibliography": ("Text.", HEAD.replace("refs.json", "none.json")),
        "style": ("Text [@a].", HEAD.replace("---\n\n", "csl: none-such\n---\n\n")),
        "turned": ("A \u202e B", HEAD),
    }
    for name, (text, head) in faults.items():
        room.write(f"# One\n\n{text}\n", head)
        run = room.run(room.command("check", str(room.article), "--format", "short"))
        places = re.findall(r"article\.md:\d+(?::\d+)?", run.out)
        assert places, f"{name}: no place in {run.out!r}"
    return f"{len(faults)} faults, each with its place"
