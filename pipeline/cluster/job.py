"""A job for a station: to read an article here, or to build one from its bundle, as a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pipeline.bounds import Bounds
from pipeline.build import Plan
from pipeline.cache import Cache, user_folder
from pipeline.cluster import bundle
from pipeline.cluster.bundle import Bundle
from pipeline.cluster.fingerprint import Fingerprint
from pipeline.cluster.message import Message
from pipeline.formats import FORMATS
from pipeline.load.location import Location


@dataclass(frozen=True, slots=True)
class Job:
    """An article to build: its bundle, the plan without its folder, the limits, the fingerprint to have."""

    bundle: Bundle
    plan: Plan
    bounds: Bounds
    fingerprint: Fingerprint


def to_message(job: Job) -> Message:
    """Return a job as a message with the files of its bundle."""
    value = {
        "bundle": bundle.to_json(job.bundle),
        "formats": [each.file for each in job.plan.formats],
        "choice": [each.file for each in job.plan.choice],
        "clock": job.plan.clock and job.plan.clock.isoformat(),
        "draft": job.plan.draft,
        "verify": job.plan.verify,
        "cached": job.plan.cache.folder is not None,
        "bounds": asdict(job.bounds),
        "fingerprint": dict(job.fingerprint),
    }
    return Message(value, job.bundle.files)


def reading_to_json(location: Location, bounds: Bounds, store: Cache) -> Any:
    """Return what to read on this machine as a JSON value."""
    return {
        "read": bundle.location_to_json(location),
        "bounds": asdict(bounds),
        "cached": store.folder is not None,
    }


def reading_from_json(value: Any) -> tuple[Location, Bounds, Cache]:
    """Return what to read on this machine from its JSON value."""
    location = bundle.location_from_json(value["read"])
    return location, Bounds(**value["bounds"]), _cache(has_cache=value["cached"])


def _cache(*, has_cache: bool) -> Cache:
    return Cache(user_folder() if has_cache else None)


def from_message(value: Any, files: Mapping[str, bytes]) -> Job:
    """Return a job from the value of its message and its files; artifacts enter the cache of this machine."""
    formats, choice = (
        tuple(each for each in FORMATS if each.file in value[key]) for key in ("formats", "choice")
    )
    plan = Plan(
        formats,
        clock=value["clock"] and datetime.fromisoformat(value["clock"]),
        cache=_cache(has_cache=value["cached"]),
        draft=value["draft"],
        verify=value["verify"],
        processes=1,
        choice=choice,
    )
    return Job(
        bundle.from_json(value["bundle"], files), plan, Bounds(**value["bounds"]), value["fingerprint"]
    )
