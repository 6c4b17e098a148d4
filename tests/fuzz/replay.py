"""Try inputs that were kept: `python -m tests.fuzz.replay [FILE]...`; those of the corpus if none are named."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.fuzz.bundle import decode
from tests.fuzz.trial import Laboratory

CORPUS = Path(__file__).parent / "corpus"


def main() -> int:
    """Try each input, print how far it came and what was wrong, and tell whether anything was."""
    paths = [Path(each) for each in sys.argv[1:]] or sorted(CORPUS.iterdir())
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(Path(folder))
        for path in paths:
            outcome = laboratory.trial(decode(path.read_bytes()))
            wrong += bool(outcome.fault) or outcome.is_slow
            print(f"{path.name}\t{outcome.stage}\t{outcome.fault}\t{outcome.seconds:.2f}", flush=True)
            print(outcome.trace, end="", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
