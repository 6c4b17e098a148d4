"""What runs in the process of a Dask worker, which has threads: it hands each job to a station.

Dask finds these functions by their names: the scheduler and its workers have Dossier installed, and run what
is theirs. Arguments and results are text and bytes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress

from pipeline.cluster import answer
from pipeline.cluster.message import Message, pack, unpack
from pipeline.cluster.stations import BUILDS, LOOK, StationLost, Stations
from pipeline.isolation import REPORT
from pipeline.model.diagnostics import DossierError, Place, error

_stations = Stations(BUILDS)
_TRIALS = 2


async def look() -> str:
    """Return the fingerprint of this machine as JSON, or as a JSON text what it lacks."""
    return await asyncio.to_thread(_look)


def _look() -> str:
    try:
        return json.dumps(_ask(Message(LOOK)).value["fingerprint"])
    except DossierError as failure:
        return json.dumps("; ".join(each.message for each in failure.diagnostics))
    except StationLost:
        return json.dumps("the process that builds does not start; its log tells why")


def _ask(message: Message) -> Message:
    """Return the answer of a station. Raises DossierError; StationLost if one after the other is lost."""
    for _ in range(_TRIALS):
        with suppress(StationLost), _stations.one() as station:
            return station.ask(message)
    raise StationLost


def keep(data: bytes) -> bytes:
    """Return a file: what several jobs need is a result of its own, which Dask sends to a worker once."""
    return data


def build(order: bytes, names: Sequence[str], files: Sequence[bytes]) -> bytes:
    """Build an article, and return the answer; `names` are the digests of files that the order lacks."""
    message = unpack(order)
    whole = Message(message.value, {**message.files, **dict(zip(names, files, strict=True))})
    try:
        return pack(_ask(whole))
    except DossierError as failure:
        return pack(answer.to_message(failure))
    except StationLost:
        place = Place(message.value["bundle"]["location"]["file"])
        words = f"the process that builds it has ended {_TRIALS} times without an answer"
        return pack(answer.to_message(DossierError([error("article-failed", words, place, REPORT)])))
