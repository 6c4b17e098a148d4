"""What the pages before a page have is looked up: a page of a long text costs what one of a short text does.

For each page, WeasyPrint 70 copies the lists of all anchors and entries of contents on the pages before it,
and searches these lists for each anchor on the page.
"""

from __future__ import annotations

from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

MAKE_PAGE = Target(
    "weasyprint.layout.page",
    "make_page",
    "(context, root_box, page_type, resume_at, page_number, page_state)",
)
ANCHORS, LOOKUPS = "anchors", "content_lookups"


class Places:
    """The pages, counted from 0, on which each value of a list in the states of pages is."""

    def __init__(self, name: str) -> None:
        """Take the name of the list."""
        self.name = name
        self.pages: dict[Any, tuple[int, ...]] = {}
        # A page that is laid out again gets a new list, and its list grows until it is laid out.
        self.lists: list[tuple[list[Any], int]] = []

    def update(self, page_maker: list[Any]) -> None:
        """Read the lists that are new or have grown since the last time."""
        for number in range(len(page_maker), len(self.lists)):
            self._forget(number)
        del self.lists[len(page_maker) :]
        for number, item in enumerate(page_maker):
            values = item[-1][self.name]
            if number < len(self.lists):
                old, size = self.lists[number]
                if old is values and size == len(values):
                    continue
                self._forget(number)
                self.lists[number] = values, len(values)
            else:
                self.lists.append((values, len(values)))
            for value in values:
                self.pages[value] = (*self.pages.get(value, ()), number)

    def _forget(self, number: int) -> None:
        values, size = self.lists[number]
        for value in values[:size]:
            if rest := tuple(page for page in self.pages.get(value, ()) if page != number):
                self.pages[value] = rest
            else:
                self.pages.pop(value, None)


def places(context: Any, name: str) -> Places:
    """Return the pages of the values with a name, as the context of a layout knows them now."""
    attribute = f"places_of_{name}"
    if not hasattr(context, attribute):
        setattr(context, attribute, Places(name))
    result: Places = getattr(context, attribute)
    result.update(context.page_maker)
    return result


class _Earlier:
    """Equal to each value that a page before this one has: a list with it is searched at once."""

    __hash__ = None  # type: ignore[assignment]  # no hash could fit

    def __init__(self, pages: Places, number: int) -> None:
        self.pages, self.number = pages.pages, number

    def __eq__(self, other: object) -> bool:
        return min(self.pages.get(other, (self.number,))) < self.number


class _History(list[Any]):
    """A list of pages, of which a slice is one page with all values of the pages before the current one."""

    def __init__(self, context: Any, number: int) -> None:
        super().__init__(context.page_maker)
        self.state = {name: [_Earlier(places(context, name), number)] for name in (ANCHORS, LOOKUPS)}

    def __getitem__(self, key: Any) -> Any:
        return [(None, None, None, None, self.state)] if isinstance(key, slice) else super().__getitem__(key)


def look_up(make: Function) -> Function:
    """Return a function that makes a page, and looks up what the pages before it have."""

    def make_page(
        context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
    ) -> Any:
        pages = context.page_maker
        context.page_maker = _History(context, page_number - 1)
        try:
            return make(context, root_box, page_type, resume_at, page_number, page_state)
        finally:
            context.page_maker = pages

    return make_page


PATCH = Patch("page-history", NO_ISSUE_YET, ((MAKE_PAGE, look_up),))
