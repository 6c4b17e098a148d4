"""The engine: atheris chooses what to change by what code it reached; here it is changed, tried and kept.

Runs until atheris ends it; `python -m tests.fuzz` starts it again where an input has ended the process.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz import targets  # noqa: F401  # imported here, so that the pipeline below it is instrumented
from tests.fuzz.bundle import TARGETS, Bundle, decode
from tests.fuzz.mutation import mutate
from tests.fuzz.seeds import seeds
from tests.fuzz.shrinking import shrink
from tests.fuzz.trial import Laboratory, Outcome

LARGEST = 120_000
_MEMORY = 4_000_000_000
_SHARES = {"article": 0.6, "import": 0.34, "extract": 0.06}
_POOL = 600


class Engine:
    """What is tried next, what it came to, and where that is kept."""

    def __init__(self, folder: Path) -> None:
        """Take up a folder that an earlier run may have left."""
        self.folder = folder
        self.laboratory = Laboratory(folder / "laboratory")
        self.pools: dict[str, list[Bundle]] = {name: [] for name in TARGETS}
        for each in seeds():
            self.pools[each.target].append(each)
        self.starts = {name: len(pool) for name, pool in self.pools.items()}
        self.pool_hashes: set[bytes] = set()
        self.seconds = dict.fromkeys(TARGETS, 0.0)
        self.counts: Counter[str] = Counter()
        self.slow: list[float] = []
        self.start = self.last_report = time.monotonic()
        for name in ("faults", "slow", "corpus", "stats"):
            (folder / name).mkdir(exist_ok=True)
        self.known_faults = {each.name.partition("#")[0] for each in (folder / "faults").iterdir()}
        self.stats = folder / "stats" / f"{int(time.time())}.json"

    def corpus(self) -> None:
        """Write the seeds where atheris begins."""
        for each in (seed for pool in self.pools.values() for seed in pool):
            data = each.encode()
            if len(data) <= LARGEST:
                (self.folder / "corpus" / hashlib.sha1(data).hexdigest()).write_bytes(data)

    def change(self, data: bytes, size: int, seed: int) -> bytes:
        """Return the next input: what atheris chose, changed; or one of the target that has had least time."""
        (self.folder / "last").unlink(missing_ok=True)
        chance = random.Random(seed)
        bundle = decode(data)
        pool = self.pools[bundle.target]
        if data not in self.pool_hashes and len(data) < LARGEST:
            self.pool_hashes.add(data)
            pool.append(bundle)
            if len(pool) > self.starts[bundle.target] + _POOL:
                del pool[self.starts[bundle.target] + chance.randrange(_POOL)]
        behind = min(TARGETS, key=lambda name: self.seconds[name] / _SHARES[name])
        if behind != bundle.target:
            pool = self.pools[behind]
            # What is damaged already is refused before much of it is read.
            start = self.starts[behind]
            bundle = chance.choice(chance.choice((pool[:start], pool[:start], pool[-60:], pool)))
        for _ in range(5):
            result = mutate(bundle, chance, pool).encode()
            if len(result) <= min(size, LARGEST):
                return result
        return bundle.encode()[:size]

    def one(self, data: bytes) -> None:
        """Try an input, and keep it where it is at fault."""
        bundle = decode(data)
        (self.folder / "last").write_bytes(data)
        outcome = self.laboratory.trial(bundle)
        self.seconds[bundle.target] += outcome.seconds
        self.counts[f"{bundle.target}: {outcome.stage}"] += 1
        (self.folder / "last").unlink()
        if outcome.fault:
            self._keep(bundle, outcome)
        elif outcome.is_slow:
            self.counts["slow"] += 1
            name = f"{outcome.seconds:07.2f}-{len(data)}-{bundle.target}-{hashlib.sha1(data).hexdigest()[:8]}"
            if self.counts["slow"] < 300:
                (self.folder / "slow" / name).write_bytes(data)
        if time.monotonic() - self.last_report > 20:
            self.tell()

    def _keep(self, bundle: Bundle, outcome: Outcome) -> None:
        name = "".join(each if each.isalnum() or each in "-_." else "-" for each in outcome.fault)
        self.counts[f"fault {outcome.fault}"] += 1
        if name in self.known_faults:
            return
        self.known_faults.add(name)
        base = self.folder / "faults" / f"{name}#"
        base.with_name(f"{name}#input").write_bytes(bundle.encode())
        base.with_name(f"{name}#trace").write_text(outcome.trace, "utf-8", "backslashreplace")
        if outcome.seconds < 2:
            small = shrink(bundle, lambda each: self.laboratory.trial(each).fault == outcome.fault)
            base.with_name(f"{name}#small").write_bytes(small.encode())

    def tell(self) -> None:
        """Write what was done so far."""
        self.last_report = time.monotonic()
        totals = {
            name: sum(count for key, count in self.counts.items() if key.startswith(f"{name}:"))
            for name in TARGETS
        }
        result = {"seconds": round(self.last_report - self.start), "executions": totals,
                "processor": {name: round(value) for name, value in self.seconds.items()},
                "counts": dict(self.counts.most_common())}  # fmt: skip
        self.stats.write_text(json.dumps(result, indent=1), "utf-8")


def main() -> None:
    """Run for `sys.argv[2]` seconds in the folder `sys.argv[1]`."""
    folder, seconds = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    engine = Engine(folder)
    if not any((folder / "corpus").iterdir()):
        engine.corpus()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    options = [
        sys.argv[0], str(folder / "corpus"), f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-len_control=0",
        "-rss_limit_mb=3000", "-timeout=240", "-reload=0", f"-artifact_prefix={folder}/ended-", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(options, engine.one, custom_mutator=engine.change)
    try:
        atheris.Fuzz()
    finally:
        engine.tell()


if __name__ == "__main__":
    main()
