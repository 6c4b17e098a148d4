"""F: clocks, environments, networks and tools that are not there."""

from __future__ import annotations

import os
import shutil

from tests.faults.matrix import fault
from tests.faults.room import Room, errors
from tests.faults.states import build
from tests.faults.tools import clock, mount, offline


@fault("F16", "a clock in 1975, in 2039, and files from the future", "the same bytes")
def clocks(room: Room) -> str:
    want = build(room, "--no-cache", to="epub,html,pptx")
    for moment in (157_766_400, 2_177_452_800):
        run = room.run(room.building("--no-cache", to="epub,html,pptx"), env=clock(room.folder, moment))
        assert run.status == 0, run.err
        assert room.artifacts() == want
    for path in room.article.iterdir():
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert build(room, to="epub,html,pptx") == want
    return "three clocks, the same bytes"


@fault(
    "F26",
    "no HOME, LANG=C, umask 077, no stdin, TMPDIR gone or full, /dev/full as output, no stderr",
    "the same bytes, or told",
)
def surroundings(room: Room) -> str:
    want = build(room, "--no-cache")
    for env in (
        {"HOME": None},
        {"LANG": "C", "LC_ALL": "C"},
        {"TZ": "Pacific/Apia"},
        {"HOME": "/nonexistent"},
    ):
        run = room.run(room.building("--no-cache"), env=env)
        assert run.status == 0, f"{env}: {run.err}"
        assert room.artifacts() == want
    for script in ("umask 077", "umask 000", "exec 0<&-", "exec 2>&-", "exec 0<&- 2>&-"):
        run = room.run(room.building("--no-cache"), wrap=["sh", "-c", f'{script}; exec "$@"', "sh"])
        assert run.status == 0, f"{script}: status {run.status} {run.err}"
        assert room.artifacts() == want
    run = room.run(room.building("--no-cache"), env={"TMPDIR": str(room.folder / "none")})
    assert run.status == 0 or errors(run), f"TMPDIR gone: status {run.status} {run.err}"
    with open("/dev/full", "w") as full:
        run = room.run(room.building("--no-cache"), stdout=full.fileno())
    assert run.status != 0, "what could not be printed was not told"
    assert run.err.strip(), "nothing told about /dev/full"
    return "ten surroundings"


@fault("F26b", "no space for temporary files", "told, not a fault of ours")
def full_temporary(room: Room) -> str:
    with mount(room.temporary, "size=4k,nr_inodes=2"):
        run = room.run(room.building("--no-cache", to="pptx"))
        assert run.status == 0 or errors(run), f"status {run.status}: {run.err}"
        return errors(run)[0] if errors(run) else "built"


@fault("F27", "one bad article of five, with 40 open files allowed", "four built, the table whole, status 1")
def few_files(room: Room) -> str:
    folders = [room.folder / "many" / f"paper-{number}" for number in range(5)]
    for number, folder in enumerate(folders):
        shutil.copytree(room.article, folder)
        if number == 2:
            (folder / "article.md").write_text("---\ntitle: [\n---\n")
    command = room.command("build", *map(str, folders), "--to", "html", "--out", str(room.out))
    run = room.run(command, wrap=["sh", "-c", 'ulimit -n 40; exec "$@"', "sh"])
    assert run.status == 1, f"status {run.status}: {run.err[-300:]}"
    paths = list(room.out.glob("*/deck.html"))
    assert len(paths) == 4, f"{len(paths)} built: {run.err[-300:]}"
    assert "not built" in run.out
    return "four built, one told"


@fault("F28", "no network at all", "the same bytes")
def no_network(room: Room) -> str:
    want = build(room, "--no-cache", to="pdf,epub,html,pptx")
    run = room.run(room.building("--no-cache", to="pdf,epub,html,pptx"), wrap=offline())
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "the same bytes, four formats"


@fault("F32", "no validator is there", "`not checked` in the table; status 1 with --strict")
def no_validators(room: Room) -> str:
    build(room, to="epub,html")
    command = room.command("validate", str(room.article), "--out", str(room.out), "--node", str(room.folder))
    run = room.run(command, env={"PATH": "/nonexistent"})
    strict = room.run([*command, "--strict"], env={"PATH": "/nonexistent"})
    assert "not checked" in run.out, run.out
    assert strict.status != 0
    return "not checked; --strict ends with 1"
