"""Run the whole matrix: `python -m tests.faults [ID]...`; ids may be beginnings, such as T or F0."""

from __future__ import annotations

import sys

from tests.faults import bombs, disks, inputs, processes, promises, surroundings, threats
from tests.faults.matrix import FAULTS, line, run

KINDS = (threats, bombs, promises, disks, processes, inputs, surroundings)


def main() -> int:
    """Run the faults whose ids begin with the arguments, print the matrix, and tell how many hold."""
    texts = tuple(sys.argv[1:])
    faults = [each for each in FAULTS if not texts or each.id.startswith(texts)]
    print("id | verdict | seconds | injected | expected | happened", flush=True)
    outcomes = run(faults, lambda outcome: print(line(outcome), flush=True))
    count = {verdict: sum(each.holds is verdict for each in outcomes) for verdict in (True, False, None)}
    seconds = sum(each.seconds for each in outcomes)
    print(
        f"{count[True]} hold, {count[False]} fail, {count[None]} not here; {seconds:.0f} seconds, two at a time"
    )
    return int(count[False] > 0)


if __name__ == "__main__":
    sys.exit(main())
