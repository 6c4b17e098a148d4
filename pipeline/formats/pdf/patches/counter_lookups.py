"""An anchor is compared with the entries of contents that point to it, not with all entries.

WeasyPrint 70 goes through all texts with page numbers for each anchor that it finds on a page, and again for
each of these texts when all pages are laid out.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

COLLECTOR = "weasyprint.css.targets"
END_COLLECTION = Target(COLLECTOR, "TargetCollector.check_pending_targets", "(self)")
CACHE_COUNTERS = Target(
    COLLECTOR,
    "TargetCollector.cache_target_page_counters",
    "(self, anchor_name, page_counter_values, page_maker_index, page_maker)",
)
CONTENT = "content"


class _Lookups(dict[Any, Any]):
    """The texts with page numbers by their boxes, of which those that are content are only looked up."""

    def __init__(self, lookups: dict[Any, Any]) -> None:
        super().__init__(lookups)
        self.others = {key: item for key, item in lookups.items() if key[1] != CONTENT}
        self.by_anchor: dict[str, dict[Any, Any]] = {}
        for key, item in lookups.items():
            if key[1] == CONTENT:
                for anchor in item.missing_target_counters:
                    self.by_anchor.setdefault(anchor, {})[key] = item

    def items(self) -> Any:
        return self.others.items()


def index_lookups(end: Function) -> Function:
    """Return a function that ends the collection of texts, and orders them by their anchors."""

    def check_pending_targets(collector: Any) -> None:
        end(collector)
        collector.counter_lookup_items = _Lookups(collector.counter_lookup_items)

    return check_pending_targets


def spread_to_pointers(spread: Function) -> Function:
    """Return a function that tells the page of an anchor to the texts that point to it."""

    def cache_target_page_counters(
        collector: Any, anchor_name: str, page_counter_values: Any, page_maker_index: int, page_maker: Any
    ) -> None:
        lookups = collector.counter_lookup_items
        if isinstance(lookups, _Lookups):
            collector.counter_lookup_items = lookups.by_anchor.get(anchor_name, {})
        try:
            spread(collector, anchor_name, page_counter_values, page_maker_index, page_maker)
        finally:
            collector.counter_lookup_items = lookups

    return cache_target_page_counters


PATCH = Patch(
    "counter-lookups", NO_ISSUE_YET, ((END_COLLECTION, index_lookups), (CACHE_COUNTERS, spread_to_pointers))
)
