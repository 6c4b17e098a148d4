"""Signals as a terminal sends them, for processes that tests start."""

from __future__ import annotations

import signal


def heeding() -> None:
    """Take signals as from a terminal: whoever runs the tests in the background may ignore them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
