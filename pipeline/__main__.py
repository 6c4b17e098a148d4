"""`python -m pipeline` is `dossier`."""

import os
import signal
import sys

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Run the command line; a signal ends it silently even while it is imported."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, frame: os._exit(128 + number))
    # First, for it counts from here.
    from pipeline import timing  # noqa: F401
    from pipeline.cli import main as command_line

    try:
        sys.exit(command_line())
    finally:
        # All is done: a signal would kill Python while it ends, and its status would be another.
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    main()
