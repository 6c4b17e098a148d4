"""What faults of the machine hold a run to: files that are whole, old or new; refusals with a code."""

from __future__ import annotations

from tests.faults.room import TEXT, Room, Run, complete, errors

OTHER = "# One\n\nIron is a metal [@a].\n"


def whole(room: Room, names: tuple[str, ...] = ("deck.html",)) -> dict[str, bytes]:
    """Return the finished files, which are there and whole."""
    result = room.artifacts()
    for name in names:
        assert name in result, f"{name} is missing"
        assert complete(name, result[name]), f"{name} is not whole"
    return result


def build(room: Room, *options: str, to: str = "html") -> dict[str, bytes]:
    """Build once without a fault."""
    run = room.run(room.building(*options, to=to))
    assert run.status == 0, run.err
    return room.artifacts()


def assert_refused(run: Run, code: str) -> None:
    """Assert that a run told an error of a code and ended with 1."""
    assert (run.status, code in errors(run)) == (1, True), f"status {run.status}: {run.err[-400:]}"


def old_or_new(room: Room, old: bytes, new: bytes, name: str = "deck.html") -> str:
    """Tell whether a file is the old or the new one; anything else is wrong."""
    data = room.artifacts().get(name)
    assert data in (old, new), f"{name} is neither the old nor the new file"
    return "old" if data == old else "new"


def pair(room: Room) -> tuple[bytes, bytes]:
    """Build another text, then the article's: the old file, with the new one at hand."""
    room.write(TEXT)
    new = build(room)["deck.html"]
    room.write(OTHER)
    old = build(room)["deck.html"]
    room.write(TEXT)
    return old, new
