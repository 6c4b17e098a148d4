"""Making an input that fails smaller, as far as that is cheap."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz.bundle import Bundle

MOST_TRIALS = 120


def shrink(bundle: Bundle, fails: Callable[[Bundle], bool]) -> Bundle:
    """Return a bundle that fails as this one does, with fewer files and less in them."""
    trials_left = MOST_TRIALS

    def holds(files: dict[str, bytes]) -> bool:
        nonlocal trials_left
        trials_left -= 1
        return trials_left >= 0 and fails(Bundle(bundle.target, files))

    files = dict(bundle.files)
    for name in list(files):
        less = {key: data for key, data in files.items() if key != name}
        if less and holds(less):
            files = less
    for name in sorted(files, key=lambda each: -len(files[each])):
        separator = b"\n" if files[name].count(b"\n") > 3 else b""
        pieces = (
            files[name].split(b"\n")
            if separator
            else [files[name][at : at + 8] for at in range(0, len(files[name]), 8)]
        )
        size = max(1, len(pieces) // 2)
        while size and trials_left > 0:
            at = 0
            while at < len(pieces) and trials_left > 0:
                less_pieces = pieces[:at] + pieces[at + size :]
                if holds({**files, name: separator.join(less_pieces)}):
                    pieces = less_pieces
                else:
                    at += size
            size //= 2
        files[name] = separator.join(pieces)
    return Bundle(bundle.target, files)
