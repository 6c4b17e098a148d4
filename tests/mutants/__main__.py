"""Change packages in small ways, and see which changes no test notices: `python -m tests.mutants PACKAGE...`.

Only quick tests count, and those that start no process: a fault that only a whole build shows is found late.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.mutants import equivalent, trial
from tests.mutants.mutant import Mutant, files_of, sample, sample_slips

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "load",
    "resolve",
    "wording",
    "discourse",
    "facts",
    "checks",
    "slides",
    "editions",
    "cache",
    "write",
)


def main() -> int:
    """Try a sample of mutants of each package, and print a table and those that survive."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("packages", nargs="*", default=PACKAGES)
    parser.add_argument("--count", type=int, default=60, help="mutants of a package (60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slips", action="store_true", help="slips of people instead of operators")
    parser.add_argument("--seconds", type=float, default=20, help="CPU of the tests of a mutant (20)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--coverage", type=Path, help="use the coverage that a run with the same tests left")
    options = parser.parse_args()
    folder = ROOT / "build" / "mutants"
    trees = [folder / f"tree-{number}" for number in range(options.jobs)]
    for tree in trees:
        trial.copy_tree(ROOT, tree)
    coverage = measure(trees[0], options.coverage or folder / "coverage.json", fresh=not options.coverage)
    rows = []
    for package in options.packages:
        choose = sample_slips if options.slips else sample
        mutants = choose(trees[0], files_of(trees[0], package), options.count, options.seed)
        outcomes = try_all(mutants, trees, coverage, options.seconds)
        survivors = json.dumps([vars(each) for each in outcomes["survived"]])
        (folder / f"{package.replace('/', '-')}.json").write_text(survivors)
        for each in outcomes["survived"]:
            print(f"{each.file}:{each.line}: {each.operator}: {each.before}\n    -> {each.after}", flush=True)
        rows.append(row(package, outcomes))
    print("\n".join(("package    mutants  killed  survived  equivalent  share", *rows)))
    return 0


def row(package: str, outcomes: dict[str, list[Mutant]]) -> str:
    """Return a row of the table."""
    kills, survivors, same = (len(outcomes[each]) for each in ("killed", "survived", "equivalent"))
    share = kills / (kills + survivors) if kills + survivors else 1
    return f"{package:<10} {kills + survivors + same:>7} {kills:>7} {survivors:>9} {same:>11}  {share:>5.0%}"


def measure(tree: Path, file: Path, *, fresh: bool) -> trial.Coverage:
    """Return which tests run which lines, measured in a tree."""
    if fresh:
        subprocess.run([sys.executable, "-m", "tests.mutants.contexts", str(file)], cwd=tree, check=True)
    coverage = trial.Coverage(**json.loads(file.read_text()))
    if orphans := trial.orphan_tests(tree, coverage):
        sys.exit(
            f"{file}: {len(orphans)} tests are not here, as {orphans[0]}: measure again without --coverage"
        )
    return coverage


def try_all(
    mutants: Sequence[Mutant], trees: Sequence[Path], coverage: trial.Coverage, limit: float
) -> dict[str, list[Mutant]]:
    """Try mutants, one at a time in each tree; return those of each outcome."""
    outcomes: dict[str, list[Mutant]] = {"killed": [], "survived": [], "equivalent": []}
    pending: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in mutants:
        if equivalent.reason(mutant):
            outcomes["equivalent"].append(mutant)
        else:
            pending.put(mutant)

    def work(tree: Path) -> None:
        while True:
            try:
                mutant = pending.get_nowait()
            except queue.Empty:
                return
            tests = coverage.choose(mutant, limit)
            alive = not tests or trial.survives(mutant, tree, tests, limit)
            outcomes["survived" if alive else "killed"].append(mutant)

    threads = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {name: sorted(each, key=lambda one: (one.file, one.line)) for name, each in outcomes.items()}


if __name__ == "__main__":
    sys.exit(main())
