"""Fuzz for some minutes: `python -m tests.fuzz MINUTES [FOLDER]`; what it finds is in the folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    """Start the engine, and start it again as long as time is left; tell how many families of faults there are."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 120
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "build/fuzz")
    folder.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + minutes * 60
    count = 0
    while (result := int(end - time.monotonic())) > 5:
        command = [sys.executable, "-m", "tests.fuzz.engine", str(folder), str(result)]
        with (folder / "log").open("ab") as log:
            status = subprocess.run(
                command, stdout=log, stderr=log, check=False, env=dict(os.environ)
            ).returncode
        if status and (last := folder / "last").exists():
            count += 1
            (folder / "faults").mkdir(exist_ok=True)
            last.rename(folder / "faults" / f"process-ended-{status}-{count}#input")
        if status:
            time.sleep(2)
    faults = sorted({each.name.partition("#")[0] for each in (folder / "faults").glob("*#input")})
    print("\n".join((*faults, f"{len(faults)} families of faults in {folder}")))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
