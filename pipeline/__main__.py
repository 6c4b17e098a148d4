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
    from pipeline.cli import main as command_line

    sys.exit(command_line())


if __name__ == "__main__":
    main()
