"""Dask, which the extra `cluster` brings: imported only where a cluster is used, and silent."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from pipeline.model.checkout import extra
from pipeline.model.diagnostics import Place, ToolMissing, error

# Those that it gives levels of their own.
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")


def import_distributed() -> Any:
    """Return the package `distributed`. Raises ToolMissing without the extra."""
    try:
        import distributed
    except ImportError as failure:
        message = f"a cluster needs a package that is not here: {failure.name or 'distributed'}"
        raise ToolMissing(
            [error("tool-missing", message, Place("distributed"), extra("cluster"))]
        ) from failure
    # What matters of it has a diagnostic of its own.
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"distributed(\.|$)")
    return distributed
